"""Writing the sheets of incidents and check marks: free rows, one entry a row."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.base.text import fold
from xlsappraise.drawing import styles
from xlsappraise.drawing.strict import must
from xlsappraise.factbook.kept import Kept, Row
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPage, FactsPages
from xlsappraise.factbook.plan import (
    BOOK,
    FIRST,
    FROZEN,
    SHEETS,
    choice_area,
    column_range,
    entry_rows,
    filled_formula,
    name_formula,
)
from xlsappraise.factbook.slots import column_slot, validation
from xlsappraise.factbook.write_people import PersonRow, other_columns, shown


def write_list(pages: FactsPages, sheet: str, needs: Needs, kept: Kept, people: list[PersonRow], title: str) -> None:
    """Write a list sheet if it is needed or has existing entries."""
    headed = BOOK[sheet]
    rows = [row for row in kept.of(sheet) if row.keys() - headed.shown]
    if not needs.uses(sheet) and not rows:
        return
    others = other_columns(kept, sheet, set())
    page = pages.begin(headed, title, stopped=others.values())
    drawn, checked = entry_rows(len(rows))
    last_person = FIRST + max(1, len(people)) - 1
    for row in range(FIRST, drawn + 1):
        entries = rows[row - FIRST] if row - FIRST < len(rows) else {}
        _write_row(page, sheet, row, entries, list(others), _named(page, sheet, entries, people, (row, last_person)))
    _limits(page, sheet, needs, last_person, drawn, checked)
    page.finish(checked, FROZEN, landscape=sheet == "incidents")


def _named(
    page: FactsPage, sheet: str, entries: Row, people: list[PersonRow], rows: tuple[int, int]
) -> tuple[str, str]:
    """Return the formula that shows the name, and its value now; ``rows``: this row, the last row of the people."""
    number = fold(shown(entries.get("number")))
    name = next((p.employee.name for p in people if p.employee and fold(p.employee.employee_id) == number), "")
    return name_formula(sheet, rows[0], page.say(SHEETS["people"]), rows[1]), name


def _write_row(page: FactsPage, sheet: str, row: int, entries: Row, others: list[str], named: tuple[str, str]) -> None:
    for number, column in enumerate(BOOK[sheet].columns):
        if column.shown:
            page.formula((row, number), *named, "generated")
        else:
            look = "free_text" if column.kind in ("text", "choice") else "free"
            page.put((row, number), entries.get(column.id), look, column.number_format)
    for number, name in enumerate(others, len(BOOK[sheet].columns)):
        page.put((row, number), entries.get(name), "stopped")


def _limits(page: FactsPage, sheet: str, needs: Needs, last_person: int, drawn: int, checked: int) -> None:
    say = page.say
    people = column_range(say(SHEETS["people"]), 0, last_person)
    kinds = choice_area(say(SHEETS["choices"]), 0, len(needs.kinds))
    sources: Mapping[str, str] = {"number": people, "kind": kinds}
    for number, column in enumerate(BOOK[sheet].columns):
        if column.shown:
            continue
        advice = say(column.help) if column.help else say("Enter {takes}.")
        rule = validation(column_slot(column, needs.period, say), say, advice)
        if column.id in sources:
            rule |= {"validate": "list", "source": f"={sources[column.id]}"}
            for unneeded in ("criteria", "value"):
                rule.pop(unneeded, None)
        if column.kind == "text":
            rule["error_type"] = "warning"
        must(page.sheet.data_validation(FIRST, number, checked, number, rule))
    used = page.pages.book.add_format({"border": 1, "border_color": styles.HAIR, "bg_color": styles.ENTRY})
    last = len(BOOK[sheet].columns) - 1
    condition = {"type": "formula", "criteria": filled_formula(drawn + 1, last), "format": used}
    must(page.sheet.conditional_format(drawn + 1, 0, checked, last, condition))
