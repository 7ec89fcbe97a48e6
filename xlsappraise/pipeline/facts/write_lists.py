"""The sheets of incidents and of check marks: free rows, one entry a row."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.pipeline.facts.kept import Kept, Row
from xlsappraise.pipeline.facts.needs import Needs
from xlsappraise.pipeline.facts.page import Page, Pages
from xlsappraise.pipeline.facts.plan import (
    BOOK,
    FIRST,
    FROZEN,
    OTHER_WIDTH,
    SHEETS,
    choice_area,
    entry_rows,
    filled_formula,
    name_formula,
    stopped_title,
    whole,
)
from xlsappraise.pipeline.facts.slots import CODES, column_slot, validation
from xlsappraise.pipeline.facts.write_people import Person, other_columns, shown
from xlsappraise.text import fold
from xlsappraise.workbook import styles
from xlsappraise.workbook.strict import must

_CODES = {"day": CODES["date"], "settled": CODES["date"], "amount": CODES["money"]}
_TEXTS = ("number", "kind", "note")


def write_list(pages: Pages, sheet: str, needs: Needs, kept: Kept, people: list[Person], title: str) -> None:
    """Write a list, where it is needed or anything is kept of it."""
    headed = BOOK[sheet]
    rows = [row for row in kept.of(sheet) if row.keys() - headed.shown]
    if not needs.uses(sheet) and not rows:
        return
    page = pages.add(sheet)
    page.head(title, _hint(page, sheet))
    page.headings(headed.columns)
    others = other_columns(kept, sheet, set())
    for other in others.values():
        page.heading(stopped_title(other, page.say), OTHER_WIDTH, "heading_stopped")
    drawn, checked = entry_rows(len(rows))
    last_person = FIRST + max(1, len(people)) - 1
    for row in range(FIRST, drawn + 1):
        known = rows[row - FIRST] if row - FIRST < len(rows) else {}
        _write_row(page, sheet, row, known, list(others), _named(page, sheet, known, people, (row, last_person)))
    _limits(page, sheet, needs, last_person, drawn, checked)
    page.finish(checked, FROZEN, landscape=sheet == "incidents")


def _hint(page: Page, sheet: str) -> str:
    if sheet == "checks":
        return page.say("One check a row; several of a person in a period are averaged. Free rows follow below.")
    return page.say(
        "One incident a row; a blank number of times means once. The date must lie in the period. Free rows below."
    )


def _named(page: Page, sheet: str, known: Row, people: list[Person], rows: tuple[int, int]) -> tuple[str, str]:
    """Return the formula that shows whose row it is, and what it shows now; ``rows``: this one, the last person's."""
    number = fold(shown(known.get("number")))
    name = next((p.employee.name for p in people if p.employee and fold(p.employee.employee_id) == number), "")
    return name_formula(sheet, rows[0], page.say(SHEETS["people"]), rows[1]), name


def _write_row(page: Page, sheet: str, row: int, known: Row, others: list[str], named: tuple[str, str]) -> None:
    for column, name in enumerate(BOOK[sheet].by_name):
        if name == "name":
            page.formula((row, column), *named, "told")
        else:
            look = "free_text" if name in _TEXTS else "free"
            code = CODES["text"] if name in _TEXTS else _CODES.get(name, "General")
            page.put((row, column), known.get(name), look, code)
    for column, name in enumerate(others, len(BOOK[sheet].columns)):
        page.put((row, column), known.get(name), "stopped")


def _limits(page: Page, sheet: str, needs: Needs, last_person: int, drawn: int, checked: int) -> None:
    say = page.say
    people = whole(say(SHEETS["people"]), 0, last_person)
    kinds = choice_area(say(SHEETS["choices"]), 0, len(needs.kinds))
    sources: Mapping[str, str] = {"number": people, "kind": kinds}
    for column, name in enumerate(BOOK[sheet].by_name):
        if name == "name":
            continue
        rule = validation(column_slot(BOOK[sheet][name], needs.period, say), say, _advice(name, page))
        if name in sources:
            rule |= {"validate": "list", "source": f"={sources[name]}"}
            for unneeded in ("criteria", "value"):
                rule.pop(unneeded, None)
        if name in ("number", "note"):
            rule["error_type"] = "warning"
        must(page.sheet.data_validation(FIRST, column, checked, column, rule))
    used = page.pages.book.add_format({"border": 1, "border_color": styles.HAIR, "bg_color": styles.ENTRY})
    last = len(BOOK[sheet].columns) - 1
    condition = {"type": "formula", "criteria": filled_formula(drawn + 1, last), "format": used}
    must(page.sheet.conditional_format(drawn + 1, 0, checked, last, condition))


def _advice(name: str, page: Page) -> str:
    say = page.say
    told = {
        "number": say("The employee number; choose it from the list of the people."),
        "kind": say("Choose the kind of incident from the list."),
        "times": say("Enter {takes}. Blank means once."),
        "amount": say("Enter {takes}. Needed for the kinds that the sheet of notes marks; else leave it blank."),
        "settled": say("Enter {takes}: when it was put right, for the kinds that the sheet of notes marks."),
        "note": say("Optional. For your own records."),
    }
    return told.get(name, say("Enter {takes}."))
