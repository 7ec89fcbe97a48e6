"""Writing the people sheet: a row a person, a column a figure; entries no longer used follow at the end."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.factbook.kept import Content, Kept, Row
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPage, FactsPages
from xlsappraise.factbook.plan import FIRST, FROZEN, PEOPLE, STOPPED, figure_key
from xlsappraise.factbook.slots import column_of, column_slot, validation
from xlsappraise.roster import Employee

SHEET = "people"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row: a person of the roster (else None), and the existing entries."""

    employee: Employee | None
    kept: Row

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
    figures = [column_of(figure) for figure in needs.figures]
    others = other_columns(kept, SHEET, {column.id for column in figures})
    page = pages.begin(PEOPLE, title, figures, others.values())
    stopped = page.say(STOPPED)
    for row, person in enumerate(people, FIRST):
        _write_row(page, row, person, needs, list(others), stopped)
    _limits(page, people, needs)
    page.finish(FIRST + len(people) - 1, FROZEN)
    page.sheet.activate()
    return people


def other_columns(kept: Kept, sheet: str, used: set[str]) -> dict[str, str]:
    """Return the titles by key of filled columns that are not in ``used``."""
    filled = {name for row in kept.of(sheet) for name in row}
    return {name: title for name, title in kept.others.get(sheet, {}).items() if name in filled - used}


def _write_row(page: FactsPage, row: int, person: PersonRow, needs: Needs, others: list[str], stopped: str) -> None:
    number = person.employee.employee_id if person.employee else shown(person.kept.get("number"))
    for column, name in enumerate(PEOPLE.by_name):
        place = (row, column)
        if name == "number":
            page.text(place, number, "shown" if person.employee else "stopped")
        elif name == "leave":
            page.put(place, person.kept.get(name), "entry" if person.employee else "stopped")
        else:
            page.text(place, person.generated_text(name, needs, stopped), "generated" if person.employee else "stopped")
    for column, figure in enumerate(needs.figures, len(PEOPLE.columns)):
        wanted = person.employee is not None and (person.employee.employee_id, figure.title) in needs.wanted
        content = person.kept.get(figure_key(figure.title))
        look = "entry" if wanted else "off" if content is None else "stopped"
        page.put((row, column), content, look, column_of(figure).number_format)
    for column, name in enumerate(others, len(PEOPLE.columns) + len(needs.figures)):
        page.put((row, column), person.kept.get(name), "stopped")


def _limits(page: FactsPage, people: list[PersonRow], needs: Needs) -> None:
    """Add data validations with a note on the values that each cell takes."""
    say = page.say
    rows = [(row, person.employee) for row, person in enumerate(people, FIRST) if person.employee is not None]
    leave = PEOPLE.index("leave")
    rule = validation(column_slot(PEOPLE["leave"], needs.period, say), say, say(PEOPLE["leave"].help))
    page.limit([(row, leave) for row, _employee in rows], rule)
    for column, figure in enumerate(needs.figures, len(PEOPLE.columns)):
        places = [(row, column) for row, e in rows if (e.employee_id, figure.title) in needs.wanted]
        advice = say("Enter {takes}. Blank means unknown, never 0.")
        page.limit(places, validation(column_of(figure).slot(), say, advice))
