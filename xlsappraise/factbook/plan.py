"""The facts workbook's sheets, headings, rows and columns: the only module that holds their positions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from functools import cache

from xlsappraise.base.i18n import LANGUAGES, N_, Words, words
from xlsappraise.results.period_facts import NO, YES
from xlsappraise.roster import COLUMNS, PLANS
from xlsappraise.typed import Codes, Column, HeadedSheet, HeadedTable
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.address import Place, address, column_letters
from xlsappraise.xlsx.book import Book

TITLE, HINT, HEADINGS, FIRST = 0, 1, 2, 3
"""The rows of every sheet: its title, a hint, the headings, the first entry"""
FREE_ROWS = 500
"""Free rows of a list with data validation"""
DRAWN_ROWS = 60
"""Free rows of a list with borders, so that no pages of blank rows are printed"""
KEY = "key"
NOTE_LIMIT = 500
MONEY = "#,##0.00"
STOPPED = N_("no longer used")
_STOPPED_TITLE = N_("{title} (no longer used)")
_CODES = Codes(number_format="facts-number-format")


def figure_key(title: str) -> str:
    """Return the key of a column that its sheet does not declare: a figure, or a column that a person has added."""
    return "=" + key(title)


def _added_column(text: str) -> Column:
    """Return the column of a heading that its sheet does not declare."""
    title = plain_title(text)
    return Column(figure_key(title), title)


def _sheet(name: str, title: str, hint: str, *columns: Column) -> HeadedSheet:
    merged = name != "settings"  # a setting is written once
    return HeadedSheet(
        columns, _CODES, name, title, hint, crowded=True, by_id=True, merged=merged, stranger=_added_column
    )


_NUMBER = Column("number", COLUMNS["employee_id"], width=11, required=True, max=NOTE_LIMIT,
                 help=N_("The employee number; choose it from the list of the people."))  # fmt: skip
_NAME = Column("name", COLUMNS["name"], width=11, shown=True)
_DAY = Column("day", N_("Date"), "date", width=13, required=True)
_NOTE = Column("note", N_("Notes"), width=32, max=NOTE_LIMIT, help=N_("Optional. For your own records."))
PEOPLE = _sheet(
    "people", N_("Staff"),
    N_("Fill in the pale yellow cells; the grey ones need nothing. Blank means unknown, never 0."),
    _NUMBER, _NAME,
    Column("department", COLUMNS["department"], width=15, shown=True),
    Column("plans", PLANS, width=26, shown=True),
    Column("leave", N_("Approved leave"), "choice", width=11, required=True, choices=(YES, NO),
           help=N_("{takes}. Yes: on approved leave for the whole period, so not appraised and not held back.")),
)  # fmt: skip
"""Columns of figures follow these"""
FIGURES = _sheet(
    "figures", N_("Staff"),
    N_("Everybody whom the plan asks about. Fill in the pale yellow cells. Blank means unknown, never 0."),
    _NUMBER, _NAME,
    Column("department", COLUMNS["department"], width=15, shown=True),
)  # fmt: skip
"""A sheet for the figures of some plans, where not everybody has the same; columns of figures follow these"""
PART = "·"
"""Stands in the names of these sheets, between that of the sheet of the people and the plans"""
DEPARTMENTS = _sheet(
    "departments", N_("Shops and departments"),
    N_("One row for each shop or department; the figures hold for all its people. Blank means unknown, never 0."),
    Column("department", N_("Shop or department"), width=24, required=True, max=NOTE_LIMIT),
    Column("plans", N_("Plans that ask"), width=32, shown=True),
)  # fmt: skip
"""Columns of figures follow these"""
INCIDENTS = _sheet(
    "incidents", N_("Incidents"),
    N_("One incident a row; a blank number of times means once. The date must lie in the period. Free rows below."),
    _NUMBER, _NAME, _DAY,
    Column("kind", N_("Kind"), "choice", width=30, required=True,
           help=N_("Choose the kind of incident from the list.")),
    Column("times", N_("Times"), "integer", width=8, required=True, min=1, help=N_("Enter {takes}. Blank means once.")),
    Column("amount", N_("Amount"), "number", width=13, required=True, min=0, code=MONEY,
           help=N_("Enter {takes}. Needed for the kinds that the sheet of notes marks; else leave it blank.")),
    Column("settled", N_("Put right on"), "date", width=13, required=True,
           help=N_("Enter {takes}: when it was put right, for the kinds that the sheet of notes marks.")),
    _NOTE,
)  # fmt: skip
SETTINGS = _sheet(
    "settings", N_("Settings"),
    N_("Values entered here replace those of the plan file in this period. Fill in a list completely."),
    Column("plan", N_("Plan in use"), width=24, shown=True),
    Column("item", N_("Setting"), width=32, shown=True),
    Column("figure", N_("Figure"), width=16, required=True),
    Column("rate", N_("Rate"), width=11, required=True),
    Column("file", N_("In the plan file"), width=20, shown=True),
    Column("note", N_("Notes"), width=40, shown=True),
    Column(KEY, N_("Row key"), width=30, shown=True),
)  # fmt: skip
CHECKS = _sheet(
    "checks", N_("Check marks"),
    N_("One check a row; several of a person in a period are averaged. Free rows follow below."),
    _NUMBER, _NAME, _DAY,
    Column("points", N_("Score"), "number", width=10, required=True, min=0),
    replace(_NOTE, width=46),
)  # fmt: skip
CONDITIONS = _sheet(
    "conditions", N_("Promotion conditions"),
    N_("Only for people who may be promoted: filter by name, confirm line by line. Blank means not yet confirmed."),
    replace(_NUMBER, shown=True), _NAME,
    Column("department", COLUMNS["department"], width=14, shown=True),
    Column("plan", N_("Plan in use"), width=20, shown=True),
    Column("step", N_("Checklist"), width=16, shown=True),
    Column("line", N_("Condition"), width=58, shown=True),
    Column("answer", N_("Confirmed"), "choice", width=10, required=True, choices=(YES, NO),
           help=N_("{takes}. Blank means not yet confirmed.")),
    _NOTE,
    Column(KEY, N_("Row key"), width=12, shown=True),
)  # fmt: skip
BOOK: Mapping[str, HeadedSheet] = {
    sheet.id: sheet for sheet in (PEOPLE, DEPARTMENTS, INCIDENTS, SETTINGS, CHECKS, CONDITIONS)
}
"""The sheets that a person fills in, by id"""
SHEETS: Mapping[str, str] = {
    **{name: sheet.title for name, sheet in BOOK.items()}, "notes": N_("Notes"), "choices": N_("Choices"),
}  # fmt: skip
"""All sheets by id, with their English names, to be translated"""
OTHER_WIDTH = 18.0
_NAME_LIMIT = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
"""What the name of a sheet may not hold"""
FROZEN = 2
"""Frozen columns"""


@cache
def _sheet_names() -> Mapping[str, str]:
    return understood(SHEETS)


def sheet_id(name: str | None) -> str | None:
    """Return the id of the sheet with this name in any language, or None."""
    return _sheet_names().get(key(name or ""))


def is_settings(name: str | None) -> bool:
    """Return whether a sheet of this name is that of the settings."""
    return sheet_id(name) == SETTINGS.id


def is_departments(name: str | None) -> bool:
    """Return whether a sheet of this name is that of the shops and departments."""
    return sheet_id(name) == DEPARTMENTS.id


def is_people(name: str | None) -> bool:
    """Return whether a sheet of this name is that of the people, or one for the figures of some plans."""
    return sheet_id((name or "").partition(PART)[0]) == PEOPLE.id


def figure_tables(file: str, reading: Book) -> tuple[HeadedTable, ...]:
    """Return the sheets for the figures of some plans, in the workbook's order; workbooks of 0.1.0 had none."""
    parts = (entry for entry in reading.entries if PART in entry.name and is_people(entry.name))
    return tuple(HeadedTable(file, FIGURES, reading, entry) for entry in parts)


