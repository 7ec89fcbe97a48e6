"""Which number does a reader see in a cell whose number format lies?"""

from __future__ import annotations

import pytest

from xlsappraise.xlsx.display.numbers import number_in, shown_number


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ('"30"', 20.0, 30.0),
        ('"91.00"', None, 91.0),
        ('0"0"', 20.0, 200.0),
        ('General"0"', 7.0, 70.0),
        ('"9"0.00', 6.0, 96.0),
        ("\\9\\1", 76.0, 91.0),
        ("1#", 20.0, 120.0),
        ("0%", 20.0, 20.0),
        ("0,", 20.0, 0.0),
        ("#,##0.0,", 76000.0, 76.0),
        ('[>10]"30";0', 20.0, 30.0),
        ('[>10]"30";0', 5.0, 5.0),
        ('0;-0;"15"', 0.0, 15.0),
        ('0;"15"', -3.0, 15.0),
    ],
)
def test_the_number_that_is_seen(code: str, value: float | None, shown: float) -> None:
    assert number_in(shown_number(code, value)) == shown


@pytest.mark.parametrize(
    ("code", "value"),
    [(";;;", 20.0), ("yyyy-mm-dd", 20.0), ('"优秀"', 76.0), ('[>0]"91";0', None), ("0.00", None), ("0.00E+00", 5.0)],
)
def test_what_is_no_number_or_depends_on_an_unknown_one_is_not_guessed(code: str, value: float | None) -> None:
    assert number_in(shown_number(code, value)) is None
