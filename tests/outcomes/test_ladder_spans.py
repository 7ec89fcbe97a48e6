"""career-ladder: places within the department over a span, and results that count only since a grade was reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outcomes.cases import (
    D,
    codes,
    member,
    moves,
    plan_from,
    proposed,
)
from tests.outcomes.ladder import (
    PLAN,
    SET,
    A,
    B,
    C,
    asked_senior,
    looked_at,
    results,
    standing_of,
)
from xlsappraise.base.problems import say
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.results.standing import Score

# --- the place within the department


def test_third_by_the_mean_of_six_months_though_fifth_in_one_is_senior() -> None:
    """E1: (92 + 92 + 92 + 92 + 92 + 80) ÷ 6 = 90; B 95, C 93, then D (88 × 5 + 85) ÷ 6 = 87.5 and F likewise."""
    marks = {"E1": [92, 92, 92, 92, 92, 80], "B": [95] * 6, "C": [93] * 6, "D": [88] * 5 + [85], "F": [88] * 5 + [86]}
    scores = standing_of(marks, {}, 2)
    assert next(one.rank for one in scores if one.employee_id == "E1" and str(one.period) == "2026-07") == 5
    assert asked_senior(scores) == ("up", "中级", "高级")


def test_third_in_every_month_over_the_scheme_but_fourth_by_the_mean_in_the_department_is_not() -> None:
    """E1 90 in every month, third each time; B 95; C 100 and 85 in turn, D 85 and 100: 92.5 both."""
    marks = {"E1": [90] * 6, "B": [95] * 6, "C": [100, 85] * 3, "D": [85, 100] * 3}
    scores = standing_of(marks, {}, 2)
    assert {one.rank for one in scores if one.employee_id == "E1" and one.period.kind == "month"} == {3}
    assert asked_senior(scores) is None
    assert asked_senior(standing_of(marks, {"D": "二部"}, 2)) == ("up", "中级", "高级"), "D is in another department"


def test_fifth_over_the_scheme_but_third_in_the_department_is_senior() -> None:
    marks = {"E1": [90] * 6, "B": [95] * 6, "C": [94] * 6, "D": [93] * 6, "F": [92] * 6}
    assert asked_senior(standing_of(marks, {"D": "二部", "F": "二部"}, 2)) == ("up", "中级", "高级")
    assert asked_senior(standing_of(marks, {"D": "二部"}, 2)) is None


@pytest.mark.parametrize(
    ("colleague", "up"),
    [([99] * 6, False), ([99] * 3, False), ([99] * 2, True), ([89.9, 89.9, 90.2], True), ([90, 90, 90], True)],
)
def test_who_has_results_in_half_of_the_months_is_compared_and_ties_share_the_place(
    colleague: list[float], up: bool
) -> None:
    """E1 has 90: the mean of the third colleague decides, (89.9 + 89.9 + 90.2) ÷ 3 = 90 is equal."""
    scores = standing_of({"E1": [90] * 6, "B": [95] * 6, "C": [94] * 6, "D": colleague}, {}, 2)
    assert asked_senior(scores) == (("up", "中级", "高级") if up else None)


def test_means_are_compared_unrounded() -> None:
    """E1 90.00 × 6; D has 90.00 five times and 90.01 once: 90.001…, which rounds to 90.00 and is more."""
    above = {"E1": [90] * 6, "B": [95] * 6, "C": [94] * 6, "D": [90] * 5 + [90.01]}
    assert asked_senior(standing_of(above, {}, 2)) is None


@pytest.mark.parametrize(("newest", "up"), [("一部", False), ("二部", True)])
def test_whoever_moved_is_compared_in_the_department_of_the_newest_result(newest: str, up: bool) -> None:
    """D, with 99 in every month, was in the other department until November."""
    marks = {"E1": [90] * 6, "B": [95] * 6, "C": [94] * 6, "D": [99] * 6}
    before = "二部" if newest == "一部" else "一部"
    now = {one for one in standing_of(marks, {"D": newest}, 2) if str(one.period) == "2026-12"}
    earlier = {one for one in standing_of(marks, {"D": before}, 2) if str(one.period) != "2026-12"}
    assert asked_senior([*now, *earlier]) == (("up", "中级", "高级") if up else None)


@given(
    st.lists(st.lists(st.integers(0, 10000).map(lambda n: n / 100), min_size=6, max_size=6), min_size=1, max_size=6),
    st.lists(st.sampled_from(["一部", "二部"]), min_size=6, max_size=6),
)
def test_the_place_is_one_more_than_how_many_of_the_department_have_a_higher_sum(
    marks: list[list[float]], departments: list[str]
) -> None:
    names = ["E1", *(f"C{n}" for n in range(1, len(marks)))]
    of = dict(zip(names, departments, strict=False)) | {"E1": "一部"}
    sums_of = {who: sum(D(str(mark)) for mark in row) for who, row in zip(names, marks, strict=True)}
    place = 1 + sum(sums_of[who] > sums_of["E1"] for who in names if of[who] == "一部")
    found = asked_senior(standing_of(dict(zip(names, marks, strict=True)), of, 2))
    assert (found == ("up", "中级", "高级")) == (place <= 3)


def test_ranks_of_the_months_are_those_within_the_department() -> None:
    """E1 is fifth over the scheme in every month, and third in the department."""
    scores = standing_of(
        {"E1": [70] * 3, "B": [95] * 3, "C": [94] * 3, "D": [93] * 3, "F": [92] * 3}, {"D": "二部", "F": "二部"}
    )
    person = member("E1", level="中级", level_since=date(2026, 1, 1))
    assert moves(proposed(PLAN, [person], scores, period="2026-12", settings=SET)) == []


LAST = """
id = "lasts"
title = "末位"
source = "test"
scheme = "presales-weighted"

