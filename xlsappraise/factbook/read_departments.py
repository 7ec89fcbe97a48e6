"""Reading the sheet of shops and departments: a row each, a column a figure; a blank is left out, never read as 0."""

from __future__ import annotations

from xlsappraise.base.i18n import phrase
from xlsappraise.base.text import fold, suggestions
from xlsappraise.factbook.draft import FactsDraft, amount, unusable
from xlsappraise.factbook.plan import DEPARTMENTS, figure_key, is_stopped
from xlsappraise.factbook.read_people import unknown
from xlsappraise.factbook.slots import column_of, column_slot
from xlsappraise.typed import HeadedTable


def read_departments(draft: FactsDraft, table: HeadedTable) -> None:
    """Read the rows of the departments into ``draft``; report duplicates and departments that nobody belongs to."""
    if not draft.earlier:
        _headings(draft, table)
    seen: dict[str, str] = {}
    for row in table.rows:
        entries = {name for name in table.columns if name not in DEPARTMENTS.shown and table.filled(row, name)}
        folded = fold(table.text(row, "department"))
        if not entries or (entries == {"department"} and folded not in draft.needs.departments.by_name):
            continue
        if not _is_known(draft, table, row):
            continue
        first = seen.setdefault(folded, table.at(row, "department"))
        if first == table.at(row, "department"):
            _figures(draft, table, row, folded)
            continue
        at, name = table.at(row, "department"), table.text(row, "department")
        draft.report("facts-department-twice", table, at, None, name, first)


def _headings(draft: FactsDraft, table: HeadedTable) -> None:
    """Report figures without a column, and columns that no plan uses."""
    titles = {figure_key(f.title): f.title for f in draft.needs.departments.figures}
    missing = [title for name, title in titles.items() if name not in table.columns]
    for title in missing:
        draft.report("facts-column-missing", table, table.heading_place, expected=title)
    unknown(draft, table, set(titles), missing)


def _is_known(draft: FactsDraft, table: HeadedTable, row: int) -> bool:
    """Return whether a row is of a department whose figures are asked for; report one that is not."""
    if not table.filled(row, "department"):
        draft.report("facts-department-missing", table, table.at(row, "department"))
        return False
    slot = column_slot(DEPARTMENTS["department"], draft.needs.period, draft.say)
    if draft.read(table, row, "department", slot, None).value is None:
        return False
    name = table.text(row, "department")
    if fold(name) in draft.needs.departments.by_name:
        return True
    if not draft.earlier and not ("plans" in table.columns and is_stopped(table.text(row, "plans"))):
        names = draft.needs.departments.names
        suggestion = suggestions(tuple(names)).nearest(name) or names
        hint = phrase(" Did you mean {number}?", number=suggestion) if suggestion else ""
        draft.report("facts-unknown-department", table, table.at(row, "department"), None, name, suggestion, hint=hint)
    return False


def _figures(draft: FactsDraft, table: HeadedTable, row: int, folded: str) -> None:
    for figure in draft.needs.departments.figures:
        name = figure_key(figure.title)
        if name not in table.columns:
            continue
        where = (folded, figure.title)
        draft.department_places[where] = table.name, table.at(row, name)
        if where not in draft.needs.departments.wanted:
            if table.filled(row, name) and not draft.earlier:
                department = draft.needs.departments.by_name[folded]
                at, text = table.at(row, name), table.text(row, name)
                draft.report("facts-department-not-asked", table, at, None, text, figure.title, department=department)
            continue
        before = len(draft.problems)
        entry = draft.read(table, row, name, column_of(figure).slot(), None)
        value = str(entry.value) if isinstance(entry.value, str) else amount(entry)
        if unusable(entry) or any(p.severity == "error" for p in draft.problems[before:]):
            draft.broken_figures.add(where)
        elif value is not None:
            draft.of_departments[where] = value
