"""``thresholds``: all points when every measure is met, otherwise none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import COMPLAINTS, SATISFIED, TRAINED, fault_paths, rule, scores, thresholds

ALL = (thresholds(COMPLAINTS, SATISFIED, TRAINED),)


def row(complaints: int | None = 0, satisfied: float | None = 1, trained: str | None = "是") -> dict[str, Any]:
    return {"complaints": complaints, "satisfied": satisfied, "trained": trained}


def test_all_measures_have_to_be_met() -> None:
    found = scores(20, ALL, row(), row(6), row(5, 0.94), row(5, 0.95, "否"), row(9, 0, "否"))
    assert found == [20.0, 0.0, 0.0, 0.0, 0.0]


def test_a_bound_is_met_by_itself() -> None:
    assert scores(20, ALL, row(5, 0.95)) == [20.0]


@pytest.mark.parametrize(
    ("value", "earned"), [(0.95 - 4e-10, 20.0), (0.95 - 6e-10, 0.0), (0.1 * 9.5, 20.0), (1 - 0.05, 20.0)]
)
def test_bounds_are_compared_as_shown_to_nine_decimals(value: float, earned: float) -> None:
    assert scores(20, ALL, row(5, value)) == [earned]
    at_most = (thresholds({"id": "satisfied", "type": "number", "at_most": 0.05}),)
    assert scores(20, at_most, {"satisfied": 1 - value}) == [earned]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 20), st.floats(0, 1), st.sampled_from(("是", "否")))
def test_it_is_all_or_nothing(complaints: int, satisfied: float, trained: str) -> None:
    (found,) = scores(20, ALL, row(complaints, satisfied, trained))
    assert found == (20.0 if complaints <= 5 and round(satisfied, 9) >= 0.95 and trained == "是" else 0.0)


@pytest.mark.parametrize("name", ["complaints", "satisfied", "trained"])
def test_one_blank_leaves_no_score_even_where_another_measure_failed(name: str) -> None:
    assert scores(20, ALL, {**row(9, 0, "否"), name: None}, {**row(), name: None}) == [None, None]


def test_points_of_its_own_replace_the_criterion_s() -> None:
    assert scores(20, (thresholds(COMPLAINTS, points=12),), {"complaints": 1}) == [12.0]


def test_inputs_tell_their_bounds() -> None:
    found = rule(**ALL[0]).inputs(20, str)
    assert [(i.id, i.label, i.type, i.min, i.max, i.step, i.choices, i.required) for i in found] == [
        ("complaints", "指标complaints ≤5", "integer", 0, None, 1, None, True),
        ("satisfied", "指标satisfied ≥95%", "percent", 0, 1, None, None, True),
        ("trained", "指标trained", "choice", None, None, None, ("是", "否"), True),
    ]


@pytest.mark.parametrize(
    ("measure", "paths"),
    [
        ({"id": "a", "type": "integer"}, ["measures[1]"]),
        ({"id": "a", "type": "integer", "at_most": 1, "at_least": 0}, ["measures[1]"]),
        ({"id": "a", "type": "yes", "at_least": 1}, ["measures[1]"]),
        ({"id": "a", "type": "number", "at_most": 0}, []),
        ({"id": "a", "type": "yes"}, []),
    ],
    ids=["no bound", "two bounds", "a bound of a yes", "at most 0", "a yes"],
)
def test_each_measure_has_one_bound_or_is_a_yes(measure: dict[str, Any], paths: list[str]) -> None:
    assert fault_paths(20, **thresholds(COMPLAINTS, measure)) == paths


@pytest.mark.parametrize("facts", [{"yes": ""}, {"no": ""}, {"yes": "否"}, {"no": " 是"}])
def test_words_that_cannot_be_told_apart_are_a_fault(facts: dict[str, str]) -> None:
    assert fault_paths(20, **thresholds(TRAINED, **facts)) == ["yes"]


def test_no_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="measures"):
        rule(**thresholds())
