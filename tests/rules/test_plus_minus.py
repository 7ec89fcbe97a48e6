"""``plus_minus``: items that count plus, neutral or minus."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import fault_paths, plus_minus, rule, scores

PLUS, ZERO, MINUS = "加", "平", "减"
NINETEEN = (plus_minus(19),)


def row(*words: str | None) -> dict[str, str | None]:
    return {f"pair_{n}": word for n, word in enumerate(words)}


def test_the_attitude_of_the_catalogue() -> None:
    """40 × (net + 19) ÷ 38."""
    found = scores(
        40,
        NINETEEN,
        row(*[PLUS] * 19),
        row(*[ZERO] * 19),
        row(*[MINUS] * 19),
        row(*[PLUS] * 5, *[MINUS] * 2, *[ZERO] * 12),
        row(*[PLUS] * 2, *[MINUS] * 5, *[ZERO] * 12),
    )
    assert found == [40.0, 20.0, 0.0, 23.16, 16.84]  # 40 × 22 ÷ 38 = 23.1579; 40 × 16 ÷ 38 = 16.8421


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from((PLUS, ZERO, MINUS)), min_size=4, max_size=4))
def test_plus_and_minus_are_worth_the_same(words: list[str]) -> None:
    turned = {PLUS: MINUS, MINUS: PLUS, ZERO: ZERO}
    one, other = scores(10, (plus_minus(4),), row(*words), row(*(turned[w] for w in words)))
    assert one + other == 10
    assert one == 10 * (words.count(PLUS) - words.count(MINUS) + 4) / 8


@pytest.mark.parametrize("blank", [0, 10, 18])
def test_one_blank_leaves_no_score(blank: int) -> None:
    assert scores(40, NINETEEN, {**row(*[PLUS] * 19), f"pair_{blank}": None}) == [None]


def test_points_of_its_own_replace_the_criterion_s() -> None:
    assert scores(40, (plus_minus(2, points=10),), row(PLUS, ZERO)) == [7.5]


def test_each_input_is_a_dropdown_of_the_three_words() -> None:
    found = rule(**plus_minus(2, plus="+1", neutral="0", minus="-1")).inputs(10, str)
    assert [(i.id, i.type, i.choices, i.required) for i in found] == [
        ("pair_0", "choice", ("+1", "0", "-1"), True),
        ("pair_1", "choice", ("+1", "0", "-1"), True),
    ]


@pytest.mark.parametrize("facts", [{"plus": ""}, {"neutral": ""}, {"plus": "平"}, {"minus": "加"}, {"minus": "平 "}])
def test_words_that_cannot_be_told_apart_are_a_fault(facts: dict[str, str]) -> None:
    assert fault_paths(10, **plus_minus(2, **facts)) == ["plus"]


def test_nothing_to_judge_is_refused() -> None:
    with pytest.raises(ValueError, match="items"):
        rule(kind="plus_minus", items=[])
