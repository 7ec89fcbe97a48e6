"""Reading the sheet of promotion conditions: the answers of HR to the lines of checklists."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.factbook.draft import FactsDraft
from xlsappraise.factbook.plan import CONDITIONS, KEY
from xlsappraise.factbook.slots import column_slot
from xlsappraise.plans.terms import CheckLine
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.words import key

Lines = Mapping[str, tuple[str, CheckLine]]
"""By key: the title of the plan, and the line"""


def read_conditions(draft: FactsDraft, table: HeadedTable) -> None:
    """Read the answers; what is wrong with one holds nobody's pay back, as the line is then not confirmed."""
    if "answer" not in table.columns:
        draft.complete(table)
        return
    slot = column_slot(CONDITIONS["answer"], draft.needs.period, draft.say)
    seen: dict[tuple[str, str], str] = {}
    for row in table.rows:
        if not table.filled(row, "answer"):
            continue
        employee, _number = draft.employee(table, row)
        if employee is None:
            continue
        at, number = table.at(row, "answer"), employee.employee_id
        lines = {
            plan.line_key(line): (plan.title, line)
            for plan in draft.needs.plans.get(number, ())
            for line in plan.checklist
        }
        found = _line(table, row, lines)
        if found is None:
            if not draft.earlier:
                line, name = table.text(row, "line"), f"{number} {employee.name}"
                draft.report("facts-not-asked", table, at, number, table.text(row, "answer"), line, name=name)
            continue
        first = seen.setdefault((number, found), at)
        if first != at:
            draft.report("facts-setting-twice", table, at, None, f"{employee.name} · {lines[found][1].title}", first)
            draft.answers[number].pop(found, None)
            continue
        entry = draft.read(table, row, "answer", slot, None)
        if entry.value is not None:
            draft.answers.setdefault(number, {})[found] = str(entry.value)


def _line(table: HeadedTable, row: int, lines: Lines) -> str | None:
    """Return the key of a row's line: as it is written, else by the titles of plan and line."""
    text = table.text(row, KEY) if KEY in table.columns else ""
    if text:
        return text if text in lines else None
    plan, line = key(table.text(row, "plan")), key(table.text(row, "line"))
    same = [name for name, (title, one) in lines.items() if (key(title), key(one.title)) == (plan, line)]
    return same[0] if len(same) == 1 else None
