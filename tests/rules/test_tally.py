"""``tally``: points each time something happened, without a bound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import fault_paths, raw_marks, rule, scores, tally

EXTRA = (tally(("swap", 5, None), ("exam", 5, 1), ("dialect", -2, None)),)
counts = st.integers(0, 500)


def test_each_time_adds_or_takes_its_points() -> None:
    found = scores(0, EXTRA, {"swap": 3}, {"swap": 1, "exam": 1}, {"dialect": 4}, {"swap": 1, "dialect": 2})
    assert found == [15.0, 10.0, -8.0, 1.0]


@settings(deadline=None, max_examples=60)
@given(counts, counts)
def test_neither_zero_nor_the_criterion_s_points_are_a_bound(swap: int, dialect: int) -> None:
    assert scores(0, EXTRA, {"swap": swap, "dialect": dialect}) == [5.0 * swap - 2.0 * dialect]


def test_a_blank_count_means_none() -> None:
    assert scores(0, EXTRA, {}, {"swap": None, "exam": 0}, {"dialect": 1}) == [0.0, 0.0, -2.0]


def test_fractions_are_rounded_as_any_score() -> None:
    assert scores(0, (tally(("a", 0.125, None)),), {"a": 1}, {"a": 3}) == [0.13, 0.38]


def test_alone_and_in_a_combination_it_is_the_same() -> None:
    made = rule(**EXTRA[0])
    for alone in (True, False):
        assert raw_marks(made, 0, {"swap": 2, "dialect": 3}, alone=alone) == [4.0]


def test_inputs_are_whole_counts_that_may_stay_blank_and_tell_their_worth() -> None:
    assert [(i.id, i.label, i.type, i.min, i.max, i.step, i.required) for i in rule(**EXTRA[0]).inputs(0, str)] == [
        ("swap", "事项swap (+5 each)", "integer", 0, None, 1, False),
        ("exam", "事项exam (+5 each)", "integer", 0, 1, 1, False),
        ("dialect", "事项dialect (−2 each)", "integer", 0, None, 1, False),
    ]


def test_what_is_worth_nothing_is_a_fault() -> None:
    assert fault_paths(0, **tally(("a", 1, None), ("b", 0, None))) == ["items[1].points"]
    assert fault_paths(0, **EXTRA[0]) == []


def test_a_tally_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="items"):
        rule(**tally())


@pytest.mark.parametrize("most", [0, -1])
def test_a_largest_count_of_nothing_is_refused(most: int) -> None:
    with pytest.raises(ValueError, match="max"):
        rule(**tally(("a", 1, most)))
