"""Whose earlier results may be imported: everybody in the roster, and whoever ever had a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsappraise.base.person import Person
from xlsappraise.base.text import fold, nearest
from xlsappraise.roster import read_roster
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office


def everybody(office: Office, issues: Iterable[Issue]) -> Mapping[str, Person]:
    """Return the people by folded employee number, whatever their status; the roster goes before forms."""
    known = {fold(i.employee_id): Person.of(i) for i in issues}
    for employee in read_roster(office.workspace.roster, office.library).employees:
        if employee.employee_id:
            known[fold(employee.employee_id)] = employee.person
    return known


def meant_number(people: Mapping[str, Person], number: str, name: str) -> str | None:
    """Return the number most likely meant: but for leading zeros, of the only person of that name, or near by."""
    bare, called = fold(number).lstrip("0"), fold(name)
    alike = [one.employee_id for key, one in people.items() if key.lstrip("0") == bare]
    named = [one.employee_id for one in people.values() if called and fold(one.name) == called]
    certain = next((found[0] for found in (alike, named) if len(found) == 1), None)
    return certain or nearest(number, [one.employee_id for one in people.values()])
