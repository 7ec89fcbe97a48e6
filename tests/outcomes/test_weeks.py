"""Results of weeks: runs, the last week of a period, no plain roll-up, a part of a weighted result by the Sunday."""

from __future__ import annotations

import pytest

from tests.outcomes.results import of_person, score, standing, told
from tests.schemes.build import scheme
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.rollup import roll_up
from xlsappraise.results.standing import last_of
from xlsappraise.results.weighted import weighted

WEEKLY = scheme(id="weekly", title="周表", period="week")
SCHEMES = {"weekly": WEEKLY}
Q4, YEAR = Period.parse("2026-Q4"), Period.parse("2026")


def test_weeks_are_not_rolled_up_by_themselves() -> None:
    own = standing(of_person("1", {"2026-W45": 80, "2026-W46": 90}, WEEKLY))
    given = {Period.parse("2026-W45"): {"weekly": {"2": Person("2", "张伟")}}}
    assert roll_up(Q4, own, SCHEMES, given=given) == []


def test_months_of_the_former_edition_are_rolled_up_without_the_weeks() -> None:
    (found,) = roll_up(Q4, standing(of_person("1", {"2026-10": 70, "2026-W45": 100}, WEEKLY)), SCHEMES)
    assert told(found) == (70.0, "合格", ["2026-11", "2026-12"])


def test_a_part_of_a_weekly_scheme_is_the_mean_of_the_weeks_that_end_in_the_period() -> None:
    """The quarter has W40 (its Sunday is 4 October) to W52; W53 ends on 3 January. (60 + 80 + 100) / 3 = 80."""
    parts = [{"title": "周记录", "weight": 0.5, "scheme": "weekly"}, {"title": "季度表", "weight": 0.5, "own": True}]
    quarterly = scheme(id="quarterly", title="季度表", period="quarter", rollup={"parts": parts})
    totals = {"2026-W39": 0, "2026-W40": 60, "2026-W45": 80, "2026-W52": 100, "2026-W53": 0}
    own = standing([*of_person("1", totals, WEEKLY), score("1", "2026-Q4", 90, quarterly)])
    who = {"quarterly": {"1": Person("1", "员工1")}}
    (found,) = weighted(Q4, own, {**SCHEMES, "quarterly": quarterly}, who, {})
    assert [(part.value, part.count) for part in found.parts] == [(80.0, 3), (90.0, 1)]
    assert found.total == 85.0
    weeks = [str(below.period) for below in found.parts[0].below]
    assert (weeks[0], weeks[-1], len(weeks)) == ("2026-W40", "2026-W52", 13)


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2026-11", "2026-W48"),  # 29 November is a Sunday
        ("2026", "2026-W52"),  # W53 ends in January
        ("2026-W45", "2026-W45"),
        ("2027-01", "2027-W04"),
    ],
)
def test_the_last_week_that_has_ended(until: str, last: str) -> None:
    assert str(last_of("week", Period.parse(until))) == last


@pytest.mark.parametrize(
    ("until", "month"), [("2026-W45", "2026-10"), ("2026-W48", "2026-10"), ("2026-W53", "2026-12")]
)
def test_the_last_month_that_has_ended_with_a_week(until: str, month: str) -> None:
    assert str(last_of("month", Period.parse(until))) == month


def test_a_run_of_weeks_goes_over_the_year_s_end() -> None:
    own = standing(of_person("1", {"2026-W52": 81, "2026-W53": 82, "2027-W01": 83, "2027-W02": 84}, WEEKLY))
    run = own.run("weekly", Period.parse("2027-W02"), "1")
    assert [one.total for one in run] == [84, 83, 82, 81]


def test_a_week_counts_as_a_result_of_the_period_of_its_sunday() -> None:
    own = standing(of_person("1", {"2026-W53": 80}, WEEKLY))
    assert own.has_any(Period.parse("2027-01"), "1") and own.has_any(Period.parse("2027"), "1")
    assert not own.has_any(Period.parse("2026-12"), "1") and not own.has_any(YEAR, "1")
