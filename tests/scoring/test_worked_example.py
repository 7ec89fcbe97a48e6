"""The catalogue's worked example of furniture-callback, figure by figure."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import WORKED_EXAMPLE
from tests.scoring.forms import scored
from xlsappraise.schemes import Library

SCHEME = Library()["furniture-callback"]


def figures(**changes: Any) -> dict[str, Any]:
    inputs = {key.replace("__", "."): value for key, value in changes.items()}
    return scored(SCHEME, {**WORKED_EXAMPLE, **inputs})


def test_each_criterion_section_and_the_total_are_the_catalogue_s() -> None:
    assert figures() == {
        "callback_rate": 18.0,
        "records": 15.0,
        "section.1": 33.0,
        "conduct": 10.0,
        "problem_handling": 3.0,
        "ability": 7.0,
        "section.2": 20.0,
        "attitude": 13.0,
        "discipline": 8.0,
        "section.3": 21.0,
        "adjustment": 2.0,
        "total": 76.0,
        "grade": "合格",
    }


@pytest.mark.parametrize(
    ("changes", "total", "grade"),
    [
        ({"callback_rate__target": 0}, 78.0, "合格"),
        ({"callback_rate__actual": 44}, 75.6, "合格"),
        ({"callback_rate__actual": 1, "callback_rate__target": 3}, 64.67, "待提高"),
        ({"records__serious": 9}, 61.0, "待提高"),
        ({"problem_handling__delay": None}, 81.0, "良好"),
        ({"adjustment__1__points": None}, 74.0, "合格"),
        ({"adjustment__1__points": -10, "adjustment__2__points": -10}, 64.0, "待提高"),
    ],
)
def test_a_changed_entry_changes_the_total(changes: dict[str, Any], total: float, grade: str) -> None:
    found = figures(**changes)
    assert (found["total"], found["grade"]) == (total, grade)


@pytest.mark.parametrize(
    ("blank", "criterion", "section"),
    [
        ("callback_rate__actual", "callback_rate", "section.1"),
        ("callback_rate__target", "callback_rate", "section.1"),
        ("problem_handling__rating", "problem_handling", "section.2"),
        ("ability__rating", "ability", "section.2"),
        ("attitude__rating", "attitude", "section.3"),
    ],
)
def test_a_blank_is_never_zero(blank: str, criterion: str, section: str) -> None:
    found = figures(**{blank: None})
    assert [name for name, value in found.items() if value is None] == [criterion, section, "total", "grade"]


def test_full_marks_with_the_highest_praise_are_the_cap() -> None:
    best = {
        "callback_rate.actual": 50, "callback_rate.target": 50, "problem_handling.rating": 10, "ability.rating": 10,
        "attitude.rating": 15, "adjustment.1.points": 10, "adjustment.2.points": 5,
    }  # fmt: skip
    found = scored(SCHEME, best)
    assert (found["adjustment"], found["total"], found["grade"]) == (10.0, 110.0, "优秀")


def test_the_worst_form_is_zero_and_not_below() -> None:
    worst = {
        "callback_rate.actual": 0, "callback_rate.target": 50, "records.serious": 99, "conduct.wording": 99,
        "problem_handling.rating": 0, "ability.rating": 0, "attitude.rating": 0, "discipline.absence": 99,
        "adjustment.1.points": -10,
    }  # fmt: skip
    found = scored(SCHEME, worst)
    assert (found["total"], found["grade"]) == (0.0, "差")
