"""Is each list read as it is due?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.roster.lists.fixture import ListFixture, Who
from tests.roster.lists.messages import due_messages, read, said
from tests.roster.lists.registry import FIXTURES
from xlsappraise.roster import Employee


def who(employee: Employee) -> Who:
    """Return what a fixture states of a person."""
    return Who(
        employee.employee_id, employee.name, employee.department, employee.supervisor,
        tuple(scheme.id for scheme in employee.schemes), employee.status, employee.hired, employee.hidden,
        any(problem.severity == "error" for problem in employee.problems),
    )  # fmt: skip


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.id)
def test_the_list_is_read_as_it_is_due(fixture: ListFixture, tmp_path: Path) -> None:
    roster, problems = read(fixture, fixture.build(tmp_path))
    assert [(p.code, p.cell) for p in problems] == [(due.code, due.cell) for due in fixture.found]
    assert said(problems) == due_messages().get(fixture.id, "")
    assert (roster is None) == fixture.refused
    if roster is None:
        return
    assert tuple(map(who, roster.employees)) == fixture.people
    understood = roster.understood
    assert understood is not None
    assert fixture.sheet in (None, understood.sheet)
    assert fixture.columns.items() <= dict(understood.columns).items()
    assert fixture.ignored in (None, understood.ignored)
    assert dict(fixture.statuses) == dict(understood.statuses)


def test_no_two_fixtures_have_one_name() -> None:
    assert len({fixture.id for fixture in FIXTURES}) == len(FIXTURES) >= 100