[[rule]]
kind = "streak"
id = "last"
title = "部门末位"
mark = { last = true, in_department = true }
times = 2
action = "observe"
"""


def test_the_last_place_may_be_that_of_the_department() -> None:
    """C is last of 一部 in both months, and second to last of all; D is alone in 二部; ties are nobody's last place."""
    marks = {"B": [90, 90], "C": [80, 80], "D": [70, 70]}
    members = [member("B"), member("C"), member("D", department="二部")]
    plan = plan_from(LAST)
    outcome = proposed(plan, members, standing_of(marks, {"D": "二部"}), period="2026-12")
    assert [(m[0], m[2]) for m in moves(outcome)] == [("C", "observe")]
    assert "2026-12：总分 80.00，良好，一部第 2 名（共 2 人）" in outcome.proposals[0].evidence
    equal = standing_of({"B": [80, 80], "C": [80, 80], "D": [70, 70]}, {"D": "二部"})
    assert moves(proposed(plan, members, equal, period="2026-12")) == []


# --- when the grade was reached


@pytest.mark.parametrize(("level", "below"), [("中级", "初级"), ("高级", "中级")])
@pytest.mark.parametrize(("places", "quarters"), [([4, 4, 4], [A]), ([1], [B, B]), ([1], [C])])
def test_a_demotion_is_told_and_not_proposed_while_the_date_is_not_known(
    level: str, below: str, places: list[int], quarters: list[float]
) -> None:
    outcome = looked_at(level, places, quarters, since=None, answers={})
    assert (moves(outcome), codes(outcome)) == ([], [("level-date-unknown", "E1")])
    (told,) = outcome.problems
    assert (
        told.severity == "error" and f"{level} → {below}" in say(told, "zh_CN") and "任现级日期" in say(told, "zh_CN")
    )


def test_without_a_reason_for_a_demotion_the_date_is_not_asked_for() -> None:
    outcome = looked_at("高级", [1, 4, 4], [A, A, B], since=None, answers={})
    assert (moves(outcome), codes(outcome)) == ([], [])


def test_nobody_goes_up_whose_demotion_waits_for_the_date() -> None:
    outcome = looked_at("中级", [4, 4, 4, 1, 1, 1], [A, A], titles=1, since=None)
    assert (moves(outcome), codes(outcome)) == ([], [("level-date-unknown", "E1")])


def test_a_date_after_the_period_is_named_and_nothing_proposed() -> None:
    person = member(
        "E1", level="高级", level_since=date(2027, 1, 1), found_at={"level_since": ("r.xlsx", "名单", "N2")}
    )
    outcome = proposed(PLAN, [person], results([4, 4, 4], [C]), period="2026-12", settings=SET)
    assert (moves(outcome), codes(outcome)) == ([], [("level-date-late", "E1")])
    (told,) = outcome.problems
    assert (told.file, told.sheet, told.cell, told.severity) == ("r.xlsx", "名单", "N2", "error")
    last = member("E1", level="高级", level_since=date(2026, 12, 31))
    assert codes(proposed(PLAN, [last], results([4, 4, 4], [C]), period="2026-12", settings=SET)) == []


