"""``mean``: the mean of several ratings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import fault_paths, mean_of, raw_marks, rule, scores

THREE = (mean_of(3, min=60, step=1),)
ratings = st.lists(st.floats(0, 100), min_size=3, max_size=3)


def row(*values: float | None) -> dict[str, float | None]:
    return {f"part_{n}": value for n, value in enumerate(values)}


def test_the_mark_is_the_mean_of_the_ratings() -> None:
    assert scores(100, THREE, row(80, 90, 100), row(60, 60, 60), row(100, 100, 100)) == [90.0, 60.0, 100.0]


def test_it_is_rounded_once() -> None:
    assert scores(100, THREE, row(80, 80, 81), row(80, 81, 81)) == [80.33, 80.67]


@settings(deadline=None, max_examples=80)
@given(ratings)
def test_it_lies_between_the_least_and_the_highest_rating_in_any_order(values: list[float]) -> None:
    one, other = scores(100, THREE, row(*values), row(*reversed(values)))
    assert min(values) - 0.005001 <= one <= max(values) + 0.005001
    assert one == pytest.approx(other, abs=0.010001)


@settings(deadline=None, max_examples=60)
@given(ratings, st.integers(0, 2), st.floats(0, 100))
def test_a_higher_rating_never_lowers_it(values: list[float], which: int, better: float) -> None:
    raised = [*values[:which], max(values[which], better), *values[which + 1 :]]
    low, high = scores(100, THREE, row(*values), row(*raised))
    assert low <= high


@pytest.mark.parametrize("blank", [0, 1, 2])
def test_one_blank_leaves_no_score(blank: int) -> None:
    assert scores(100, THREE, {**row(80, 80, 80), f"part_{blank}": None}) == [None]


def test_a_rating_of_zero_counts() -> None:
    assert scores(30, (mean_of(2),), row(0, 15)) == [7.5]


def test_the_raw_mark_is_not_limited() -> None:
    assert raw_marks(rule(**mean_of(2)), 30, row(40, 50)) == [45.0]


def test_each_input_runs_from_the_least_to_the_highest_in_steps() -> None:
    found = rule(**mean_of(2, min=60, max=90, step=0.5)).inputs(100, str)
    assert [(i.id, i.label, i.type, i.min, i.max, i.step, i.required) for i in found] == [
        ("part_0", "项part_0 (60–90)", "number", 60, 90, 0.5, True),
        ("part_1", "项part_1 (60–90)", "number", 60, 90, 0.5, True),
    ]
    assert {i.type for i in rule(**mean_of(2, min=60, step=5)).inputs(100, str)} == {"integer"}


@pytest.mark.parametrize(
    ("facts", "top"), [({}, 15), ({"points": 8}, 8), ({"max": 5}, 5), ({"max": 5, "points": 8}, 5)]
)
def test_the_highest_rating_is_the_narrowest_that_is_given(facts: dict[str, float], top: float) -> None:
    assert rule(**mean_of(2, **facts)).top(15) == top


@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        ({"min": 100}, []),
        ({"min": 101}, ["min"]),
        ({"max": 101}, ["max"]),
        ({"max": 50, "min": 60}, ["min"]),
        ({"max": 50, "points": 40}, ["max"]),
    ],
)
def test_the_bounds_lie_within_the_criterion(facts: dict[str, Any], paths: list[str]) -> None:
    assert fault_paths(100, **mean_of(2, **facts)) == paths


@pytest.mark.parametrize("facts", [{"min": -1}, {"step": 0}, {"step": -1}, {"items": [{"id": "a", "label": "甲"}]}])
def test_a_mean_of_one_or_bounds_and_steps_that_lead_nowhere_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(facts))):
        rule(**{**mean_of(2), **facts})
