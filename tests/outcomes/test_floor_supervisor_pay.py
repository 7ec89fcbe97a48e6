"""floor-supervisor-pay: sums by rank percentile, quarter in place of the month, base pay, reviews, last in rank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import (
    D,
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
    shipped,
    sums,
    totals,
    why,
)
from xlsappraise.plans.engine import PlanOutcome

PLAN = "floor-supervisor-pay"
SHARES = [D("0.2"), D("0.6"), D("0.2")]
YEAR = [9000, 6000, 3000]


def ranked(marks: Mapping[str, float], period: str = "2026-11", **more: Any) -> PlanOutcome:
    who = more.pop("who", [member(number) for number in marks])
    facts = {number: {"full_attendance": False} for number in marks}
    settings = more.pop("settings", {"shares": SHARES})
    return paid(
        PLAN, who, totals(period, marks, scheme="floor-supervisor"), period=period, facts=facts, settings=settings,
        **more,
    )  # fmt: skip


def ten(period: str = "2026-11", **more: Any) -> list[Decimal]:
    """Return the sums of ten people, the best first."""
    found = sums(ranked({f"E{n}": 100 - n for n in range(10)}, period, **more), "rank_pay")
    return [found[f"E{n}"] for n in range(10)]


# --- by rank percentile


def test_ten_people_in_a_month() -> None:
    # boundaries: 0.2 × 10 = 2, 0.8 × 10 = 8
    assert ten() == [D("1500.00")] * 2 + [D("800.00")] * 6 + [D("500.00")] * 2


def test_a_quarter_and_a_year_have_sums_of_their_own() -> None:
    assert ten("2026-Q4") == [D("2200.00")] * 2 + [D("1200.00")] * 6 + [D("600.00")] * 2
    year = ten("2026", settings={"shares": SHARES, "year_sums": YEAR})
    assert year == [D("9000.00")] * 2 + [D("6000.00")] * 6 + [D("3000.00")] * 2


def test_a_tie_on_the_boundary_takes_the_better_band() -> None:
    marks = {f"E{n}": 100.0 - n for n in range(10)}
    marks["E2"] = marks["E1"]  # two people on place 2: nobody is third
    marks["E8"] = marks["E7"]  # two people on place 8
    outcome = ranked(marks)
    found = sums(outcome, "rank_pay")
    assert [found[f"E{n}"] for n in range(10)] == [D("1500.00")] * 3 + [D("800.00")] * 6 + [D("500.00")]
    assert why(outcome, "E2", "rank_pay") == "10 人中第 2 名，属第 1 档（占 20%），1500 元"
    assert why(outcome, "E3", "rank_pay") == "10 人中第 4 名，属第 2 档（占 60%），800 元"


@pytest.mark.parametrize(
    ("count", "bands"),
    [  # 0.2 n and 0.8 n, rounded half up
        (1, (0, 1, 0)),  # 0.2 → 0, 0.8 → 1
        (2, (0, 2, 0)),  # 0.4 → 0, 1.6 → 2
        (3, (1, 1, 1)),  # 0.6 → 1, 2.4 → 2
        (4, (1, 2, 1)),  # 0.8 → 1, 3.2 → 3
        (7, (1, 5, 1)),  # 1.4 → 1, 5.6 → 6
        (8, (2, 4, 2)),  # 1.6 → 2, 6.4 → 6
    ],
)
def test_boundaries_of_few_people(count: int, bands: tuple[int, int, int]) -> None:
    found = sums(ranked({f"E{n}": 100 - n for n in range(count)}), "rank_pay")
    of = (D("1500.00"), D("800.00"), D("500.00"))
    assert [found[f"E{n}"] for n in range(count)] == [of[0]] * bands[0] + [of[1]] * bands[1] + [of[2]] * bands[2]


def test_half_a_person_is_rounded_up() -> None:
    # 0.25 × 2 = 0.5 → 1; 0.75 × 2 = 1.5 → 2
    found = sums(ranked({"E1": 90, "E2": 80}, settings={"shares": [D("0.25"), D("0.5"), D("0.25")]}), "rank_pay")
    assert found == {"E1": D("1500.00"), "E2": D("800.00")}


def test_only_people_with_a_result_are_compared() -> None:
    who = people(3)
    outcome = ranked({"E1": 90, "E2": 80}, who=who, cells={("E3", "full_attendance"): "D7"})
    assert sums(outcome, "rank_pay") == {"E1": D("800.00"), "E2": D("800.00")}  # 0.4 → 0, 1.6 → 2
    assert set(held(outcome)) == {("E3", "rank_pay"), ("E3", "full_attendance")}
    assert codes(outcome) == [
        ("plan-no-result", "E3"), ("plan-fact-blank", "E3"), ("plan-compared-incomplete", None),
    ]  # fmt: skip
    assert (outcome.problems[1].sheet, outcome.problems[1].cell) == ("人员", "D7")
    assert sums(outcome, "base") == {"E1": D("3200.00"), "E2": D("3200.00"), "E3": D("3200.00")}


def test_on_probation_200_less_each_time() -> None:
    fresh = [member("E1", confirmed=date(2027, 1, 1)), member("E2")]
    month = ranked({"E1": 90, "E2": 80}, who=fresh)
    assert sums(month, "rank_pay") == {"E1": D("600.00"), "E2": D("800.00")}
    assert "试用期少 200 元" in why(month, "E1", "rank_pay")
    assert sums(ranked({"E1": 90, "E2": 80}, "2026-Q4", who=fresh), "rank_pay")["E1"] == D("1000.00")


def test_without_shares_no_rank_pay_is_guessed_and_the_rest_is_paid() -> None:
    outcome = ranked({"E1": 90}, settings={}, cells={("", "shares"): "C3"})
    assert amounts(outcome) == [("E1", "base", D("3200.00"))]
    assert held(outcome) == {("E1", "rank_pay"): "设置“名次各档人数比例”未设定"}
    (wrong,) = outcome.problems
    assert (wrong.code, text_of(wrong.found), wrong.sheet, wrong.cell) == (
        "plan-setting-not-set", "floor-supervisor-pay.shares", "设置", "C3",
    )  # fmt: skip


def test_everything_that_a_year_needs_is_named_at_once() -> None:
    outcome = ranked({"E1": 90}, "2026", settings={})
    assert [text_of(p.found) for p in outcome.problems] == [
        "floor-supervisor-pay.shares",
        "floor-supervisor-pay.year_sums",
    ]


def test_a_month_does_not_ask_for_the_sums_of_the_year() -> None:
    assert codes(ranked({"E1": 90})) == []


# --- nobody is paid twice


@pytest.mark.parametrize("month", ["2026-03", "2026-06", "2026-09", "2026-12"])
def test_the_last_month_of_a_quarter_is_paid_by_the_quarter(month: str) -> None:
    outcome = ranked({"E1": 90}, month)
    quarter = f"2026-Q{int(month[-2:]) // 3}"
    assert sums(outcome, "rank_pay") == {}
    assert held(outcome) == {("E1", "rank_pay"): f"本月名次奖由 {quarter} 的名次奖代替"}
    assert sums(outcome, "base") == {"E1": D("3200.00")}, "the base is paid all the same"


@pytest.mark.parametrize("month", ["2026-01", "2026-02", "2026-04", "2026-10"])
def test_other_months_are_paid(month: str) -> None:
    assert sums(ranked({"E1": 90}, month), "rank_pay") == {"E1": D("800.00")}


def test_the_quarter_takes_off_what_was_recorded_for_its_last_month() -> None:
    past = [
        ("2026-12", recorded(PLAN, "E1", "rank_pay", "500.00")),
        ("2026-11", recorded(PLAN, "E1", "rank_pay", "800.00")),  # stays: only the last month is replaced
    ]
    outcome = ranked({"E1": 90, "E2": 80}, "2026-Q4", past=past)
    assert sums(outcome, "rank_pay") == {"E1": D("700.00"), "E2": D("1200.00")}
    assert "扣除 2026-12 已发的 500.00" in why(outcome, "E1", "rank_pay")


def test_the_year_does_not_take_off_again_what_the_quarter_took_off() -> None:
    past = [
        ("2026-12", recorded(PLAN, "E1", "rank_pay", "500.00")),
        ("2026-Q4", recorded(PLAN, "E1", "rank_pay", "700.00", already_paid=500)),
    ]
    outcome = ranked({"E1": 90}, "2026", past=past, settings={"shares": SHARES, "year_sums": YEAR})
    assert sums(outcome, "rank_pay") == {"E1": D("6000.00")}


# --- full attendance, base pay


def test_the_award_for_devotion_excludes_swapped_leave_too() -> None:
    plan = shipped(PLAN)
    assert plan.fact("full_attendance").title == "敬业（当月无请假、无调休，完全按排班上岗）"
    assert [rule.title for rule in plan.rules if rule.id == "full_attendance"] == ["敬业奖"]


def test_full_attendance_brings_100_and_a_blank_is_asked_for() -> None:
    marks = totals("2026-11", {"E1": 90, "E2": 80}, scheme="floor-supervisor")
    facts = {"E1": {"full_attendance": True}, "E2": {"full_attendance": False}}
    outcome = paid(PLAN, people(2), marks, facts=facts, settings={"shares": SHARES})
    assert amounts(outcome, "full_attendance") == [("E1", "full_attendance", D("100.00"))]


@pytest.mark.parametrize(
    ("facts", "base"),
    [
        ({"status": "试用"}, "2600.00"),
        ({"status": "正式"}, "3200.00"),
        ({"status": "试用", "confirmed": date(2026, 11, 30)}, "3200.00"),  # the day of confirmation decides
        ({"status": "正式", "confirmed": date(2026, 12, 1)}, "2600.00"),
        ({"hired": date(2026, 9, 1)}, "2600.00"),  # November is the third month
        ({"hired": date(2026, 8, 30)}, "3200.00"),  # the fourth began on 30 November
        ({"hired": date(2026, 8, 31)}, "2600.00"),  # it begins on 1 December
        ({"hired": date(2026, 8, 1)}, "3200.00"),
    ],
)
def test_base_pay_by_probation_and_the_first_three_months(facts: dict[str, Any], base: str) -> None:
    outcome = ranked({"E1": 90}, who=[member("E1", **facts)])
    assert sums(outcome, "base") == {"E1": D(base)}
    assert ("试用期或入职不满 3 个月" in why(outcome, "E1", "base")) == (base == "2600.00")


# --- proposals


def reviews(period: str, hired: date | None = date(2026, 3, 10), **facts: Any) -> list[tuple[str, str]]:
    outcome = proposed(PLAN, [member("E1", hired=hired, **facts)], period=period)
    return [(p.action, p.evidence[0]) for p in outcome.proposals if p.rule == "base"]


def test_base_pay_is_reviewed_at_the_end_of_each_year() -> None:
    due = [f"{year}-{month:02d}" for year in (2026, 2027) for month in range(1, 13) if reviews(f"{year}-{month:02d}")]
    assert due == ["2026-12", "2027-12"]
    # 10 March to 31 December: nine full months
    assert reviews("2026-12") == [("review", "2026-03-10 入职，已满 9 个月，已转正")]
    assert reviews("2026-Q4") == reviews("2026") == reviews("2026-12")
    assert reviews("2026-Q3") == []


@pytest.mark.parametrize(
    ("hired", "due"), [(date(2026, 6, 30), True), (date(2026, 7, 1), True), (date(2026, 7, 2), False)]
)
def test_six_months_count_from_joining(hired: date, due: bool) -> None:
    # whoever joined on 1 July has the sixth month full with 31 December
    assert bool(reviews("2026-12", hired, confirmed=date(2026, 12, 20))) == due


def test_nobody_is_reviewed_before_confirmation() -> None:
    assert reviews("2026-12", confirmed=date(2027, 1, 1)) == []
    assert reviews("2026-12", status="试用") == []
    assert reviews("2026-12", confirmed=date(2026, 12, 31)) != [], "months since joining count, not those since then"


def test_a_blank_day_of_joining_is_asked_for() -> None:
    outcome = proposed(PLAN, [member("E1", hired=None)], period="2026-12")
    assert [p for p in outcome.proposals if p.rule == "base"] == []
    assert ("roster-hired-needed", "E1") in codes(outcome)


def quarters(*ranks: tuple[str, int, int], period: str = "2026-12", **more: Any) -> PlanOutcome:
    """Return what is proposed for E1 with these (quarter, rank, of)."""
    scores = [
        score(f"E{n}", quarter, 100 - n, rank if n == 1 else 1 if rank > 1 else of, of, scheme="floor-supervisor")
        for quarter, rank, of in ranks
        for n in (1, 2)
    ]
    return proposed(PLAN, [member("E1", level="主管")], scores, period=period, **more)


def test_last_in_two_quarters_running_is_told_with_its_evidence() -> None:
    outcome = quarters(("2026-Q4", 2, 2), ("2026-Q3", 2, 2))
    assert moves(outcome) == [("E1", "last_running", "observe", "主管", "留岗查看或辞退")]
    assert only(outcome).evidence == (
        "连续两个季度排名最后：已连续 2 期",
        "2026-Q4：总分 99.00，良好，第 2 名（共 2 人）",
        "2026-Q3：总分 99.00，良好，第 2 名（共 2 人）",
    )


def test_once_last_is_not_enough_nor_with_a_quarter_between() -> None:
    assert moves(quarters(("2026-Q4", 2, 2))) == []
    assert moves(quarters(("2026-Q4", 2, 2), ("2026-Q3", 1, 2), ("2026-Q2", 2, 2))) == []
    assert moves(quarters(("2026-Q4", 2, 2), ("2026-Q2", 2, 2))) == [], "a quarter without a result breaks the run"


def test_where_all_are_equal_nobody_is_last() -> None:
    scores = [score(f"E{n}", q, 90, 1, 2, scheme="floor-supervisor") for n in (1, 2) for q in ("2026-Q4", "2026-Q3")]
    assert moves(proposed(PLAN, people(2), scores, period="2026-12")) == []


def test_a_quarter_counts_only_when_it_has_ended() -> None:
    two = (("2026-Q4", 2, 2), ("2026-Q3", 2, 2))
    assert moves(quarters(*two, period="2026-11")) == []
