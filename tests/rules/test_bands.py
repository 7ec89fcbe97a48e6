"""``bands``: the first band whose bound the value meets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import ABOVE, GROWTH_BANDS, LEFT_OUT, MEAN_BANDS, bands, fault_paths, rule, scores

RULE = (bands((0.9, 20), (0.8, 10), (0, 0)),)


def test_a_bound_belongs_to_its_band() -> None:
    found = scores(20, RULE, *({"value": v} for v in (1, 0.9, 0.8999, 0.8, 0.7999, 0)))
    assert found == [20.0, 20.0, 10.0, 10.0, 0.0, 0.0]


def test_a_band_above_its_bound_leaves_the_bound_out() -> None:
    found = scores(25, (ABOVE,), *({"value": v} for v in (90, 90 + 4e-10, 90.0001, 60.5, 60.4)))
    assert found == [12.5, 12.5, 25.0, 12.5, 0.0]


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        ((1.2 - 1) / 1, 10.0),
        (-(1.2 - 1) / 1, 6.0),
        (0.3 - 0.1 * 3, 8.0),
        (0.2 - 6e-10, 8.0),
        (-0.2 - 6e-10, 3.0),
        (-1, 3.0),
    ],
)
def test_a_value_a_hair_off_a_bound_is_on_it(value: float, earned: float) -> None:
    assert scores(10, (GROWTH_BANDS,), {"value": value}) == [earned]


@pytest.mark.parametrize("bound", [0.1, 0.3, 0.45, 0.8, 0.85, 0.9, 0.95, 0.99, 1.0])
def test_a_value_shown_as_the_bound_to_nine_decimals_meets_it(bound: float) -> None:
    """A spreadsheet's ROUND(x,9) rounds half up: bound − 0.0000000005 is the bound."""
    rules = (bands((bound, 10), (0, 0)),)
    assert scores(10, rules, {"value": round(bound - 5e-10, 10)}, {"value": bound - 6e-10}) == [10.0, 0.0]


@settings(deadline=None, max_examples=80)
@given(st.floats(0, 1), st.floats(0, 1))
def test_more_never_earns_less_where_the_points_fall(a: float, b: float) -> None:
    low, high = scores(20, RULE, {"value": min(a, b)}, {"value": max(a, b)})
    assert 0 <= low <= high <= 20


@settings(deadline=None, max_examples=60)
@given(st.floats(-1, 5))
def test_every_value_falls_into_a_band(value: float) -> None:
    assert scores(10, (GROWTH_BANDS,), {"value": value})[0] in (3.0, 6.0, 8.0, 10.0)


def test_a_blank_is_no_mark() -> None:
    assert scores(20, RULE, {"value": None}) == [None]


def test_negative_points_count_alone() -> None:
    rules = (bands((0.5, 10), (0, -4.5)),)
    assert rule(**rules[0]).lowest(10) == -4.5
    assert scores(10, rules, {"value": 0.1}) == [-4.5]


def test_the_input_takes_what_the_scheme_measures() -> None:
    (item,) = rule(**GROWTH_BANDS, max=2).inputs(10, str)
    assert (item.id, item.label, item.type, item.min, item.max, item.step) == (
        "value",
        "实测",
        "percent",
        -1,
        2,
        None,
    )
    (whole,) = rule(**bands((3, 1), (0, 0), type="integer")).inputs(10, str)
    assert (whole.type, whole.step) == ("integer", 1)


@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        (bands((0.9, 20), (0.8, 10), (0, 0)), []),
        (bands((0.9, 20), (0.9, 10), (0, 0)), ["bands[1].from"]),
        (bands((0.8, 20), (0.9, 10), (0, 0)), ["bands[1].from"]),
        (bands((0.9, 20), (0.8, 10)), ["bands[1].from"]),
        (bands((0.9, 20), (0, 10), min=-1), ["bands[1].from"]),
        (bands((0.9, 21), (0, 10)), ["bands"]),
    ],
    ids=[
        "fine",
        "the same bound twice",
        "a rising bound",
        "a gap at the bottom",
        "a gap below 0",
        "too many points",
    ],
)
def test_bounds_fall_to_the_least_value_within_the_points(facts: dict[str, Any], paths: list[str]) -> None:
    assert fault_paths(20, **facts) == paths


def against(value: float | None, mean: float | None) -> dict[str, float | None]:
    return {"value": value, "mean": mean}


def test_bands_against_the_mean_look_at_how_far_above_it_a_value_is() -> None:
    found = scores(10, (MEAN_BANDS,), against(12, 10), against(11.99, 10), against(10, 10), against(9, 10))
    assert found == [10.0, 8.0, 8.0, 6.0]
    assert scores(10, (MEAN_BANDS,), against(8, 10), against(7.99, 10), against(0, 10)) == [6.0, 3.0, 3.0]


@pytest.mark.parametrize("mean", [3, 7, 0.1, 0.7, 11, 1e6])
def test_a_fifth_above_or_below_any_mean_is_on_its_bound(mean: float) -> None:
    assert scores(10, (MEAN_BANDS,), against(mean * 1.2, mean), against(mean * 0.8, mean)) == [10.0, 6.0]


@pytest.mark.parametrize(("none", "earned"), [("full", 10.0), ("zero", 0.0), ("excluded", LEFT_OUT)])
def test_a_mean_of_zero_is_what_the_scheme_declares(none: str, earned: object) -> None:
    rules = ({**MEAN_BANDS, "no_mean": none},)
    assert scores(10, rules, against(5, 0), against(0, 0), against(None, 0), against(5, None)) == [
        earned, earned, None, None,
    ]  # fmt: skip


def test_full_without_a_mean_is_the_points_of_the_rule() -> None:
    rules = ({**MEAN_BANDS, "no_mean": "full", "points": 12},)
    assert scores(20, rules, against(5, 0)) == [12.0]


def test_value_and_mean_start_at_zero() -> None:
    own, mean = rule(**MEAN_BANDS).inputs(10, str)
    assert (own.id, own.type, own.min, own.step) == ("value", "integer", 0, 1)
    assert (mean.id, mean.label, mean.type, mean.min, mean.step) == ("mean", "团队人均", "number", 0, None)


@pytest.mark.parametrize(("lowest", "paths"), [(-1, []), (0, ["bands[1].from"]), (-0.5, ["bands[1].from"])])
def test_bands_against_the_mean_fall_to_all_of_it(lowest: float, paths: list[str]) -> None:
    assert fault_paths(10, **bands((0.2, 10), (lowest, 0), mean="人均")) == paths


def test_a_mean_of_zero_is_told_while_the_form_is_checked() -> None:
    made = rule(**MEAN_BANDS)
    assert list(made.unmeasured({"value": 3, "mean": 0})) == [("mean", "excluded")]
    assert list(made.unmeasured({"value": 0, "mean": 3})) == []
    assert list(rule(**RULE[0]).unmeasured({"value": 0})) == []
