"""The facts workbook's sheets, headings, rows and columns: no other module knows where anything stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsappraise.exchange.words import key, understood
from xlsappraise.i18n import N_, Words
from xlsappraise.intake.sheet import Place
from xlsappraise.roster import COLUMNS, PLANS
from xlsappraise.workbook.layout import address, column_letters

TITLE, HINT, HEADINGS, FIRST = 0, 1, 2, 3
"""The rows of every sheet: its title, a hint, the headings, the first entry"""
FREE_ROWS = 500
"""How many free rows of a list are checked while one types"""
DRAWN_ROWS = 60
"""How many of them are drawn, so that a print holds no pages of blank rows"""
KEY = "key"

SHEETS: Mapping[str, str] = {
    "people": N_("Staff"),
    "incidents": N_("Incidents"),
    "settings": N_("Settings"),
    "checks": N_("Check marks"),
    "notes": N_("Notes"),
    "choices": N_("Choices"),
}
"""The sheets by id, with their English names, to be said"""
FILLED = ("people", "incidents", "settings", "checks")
"""The sheets that a person fills in"""

COLUMN_TITLES: Mapping[str, Mapping[str, str]] = {
    "people": {
        "number": COLUMNS["employee_id"],
        "name": COLUMNS["name"],
        "department": COLUMNS["department"],
        "plans": PLANS,
        "leave": N_("Approved leave"),
    },
    "incidents": {
        "number": COLUMNS["employee_id"],
        "name": COLUMNS["name"],
        "day": N_("Date"),
        "kind": N_("Kind"),
        "times": N_("Times"),
        "amount": N_("Amount"),
        "settled": N_("Put right on"),
        "note": N_("Notes"),
    },
    "settings": {
        "plan": N_("Plan in use"),
        "item": N_("Setting"),
        "figure": N_("Figure"),
        "rate": N_("Rate"),
        "file": N_("In the plan file"),
        "note": N_("Notes"),
        KEY: N_("Row key"),
    },
    "checks": {
        "number": COLUMNS["employee_id"],
        "name": COLUMNS["name"],
        "day": N_("Date"),
        "points": N_("Score"),
        "note": N_("Notes"),
    },
}
"""The columns of each sheet in their order; figures of people follow behind"""
TOLD: Mapping[str, frozenset[str]] = {
    "people": frozenset({"name", "department", "plans"}),
    "incidents": frozenset({"name"}),
    "settings": frozenset({"plan", "item", "file", "note", KEY}),
    "checks": frozenset({"name"}),
}
"""Columns that the program writes for the reader"""
DAYS = frozenset({"day", "settled"})
WIDTHS: Mapping[str, Mapping[str, float]] = {
    "people": {"number": 11, "name": 11, "department": 15, "plans": 26, "leave": 11},
    "incidents": {"number": 11, "name": 11, "day": 13, "kind": 30, "times": 8, "amount": 13, "settled": 13, "note": 32},
    "settings": {"plan": 24, "item": 32, "figure": 16, "rate": 11, "file": 20, "note": 40, KEY: 30},
    "checks": {"number": 11, "name": 11, "day": 13, "points": 10, "note": 46},
}
FIGURE_WIDTHS = 12.0, 21.0
"""The least and the greatest width of a column of figures"""
OTHER_WIDTH = 18.0
FROZEN: Mapping[str, int] = {"people": 2, "incidents": 2, "settings": 2, "checks": 2}
"""How many columns stay in sight"""
STOPPED = N_("no longer used")
_STOPPED_TITLE = N_("{title} (no longer used)")


def columns(sheet: str) -> tuple[str, ...]:
    """Return the keys of a sheet's own columns in their order."""
    return tuple(COLUMN_TITLES[sheet])


def figure_column(index: int) -> int:
    """Return the column of the figure with this number, counted from 0."""
    return len(COLUMN_TITLES["people"]) + index


def headings(sheet: str) -> dict[str, str]:
    """Return everything that may be written in a sheet's heading row, folded, with the key of its column."""
    return understood(COLUMN_TITLES[sheet])


def sheet_names() -> dict[str, str]:
    """Return everything that the sheets may be called, folded, with the id."""
    return understood(SHEETS)


def is_settings(name: str | None) -> bool:
    """Tell whether a sheet of this name is that of the settings."""
    return sheet_names().get(key(name or "")) == "settings"


def figure_key(title: str) -> str:
    """Return the key of a column that is not one of the sheet's own: of figures, or one that a person has added."""
    return "=" + key(title)


def stopped_title(title: str, say: Words) -> str:
    """Return the heading of a column that no plan uses any more."""
    return say(_STOPPED_TITLE).format(title=title)


def is_stopped(text: str) -> bool:
    """Tell whether a text is the mark of a row that is no longer used."""
    return key(text) in understood({STOPPED: STOPPED})


def plain_title(heading: str) -> str:
    """Return a heading without the mark of a column that is no longer used."""
    for pattern in _stopped_patterns():
        before, _title, after = pattern.partition("{title}")
        if heading.startswith(before) and heading.endswith(after) and len(heading) > len(before) + len(after):
            return heading[len(before) : len(heading) - len(after)]
    return heading


def _stopped_patterns() -> Iterable[str]:
    from xlsappraise.i18n import LANGUAGES, words

    return (words(language)(_STOPPED_TITLE) for language in LANGUAGES)


def entry_rows(used: int) -> tuple[int, int]:
    """Return the last drawn and the last checked row of a list with ``used`` rows filled in."""
    return FIRST + used + DRAWN_ROWS - 1, FIRST + used + FREE_ROWS - 1


def whole(sheet_name: str, column: int, last: int) -> str:
    """Return the absolute address of a column's entries down to the row ``last``, for formulas of other sheets."""
    letters = column_letters(column)
    return f"'{sheet_name}'!${letters}${FIRST + 1}:${letters}${last + 1}"


def choice_area(sheet_name: str, column: int, count: int) -> str:
    """Return the absolute address of a list on the sheet of choices, which has no headings."""
    letters = column_letters(column)
    return f"'{sheet_name}'!${letters}$1:${letters}${max(1, count)}"


def name_formula(sheet: str, row: int, people_sheet: str, last: int) -> str:
    """Return the formula that shows the name that belongs to the employee number of a row."""
    numbers, names = (whole(people_sheet, columns("people").index(name), last) for name in ("number", "name"))
    own = address((row, columns(sheet).index("number")))
    return f'=IFERROR(INDEX({names},MATCH({own},{numbers},0)),"")'


def filled_formula(row: int, last: int) -> str:
    """Return the condition that anything stands in the columns of a row up to ``last``; it moves with the row."""
    return f"=COUNTA($A{row + 1}:${column_letters(last)}{row + 1})>0"


def cells_named(places: Iterable[Place]) -> str:
    """Write the addresses of cells: those below each other as an area."""
    found = sorted(places)
    column = {place[1] for place in found}
    if len(found) > 1 and len(column) == 1 and found[-1][0] - found[0][0] == len(found) - 1:
        return f"{address(found[0])}:{address(found[-1])}"
    return "、".join(address(place) for place in found)
