"""A period far from the last one is asked about before anything is issued."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.conftest import Bench, person, write_roster
from tests.pipeline.flow import ordered
from xlsappraise.base.consent import Ask
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.product.returned import withdraw


@pytest.fixture
def november(bench: Bench) -> Bench:
    """A workspace with forms of November 2026, and nothing shared with other tests."""
    bench.steps = None
    write_roster(bench.workspace.roster, [person()])
    assert ordered(bench).problems == []
    return bench


@pytest.mark.parametrize("near", ["2026-12", "2027-01", "2026-10", "2026-09", "2026-11"])
def test_a_near_period_is_not_asked_about(november: Bench, near: str) -> None:
    november.period = Period.parse(near)
    assert [p.code for p in ordered(november, ask=_never).problems if p.code == "period-far-off"] == []


def test_a_month_that_was_withdrawn_as_a_whole_is_not_the_last_one(november: Bench) -> None:
    november.period = Period.parse("2028-11")
    assert len(ordered(november, yes=True).issued) == 1
    with november.open() as office:
        withdraw(office, ["all"], november.period, reason="月份写错")
    november.period = Period.parse("2026-12")
    assert [p.code for p in ordered(november, ask=_never).problems if p.code == "period-far-off"] == []


@pytest.mark.parametrize("far", ["2027-02", "2026-08", "2062-11"])
def test_a_far_one_is_issued_only_by_consent(november: Bench, far: str) -> None:
    november.period = Period.parse(far)
    asked: list[Problem] = []
    with pytest.raises(Refusal):
        ordered(november, ask=_refusing(asked))
    assert [(p.code, p.found, p.expected) for p in asked] == [("period-far-off", far, "2026-11")]
    assert not november.outbox.exists()
    assert len(ordered(november, ask=lambda _found: True).issued) == 1
    assert ordered(november, ask=_never).already == 1


def test_without_anybody_to_ask_it_is_said(november: Bench) -> None:
    november.period = Period.parse("2027-06")
    made = ordered(november)
    assert ([p.code for p in made.problems if p.severity != "note"], len(made.issued)) == (["period-far-off"], 1)


def test_yes_answers_it(november: Bench) -> None:
    november.period = Period.parse("2027-06")
    made = ordered(november, yes=True, ask=_never)
    assert ([p.code for p in made.problems if p.severity != "note"], len(made.issued)) == ([], 1)


def test_other_kinds_of_period_are_not_compared(november: Bench) -> None:
    write_roster(november.workspace.roster, [person(schemes="supervisor-five-grades")])
    november.period = Period.parse("2027-Q4")
    assert [p.code for p in ordered(november, ask=_never).problems if p.code == "period-far-off"] == []


def _refusing(asked: list[Problem]) -> Ask:
    def ask(found: Sequence[Problem]) -> bool:
        asked.extend(found)
        return False

    return ask


def _never(found: Sequence[Problem]) -> bool:
    raise AssertionError(found[0].code)
