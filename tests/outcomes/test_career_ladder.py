"""career-ladder: base pay by grade, the title 优秀客服, and every move up, down and off the ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import (
    D,
    Month,
    amounts,
    codes,
    held,
    member,
    moves,
    only,
    paid,
    people,
    proposed,
    recorded,
    score,
    sums,
    totals,
)
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.plans.lines import Line
from xlsappraise.results.standing import Score

PLAN, SCHEME = "career-ladder", "presales-weighted"
SET = {"scheme": SCHEME}
MONTHS = [f"2026-{n:02d}" for n in range(12, 0, -1)] + [f"2025-{n:02d}" for n in range(12, 0, -1)]
QUARTERS = [f"2026-Q{n}" for n in range(4, 0, -1)] + [f"2025-Q{n}" for n in range(4, 0, -1)]
A, B, C = 92.0, 85.0, 75.0


def results(ranks: Sequence[int | None], quarters: Sequence[float | None], total: float = 88) -> list[Score]:
    """Return the results of E1, the newest first: ranks of months, totals of quarters; None is a gap."""
    months = [
        score("E1", month, total, rank, 9, scheme=SCHEME)
        for month, rank in zip(MONTHS, ranks, strict=False)
        if rank is not None
    ]
    of = [score("E1", q, t, 1, 9, scheme=SCHEME) for q, t in zip(QUARTERS, quarters, strict=False) if t is not None]
    return [*months, *of]


def looked_at(
    level: str,
    ranks: Sequence[int | None] = (),
    quarters: Sequence[float | None] = (),
    *,
    titles: int = 0,
    hired: date | None = date(2020, 1, 1),
    total: float = 88,
    facts: Mapping[str, Any] | None = None,
    **more: Any,
) -> PlanOutcome:
    """Return what is proposed for E1 in December 2026."""
    past: list[tuple[str, Line]] = [
        (MONTHS[n], recorded(PLAN, "E1", "excellent", title="优秀客服")) for n in range(3, 3 + titles)
    ]
    given = {} if facts is None else {"E1": facts}
    return proposed(
        PLAN, [member("E1", level=level, hired=hired)], results(ranks, quarters, total), period="2026-12", past=past,
        facts=given, settings=SET, **more,
    )  # fmt: skip


def move(outcome: PlanOutcome) -> tuple[str, str, str] | None:
    """Return (action, from, to), or None; never more than one."""
    found = [(action, before, after) for _who, _rule, action, before, after in moves(outcome)]
    assert len(found) <= 1
    return found[0] if found else None


# --- base pay


@pytest.mark.parametrize(
    ("level", "amount"),
    [("见习", 1800), ("初级", 2200), ("中级", 2500), ("高级", 3000), ("储备主管", 4000), (" 中 级 ", 2500)],
)
def test_base_pay_goes_by_the_grade(level: str, amount: int) -> None:
    outcome = paid(PLAN, [member("E1", level=level)], settings=SET)
    assert amounts(outcome) == [("E1", "base", D(amount))]
    assert (held(outcome), codes(outcome)) == ({}, [])


@pytest.mark.parametrize("level", ["", "特级"])
def test_a_grade_that_the_plan_does_not_know_is_told_and_its_pay_withheld(level: str) -> None:
    outcome = paid(PLAN, [member("E1", level=level), member("E2", level="见习")], settings=SET)
    assert amounts(outcome) == [("E2", "base", D("1800.00"))]
    assert held(outcome) == {("E1", "base"): "职级无法识别"}
    assert codes(outcome) == [("level-unknown", "E1")]
    assert text_of(outcome.problems[0].expected) == "见习、初级、中级、高级、储备主管"
    asked = proposed(PLAN, [member("E1", level=level)], settings=SET)
    assert (moves(asked), codes(asked)) == ([], [("level-unknown", "E1")])


def test_without_the_scheme_base_pay_is_paid_and_the_title_and_the_ladder_wait_by_name() -> None:
    outcome = paid(PLAN, [member("E1", level="初级")], cells={("", "scheme"): "C2"})
    assert amounts(outcome) == [("E1", "base", D("2200.00"))]
    assert held(outcome) == {("E1", "excellent"): "设置“晋升用的月度考核方案”未设定"}
    assert [(p.code, text_of(p.found), p.cell) for p in outcome.problems] == [
        ("plan-setting-not-set", "career-ladder.scheme", "C2")
    ]
    asked = proposed(PLAN, [member("E1", level="初级")])
    assert (moves(asked), codes(asked)) == ([], [("plan-setting-nowhere", None)])


# --- the title


def test_the_title_goes_to_the_first_with_90_or_more() -> None:
    marks = totals("2026-11", {"E1": 95, "E2": 95, "E3": 94}, scheme=SCHEME)
    outcome = paid(PLAN, people(4, level="初级"), marks, settings=SET)
    assert sums(outcome, "excellent") == {"E1": D("0.00"), "E2": D("0.00")}
    assert {line.title for line in outcome.lines if line.rule == "excellent"} == {"优秀客服"}
    assert codes(outcome) == [], "whoever has no result, as reserve supervisors, is passed over"


@pytest.mark.parametrize(("total", "given"), [(90, True), (89.99, False)])
def test_being_first_below_90_brings_no_title(total: float, given: bool) -> None:
    marks = totals("2026-11", {"E1": total}, scheme=SCHEME)
    outcome = paid(PLAN, people(1, level="初级"), marks, settings=SET)
    assert bool(sums(outcome, "excellent")) == given


# --- trainee → junior


@pytest.mark.parametrize(("exam", "found"), [(True, ("up", "见习", "初级")), (False, None), (None, None)])
def test_a_trainee_moves_up_with_the_exam(exam: bool | None, found: Any) -> None:
    outcome = looked_at("见习", facts={} if exam is None else {"exam": exam})
    assert move(outcome) == found
    assert codes(outcome) == [], "blank is not yes, and no fault either"


def test_the_exam_is_told_as_evidence() -> None:
    assert only(looked_at("见习", facts={"exam": True})).evidence == ("试用期考试通过：是（2026-12）",)


# --- junior → intermediate


def test_the_example_of_the_issue_is_proposed_intermediate() -> None:
    """A junior with ranks 2, 3, 4 and one quarterly A after three months."""
    outcome = looked_at("初级", [4, 3, 2], [A], hired=date(2026, 10, 1), facts={"vote": D("0.85")})
    assert move(outcome) == ("up", "初级", "中级")
    assert only(outcome).evidence == (
        "3 个月平均名次 3",
        "2026-10：总分 88.00，良好，第 2 名（共 9 人）",
        "2026-11：总分 88.00，良好，第 3 名（共 9 人）",
        "2026-12：总分 88.00，良好，第 4 名（共 9 人）",
        "2026-Q4：总分 92.00，良好，第 1 名（共 9 人）",
        "2026-10-01 入职，已满 3 个月",
        "匿名投票支持率：85%",
    )


@pytest.mark.parametrize(
    ("ranks", "quarters", "hired", "up"),
    [
        ([4, 3, 2], [90], date(2026, 10, 1), True),
        ([4, 3, 3], [A], date(2026, 10, 1), False),  # mean 3.33
        ([3, 3], [A], date(2026, 10, 1), False),  # two months only
        ([3, 3, None, 3], [A], date(2026, 1, 1), False),  # not running
        ([3, 3, 3], [89.99], date(2026, 10, 1), False),  # no A
        ([3, 3, 3], [B, B, B, A], date(2020, 1, 1), True),  # an A within four quarters
        ([3, 3, 3], [B, B, B, B, A], date(2020, 1, 1), False),  # an A before them
        ([3, 3, 3], [A], date(2026, 10, 2), False),  # two months and 30 days
        ([3, 3, 3], [A], None, False),
        ([9, 9, 9, 1, 1, 1], [A], date(2020, 1, 1), False),  # the last three count
        ([1, 1, 7, 9, 9, 9], [A], date(2020, 1, 1), True),  # (1 + 1 + 7) ÷ 3 = 3
    ],
)
def test_what_intermediate_asks_for(
    ranks: Sequence[int | None], quarters: Sequence[float], hired: date | None, up: bool
) -> None:
    assert move(looked_at("初级", ranks, quarters, hired=hired)) == (("up", "初级", "中级") if up else None)


def test_a_low_vote_prevents_nothing() -> None:
    assert move(looked_at("初级", [3, 3, 3], [A], facts={"vote": 0})) == ("up", "初级", "中级")


# --- junior off the ladder


@pytest.mark.parametrize(
    ("months", "found"),
    [(3, ("dismiss", "初级", "")), (2, None)],
)
def test_a_junior_who_failed_three_months_running_may_be_dismissed(months: int, found: Any) -> None:
    failed = looked_at("初级", [9] * months, total=59.99)
    assert move(failed) == found
    if found:
        assert [text[:7] for text in only(failed).evidence] == ["2026-10", "2026-11", "2026-12"]
    assert move(looked_at("初级", [9] * months, total=60)) is None


def test_three_fails_of_four_are_not_running() -> None:
    marks = zip(MONTHS, (59, 59, 60, 59), strict=False)
    scores = [score("E1", month, total, 9, 9, scheme=SCHEME) for month, total in marks]
    outcome = proposed(PLAN, [member("E1", level="初级")], scores, period="2026-12", settings=SET)
    assert moves(outcome) == []


@pytest.mark.parametrize("level", ["见习", "中级", "高级", "储备主管"])
def test_nobody_else_is(level: str) -> None:
    assert move(looked_at(level, [1] * 3, [A], total=50)) is None


# --- → senior

SENIOR: dict[str, Any] = {"ranks": [3, 3, 3], "quarters": [A, A], "titles": 1, "hired": date(2026, 7, 1)}


@pytest.mark.parametrize("level", ["中级", "初级"])
def test_senior_from_intermediate_or_junior(level: str) -> None:
    outcome = looked_at(level, **SENIOR)
    assert move(outcome) == ("up", level, "高级"), "the higher of two moves up counts"
    told = only(outcome).evidence
    assert told[0] == "称号“优秀客服”：2026-09"
    assert "2026-Q3：总分 92.00，良好，第 1 名（共 9 人）" in told
    assert "2026-07-01 入职，已满 6 个月" in told


@pytest.mark.parametrize(
    "change",
    [
        {"titles": 0},
        {"ranks": [3, 4, 3]},
        {"ranks": [3, 4, 3, 3]},  # three of the last four, not running
        {"ranks": [3, 3]},
        {"quarters": [A, 89.99]},
        {"quarters": [A]},
        {"quarters": [A, None, A]},
        {"hired": date(2026, 7, 2)},
        {"hired": None},
    ],
)
def test_what_senior_asks_for(change: dict[str, Any]) -> None:
    assert move(looked_at("中级", **SENIOR | change)) is None


# --- intermediate → junior


@pytest.mark.parametrize(
    ("ranks", "quarters", "down"),
    [
        ([4, 4, 4], [A], True),
        ([4, 4, 3], [A], False),
        ([4, 4], [A], False),
        ([4, None, 4, 4], [A], False),  # not running
        ([1, 1, 1], [80, 89.99], True),  # B twice running
        ([1, 1, 1], [A, B, B], False),
        ([1, 1, 1], [B, A, B], False),
        ([1, 1, 1], [90, 80], False),
        ([1, 1, 1], [79.99], True),  # one below B
        ([1, 1, 1], [A, C], False),  # in the quarter before
        ([1, 1, 1], [80], False),
        ([1, 1, 1], [B, 79.5], False),  # B once, below B in the quarter before
    ],
)
def test_what_brings_an_intermediate_back(ranks: Sequence[int], quarters: Sequence[float], down: bool) -> None:
    assert move(looked_at("中级", ranks, quarters)) == (("down", "中级", "初级") if down else None)


# --- senior → intermediate


@pytest.mark.parametrize(
    ("ranks", "quarters", "down"),
    [
        ([4, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 4], [A], True),  # three of the last twelve months, not running
        ([4, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 4], [A], False),  # the third is thirteen months ago
        ([4, 4, 3], [A], False),
        ([1, 1, 1], [B, A, A, 80], True),  # two B within a year
        ([1, 1, 1], [B, A, A, A, B], False),
        ([1, 1, 1], [B, A, A, A], False),
        ([1, 1, 1], [89.99, A, A, 89.99], True),
        ([1, 1, 1], [90, A, A, 90], False),
        ([1, 1, 1], [80, A, A, A], False),
        ([1, 1, 1], [A, A, A, 79.99], True),  # one below B within a year
        ([1, 1, 1], [A, A, A, A, C], False),
    ],
)
def test_what_brings_a_senior_back(ranks: Sequence[int], quarters: Sequence[float], down: bool) -> None:
    assert move(looked_at("高级", ranks, quarters)) == (("down", "高级", "中级") if down else None)


def test_a_move_down_tells_what_it_rests_on_only() -> None:
    outcome = looked_at("高级", [4, 1, 4, 4], [A, B, A, A])
    assert [text[:7] for text in only(outcome).evidence] == ["2026-09", "2026-10", "2026-12"]


def test_a_quarter_below_b_is_no_b() -> None:
    """It brings a senior back by itself, and the B beside it is no evidence."""
    assert [text[:7] for text in only(looked_at("高级", [1], [B, 79.5])).evidence] == ["2026-Q3"]


# --- senior → reserve supervisor

RESERVE: dict[str, Any] = {
    "ranks": [3, 3, 3], "quarters": [A, B, A, A], "titles": 3, "hired": date(2026, 1, 1),
    "facts": {"applied": True, "panel": True},
}  # fmt: skip


def test_reserve_supervisor_with_three_titles_three_a_and_the_panel_passed() -> None:
    outcome = looked_at("高级", **RESERVE)
    assert move(outcome) == ("up", "高级", "储备主管")
    told = only(outcome).evidence
    assert told[0] == "称号“优秀客服”：2026-07、2026-08、2026-09"
    assert {"本人已申请：是（2026-12）", "演讲和面试通过：是（2026-12）", "2026-01-01 入职，已满 12 个月"} <= set(told)


@pytest.mark.parametrize(
    "change",
    [
        {"titles": 2},
        {"ranks": [3, 3, 4]},
        {"ranks": [3, 4, 3, 3]},
        {"quarters": [A, B, A]},
        {"quarters": [A, A, 89.99]},
        {"quarters": [A, A, B, None, A]},  # the third A is five quarters back
        {"hired": date(2026, 1, 2)},
        {"facts": {"applied": True}},
        {"facts": {"panel": True}},
        {"facts": {"applied": False, "panel": True}},
    ],
)
def test_what_reserve_supervisor_asks_for(change: dict[str, Any]) -> None:
    assert move(looked_at("高级", **RESERVE | change)) is None


def test_quarters_of_90_are_a() -> None:
    assert move(looked_at("中级", **SENIOR | {"quarters": [90, 90]})) == ("up", "中级", "高级")
    assert move(looked_at("高级", **RESERVE | {"quarters": [90, B, 90, 90]})) == ("up", "高级", "储备主管")


def test_a_reserve_supervisor_is_appraised_no_more_and_stays() -> None:
    outcome = looked_at("储备主管")
    assert (moves(outcome), codes(outcome)) == ([], [])


def test_a_month_counts_once_for_a_title() -> None:
    twice = [("2026-09", recorded(PLAN, "E1", "excellent", title="优秀客服"))] * 3
    outcome = proposed(
        PLAN, [member("E1", level="高级", hired=date(2020, 1, 1))], results([3, 3, 3], [A, A, A]), period="2026-12",
        past=twice, facts={"E1": RESERVE["facts"]}, settings=SET,
    )  # fmt: skip
    assert moves(outcome) == []


# --- never both, and skipping a grade


def test_never_up_and_down_at_once() -> None:
    """Two B within the year and all that reserve supervisor asks for: the move down counts."""
    outcome = looked_at("高级", **RESERVE | {"quarters": [A, A, A, C]})
    assert move(outcome) == ("down", "高级", "中级")
    failing = looked_at("初级", [1, 1, 1], [A], total=59)
    assert move(failing) == ("dismiss", "初级", "")


def test_an_outstanding_person_is_looked_at_for_every_higher_grade() -> None:
    facts = {"outstanding": True}
    assert move(looked_at("见习", **SENIOR, facts=facts)) == ("up", "见习", "高级")
    assert move(looked_at("见习", **SENIOR, facts={"outstanding": False})) is None
    every = RESERVE | {"facts": facts | {"applied": True, "panel": True}}
    assert move(looked_at("初级", **every)) == ("up", "初级", "储备主管")
    assert move(looked_at("中级", **every | {"facts": RESERVE["facts"]})) is None


def test_an_outstanding_person_still_has_to_meet_the_conditions() -> None:
    assert move(looked_at("见习", [5, 5, 5], [A], facts={"outstanding": True})) is None


def test_nobody_is_moved_to_where_they_are_already() -> None:
    assert move(looked_at("高级", **SENIOR, facts={"outstanding": True})) is None


# --- time


def test_approved_leave_is_passed_over_and_a_gap_is_not() -> None:
    ranks = [3, None, 3, 3]
    away = {"2026-11": Month(leave=["E1"])}
    assert move(looked_at("初级", ranks, [A], months=away)) == ("up", "初级", "中级")
    assert move(looked_at("初级", ranks, [A])) is None


def test_a_quarter_that_has_not_ended_is_not_looked_at() -> None:
    person = member("E1", level="初级", hired=date(2020, 1, 1))
    scores = results([3, 3, 3, 3], [A])
    assert moves(proposed(PLAN, [person], scores, period="2026-11", settings=SET)) == []
    assert len(moves(proposed(PLAN, [person], scores, period="2026-Q4", settings=SET))) == 1