def part_name(plans: Iterable[str], taken: Container[str], say: Words) -> str:
    """Return the name of the sheet for the figures of some plans: one that a workbook takes and does not have yet."""
    whole = f"{say(SHEETS[PEOPLE.id])}{PART}" + "、".join(plans).translate(_FORBIDDEN)
    names = (whole[:_NAME_LIMIT], *(f"{whole[: _NAME_LIMIT - 3]} {number}" for number in range(2, 100)))
    return next(name for name in (one.rstrip("' ") for one in names) if name.casefold() not in taken)


def tables_of(file: str, reading: Book) -> dict[str, HeadedTable]:
    """Return the tables that a person fills in, by sheet id; the first of several of an id, visible ones before all."""
    found: dict[str, HeadedTable] = {}
    for entry in sorted(reading.entries, key=lambda entry: entry.state != "visible"):
        sheet = sheet_id(entry.name)
        if sheet is not None and sheet in BOOK and sheet not in found:
            found[sheet] = HeadedTable(file, BOOK[sheet], reading, entry)
    return found


def stopped_title(title: str, say: Words) -> str:
    """Return the heading of a column that no plan uses any longer."""
    return say(_STOPPED_TITLE).format(title=title)


def is_stopped(text: str) -> bool:
    """Return whether a text marks a row as no longer used."""
    return key(text) in understood({STOPPED: STOPPED})


