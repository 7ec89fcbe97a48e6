"""``deduction``: counts of lapses, each costing points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import deduction, raw_marks, rule, scores

RULE = (deduction(("slight", 2, None), ("grave", 5, 3)),)
counts = st.integers(0, 1000)


@settings(deadline=None, max_examples=80)
@given(counts, counts)
def test_each_lapse_costs_its_points_down_to_zero(slight: int, grave: int) -> None:
    assert scores(20, RULE, {"slight": slight, "grave": grave}) == [float(max(0, 20 - 2 * slight - 5 * grave))]


@settings(deadline=None, max_examples=60)
@given(counts, counts, st.integers(1, 9))
def test_another_lapse_never_earns_points(slight: int, grave: int, more: int) -> None:
    first, second, third = scores(
        50, RULE, {"slight": slight, "grave": grave}, {"slight": slight + more, "grave": grave},
        {"slight": slight, "grave": grave + more},
    )  # fmt: skip
    assert first >= second
    assert first >= third


def test_a_blank_count_means_none() -> None:
    assert scores(20, RULE, {}, {"slight": 1}, {"grave": 1, "slight": None}) == [20.0, 18.0, 15.0]


def test_a_blank_count_costs_what_a_zero_costs() -> None:
    blank, zero = scores(20, RULE, {"slight": None, "grave": 2}, {"slight": 0, "grave": 2})
    assert blank == zero == 10.0


def test_the_last_point_goes_with_the_last_lapse() -> None:
    assert scores(10, (deduction(("a", 0.1, None)),), {"a": 99}, {"a": 100}, {"a": 101}) == [0.1, 0.0, 0.0]


def test_in_a_combination_it_only_takes_away() -> None:
    made = rule(**RULE[0])
    assert raw_marks(made, 20, {"slight": 1, "grave": 1}, {}, alone=False) == [-7.0, 0.0]
    assert raw_marks(made, 20, {"slight": 1, "grave": 1}, {}, alone=True) == [13.0, 20.0]


def test_inputs_are_whole_counts_that_may_stay_blank() -> None:
    slight, grave = rule(**RULE[0]).inputs(20, str)
    assert (slight.type, slight.min, slight.max, slight.step, slight.required) == (
        "integer",
        0,
        None,
        1,
        False,
    )
    assert grave.max == 3
    assert slight.label == "差错slight (−2 each)"


def test_points_of_its_own_replace_the_criterion_s() -> None:
    assert scores(20, ({**RULE[0], "points": 12},), {"slight": 1}) == [10.0]


@pytest.mark.parametrize("points", [0, -1])
def test_a_lapse_that_costs_nothing_is_refused(points: float) -> None:
    with pytest.raises(ValueError, match="points"):
        rule(**deduction(("a", points, None)))


def test_a_deduction_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="lapses"):
        rule(kind="deduction", lapses=[])


PENALTY = deduction(("a", 1, None), ("b", 2, None), penalty="处分")


def test_an_act_under_the_punishment_rules_takes_all_points() -> None:
    assert scores(5, (PENALTY,), {"penalty": "记过"}, {"a": 1, "penalty": "记过"}, {"a": 1}, {}) == [0.0, 0.0, 4.0, 5.0]


def test_in_a_combination_it_takes_what_every_rule_earned() -> None:
    rules = ({"kind": "rating", "max": 8}, {"kind": "rating", "id": "more", "max": 8}, {**PENALTY, "points": 3})
    assert scores(10, rules, {"rating": 8, "more": 8, "penalty": "记过"}, {"rating": 8, "more": 8}) == [0.0, 10.0]
    assert scores(10, rules, {"rating": None, "more": 8, "penalty": "记过"}) == [None]


def test_the_penalty_is_a_text_that_may_stay_blank() -> None:
    *_counts, item = rule(**PENALTY).inputs(5, str)
    assert (item.id, item.label, item.type, item.choices, item.required) == ("penalty", "处分", "text", None, False)
    assert [i.id for i in rule(**RULE[0]).inputs(5, str)] == ["slight", "grave"]


def test_a_lapse_that_counts_once_is_labelled_so() -> None:
    found = rule(**deduction(("promise", 5, 1), ("late", 2, 3), ("slight", 1, None)))
    assert [item.label for item in found.inputs(20, str)] == [
        "差错promise (−5 once)", "差错late (−2 each)", "差错slight (−1 each)",
    ]  # fmt: skip
    assert "promise −5 once" in found.sentence(20, str) and "late −2 each" in found.sentence(20, str)


SLIGHT, GRAVE = RULE[0]["lapses"]
FINED = {**RULE[0], "lapses": [{**SLIGHT, "fine": 10}, GRAVE]}


def test_a_fine_is_shown_beside_its_lapse_and_changes_no_score() -> None:
    made = rule(**FINED)
    labels = [one.label for one in made.inputs(20, str)]
    assert labels == ["差错slight (−2 and 10 yuan each)", "差错grave (−5 each)"]
    assert made.sentence(20, str).endswith("差错slight −2 and 10 yuan each; 差错grave −5 each")
    assert scores(20, (FINED,), {"slight": 3, "grave": 1}) == scores(20, RULE, {"slight": 3, "grave": 1}) == [9.0]


@pytest.mark.parametrize("fine", [0, -10])
def test_a_fine_of_nothing_is_refused(fine: float) -> None:
    with pytest.raises(ValueError, match="fine"):
        rule(**{**FINED, "lapses": [{**SLIGHT, "fine": fine}]})
