"""Writing the people sheet: a row a person, a column a figure; entries no longer used follow at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.factbook.figures import FigureColumn
from xlsappraise.factbook.kept import Content, Kept, Row
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPage, FactsPages
from xlsappraise.factbook.plan import FIRST, FROZEN, PEOPLE, STOPPED, figure_key
from xlsappraise.factbook.slots import column_of, column_slot, validation
from xlsappraise.roster import Employee
from xlsappraise.xlsx.address import Place

SHEET = "people"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row: a person of the roster (else None), and the existing entries."""

    employee: Employee | None
    kept: Row

    @property
    def number(self) -> str:
        """The employee number."""
        return self.employee.employee_id if self.employee else shown(self.kept.get("number"))

    def generated_text(self, name: str, needs: Needs, stopped: str) -> str:
        """Return the text of a column that the program fills in; ``stopped`` marks a leaver's row."""
        if self.employee is None:
            text = shown(self.kept.get(name))
            left = fold(shown(self.kept.get("number"))) in needs.recorded
            return stopped if name == "plans" and left else text
        if name == "plans":
            return "、".join(plan.title for plan in needs.plans.get(self.employee.employee_id, ()))
        return self.employee.name if name == "name" else self.employee.department


def shown(content: Content | None) -> str:
    """Return the value of a content as text; blank for None."""
    if content is None:
        return ""
    return plain(content.value) if isinstance(content.value, float) else str(content.value)


def people_of(needs: Needs, kept: Kept) -> list[PersonRow]:
    """Return the rows: first the people of ``needs``, then others with existing entries."""
    rows: dict[str, list[Row]] = {}
    for row in kept.of(SHEET):
        rows.setdefault(fold(shown(row.get("number"))), []).append(row)
    found = []
    for employee in needs.people:
        matching = rows.pop(fold(employee.employee_id), [])
        found += [PersonRow(employee, row) for row in matching or [{}]]
    for number, left in rows.items():
        employee_or_none = needs.by_number.get(number)
        found += [PersonRow(employee_or_none, row) for row in left if _has_entries(row)]
    return found


def _has_entries(row: Row) -> bool:
    return bool(row.keys() - PEOPLE.shown - {"number"})


def write_people(pages: FactsPages, needs: Needs, kept: Kept, title: str) -> list[PersonRow]:
    """Write the people sheet; return its rows."""
    people = people_of(needs, kept)
    every = [column_of(figure) for figure in needs.figures]
    others = other_columns(kept, SHEET, {column.id for column in every})
    figures = () if needs.figure_sheets else needs.figures
    page = pages.begin(PEOPLE, title, [column_of(figure) for figure in figures], others.values())
    stopped = page.say(STOPPED)
    for row, person in enumerate(people, FIRST):
        _write_row(page, row, person, needs, stopped)
        put_figures(page, (row, len(PEOPLE.columns)), person, figures, needs)
        for column, name in enumerate(others, len(PEOPLE.columns) + len(figures)):
            page.put((row, column), person.kept.get(name), "stopped")
    _limit_leave(page, people, needs)
    limit_figures(page, len(PEOPLE.columns), people, figures, needs)
    page.finish(FIRST + len(people) - 1, FROZEN)
    page.sheet.activate()
    return people


def other_columns(kept: Kept, sheet: str, used: set[str]) -> dict[str, str]:
    """Return the titles by key of filled columns that are not in ``used``."""
    filled = {name for row in kept.of(sheet) for name in row}
    return {name: title for name, title in kept.others.get(sheet, {}).items() if name in filled - used}


def _write_row(page: FactsPage, row: int, person: PersonRow, needs: Needs, stopped: str) -> None:
    for column, name in enumerate(PEOPLE.by_name):
        place = (row, column)
        if name == "number":
            page.text(place, person.number, "shown" if person.employee else "stopped")
        elif name == "leave":
            page.put(place, person.kept.get(name), "entry" if person.employee else "stopped")
        else:
            page.text(place, person.generated_text(name, needs, stopped), "generated" if person.employee else "stopped")


def put_figures(
    page: FactsPage, place: Place, person: PersonRow, figures: Sequence[FigureColumn], needs: Needs
) -> None:
    """Write a person's figures side by side from a place on; what no plan of theirs asks for is grey."""
    for column, figure in enumerate(figures, place[1]):
        wanted = person.employee is not None and (person.employee.employee_id, figure.title) in needs.wanted
        content = person.kept.get(figure_key(figure.title))
        look = "entry" if wanted else "off" if content is None else "stopped"
        page.put((place[0], column), content, look, column_of(figure).number_format)


def _limit_leave(page: FactsPage, people: Sequence[PersonRow], needs: Needs) -> None:
    """Add the data validation of the column of leave."""
    say, leave = page.say, PEOPLE.index("leave")
    rule = validation(column_slot(PEOPLE["leave"], needs.period, say), say, say(PEOPLE["leave"].help))
    page.limit([(row, leave) for row, person in enumerate(people, FIRST) if person.employee is not None], rule)


def limit_figures(
    page: FactsPage, first: int, people: Sequence[PersonRow], figures: Sequence[FigureColumn], needs: Needs
) -> None:
    """Add data validations with a note on the values that each cell takes; ``first``: the column of the first one."""
    advice = page.say("Enter {takes}. Blank means unknown, never 0.")
    for column, figure in enumerate(figures, first):
        places = [
            (row, column)
            for row, person in enumerate(people, FIRST)
            if person.employee is not None and (person.employee.employee_id, figure.title) in needs.wanted
        ]
        page.limit(places, validation(column_of(figure).slot(), page.say, advice))