def plain_title(heading: str) -> str:
    """Return a heading without the mark of a column that is no longer used."""
    for language in LANGUAGES:
        before, _title, after = words(language)(_STOPPED_TITLE).partition("{title}")
        if heading.startswith(before) and heading.endswith(after) and len(heading) > len(before) + len(after):
            return heading[len(before) : len(heading) - len(after)]
    return heading


def entry_rows(used: int) -> tuple[int, int]:
    """Return the last row with borders and the last with data validation, of a list with ``used`` filled rows."""
    return FIRST + used + DRAWN_ROWS - 1, FIRST + used + FREE_ROWS - 1


def column_range(sheet_name: str, column: int, last: int) -> str:
    """Return the absolute address of a column's entries down to the row ``last``, for formulas of other sheets."""
    letters = column_letters(column)
    return f"'{sheet_name}'!${letters}${FIRST + 1}:${letters}${last + 1}"


def choice_area(sheet_name: str, column: int, count: int) -> str:
    """Return the absolute address of a list on the choices sheet, which has no headings."""
    letters = column_letters(column)
    return f"'{sheet_name}'!${letters}$1:${letters}${max(1, count)}"


def name_formula(sheet: str, row: int, people_sheet: str, last: int) -> str:
    """Return the formula that looks up the name for the employee number of a row."""
    numbers, names = (column_range(people_sheet, PEOPLE.index(name), last) for name in ("number", "name"))
    own = address((row, BOOK[sheet].index("number")))
    return f'=IFERROR(INDEX({names},MATCH({own},{numbers},0)),"")'


def filled_formula(row: int, last: int) -> str:
    """Return the condition that a row is not blank up to column ``last``; relative to its row."""
    return f"=COUNTA($A{row + 1}:${column_letters(last)}{row + 1})>0"


def cells_named(places: Iterable[Place]) -> str:
    """Return the addresses of cells as text; adjacent ones of a column as an area."""
    found = sorted(places)
    column = {place[1] for place in found}
    if len(found) > 1 and len(column) == 1 and found[-1][0] - found[0][0] == len(found) - 1:
        return f"{address(found[0])}:{address(found[-1])}"
    return "、".join(address(place) for place in found)
