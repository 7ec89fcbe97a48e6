"""``levels``: one label, its points or its share of the points."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import message_of
from tests.rules.cases import PLUS_MINUS, fault_paths, levels, rule, scores

FACTORS = levels(("达成", 1), ("低标", 0.8), ("差", 0.6), share="factor")
POINTS = levels(("多", 20), ("少", 10), ("无", 0))


def test_a_label_earns_its_points() -> None:
    assert scores(20, (POINTS,), {"level": "多"}, {"level": "少"}, {"level": "无"}) == [20.0, 10.0, 0.0]


def test_a_factor_is_a_share_of_the_points() -> None:
    assert scores(7, (FACTORS,), {"level": "达成"}, {"level": "低标"}, {"level": "差"}) == [7.0, 5.6, 4.2]


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 200))
def test_a_factor_follows_the_points_of_the_criterion(points: int) -> None:
    (low,) = scores(points, (FACTORS,), {"level": "低标"})
    assert low == pytest.approx(points * 0.8, abs=0.005)


def test_a_blank_is_no_mark_even_where_the_last_label_is_worth_nothing() -> None:
    assert scores(20, (POINTS,), {"level": None}) == [None]


def test_an_unknown_label_is_no_mark() -> None:
    assert scores(20, (POINTS,), {"level": "别的"}) == [None]


def test_plus_and_minus_items_go_below_zero_alone() -> None:
    assert scores(1, (PLUS_MINUS,), {"level": "好"}, {"level": "平"}, {"level": "差"}) == [1.0, 0.0, -1.5]


def test_a_negative_level_in_a_combination_stops_at_zero() -> None:
    rules = (PLUS_MINUS, {"kind": "rating"})
    assert scores(10, rules, {"level": "差", "rating": 1}, {"level": "差", "rating": 5}) == [0.0, 3.5]


@pytest.mark.parametrize(("made", "least"), [(POINTS, 0), (FACTORS, 0), (PLUS_MINUS, -1.5)])
def test_the_least_mark_is_zero_or_the_worst_label(made: dict[str, Any], least: float) -> None:
    assert rule(**made).lowest(10) == least


def test_the_input_is_a_dropdown_of_the_labels_in_order() -> None:
    (item,) = rule(**POINTS, id="files", label="档案").inputs(20, str)
    assert (item.id, item.label, item.type, item.choices, item.required) == (
        "files", "档案", "choice", ("多", "少", "无"), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("level", "paths"),
    [
        ({"label": "乙"}, ["levels[1]"]),
        ({"label": "乙", "points": 1, "factor": 0.5}, ["levels[1]"]),
        ({"label": "乙", "points": 10}, []),
        ({"label": "乙", "points": 10.5}, ["levels"]),
        ({"label": "乙", "factor": 1.1}, ["levels"]),
        ({"label": "甲", "points": 1}, ["levels"]),
    ],
    ids=[
        "worth nothing said",
        "worth two things",
        "all points",
        "too many points",
        "too large a share",
        "same label",
    ],
)
def test_each_label_is_worth_one_thing_within_the_points(level: dict[str, Any], paths: list[str]) -> None:
    assert fault_paths(10, kind="levels", levels=[{"label": "甲", "points": 2}, level]) == paths


def test_too_much_is_measured_against_the_points_of_the_rule_and_says_so() -> None:
    (fault,) = rule(**levels(("甲", 9), ("乙", 1)), points=8).faults(10)
    assert fault.path == "levels"
    assert "8 points" in message_of(fault.message)


@pytest.mark.parametrize("twin", ["a", "Ａ"])
def test_labels_that_a_spreadsheet_or_a_reader_takes_for_one_are_a_fault(twin: str) -> None:
    """A spreadsheet's = ignores case; entries are read with widths and blanks folded."""
    assert fault_paths(10, **levels(("A", 5), (twin, 1))) == ["levels"]


def test_one_label_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="levels"):
        rule(**levels(("甲", 1)))
