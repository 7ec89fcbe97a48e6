"""Writing the sheet of shops and departments: a row each, a column a figure; unused entries at the end."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.base.text import fold
from xlsappraise.factbook.kept import Kept, Row
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPage, FactsPages
from xlsappraise.factbook.plan import DEPARTMENTS, FIRST, FROZEN, STOPPED, figure_key
from xlsappraise.factbook.slots import column_of, validation
from xlsappraise.factbook.write_people import other_columns, shown

SHEET = "departments"


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A row: a department whose figures are asked for (else None), and the existing entries."""

    name: str | None
    kept: Row

    @property
    def folded(self) -> str:
        """The department for comparison; blank where its figures are not asked for."""
        return fold(self.name or "")


def write_departments(pages: FactsPages, needs: Needs, kept: Kept, title: str) -> None:
    """Write the sheet if it is needed or has existing entries."""
    rows = _rows(needs, kept)
    if not rows:
        return
    figures = [column_of(figure) for figure in needs.departments.figures]
    others = other_columns(kept, SHEET, {column.id for column in figures})
    page = pages.begin(DEPARTMENTS, title, figures, others.values())
    for row, department in enumerate(rows, FIRST):
        _write_row(page, row, department, needs, list(others))
    _limits(page, rows, needs)
    page.finish(FIRST + len(rows) - 1, FROZEN)


def _rows(needs: Needs, kept: Kept) -> list[DepartmentRow]:
    """Return the rows: first the departments of ``needs``, then others with existing entries."""
    existing: dict[str, list[Row]] = {}
    for row in kept.of(SHEET):
        existing.setdefault(fold(shown(row.get("department"))), []).append(row)
    found = []
    for name in needs.departments.names:
        found += [DepartmentRow(name, row) for row in existing.pop(fold(name), []) or [{}]]
    left = (row for rows in existing.values() for row in rows)
    return [*found, *(DepartmentRow(None, row) for row in left if row.keys() - DEPARTMENTS.shown - {"department"})]


def _write_row(page: FactsPage, row: int, department: DepartmentRow, needs: Needs, others: list[str]) -> None:
    entries, name = department.kept, department.name
    page.text((row, 0), name or shown(entries.get("department")), "shown" if name else "stopped")
    plans = _plans(needs, department.folded) if name else page.say(STOPPED)
    page.text((row, 1), plans, "generated" if name else "stopped")
    for column, figure in enumerate(needs.departments.figures, len(DEPARTMENTS.columns)):
        wanted = (department.folded, figure.title) in needs.departments.wanted
        content = entries.get(figure_key(figure.title))
        look = "entry" if wanted else "off" if content is None else "stopped"
        page.put((row, column), content, look, column_of(figure).number_format)
    for column, other in enumerate(others, len(DEPARTMENTS.columns) + len(needs.departments.figures)):
        page.put((row, column), entries.get(other), "stopped")


def _plans(needs: Needs, folded: str) -> str:
    """Return the titles of the plans that ask for figures of a department."""
    asking = (f for f in needs.departments.figures if (folded, f.title) in needs.departments.wanted)
    return "、".join(dict.fromkeys(plan for figure in asking for plan in figure.plans))


def _limits(page: FactsPage, rows: list[DepartmentRow], needs: Needs) -> None:
    """Add data validations with a note on the values that each cell takes."""
    say = page.say
    for column, figure in enumerate(needs.departments.figures, len(DEPARTMENTS.columns)):
        wanted = ((figure.title, row, one.folded) for row, one in enumerate(rows, FIRST))
        places = [(row, column) for title, row, name in wanted if (name, title) in needs.departments.wanted]
        advice = say("Enter {takes}. Blank means unknown, never 0.")
        page.limit(places, validation(column_of(figure).slot(), say, advice))