def of_lists(now: str, *lists: tuple[str, str], hired: date | None = None) -> PlanOutcome:
    """Return what is proposed for E1, 中级, who was below the first three since October; ``lists``: period, grade."""
    return proposed(
        PLAN, [member("E1", level=now, hired=hired)], results([4, 4, 4, 1, 1, 1], [A, A]), period="2026-12",
        settings=SET, lists=[(when, [member("E1", level=level, hired=hired)]) for when, level in lists],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ([("2026-09", "初级"), ("2026-10", "中级")], "down"),  # reached in October
        ([("2026-10", "初级"), ("2026-11", "中级")], ""),  # October was before it
        ([("2026-09", "初级"), ("2026-10", " 中 级 "), ("2026-11", "中级")], "down"),
        ([("2026-09", "初级"), ("2026-10", "中级"), ("2026-11", ""), ("2026-12", "中级")], "down"),
        ([("2026-08", "中级"), ("2026-09", "初级"), ("2026-11", "中级")], ""),  # the last time
        ([("2026-11", "初级"), ("2026-Q4", "中级")], ""),  # a quarter's list counts from its last month
        ([("2026-09", "初级"), ("2026-Q4", "中级")], ""),
        ([("2026-11", "初级")], ""),  # today's list is the first with the grade
        (
            [("2026-09", "初级"), ("2026-10", "中级"), ("2026-12", "高级")],
            "down",
        ),  # no longer counts
        ([("2026-12", "初级"), ("2026-12", "中级")], ""),
        ([("2026-12", "中级"), ("2026-12", "高级")], "unknown"),
        ([("2026-01", "中级"), ("2026-12", "中级")], "unknown"),  # it may be older than the lists
        ([], "unknown"),
    ],
)
def test_the_date_is_known_from_the_kept_lists(lists: list[tuple[str, str]], found: str) -> None:
    outcome = of_lists("中级", *lists)
    assert [m[2] for m in moves(outcome)] == (["down"] if found == "down" else [])
    assert codes(outcome) == ([("level-date-unknown", "E1")] if found == "unknown" else [])


def test_whoever_joined_with_the_grade_has_had_it_since() -> None:
    assert [m[2] for m in moves(of_lists("中级", ("2026-09", "中级"), hired=date(2026, 9, 15)))] == ["down"]
    assert moves(of_lists("中级", ("2026-10", "中级"), hired=date(2026, 10, 15))) == [], "October had begun"


def test_the_column_wins_over_the_lists() -> None:
    lists = [("2026-11", [member("E1", level="初级")]), ("2026-12", [member("E1", level="中级")])]
    for since, found in ((date(2026, 10, 1), ["down"]), (date(2026, 11, 1), [])):
        person = member("E1", level="中级", level_since=since)
        outcome = proposed(PLAN, [person], results([4, 4, 4], [A]), period="2026-12", settings=SET, lists=lists)
        assert ([m[2] for m in moves(outcome)], codes(outcome)) == (found, [])


@given(
    st.lists(st.integers(1, 9), min_size=12, max_size=20), st.lists(st.sampled_from([A, B, C]), max_size=6),
    st.integers(1, 700), st.integers(1, 700), st.sampled_from(["中级", "高级"]),
)  # fmt: skip
def test_results_from_before_the_grade_never_change_a_demotion(
    places: list[int], quarters: list[float], ago: int, other: int, level: str
) -> None:
    """Whatever happened before the grade was reached may be replaced by the best of results."""
    since = date(2026, 12, 31) - timedelta(ago)
    person = member("E1", level=level, level_since=since)

    def asked(scores: list[Score]) -> list[str]:
        outcome = proposed(PLAN, [person], scores, period="2026-12", settings=SET)
        assert codes(outcome) == []
        return [m[2] for m in moves(outcome) if m[2] == "down"]

    scores = results(places, quarters)
    best = [replace(s, total=100.0) if s.employee_id == "E1" and s.period.first_day < since else s for s in scores]
    assert asked(scores) == asked(best)
