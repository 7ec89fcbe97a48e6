"""``attainment``: actual against target, one ratio or the mean of several."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import LEFT_OUT, TWO_RATIOS, attainment, deduction, fault_paths, raw_marks, rule, scores

amounts = st.floats(0, 1e6)
positive = st.floats(0.01, 1e6)


def row(actual: float | None, target: float | None = None) -> dict[str, float | None]:
    return {"actual": actual, "target": target}


def test_the_score_is_the_share_of_the_target() -> None:
    assert scores(20, (attainment(),), row(45, 50), row(1, 3), row(50, 50), row(60, 50)) == [
        18.0,
        6.67,
        20.0,
        20.0,
    ]


@settings(deadline=None, max_examples=80)
@given(amounts, amounts, positive)
def test_more_achieved_never_earns_less(a: float, b: float, target: float) -> None:
    low, high = scores(30, (attainment(),), row(min(a, b), target), row(max(a, b), target))
    assert 0 <= low <= high <= 30


@settings(deadline=None, max_examples=80)
@given(positive, positive, amounts)
def test_a_higher_target_never_earns_more(a: float, b: float, actual: float) -> None:
    easy, hard = scores(30, (attainment(),), row(actual, min(a, b)), row(actual, max(a, b)))
    assert hard <= easy


@settings(deadline=None, max_examples=80)
@given(amounts, amounts, positive)
def test_where_lower_is_better_more_never_earns_more(a: float, b: float, target: float) -> None:
    rules = (attainment(lower=True),)
    low, high = scores(5, rules, row(min(a, b), target), row(max(a, b), target))
    assert 0 <= high <= low <= 5


def test_where_lower_is_better_the_ratio_is_turned_round() -> None:
    rules = (attainment(lower=True),)
    assert scores(10, rules, row(0.08, 0.04), row(0.04, 0.08), row(0, 0.04)) == [5.0, 10.0, 10.0]


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize(("none", "earned"), [("full", 20.0), ("zero", 0.0)])
def test_a_target_of_zero_earns_what_the_scheme_declares(*, lower: bool, none: str, earned: float) -> None:
    rules = (attainment(no_target=none, lower=lower),)
    assert scores(20, rules, row(0, 0), row(7, 0)) == [earned, earned]


@pytest.mark.parametrize("none", ["full", "zero"])
def test_a_blank_is_no_score_even_beside_a_target_of_zero(none: str) -> None:
    rules = (attainment(no_target=none),)
    assert scores(20, rules, row(None, 0), row(0, None), row(None, None)) == [None] * 3
    assert scores(20, (attainment(no_target=none, lower=True),), row(None, 0), row(0, None)) == [None, None]


def test_a_fixed_target_is_not_asked_for() -> None:
    made = rule(**attainment(target=100, max=100))
    assert [(i.id, i.max) for i in made.inputs(35, str)] == [("actual", 100)]
    assert scores(35, (attainment(target=100),), {"actual": 88.6}, {"actual": None}) == [31.01, None]


def test_what_is_required_earns_all_points() -> None:
    rules = (attainment(required=0.9),)
    assert scores(18, rules, row(45, 100), row(90, 100), row(100, 100)) == [9.0, 18.0, 18.0]


@pytest.mark.parametrize(
    ("mean", "earned"),
    [((1.2 - 1) / 1, 10.0), (0.2, 10.0), (0.2 - 4e-10, 10.0), (0.2 - 6e-10, 2.0), (0.19, 1.9)],
    ids=["a hair off", "on it", "rounds up to it", "rounds down from it", "below"],
)
def test_full_marks_begin_where_the_ratio_as_shown_meets_the_bound(mean: float, earned: float) -> None:
    assert scores(10, (attainment(full_at=0.2),), row(mean, 1)) == [earned]


def test_several_ratios_are_averaged_before_they_are_capped() -> None:
    rules = ({"kind": "attainment", "ratios": TWO_RATIOS, "no_target": "zero"},)
    far = {"amount_actual": 300, "amount_target": 100, "pieces_actual": 0}
    even = {"amount_actual": 50, "amount_target": 100, "pieces_actual": 40}
    blank = {"amount_actual": 50, "amount_target": 100}
    none = {"amount_actual": 50, "amount_target": 0, "pieces_actual": 20}
    assert scores(60, rules, far, even, blank, none) == [60.0, 45.0, None, 15.0]


def test_the_cap_limits_the_share() -> None:
    assert scores(20, (attainment(cap=0.5),), row(40, 100), row(90, 100)) == [8.0, 10.0]


def test_the_raw_mark_may_be_capped_above_the_points_for_a_combination() -> None:
    made = rule(**attainment(points=10, cap=1.5))
    assert raw_marks(made, 40, row(2, 1), row(1.2, 1), alone=False) == [15.0, 12.0]
    assert raw_marks(rule(**attainment(points=10)), 40, row(2, 1), alone=False) == [10.0]


def test_both_inputs_start_at_zero_and_only_the_actual_has_a_largest_value() -> None:
    actual, target = rule(**attainment(max=1, type="percent")).inputs(30, str)
    assert (actual.min, actual.max, actual.step, actual.required) == (0, 1, None, True)
    assert (target.min, target.max, target.step, target.required) == (0, None, None, True)


def test_inputs_of_several_ratios_have_ids_of_their_own() -> None:
    made = rule(kind="attainment", ratios=TWO_RATIOS, type="integer", no_target="zero")
    assert [(i.id, i.label, i.type, i.step) for i in made.inputs(60, str)] == [
        ("amount_actual", "金额", "integer", 1),
        ("amount_target", "金额目标", "integer", 1),
        ("pieces_actual", "数量", "integer", 1),
    ]


@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        ({}, ["actual"]),
        ({"actual": "实际"}, ["actual"]),
        ({"target": "目标"}, ["actual"]),
        ({"actual": "实际", "target": 0}, ["target"]),
        ({"actual": "实际", "target": -2}, ["target"]),
        ({"ratios": [{"actual": "a", "target": "b"}, {"actual": "c", "target": "d"}]}, ["ratios"]),
        ({"ratios": [{"actual": "a", "target": 5}, {"id": "x", "actual": "c", "target": 0}]}, ["ratios[1].target"]),
        ({"actual": "实际", "target": "目标", "ratios": [{"id": "x", "actual": "c", "target": 0}]},
         ["ratios[0].target"]),
    ],
    ids=["no ratio", "no target", "no actual", "target 0", "target below 0", "same ids", "second target 0",
         "target 0 beside a short form"],
)  # fmt: skip
def test_mistakes_are_told_with_the_key_that_holds_them(facts: dict[str, Any], paths: list[str]) -> None:
    assert fault_paths(10, kind="attainment", no_target="zero", **facts) == paths


def test_what_a_target_of_zero_means_has_to_be_said() -> None:
    with pytest.raises(ValueError, match="no_target"):
        rule(kind="attainment", actual="实际", target="目标")


def test_a_text_of_digits_is_a_label_and_not_a_fixed_target() -> None:
    assert [i.id for i in rule(**attainment(target="100")).inputs(10, str)] == ["actual", "target"]
    assert [i.id for i in rule(**attainment(target=100)).inputs(10, str)] == ["actual"]


@pytest.mark.parametrize("lower", [False, True])
def test_a_target_of_zero_may_leave_the_criterion_out(*, lower: bool) -> None:
    rules = (attainment(no_target="excluded", lower=lower),)
    assert scores(20, rules, row(0, 0), row(7, 0), row(5, 5)) == [LEFT_OUT, LEFT_OUT, 20.0]
    assert scores(20, rules, row(None, 0), row(0, None)) == [None, None]


def test_a_fixed_target_leaves_nothing_out() -> None:
    made = rule(**attainment(no_target="excluded", target=50))
    assert not made.may_exclude
    assert made.excluded_when({"actual": "H8"}) is None
    assert scores(20, (attainment(no_target="excluded", target=50),), {"actual": 0}) == [0.0]


WHAT = ("actual", "target")


def months(*pairs: tuple[float | None, float | None]) -> dict[str, float | None]:
    return {f"m_{n}_{what}": x for n, pair in enumerate(pairs) for what, x in zip(WHAT, pair, strict=True)}


MONTHS = {
    "kind": "attainment",
    "no_target": "excluded",
    "ratios": [{"id": f"m_{n}", "actual": f"完成{n}", "target": f"计划{n}"} for n in range(3)],
}


def test_ratios_without_a_target_are_left_out_of_the_mean_and_the_criterion_with_the_last() -> None:
    found = scores(
        20, (MONTHS,), months((1, 2), (5, 0), (3, 3)), months((1, 2), (0, 0), (9, 0)), months((0, 0), (4, 0), (0, 0)),
        months((0, 0), (4, 0), (None, 0)), months((1, 2), (1, None), (1, 1)),
    )  # fmt: skip
    assert found == [15.0, 10.0, LEFT_OUT, None, None]


def test_the_rate_required_may_be_an_input() -> None:
    rules = (attainment(required="季度回款率", no_target="excluded"),)
    rows = [{**row(actual, 100), "required": rate} for actual, rate in ((45, 0.9), (90, 0.9), (45, 0.45), (45, 1.5))]
    assert scores(20, rules, *rows) == [10.0, 20.0, 20.0, 6.0]
    assert scores(20, rules, row(45, 100), {**row(5, 0), "required": None}, {**row(5, 0), "required": 0.5}) == [
        None, None, LEFT_OUT,
    ]  # fmt: skip


def test_the_rate_of_full_marks_may_be_an_input() -> None:
    rules = (attainment(full_at="季度计划率"),)
    rows = [{**row(0.27, 0.3), "full_at": rate} for rate in (0.9, 0.9 + 4e-10, 0.91, None)]
    assert scores(20, rules, *rows) == [20.0, 20.0, 18.0, None]


def test_rates_that_are_inputs_come_last_and_are_never_nothing() -> None:
    made = rule(**attainment(full_at="全分率", required="要求率"))
    assert [(i.id, i.label, i.type, i.min, i.max) for i in made.inputs(20, str)[2:]] == [
        ("required", "要求率", "percent", 0.01, None),
        ("full_at", "全分率", "percent", 0.01, None),
    ]


@pytest.mark.parametrize("required", [0, -0.5])
def test_a_fixed_rate_of_nothing_is_a_fault(required: float) -> None:
    assert fault_paths(10, **attainment(required=required)) == ["required"]


@pytest.mark.parametrize(
    ("first", "entered"), [(deduction(("a", 2, None)), {}), ({"kind": "levels", "levels": [
        {"label": "甲", "points": 0}, {"label": "乙", "points": 1}]}, {"level": "甲"})], ids=["counts", "words"]
)  # fmt: skip
def test_it_may_stand_behind_another_rule(first: dict[str, Any], entered: dict[str, Any]) -> None:
    """Neither the blank counts of the other rule nor its words are its business."""
    assert scores(20, (first, attainment()), {**entered, **row(1, 2)}) == [10.0]


@pytest.mark.parametrize(("none", "told"), [("full", 1), ("zero", 1), ("excluded", 1)])
def test_a_target_of_zero_is_told_while_the_form_is_checked(none: str, told: int) -> None:
    made = rule(**attainment(no_target=none))
    assert list(made.unmeasured({"actual": 3, "target": 0})) == [("target", none)] * told
    assert list(made.unmeasured({"actual": 0, "target": 3})) == []
