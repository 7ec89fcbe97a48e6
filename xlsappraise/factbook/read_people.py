"""Reading the people sheet: leave and figures, each with its cell; a blank is left out, never read as 0."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.i18n import phrase
from xlsappraise.base.text import fold, nearest
from xlsappraise.factbook.draft import FactsDraft, amount
from xlsappraise.factbook.figures import FigureColumn
from xlsappraise.factbook.plan import PEOPLE, figure_key, is_stopped
from xlsappraise.factbook.slots import column_of, column_slot
from xlsappraise.results.period_facts import YES, Value
from xlsappraise.roster import Employee
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.numbers import shown_number
from xlsappraise.typed.words import key
from xlsappraise.xlsx.address import address


def read_people(draft: FactsDraft, tables: Sequence[HeadedTable]) -> None:
    """Read the sheet of the people, then those of their figures, into ``draft``; report duplicates."""
    _headings(draft, tables)
    for table in tables:
        _rows(draft, table)


def _rows(draft: FactsDraft, table: HeadedTable) -> None:
    seen: dict[str, str] = {}
    for row in table.rows:
        entries = {name for name in table.columns if name not in table.headed.shown and table.filled(row, name)}
        in_roster = fold(shown_number(table, row, "number")) in draft.needs.by_number
        if not entries or (entries == {"number"} and not in_roster):
            continue
        if "plans" in table.columns and is_stopped(table.text(row, "plans")):
            draft.stopped.add(fold(shown_number(table, row, "number")))
        employee, _number = draft.employee(table, row)
        if employee is None:
            continue
        first = seen.setdefault(employee.employee_id, table.at(row, "number"))
        if first != table.at(row, "number"):
            at, number = table.at(row, "number"), employee.employee_id
            draft.report("facts-employee-twice", table, at, number, number, first)
            continue
        name = table.text(row, "name")
        if fold(name) != fold(employee.name) and any(
            fold(e.name) == fold(name) for e in draft.needs.by_number.values()
        ):
            number, at = employee.employee_id, table.at(row, "name")
            draft.report("figures-of-another-name", table, at, number, name, employee.name, number=number)
            continue
        _person(draft, table, row, employee)


def _headings(draft: FactsDraft, tables: Sequence[HeadedTable]) -> None:
    """Report figures without a column, and columns that no plan uses."""
    if draft.earlier:
        return
    there = {name for table in tables for name in table.columns}
    titles = {figure_key(f.title): f.title for f in draft.needs.figures}
    for table in tables:
        draft.complete(table)
    for figure in draft.needs.figures:
        if figure_key(figure.title) not in there:
            home = _home(draft, figure, tables)
            draft.report("facts-column-missing", home, home.heading_place, expected=figure.title)
    missing = [title for name, title in titles.items() if name not in there]
    for table in tables:
        unknown(draft, table, set(titles), missing)


def _home(draft: FactsDraft, figure: FigureColumn, tables: Sequence[HeadedTable]) -> HeadedTable:
    """Return the sheet with other figures of the same plans, else that of the people."""
    same = {figure_key(one.title) for one in draft.needs.figures if one.plans == figure.plans}
    return next((table for table in tables if same & table.columns.keys()), tables[0])


def unknown(draft: FactsDraft, table: HeadedTable, used: set[str], missing: list[str]) -> None:
    """Report filled columns that are not read; ``missing`` titles are suggested."""
    for name, heading in table.added.items():
        title = heading.column.title if heading.column else heading.text
        if name in used or title != heading.text or not any(table.filled(row, name) for row in table.rows):
            continue
        titles = {key(text): text for text in missing}
        suggestion = titles.get(nearest(key(title), titles) or "")
        hint = phrase(" Did you mean {number}?", number=suggestion) if suggestion else ""
        place = address(heading.place)
        draft.report("facts-unknown-heading", table, place, found=title, expected=suggestion, hint=hint)


def _person(draft: FactsDraft, table: HeadedTable, row: int, employee: Employee) -> None:
    number = employee.employee_id
    if table.headed is PEOPLE:
        leave = draft.read(table, row, "leave", column_slot(PEOPLE["leave"], draft.needs.period, draft.say), number)
        if leave.value == YES:
            draft.leave.add(number)
    figures = draft.people.setdefault(number, {})
    for figure in draft.needs.figures:
        name = figure_key(figure.title)
        if name not in table.columns:
            continue
        if not _first(draft, table, (row, name), figure, number):
            continue
        value = _figure(draft, table, row, figure, number)
        if value is not None:
            figures[figure.title] = value


def _first(draft: FactsDraft, table: HeadedTable, at: tuple[int, str], figure: FigureColumn, number: str) -> bool:
    """Note where a figure is; return whether to read it: a blank beside an entry on another sheet does not count.

    A second entry is reported, as it is not known which of the two is meant.
    """
    where = draft.places.get((number, figure.title))
    cell = table.at(*at)
    if where is None or number not in draft.people or figure.title not in draft.people[number]:
        draft.places[number, figure.title] = table.name, cell
        return True
    if table.filled(*at):
        draft.report("facts-employee-twice", table, cell, number, number, " ".join(where))
    return False


def _figure(draft: FactsDraft, table: HeadedTable, row: int, figure: FigureColumn, number: str) -> Value | None:
    """Return a figure, or None; report one that no plan of the person uses."""
    name = figure_key(figure.title)
    if (number, figure.title) not in draft.needs.wanted:
        if table.filled(row, name) and not draft.earlier:
            at, text = table.at(row, name), table.text(row, name)
            name = f"{number} {draft.needs.by_number[fold(number)].name}"
            draft.report("facts-not-asked", table, at, number, text, figure.title, name=name)
        return None
    entry = draft.read(table, row, name, column_of(figure).slot(), number)
    return str(entry.value) if isinstance(entry.value, str) else amount(entry)
