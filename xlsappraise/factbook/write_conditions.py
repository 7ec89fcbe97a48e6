"""Writing the sheet of promotion conditions: a row for each line that a person's next steps ask for."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.text import fold
from xlsappraise.drawing.strict import must
from xlsappraise.factbook.condition_rows import ConditionRow
from xlsappraise.factbook.kept import Kept, Row
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPage, FactsPages
from xlsappraise.factbook.plan import CONDITIONS, FIRST, FROZEN, KEY, STOPPED, figure_key
from xlsappraise.factbook.slots import column_slot, validation
from xlsappraise.factbook.write_people import other_columns, shown
from xlsappraise.results.period_facts import YES

SHEET = "conditions"


def write_conditions(pages: FactsPages, needs: Needs, kept: Kept, title: str) -> None:
    """Write the sheet if it has any row."""
    rows = list(_rows(needs, kept))
    if not rows:
        return
    others = other_columns(kept, SHEET, set())
    page = pages.begin(CONDITIONS, title, stopped=others.values())
    for number, (condition, entries) in enumerate(rows, FIRST):
        _write_row(page, number, condition, entries, list(others))
    answer = CONDITIONS.index("answer")
    slot = column_slot(CONDITIONS["answer"], needs.period, page.say)
    asked = [(number, answer) for number, (condition, _entries) in enumerate(rows, FIRST) if condition is not None]
    page.limit(asked, validation(slot, page.say, page.say(CONDITIONS["answer"].help)))
    hidden = CONDITIONS.index(KEY)
    must(page.sheet.set_column(hidden, hidden, CONDITIONS[KEY].width, None, {"hidden": True}))
    page.finish(FIRST + len(rows) - 1, FROZEN)


def _rows(needs: Needs, kept: Kept) -> Iterator[tuple[ConditionRow | None, Row]]:
    """Yield the rows: every line with its existing entries, then entries of lines no longer asked for (None)."""
    filled = [row for row in kept.of(SHEET) if row.keys() - CONDITIONS.shown]
    by_line: dict[tuple[str, str], list[Row]] = {}
    for row in filled:
        by_line.setdefault((fold(shown(row.get("number"))), shown(row.get(KEY))), []).append(row)
    yes = {
        (fold(shown(row.get("number"))), name)
        for row in kept.of("people")
        for name, content in row.items()
        if content.value == YES
    }
    for condition in needs.conditions:
        number = fold(condition.employee.employee_id)
        entries = by_line.get((number, condition.key), [])
        asked = condition.skip is None or (number, figure_key(condition.skip)) in yes
        if asked or entries:
            by_line.pop((number, condition.key), None)
            for row in entries or [{}]:
                yield condition, row
    for left in by_line.values():
        for row in left:
            yield None, row


def _write_row(page: FactsPage, number: int, condition: ConditionRow | None, entries: Row, others: list[str]) -> None:
    texts = {name: shown(entries.get(name)) for name in CONDITIONS.shown} | {"plan": page.say(STOPPED)}
    look = "stopped"
    if condition is not None:
        employee, look = condition.employee, "generated"
        texts = {
            "number": employee.employee_id, "name": employee.name, "department": employee.department,
            "plan": condition.plan.title, "step": condition.step, "line": condition.line.title, KEY: condition.key,
        }  # fmt: skip
    for column, name in enumerate(CONDITIONS.by_name):
        place = (number, column)
        if name == KEY:
            page.put_text(place, texts[name], "hidden")
        elif name in texts:
            page.text(place, texts[name], "shown" if name == "line" and condition else look)
        elif name == "note":
            page.put(place, entries.get(name), "entry_text" if condition else look, "@")
        else:
            page.put(place, entries.get(name), "entry" if condition else look)
    for column, name in enumerate(others, len(CONDITIONS.columns)):
        page.put((number, column), entries.get(name), "stopped")
