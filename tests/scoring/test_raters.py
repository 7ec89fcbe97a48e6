"""Several raters: their marks are averaged with their weights before anything is rounded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import attainment, deduction
from tests.schemes.build import Raw, criterion, scheme, section
from tests.scoring.forms import scored
from xlsappraise.schemes import Scheme

BOTH = [
    {"id": "supervisor", "title": "直接主管", "weight": 0.7},
    {"id": "indirect", "title": "间接主管", "weight": 0.3},
]
ASIDE = [{"id": "self", "title": "自评", "weight": 0.0}, {"id": "supervisor", "title": "直接主管", "weight": 1.0}]
HALVES = [{"id": "a", "title": "甲", "weight": 0.5}, {"id": "b", "title": "乙", "weight": 0.5}]
ratings = st.integers(0, 1000).map(lambda n: n / 100)


def effort(raters: list[Raw], *rules: Raw, points: float = 10) -> Scheme:
    made = rules or ({"kind": "rating", "step": 0.01},)
    return scheme(section(criterion(points=points, rules=made)), raters=raters)


@settings(deadline=None, max_examples=60)
@given(ratings, ratings)
def test_weights_share_the_mark(first: float, second: float) -> None:
    found = scored(effort(BOTH), {"effort.rating@supervisor": first, "effort.rating@indirect": second})
    assert found["effort"] == pytest.approx(0.7 * first + 0.3 * second, abs=0.00501)
    assert min(first, second) - 0.00501 <= found["effort"] <= max(first, second) + 0.00501


def test_marks_are_averaged_before_they_are_rounded() -> None:
    rule = attainment(type="integer")
    inputs = {"effort.actual@a": 1, "effort.target@a": 3, "effort.actual@b": 1, "effort.target@b": 3}
    assert scored(effort(HALVES, rule, points=0.01 * 100), inputs)["effort"] == 0.33
    # 10 × 1/3 twice: rounded first it would be 3.33; 1/6 and 1/6 of 0.1 would vanish
    uneven = {"effort.actual@a": 1, "effort.target@a": 2000, "effort.actual@b": 1, "effort.target@b": 2500}
    assert scored(effort(HALVES, rule), uneven)["effort"] == 0.0
    three = {"effort.actual@a": 1, "effort.target@a": 2000, "effort.actual@b": 3, "effort.target@b": 5000}
    assert scored(effort(HALVES, rule), three)["effort"] == 0.01  # 0.005 and 0.006: 0.0055


def test_each_rater_is_limited_before_the_average() -> None:
    rule = deduction(("late", 3, None))
    inputs = {"effort.late@a": 99, "effort.late@b": 0}
    assert scored(effort(HALVES, rule), inputs)["effort"] == 5.0


def test_a_rater_who_is_shown_for_comparison_never_counts() -> None:
    made = effort(ASIDE)
    alone = scored(made, {"effort.rating@supervisor": 7})
    assert alone["effort"] == 7.0
    for own in (0, 10, None):
        assert scored(made, {"effort.rating@supervisor": 7, "effort.rating@self": own}) == alone


def test_a_rating_of_oneself_does_not_stand_in_for_the_supervisor_s() -> None:
    assert scored(effort(ASIDE), {"effort.rating@self": 9})["effort"] is None


@pytest.mark.parametrize("blank", ["supervisor", "indirect"])
def test_one_rater_s_blank_leaves_no_score(blank: str) -> None:
    inputs = {"effort.rating@supervisor": 8, "effort.rating@indirect": 6, f"effort.rating@{blank}": None}
    found = scored(effort(BOTH), inputs)
    assert (found["effort"], found["section.1"], found["total"], found["grade"]) == (None, None, None, None)


def test_the_only_rater_has_no_name_in_the_ids() -> None:
    assert scored(effort(BOTH[:1]), {"effort.rating@supervisor": 8})["effort"] is None
    single = [{"id": "supervisor", "title": "直接主管", "weight": 1.0}]
    assert scored(effort(single), {"effort.rating": 8})["effort"] == 8.0


def test_the_lead_is_the_first_whose_marks_count() -> None:
    assert effort(ASIDE).lead.id == "supervisor"
    assert [r.id for r in effort(BOTH).scoring_raters] == ["supervisor", "indirect"]
