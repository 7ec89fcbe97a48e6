"""``rating``: the mark is the number; a blank is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import message_of
from tests.rules.cases import fault_paths, raw_marks, rule, scores

RATING = ({"kind": "rating"},)
ANCHORS = [
    {"from": 10, "to": 10, "label": "主动"},
    {"from": 6, "to": 9, "label": "督促"},
    {"from": 0, "to": 5, "label": "拖延"},
]


def anchored(*ranges: tuple[float, float], **facts: Any) -> dict[str, Any]:
    return {"kind": "rating", "anchors": [{"from": f, "to": t, "label": f"{f}"} for f, t in ranges], **facts}


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 20))
def test_the_mark_is_the_number(half_points: int) -> None:
    assert scores(10, RATING, {"rating": half_points / 2}) == [half_points / 2]


@settings(deadline=None, max_examples=60)
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_higher_rating_never_earns_less_and_limits_hold(a: float, b: float) -> None:
    low, high = scores(10, RATING, {"rating": min(a, b)}, {"rating": max(a, b)})
    assert 0 <= low <= high <= 10


def test_a_blank_is_no_mark_and_a_zero_is_zero() -> None:
    assert scores(10, RATING, {"rating": None}, {"rating": 0}) == [None, 0.0]


def test_the_raw_mark_is_not_limited() -> None:
    assert raw_marks(rule(kind="rating"), 10, {"rating": 12}, {"rating": -1}) == [12.0, -1.0]


def test_the_input_runs_from_the_least_to_the_points_in_steps() -> None:
    (item,) = rule(kind="rating", min=60, step=0.5).inputs(100, str)
    assert (item.id, item.type, item.min, item.max, item.step, item.required) == (
        "rating",
        "number",
        60,
        100,
        0.5,
        True,
    )


@pytest.mark.parametrize(
    ("step", "low", "kind"), [(1, 0, "integer"), (2, 60, "integer"), (0.5, 0, "number"), (1, 0.5, "number")]
)
def test_whole_steps_from_a_whole_number_take_whole_numbers(step: float, low: float, kind: str) -> None:
    (item,) = rule(kind="rating", step=step, min=low).inputs(100, str)
    assert item.type == kind


@pytest.mark.parametrize(
    ("facts", "top"), [({}, 15), ({"points": 8}, 8), ({"max": 5}, 5), ({"max": 5, "points": 8}, 5)]
)
def test_the_highest_mark_is_the_narrowest_that_is_given(facts: dict[str, float], top: float) -> None:
    assert rule(kind="rating", **facts).top(15) == top


def test_the_label_tells_the_range() -> None:
    (item,) = rule(kind="rating", label="能力").inputs(7.5, str)
    assert item.label == "能力 (0–7.5)"


def test_anchors_that_cover_every_step_are_no_fault() -> None:
    assert fault_paths(10, kind="rating", step=1, anchors=ANCHORS) == []
    assert fault_paths(10, **anchored((0, 4.5), (5, 10))) == []
    assert fault_paths(100, **anchored((60, 79), (80, 100), min=60, step=1)) == []


@pytest.mark.parametrize(
    "ranges",
    [
        pytest.param([(0, 4), (6, 10)], id="a gap"),
        pytest.param([(0, 5), (5, 10)], id="an overlap"),
        pytest.param([(1, 10)], id="it begins too high"),
        pytest.param([(0, 5), (6, 9)], id="it ends too low"),
        pytest.param([(0, 5), (6, 11)], id="it ends too high"),
        pytest.param([(0, 5), (6, 10), (6, 10)], id="the same range twice"),
    ],
)
def test_anchors_that_do_not_cover_every_step_once_are_a_fault(ranges: list[tuple[float, float]]) -> None:
    assert set(fault_paths(10, **anchored(*ranges, step=1))) == {"anchors"}


def test_an_anchor_that_ends_before_it_begins_is_a_fault() -> None:
    assert "anchors" in fault_paths(10, **anchored((0, 4), (5, 4), (5, 10), step=1))


def test_a_gap_names_the_anchor_and_where_it_should_begin() -> None:
    (fault,) = rule(**anchored((0, 4), (6, 10), step=1)).faults(10)
    assert message_of(fault.message) == "anchor “6” should begin at 5: a gap or an overlap"


def test_a_least_mark_above_the_highest_is_a_fault() -> None:
    assert fault_paths(10, kind="rating", min=11) == ["min"]
    assert fault_paths(10, kind="rating", min=10) == []


def test_a_highest_mark_above_the_points_is_a_fault() -> None:
    """The form would let a rater enter 12 and score 10."""
    assert fault_paths(10, kind="rating", max=12) == ["max"]


def test_a_least_mark_below_zero_is_a_fault() -> None:
    """The form would let a rater enter −5 and score 0."""
    assert fault_paths(10, kind="rating", min=-5) == ["min"]


def test_the_sentence_tells_what_each_anchor_means() -> None:
    told = rule(kind="rating", step=1, anchors=ANCHORS).sentence(10, str)
    assert told == "A rating from 0 to 10 in steps of 1: 10 主动; 9–6 督促; 5–0 拖延"


def test_the_live_label_shows_the_anchor_of_the_mark() -> None:
    made = rule(kind="rating", step=1, anchors=ANCHORS)
    assert made.live_label("评分", "H8") == (
        '="评分"&IF(COUNT(H8)=0,"",IF(ROUND(H8,9)>=10," · 主动",'
        'IF(ROUND(H8,9)>=6," · 督促",IF(ROUND(H8,9)>=0," · 拖延",""))))'
    )
    assert rule(kind="rating").live_label("评分", "H8") is None


@pytest.mark.parametrize("step", [0, -1])
def test_a_step_that_goes_nowhere_is_refused(step: float) -> None:
    with pytest.raises(ValueError, match="step"):
        rule(kind="rating", step=step)
