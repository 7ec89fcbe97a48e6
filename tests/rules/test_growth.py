"""``growth``: improvement on a base against the improvement that earns all points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import LEFT_OUT, growth, raw_marks, rule, scores

UP = (growth(),)
DOWN = (growth(lower=True, required=0.3),)
amounts = st.floats(0, 1e6)
positive = st.floats(0.01, 1e6)


def row(base: float | None, current: float | None) -> dict[str, float | None]:
    return {"base": base, "current": current}


def test_less_than_the_required_improvement_earns_its_share() -> None:
    found = scores(30, UP, row(100, 120), row(100, 110), row(100, 101), row(100, 100), row(3, 3.1))
    assert found == [30.0, 15.0, 1.5, 0.0, 5.0]  # 0.1 ÷ 3 ÷ 0.2 = 1/6


def test_where_lower_is_better_a_fall_is_the_improvement() -> None:
    found = scores(30, DOWN, row(10, 7), row(10, 8.5), row(10, 10), row(10, 12), row(10, 0))
    assert found == [30.0, 15.0, 0.0, 0.0, 30.0]


def test_more_than_required_earns_no_more_and_a_step_back_no_less_than_nothing() -> None:
    assert scores(30, UP, row(10, 50), row(10, 0)) == [30.0, 0.0]


def test_an_improvement_a_hair_off_the_required_one_earns_all_points() -> None:
    assert scores(10, UP, row(1, 1.2), row(0.3, 0.36)) == [10.0, 10.0]


@settings(deadline=None, max_examples=80)
@given(positive, amounts, amounts)
def test_more_of_it_never_earns_less(base: float, a: float, b: float) -> None:
    low, high = scores(30, UP, row(base, min(a, b)), row(base, max(a, b)))
    assert 0 <= low <= high <= 30


@settings(deadline=None, max_examples=80)
@given(positive, amounts, amounts)
def test_where_lower_is_better_more_never_earns_more(base: float, a: float, b: float) -> None:
    low, high = scores(30, DOWN, row(base, min(a, b)), row(base, max(a, b)))
    assert 0 <= high <= low <= 30


@pytest.mark.parametrize("rules", [UP, DOWN])
def test_a_base_of_zero_leaves_the_criterion_out(rules: tuple[dict[str, object], ...]) -> None:
    assert scores(30, rules, row(0, 0), row(0, 5)) == [LEFT_OUT, LEFT_OUT]


def test_a_blank_is_no_score_even_beside_a_base_of_zero() -> None:
    assert scores(30, UP, row(None, 5), row(5, None), row(0, None), row(None, None)) == [None] * 4


def test_in_a_combination_a_base_of_zero_earns_nothing() -> None:
    assert scores(30, (growth(points=20), {"kind": "rating", "points": 10}), {**row(0, 5), "rating": 7}) == [7.0]


def test_points_of_its_own_replace_the_criterion_s() -> None:
    assert raw_marks(rule(**growth(points=8)), 30, row(10, 11), alone=False) == [pytest.approx(4.0)]


def test_both_inputs_start_at_zero_and_have_no_largest_value() -> None:
    assert [(i.id, i.label, i.type, i.min, i.max, i.step) for i in rule(**growth(type="percent")).inputs(30, str)] == [
        ("base", "基期", "percent", 0, None, None),
        ("current", "本期", "percent", 0, None, None),
    ]
    assert [i.step for i in rule(**growth(type="integer")).inputs(30, str)] == [1, 1]


def test_a_base_of_zero_is_told_while_the_form_is_checked() -> None:
    made = rule(**growth())
    assert list(made.unmeasured({"base": 0, "current": 3})) == [("base", "excluded")]
    assert list(made.unmeasured({"base": 1, "current": 0})) == []


@pytest.mark.parametrize("required", [0, -0.1])
def test_an_improvement_of_nothing_is_refused(required: float) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        rule(**growth(required=required))


def test_the_improvement_that_is_required_has_to_be_said() -> None:
    with pytest.raises(ValueError, match="required"):
        rule(kind="growth", base="基期", current="本期")
