"""Rounding as in a spreadsheet: half away from zero, of the value with 15 significant digits."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xlsappraise.base.rounding import exact, plain, round_half_away, round_number

# (value, its ROUND to two decimals in a spreadsheet)
KNOWN = [
    (1.005, 1.01),
    (2.675, 2.68),
    (1.115, 1.12),
    (0.285, 0.29),
    (0.125, 0.13),
    (0.135, 0.14),
    (10.075, 10.08),
    (0.5 / 3 * 3 / 100, 0.01),
    (1.0049999, 1.0),
    (86.5, 86.5),
    (0.004, 0.0),
    (35 * 0.899999999999 / 100, 0.31),
    (532478.445, 532478.45),
]


@pytest.mark.parametrize(("value", "rounded"), KNOWN)
@pytest.mark.parametrize("sign", [1, -1])
def test_halves_go_away_from_zero(value: float, rounded: float, sign: int) -> None:
    assert round_number(sign * value) == sign * rounded
    assert list(round_half_away(pd.Series([sign * value]))) == [sign * rounded]


@settings(deadline=None, max_examples=300)
@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 9))
def test_columns_and_numbers_round_decimals_alike(thousandths: int, shift: int) -> None:
    value = thousandths / 1000 / 10**shift
    assert round_half_away(pd.Series([value]))[0] == round_number(value)


@settings(deadline=None, max_examples=300)
@given(st.floats(-1e7, 1e7))
@example(0.31499999999965)
@example(532478.445)
@example(1.0049999999999994)
def test_columns_and_numbers_round_any_value_alike(value: float) -> None:
    assert round_half_away(pd.Series([value]))[0] == round_number(value)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10**10))
@example(9_000_000_005 - 10)
@example(2_500_571_315)
@example(8_999_999_995)
def test_what_comparisons_look_at_has_nine_decimals(tenth_decimals: int) -> None:
    value = tenth_decimals / 10**10
    assert exact(pd.Series([value]))[0] == round_number(value, 9)


@pytest.mark.parametrize(
    ("value", "meant"), [((1.2 - 1) / 1, 0.2), (0.1 + 0.2, 0.3), (0.7 + 0.1, 0.8), (1 - 0.9, 0.1), (90 - 1e-11, 90)]
)
def test_a_value_a_hair_off_compares_as_the_decimal_it_stands_for(value: float, meant: float) -> None:
    assert value != meant
    assert exact(pd.Series([value]))[0] == meant


@settings(deadline=None, max_examples=100)
@given(st.floats(-1e6, 1e6))
def test_rounding_twice_changes_nothing(value: float) -> None:
    once = round_half_away(pd.Series([value]))
    assert list(round_half_away(once)) == list(once)


def test_nothing_stays_nothing_and_the_index_stays() -> None:
    rounded = round_half_away(pd.Series([math.nan, 1.005], index=["b", "a"]))
    assert list(rounded.index) == ["b", "a"]
    assert math.isnan(rounded["b"])
    assert rounded["a"] == 1.01


@pytest.mark.parametrize(
    ("value", "written"),
    [(2.0, "2"), (0.5, "0.5"), (1500.0, "1500"), (1e12, "1000000000000"), (0.1 + 0.2, "0.3"), (-1.5, "-1.5"),
     (0.0001, "0.0001"), (100, "100"), (0.0, "0")],
)  # fmt: skip
def test_numbers_are_written_the_shortest_way(value: float, written: str) -> None:
    assert plain(value) == written


def test_minus_nothing_is_written_as_nothing() -> None:
    assert plain(-0.0) == "0"


@settings(deadline=None, max_examples=200)
@given(st.decimals(-(10**9), 10**9, places=3))
def test_what_is_written_is_what_was_meant(value: Decimal) -> None:
    written = plain(float(value))
    assert Decimal(written) == value
    assert "E" not in written.upper()
