"""``norm``: a measured share against a norm that depends on another number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import fault_paths, norm, rule, scores

OWNERS = (norm((600, "2/3"), (None, "1/2")),)
homes = st.integers(0, 2000)
shares = st.floats(0, 1)


def row(by: int | None, value: float | None) -> dict[str, float | None]:
    return {"by": by, "value": value}


def test_the_norm_depends_on_the_number_and_its_bound_is_included() -> None:
    found = scores(10, OWNERS, row(600, 0.5), row(601, 0.5), row(600, 2 / 3), row(1, 1), row(0, 0.6))
    assert found == [7.5, 10.0, 10.0, 10.0, 9.0]  # 0.5 ÷ 2/3 = 3/4; 0.6 ÷ 2/3 = 0.9


def test_below_the_norm_the_share_of_it_counts() -> None:
    assert scores(10, OWNERS, row(601, 0.25), row(600, 0), row(601, 0.333)) == [5.0, 0.0, 6.66]


@pytest.mark.parametrize(("value", "earned"), [(0.666666667, 10.0), (2 / 3 - 3e-10, 10.0), (0.6666, 10.0), (0.66, 9.9)])
def test_two_thirds_is_two_thirds(value: float, earned: float) -> None:
    assert scores(10, OWNERS, row(600, value)) == [earned]


@settings(deadline=None, max_examples=80)
@given(homes, shares, shares)
def test_a_larger_share_never_earns_less(by: int, a: float, b: float) -> None:
    low, high = scores(10, OWNERS, row(by, min(a, b)), row(by, max(a, b)))
    assert 0 <= low <= high <= 10


@settings(deadline=None, max_examples=80)
@given(homes, homes, shares)
def test_where_norms_fall_a_larger_number_never_earns_less(a: int, b: int, value: float) -> None:
    small, large = scores(10, OWNERS, row(min(a, b), value), row(max(a, b), value))
    assert small <= large


def test_a_blank_is_no_score() -> None:
    assert scores(10, OWNERS, row(None, 1), row(5, None), row(None, None)) == [None] * 3


def test_points_of_its_own_replace_the_criterion_s() -> None:
    assert scores(10, (norm((600, "2/3"), (None, "1/2"), points=4),), row(1, 1), row(601, 0.25)) == [4.0, 2.0]


def test_inputs_are_a_whole_number_and_a_percentage() -> None:
    assert [(i.id, i.label, i.type, i.min, i.max, i.step) for i in rule(**OWNERS[0]).inputs(10, str)] == [
        ("by", "户数", "integer", 0, None, 1),
        ("value", "认识率", "percent", 0, 1, None),
    ]


@pytest.mark.parametrize(
    ("steps", "paths"),
    [
        ([(600, "2/3"), (None, "1/2")], []),
        ([(600, "2/3"), (900, "1/2")], ["norms"]),
        ([(None, "2/3"), (None, "1/2")], ["norms"]),
        ([(600, "2/3"), (600, "1/2"), (None, "1/3")], ["norms"]),
        ([(600, "2/3"), (500, "1/2"), (None, "1/3")], ["norms"]),
    ],
    ids=["fine", "no last one", "two last ones", "the same bound", "a falling bound"],
)
def test_bounds_rise_and_the_last_has_none(steps: list[tuple[float | None, str]], paths: list[str]) -> None:
    assert fault_paths(10, **norm(*steps)) == paths


@pytest.mark.parametrize("text", ["0/3", "2/0", "0.5", "50%", "2 / 3", "-1/2", ""])
def test_a_norm_is_a_fraction_above_nothing(text: str) -> None:
    with pytest.raises(ValueError, match="norm"):
        rule(**norm((600, text), (None, "1/2")))


def test_one_norm_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="norms"):
        rule(**norm((None, "1/2")))
