"""Several rules in one criterion add up, floored at 0 and capped at the points."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import attainment, bands, checklist, deduction, levels, scores, shortfall

HANDLING = ({"kind": "rating", "step": 1}, deduction(("delay", 5, None)))
counts = st.integers(0, 50)
ratings = st.integers(0, 10)


def test_a_rating_loses_what_the_lapses_cost() -> None:
    rows = [{"rating": r, "delay": d} for r, d in ((8, 1), (8, 0), (8, None), (10, 2), (4, 1), (0, 0))]
    assert scores(10, HANDLING, *rows) == [3.0, 8.0, 8.0, 0.0, 0.0, 0.0]


@settings(deadline=None, max_examples=80)
@given(ratings, counts, counts)
def test_it_stays_within_zero_and_the_points(rating: int, less: int, more: int) -> None:
    few, many = scores(10, HANDLING, *({"rating": rating, "delay": d} for d in sorted((less, more))))
    assert 0 <= many <= few <= rating


def test_lapses_do_not_stand_for_a_rating_that_is_blank() -> None:
    assert scores(10, HANDLING, {"rating": None, "delay": 0}, {"delay": 3}, {}) == [None] * 3


def test_two_parts_add_up_and_are_capped_at_the_points() -> None:
    rules = (attainment(points=12), {"kind": "rating", "points": 12})
    rows = [
        {"actual": 1, "target": 2, "rating": 5},
        {"actual": 2, "target": 2, "rating": 12},
        {"actual": 2, "target": 2, "rating": None},
        {"actual": None, "target": 2, "rating": 1},
    ]
    assert scores(20, rules, *rows) == [11.0, 20.0, None, None]


def test_parts_are_rounded_together_and_not_one_by_one() -> None:
    rules = (attainment(points=10), {"kind": "rating", "points": 10, "step": 0.001})
    row = {"actual": 1, "target": 3, "rating": 0.002}
    assert scores(20, rules, row) == [3.34]


def test_what_one_part_loses_below_zero_is_taken_from_the_other() -> None:
    rules = (bands((0.5, 5), (0, 0)), levels(("加", 4), ("减", -3)), shortfall(("lived", 0.9, 1)))
    rows = [
        {"value": 0.6, "level": "减", "lived": 0.9},
        {"value": 0.6, "level": "加", "lived": 0.85},
        {"value": 0, "level": "减", "lived": 0.9},
    ]
    assert scores(10, rules, *rows) == [2.0, 4.0, 0.0]


def test_a_checklist_and_lapses_combine() -> None:
    rules = (checklist(2), deduction(("a", 4, None)))
    assert scores(10, rules, {"item0": "是", "item1": "否", "a": 1}, {"item0": "是", "item1": "是"}) == [
        1.0,
        10.0,
    ]


def test_deductions_alone_in_a_combination_have_nothing_to_take_from() -> None:
    rules = (deduction(("a", 1, None)), deduction(("b", 1, None)))
    assert scores(10, rules, {"a": 0, "b": 0}, {}) == [0.0, 0.0]
