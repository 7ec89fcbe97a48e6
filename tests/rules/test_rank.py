"""``rank``: points by place among the people compared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import fault_paths, rule, scores
from tests.schemes.build import one_criterion
from xlsappraise.scoring.criterion import LATER, formula


def rank(*places: float, **facts: Any) -> dict[str, Any]:
    return {"kind": "rank", "label": "订单数", "places": list(places), **facts}


def values(*found: float | None) -> list[dict[str, float | None]]:
    return [{"value": value} for value in found]


def test_the_highest_value_is_first() -> None:
    assert scores(10, (rank(10, 6, 3, others=1),), *values(5, 9, 7, 1, 2)) == [3.0, 10.0, 6.0, 1.0, 1.0]


def test_where_lower_is_better_the_lowest_is_first() -> None:
    assert scores(10, (rank(10, 6, lower=True),), *values(30, 20, 60)) == [6.0, 10.0, 0.0]


def test_ties_share_the_better_place_and_the_next_place_stays_empty() -> None:
    rules = (rank(10, 6, 3, others=1),)
    assert scores(10, rules, *values(9, 9, 7, 5)) == [10.0, 10.0, 3.0, 1.0]
    assert scores(10, rules, *values(9, 7, 7, 5)) == [10.0, 6.0, 6.0, 1.0]
    assert scores(10, rules, *values(4, 4, 4)) == [10.0] * 3


def test_values_that_are_shown_alike_tie() -> None:
    assert scores(10, (rank(10, 6),), *values(0.3, 0.1 + 0.2, 0.3 - 4e-10)) == [10.0] * 3


def test_a_blank_has_no_place_and_takes_none() -> None:
    assert scores(10, (rank(10, 6),), *values(None, 5, None, 7)) == [None, 6.0, None, 10.0]


def test_a_value_of_nothing_has_a_place() -> None:
    assert scores(10, (rank(10, 6),), *values(0, 5)) == [6.0, 10.0]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.booleans())
def test_a_better_value_never_earns_less(found: list[float], lower: bool) -> None:
    marks = scores(10, (rank(10, 6, 3, others=1, lower=lower),), *values(*found))
    assert max(marks) == 10
    ordered = [mark for _value, mark in sorted(zip(found, marks, strict=True), reverse=not lower)]
    assert ordered == sorted(ordered, reverse=True)


def test_a_form_tells_where_the_score_is_to_be_found() -> None:
    scheme, criterion = one_criterion(10, rank(10))
    assert criterion.across
    told = formula(scheme, criterion, {"supervisor": {"value": "H8"}}, "F8", "L8:L8")
    assert told == f'=IF(SUM(L8:L8)>0,"","{scheme.say(LATER)}")'


def test_the_input_takes_what_is_measured() -> None:
    (item,) = rule(**rank(10, type="integer")).inputs(10, str)
    assert (item.id, item.label, item.type, item.min, item.max, item.step, item.required) == (
        "value", "订单数", "integer", 0, None, 1, True,
    )  # fmt: skip


def test_the_sentence_lists_the_places() -> None:
    told = rule(**rank(10, 6, others=1)).sentence(10, str)
    assert told == "Points by place in the summary, the highest value first: place 1: 10; place 2: 6; others 1"
    assert "lowest value first" in rule(**rank(10, lower=True)).sentence(10, str)


@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        (rank(10, 6, 6), []),
        (rank(6, 10), ["places"]),
        (rank(10, 6, others=7), ["places"]),
        (rank(10.5), ["places"]),
        (rank(9, points=8), ["places"]),
    ],
    ids=["fine", "second earns more", "others earn more", "too much", "too much for the rule"],
)
def test_a_better_place_earns_at_least_as_much_within_the_points(facts: dict[str, Any], paths: list[str]) -> None:
    assert fault_paths(10, **facts) == paths


@pytest.mark.parametrize("facts", [{"places": []}, {"others": -1}])
def test_no_place_or_less_than_nothing_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(facts))):
        rule(**{**rank(10), **facts})
