"""Printed in black and white: do two grades, or two answers of a scale, ever look alike?"""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from xlsappraise.drawing.report_styles import (
    DARK_GRADES,
    DARK_SCALE,
    GRADE_COLOURS,
    HIGH,
    LOW,
    MIDDLE,
    ON_DARK,
    ON_PALE,
    SCALE_COLOURS,
)

LEAST = 8.0
"""Steps of lightness (of 100) by which two areas are told apart on paper; three quarters of it in a scale of ten"""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """Return the lightness of a colour, L* of CIELAB: how light its grey is."""
    value = luminance(colour)
    return 116 * value ** (1 / 3) - 16 if value > 0.008856 else 903.3 * value


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_no_two_grades_have_the_same_grey() -> None:
    alike = [(a, b) for a, b in combinations(GRADE_COLOURS, 2) if abs(lightness(a) - lightness(b)) < LEAST]
    assert alike == []


def test_neighbours_in_a_stacked_bar_differ_most() -> None:
    assert all(abs(lightness(a) - lightness(b)) >= 2 * LEAST for a, b in pairwise(GRADE_COLOURS))


def test_a_scale_grows_darker_from_poor_to_good() -> None:
    assert all(lightness(a) - lightness(b) >= 0.7 * LEAST for a, b in pairwise(SCALE_COLOURS))


def test_a_colour_scale_grows_lighter_from_low_to_high() -> None:
    greys = [lightness(colour) for colour in (LOW, MIDDLE, HIGH)]
    assert all(later - earlier >= 0.7 * LEAST for earlier, later in pairwise(greys))


@pytest.mark.parametrize(("colours", "dark"), [(GRADE_COLOURS, DARK_GRADES), (SCALE_COLOURS, DARK_SCALE)])
def test_labels_stand_out(colours: tuple[str, ...], dark: tuple[int, ...]) -> None:
    labels = {c: ON_DARK if place in dark else ON_PALE for place, c in enumerate(colours)}
    assert {c: round(contrast(c, label), 1) for c, label in labels.items() if contrast(c, label) < 3.5} == {}
