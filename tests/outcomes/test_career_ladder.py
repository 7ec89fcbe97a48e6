"""career-ladder: base pay by grade, the title 优秀客服, and every move up, down and off the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import (
    D,
    Month,
    amounts,
    codes,
    confirmed,
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
)
from tests.outcomes.ladder import (
    ALL,
    MONTHS,
    PLAN,
    SCHEME,
    SET,
    A,
    B,
    C,
    looked_at,
    move,
    results,
)

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


def test_a_trainee_moves_up_when_every_printed_condition_is_confirmed() -> None:
    outcome = looked_at("见习")
    assert move(outcome) == ("up", "见习", "初级")
    (told,) = only(outcome).evidence
    assert told.startswith("初级客服的条件，已确认（7/7 项）：A 公司和部门的制度都遵守")
    assert "F 试用期的专业知识和工作技巧，考核都合格" in told and "转正审批已办" in told


@pytest.mark.parametrize("line", sorted(confirmed(PLAN, "junior")))
def test_a_refused_line_prevents_the_move_and_a_blank_one_is_named(line: str) -> None:
    title = next(one.title for one in shipped(PLAN).checklist if f"{one.list}/{one.id}" == line)
    assert move(looked_at("见习", answers=ALL | {line: False})) is None
    blank = looked_at("见习", answers={key: yes for key, yes in ALL.items() if key != line})
    assert move(blank) == ("up", "见习", "初级")
    assert only(blank).evidence[0] == f"尚未确认：{title}"
    assert "已确认（6/7 项）" in only(blank).evidence[1]


def test_a_trainee_of_whom_nothing_is_confirmed_is_not_proposed() -> None:
    outcome = looked_at("见习", answers={})
    assert (move(outcome), codes(outcome)) == (None, []), "blank is not yes, and no fault either"


# --- junior → intermediate


def test_an_intermediate_is_proposed_with_every_condition_in_words() -> None:
    """Third in the department by the mean of three months, an A in the quarter, three months of service."""
    outcome = looked_at("初级", [4, 3, 3], [A], hired=date(2026, 10, 1), facts={"vote": D("0.85")})
    assert move(outcome) == ("up", "初级", "中级")
    mean, quarter, service, list_, vote = only(outcome).evidence
    assert mean == "最近 3 个月平均分 88，在一部排第 3 名（共 9 人）：2026-10 88.00、2026-11 88.00、2026-12 88.00"
    assert quarter == "最近 1 个季度中有 1 次得分不低于 90，即 2026-Q4：总分 92.00，良好，第 1 名（共 9 人）"
    assert service == "2026-10-01 入职，已满 3 个月"
    assert list_.startswith("中级客服的条件，已确认（7/7 项）：A 沟通、表达能力较强")
    assert vote == "匿名投票支持率：85%"


@pytest.mark.parametrize(
    ("places", "quarters", "hired", "up"),
    [
        ([3, 3, 3], [90], date(2026, 10, 1), True),
        ([4, 4, 3], [A], date(2026, 10, 1), True),  # C3 is above in two months only: (95 + 95 + 50) ÷ 3 = 80
        ([4, 4, 4], [A], date(2026, 10, 1), False),  # three are above in every month
        ([3, 3], [A], date(2026, 10, 1), False),  # two months only
        ([3, 3, None, 3], [A], date(2026, 1, 1), False),  # not running
        ([3, 3, 3], [89.99], date(2026, 10, 1), False),  # no A
        ([3, 3, 3], [B, A, A, A], date(2020, 1, 1), False),  # the A's are from before the three months
        ([3, 3, 3], [A], date(2026, 10, 2), False),  # two months and 30 days
        ([3, 3, 3], [A], None, False),
        ([9, 9, 9, 1, 1, 1], [A], date(2020, 1, 1), False),  # the last three count
        ([1, 1, 9, 9, 9, 9], [A], date(2020, 1, 1), True),  # nobody is above in more than one month
    ],
)
def test_what_intermediate_asks_for(
    places: Sequence[int | None], quarters: Sequence[float], hired: date | None, up: bool
) -> None:
    assert move(looked_at("初级", places, quarters, hired=hired)) == (("up", "初级", "中级") if up else None)


def test_the_quarter_that_ended_within_the_three_months_counts_in_any_month() -> None:
    """From September to November it is the third quarter."""
    person = member("E1", level="初级", hired=date(2020, 1, 1))
    months = [score("E1", m, 88, 1, 1, scheme=SCHEME) for m in ("2026-09", "2026-10", "2026-11")]
    for quarter, up in (("2026-Q3", 1), ("2026-Q2", 0)):
        scores = [*months, score("E1", quarter, A, 1, 1, scheme=SCHEME)]
        assert len(moves(proposed(PLAN, [person], scores, period="2026-11", settings=SET))) == up


def test_a_low_vote_prevents_nothing() -> None:
    assert move(looked_at("初级", [3, 3, 3], [A], facts={"vote": 0})) == ("up", "初级", "中级")


@pytest.mark.parametrize("line", sorted(confirmed(PLAN, "intermediate")))
def test_the_lines_of_intermediate_are_needed_and_named_while_they_are_blank(line: str) -> None:
    refused = looked_at("初级", [3, 3, 3], [A], answers=ALL | {line: False})
    assert move(refused) is None
    blank = looked_at("初级", [3, 3, 3], [A], answers={key: yes for key, yes in ALL.items() if key != line})
    title = next(one.title for one in shipped(PLAN).checklist if f"{one.list}/{one.id}" == line)
    assert (move(blank), only(blank).evidence[0]) == (("up", "初级", "中级"), f"尚未确认：{title}")


def test_whoever_meets_the_figures_is_proposed_before_anything_is_confirmed() -> None:
    told = only(looked_at("初级", [3, 3, 3], [A], answers={})).evidence
    assert told[0].startswith("尚未确认：A 沟通、表达能力较强") and "部门领导已向总经办推举；总经办审核通过" in told[0]
    assert not any("已确认（" in text for text in told)


def test_the_printed_lines_are_all_there() -> None:
    """The source prints no D for intermediate; G, and F of senior, are computed, as are the demotions."""
    found: dict[str, list[str]] = {}
    for line in shipped(PLAN).checklist:
        found.setdefault(line.list, []).append(line.title[0] if line.title[1] == " " else line.id)
    assert {name: "".join(letter for letter in of if len(letter) == 1) for name, of in found.items()} == {
        "junior": "ABCDEF", "intermediate": "ABCEF", "senior": "ABCDE", "reserve": "ABCDEFH",
    }  # fmt: skip
    assert {name: [id_ for id_ in of if len(id_) > 1] for name, of in found.items()} == {
        "junior": ["approved"], "intermediate": ["recommended", "approved"], "senior": ["recommended", "approved"],
        "reserve": ["recommended", "applied", "approved", "speech", "panel"],
    }  # fmt: skip


# --- junior off the ladder


@pytest.mark.parametrize(
    ("months", "found"),
    [(3, ("dismiss", "初级", "")), (2, None)],
)
def test_a_junior_who_failed_three_months_running_may_be_dismissed(months: int, found: Any) -> None:
    failed = looked_at("初级", [9] * months, total=59.99)
    assert move(failed) == found
    if found:
        (told,) = only(failed).evidence
        assert told.startswith("连续 3 个月得分低于 60，即 2026-10：总分 59.99") and "2026-12：总分 59.99" in told
    assert move(looked_at("初级", [9] * months, total=60)) is None


def test_three_fails_of_four_are_not_running() -> None:
    marks = zip(MONTHS, (59, 59, 60, 59), strict=False)
    scores = [score("E1", month, total, 9, 9, scheme=SCHEME) for month, total in marks]
    outcome = proposed(PLAN, [member("E1", level="初级")], scores, period="2026-12", settings=SET)
    assert moves(outcome) == []


@pytest.mark.parametrize("level", ["见习", "中级", "高级", "储备主管"])
def test_nobody_else_is(level: str) -> None:
    assert move(looked_at(level, [1] * 3, [A], total=50, answers={})) is None


# --- → senior

SENIOR: dict[str, Any] = {
    "places": [3] * 6,
    "quarters": [A, A],
    "titles": 1,
    "hired": date(2026, 7, 1),
    "since": date(2026, 12, 1),
}


@pytest.mark.parametrize("level", ["中级", "初级"])
def test_senior_from_intermediate_or_junior(level: str) -> None:
    outcome = looked_at(level, **SENIOR)
    assert move(outcome) == ("up", level, "高级"), "the higher of two moves up counts"
    told = only(outcome).evidence
    assert told[0] == "称号“优秀客服”：2026-09"
    assert told[2].startswith("连续 2 个季度得分不低于 90，即 2026-Q3：总分 92.00")
    assert "2026-07-01 入职，已满 6 个月" in told


@pytest.mark.parametrize(
    "change",
    [
        {"titles": 0},
        {"places": [4] * 6},
        {"places": [3] * 5},
        {"places": [3, 3, 3, None, 3, 3, 3]},
        {"quarters": [A, 89.99]},
        {"quarters": [A]},
        {"quarters": [A, None, A]},
        {"hired": date(2026, 7, 2)},
        {"hired": None},
        {"answers": ALL | {"senior/recommended": False}},
        {"answers": ALL | {"senior/d": False}},
    ],
)
def test_what_senior_asks_for(change: dict[str, Any]) -> None:
    assert move(looked_at("中级", **SENIOR | change)) is None


def test_one_month_below_the_first_three_does_not_prevent_senior() -> None:
    assert move(looked_at("中级", **SENIOR | {"places": [3, 3, 5, 3, 3, 3]})) == ("up", "中级", "高级")


# --- intermediate → junior


@pytest.mark.parametrize(
    ("places", "quarters", "down"),
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
def test_what_brings_an_intermediate_back(places: Sequence[int], quarters: Sequence[float], down: bool) -> None:
    outcome = looked_at("中级", places, quarters, answers={})
    assert move(outcome) == (("down", "中级", "初级") if down else None)


@pytest.mark.parametrize(
    ("since", "down"),
    [
        (date(2026, 10, 1), True),  # the three months are after it
        (date(2026, 10, 2), False),  # October had begun
        (date(2023, 1, 1), True),  # no end
    ],
)
def test_only_months_after_the_promotion_bring_an_intermediate_back(since: date, down: bool) -> None:
    outcome = looked_at("中级", [4, 4, 4, 4, 4], [A, C], since=since, answers={})
    assert move(outcome) == (("down", "中级", "初级") if down else None)
    if down:
        assert only(outcome).evidence == (
            "晋升后连续 3 个月名次在部门前 3 名之外，即 2026-10：总分 88.00，良好，一部第 4 名（共 9 人）；"
            "2026-11：总分 88.00，良好，一部第 4 名（共 9 人）；2026-12：总分 88.00，良好，一部第 4 名（共 9 人）",
            f"{since} 起任现级",
        )


@pytest.mark.parametrize(("since", "down"), [(date(2026, 7, 1), True), (date(2026, 7, 2), False)])
def test_only_quarters_after_the_promotion_bring_an_intermediate_back(since: date, down: bool) -> None:
    outcome = looked_at("中级", [1] * 6, [B, B], since=since, answers={})
    assert move(outcome) == (("down", "中级", "初级") if down else None)


def test_promoted_in_december_with_b_in_the_first_two_quarters_stays_in_january() -> None:
    scores = [score("E1", q, B, 1, 1, scheme=SCHEME) for q in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")]
    scores += [score("E1", m, 70, 4, 4, scheme=SCHEME) for m in ("2026-10", "2026-11", "2026-12", "2027-01")]
    scores += [
        score(f"C{n}", m, 90, n, 4, scheme=SCHEME)
        for n in (1, 2, 3)
        for m in ("2026-10", "2026-11", "2026-12", "2027-01")
    ]
    for level in ("中级", "高级"):
        person = member("E1", level=level, level_since=date(2026, 12, 1))
        outcome = proposed(PLAN, [person], scores, period="2027-01", settings=SET)
        assert (moves(outcome), codes(outcome)) == ([], [])
        earlier = member("E1", level=level, level_since=date(2026, 1, 1))
        assert [m[2] for m in moves(proposed(PLAN, [earlier], scores, period="2027-01", settings=SET))] == ["down"]


# --- senior → intermediate


@pytest.mark.parametrize(
    ("places", "quarters", "down"),
    [
        ([4, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 4], [A], True),  # three of the twelve months, not running
        ([4, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 4], [A], False),  # the third was before the promotion
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
def test_what_brings_a_senior_of_one_year_back(places: Sequence[int], quarters: Sequence[float], down: bool) -> None:
    outcome = looked_at("高级", places, quarters, since=date(2026, 1, 1), answers={})
    assert move(outcome) == (("down", "高级", "中级") if down else None)


@pytest.mark.parametrize(
    ("since", "down"),
    [
        (date(2026, 1, 1), True),  # December ends with the year
        (date(2025, 12, 31), False),  # one day less
        (date(2025, 12, 1), False),
        (date(2026, 10, 1), True),
        (date(2026, 10, 2), False),
    ],
)
def test_only_the_first_twelve_months_of_a_senior_count(since: date, down: bool) -> None:
    outcome = looked_at("高级", [4, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [A], since=since, answers={})
    assert move(outcome) == (("down", "高级", "中级") if down else None)


def test_what_happened_in_the_first_twelve_months_counts_afterwards_too() -> None:
    places = [1] * 6 + [4, 4, 4] + [1] * 6
    outcome = looked_at("高级", places, [A] * 6, since=date(2025, 8, 1), answers={})
    assert move(outcome) == ("down", "高级", "中级")
    assert only(outcome).evidence[0].startswith("晋升后 12 个月内有 3 个月名次在部门前 3 名之外，即 2026-04：")


def test_a_move_down_tells_what_it_rests_on_only() -> None:
    evidence = only(looked_at("高级", [4, 1, 4, 4], [A, B, A, A], since=date(2026, 1, 1), answers={})).evidence
    assert len(evidence) == 2 and "2026-11" not in evidence[0] and "Q" not in evidence[0]


def test_a_quarter_below_b_is_no_b() -> None:
    """It brings a senior back by itself, and the B beside it is no evidence."""
    evidence = only(looked_at("高级", [1], [B, 79.5], since=date(2026, 1, 1), answers={})).evidence
    assert "2026-Q3" in evidence[0] and "2026-Q4" not in evidence[0]


# --- senior → reserve supervisor

RESERVE: dict[str, Any] = {
    "places": [3] * 12, "quarters": [A, B, A, A], "titles": 3, "hired": date(2026, 1, 1), "since": date(2024, 1, 1),
}  # fmt: skip


def test_reserve_supervisor_with_three_titles_three_a_and_the_panel_passed() -> None:
    outcome = looked_at("高级", **RESERVE)
    assert move(outcome) == ("up", "高级", "储备主管")
    told = only(outcome).evidence
    assert told[0] == "称号“优秀客服”：2026-07、2026-08、2026-09"
    assert told[1].startswith("最近 12 个月平均分 88，在一部排第 3 名（共 9 人）：2026-01 88.00")
    assert "2026-01-01 入职，已满 12 个月" in told
    assert "晋升答辩：评审团评分和问答考核通过" in told[-1] and "已确认（12/12 项）" in told[-1]


@pytest.mark.parametrize(
    "change",
    [
        {"titles": 2},
        {"places": [4] * 12},
        {"places": [3] * 11},
        {"quarters": [A, B, A]},
        {"quarters": [A, A, 89.99]},
        {"quarters": [A, A, B, None, A]},  # the third A is five quarters back
        {"hired": date(2026, 1, 2)},
        {"answers": ALL | {"reserve/applied": False}},
        {"answers": ALL | {"reserve/panel": False}},
        {"answers": ALL | {"reserve/h": False}},
    ],
)
def test_what_reserve_supervisor_asks_for(change: dict[str, Any]) -> None:
    assert move(looked_at("高级", **RESERVE | change)) is None


def test_quarters_of_90_are_a() -> None:
    assert move(looked_at("中级", **SENIOR | {"quarters": [90, 90]})) == ("up", "中级", "高级")
    assert move(looked_at("高级", **RESERVE | {"quarters": [90, B, 90, 90]})) == ("up", "高级", "储备主管")


def test_a_reserve_supervisor_is_appraised_no_more_and_stays() -> None:
    outcome = looked_at("储备主管", since=None)
    assert (moves(outcome), codes(outcome)) == ([], [])


def test_the_general_managers_office_may_bring_a_reserve_supervisor_back() -> None:
    assert move(looked_at("储备主管", facts={"office_down": True}, since=None)) == ("down", "储备主管", "高级")
    assert move(looked_at("储备主管", facts={"office_down": False}, since=None)) is None


def test_a_month_counts_once_for_a_title() -> None:
    twice = [("2026-09", recorded(PLAN, "E1", "excellent", title="优秀客服"))] * 3
    person = member("E1", level="高级", hired=date(2020, 1, 1), level_since=date(2024, 1, 1))
    outcome = proposed(
        PLAN, [person], results([3] * 12, [A, A, A]), period="2026-12", past=twice, settings=SET, answers={"E1": ALL},
    )  # fmt: skip
    assert moves(outcome) == []


# --- never both, and skipping a grade


def test_never_up_and_down_at_once() -> None:
    """Below B within the first year and all that reserve supervisor asks for: the move down counts."""
    outcome = looked_at("高级", **RESERVE | {"quarters": [A, A, A, C], "since": date(2026, 1, 1)})
    assert move(outcome) == ("down", "高级", "中级")
    failing = looked_at("初级", [1, 1, 1], [A], total=59)
    assert move(failing) == ("dismiss", "初级", "")


def test_an_outstanding_person_is_looked_at_for_every_higher_grade() -> None:
    facts = {"outstanding": True}
    assert move(looked_at("见习", **SENIOR, facts=facts)) == ("up", "见习", "高级")
    assert move(looked_at("见习", **SENIOR, facts={"outstanding": False})) == ("up", "见习", "初级")
    assert move(looked_at("初级", **RESERVE, facts=facts)) == ("up", "初级", "储备主管")
    assert move(looked_at("中级", **RESERVE)) is None


def test_an_outstanding_person_still_has_to_meet_the_conditions() -> None:
    answers = dict.fromkeys(confirmed(PLAN, "junior"), False)
    assert move(looked_at("见习", [5, 5, 5], [A], facts={"outstanding": True}, answers=answers)) is None


def test_nobody_is_moved_to_where_they_are_already() -> None:
    assert move(looked_at("高级", **SENIOR, facts={"outstanding": True})) is None


# --- time


def test_approved_leave_is_passed_over_and_a_gap_is_not() -> None:
    away = {"2026-11": Month(leave=["E1"])}
    assert move(looked_at("初级", [3, None, 3, 3], [A], months=away)) == ("up", "初级", "中级")
    assert move(looked_at("初级", [3, None, 3], [A], months=away)) is None, "the span begins a month earlier"
    assert move(looked_at("初级", [3, None, 3, 3], [A])) is None


def test_a_quarter_that_has_not_ended_is_not_looked_at() -> None:
    person = member("E1", level="初级", hired=date(2020, 1, 1))
    scores = results([3, 3, 3, 3], [A])
    assert moves(proposed(PLAN, [person], scores, period="2026-11", settings=SET)) == []
    assert len(moves(proposed(PLAN, [person], scores, period="2026-Q4", settings=SET))) == 1
