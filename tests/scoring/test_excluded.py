"""Criteria that are left out: their points leave score and maximum, and the total is scaled to the full points."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import attainment, checklist, growth, share, survey, tally
from tests.schemes.build import Raw, column, criterion, raw_scheme, scheme, section, table
from tests.scoring.forms import scored, totals
from xlsappraise.schemes import Scheme

FINE = {"kind": "rating", "step": 0.01}
BOUNDS = {"rows": 2, "min": -10, "max": 10}
GONE: Raw = {"effect.base": 0, "effect.current": 5}
THERE: Raw = {"effect.base": 100, "effect.current": 110}  # half of the required 20 %


def effect(points: float = 40) -> Raw:
    return criterion("effect", points, [growth()])


def plain(**changes: Any) -> Scheme:
    return scheme(section(criterion("work", 60, [FINE]), effect()), **changes)


def test_what_is_left_is_scaled_to_the_full_points() -> None:
    found = scored(plain(), {"work.rating": 45, **GONE})
    assert (found["effect"], found["excluded.effect"], found["section.1"]) == (None, True, 45.0)
    assert (found["total"], found["grade"]) == (75.0, "合格")  # 45 × 100 ÷ 60


def test_nothing_is_scaled_where_nothing_is_left_out() -> None:
    found = scored(plain(), {"work.rating": 45, **THERE})
    assert (found["effect"], found["excluded.effect"], found["total"]) == (20.0, False, 65.0)


def test_the_scaled_total_is_rounded_once() -> None:
    assert totals(plain(), {"work.rating": 40.01, **GONE}) == [66.68]  # 66.6833…
    assert totals(plain(), {"work.rating": 53.999, **GONE}) == [90.0]  # the score is rounded first: 54.00


@pytest.mark.parametrize(
    "blank", [{"effect.base": 0}, {"effect.current": 5}, {}, {"work.rating": None, **GONE}, {"effect.base": 0.0}]
)
def test_a_blank_beside_it_still_leaves_no_total(blank: Raw) -> None:
    found = scored(plain(), {"work.rating": 45, **blank})
    assert (found["section.1"], found["total"], found["grade"]) == (None, None, None)


@pytest.mark.parametrize(
    ("rule", "gone"),
    [
        (attainment(no_target="excluded"), {"actual": 5, "target": 0}),
        (checklist(2, all_na="excluded"), {"item0": "不适用", "item1": "不适用"}),
        (share("returned", "satisfied"), {"returned": 0, "satisfied": 0}),
        (growth(), {"base": 0, "current": 0}),
    ],
    ids=["attainment", "checklist", "share", "growth"],
)
def test_each_kind_leaves_the_same_way_and_a_blank_of_it_leaves_no_total(rule: Raw, gone: Raw) -> None:
    made = scheme(section(criterion("work", 60, [FINE]), criterion("part", 40, [rule])))
    inputs = {f"part.{name}": value for name, value in gone.items()}
    assert totals(made, {"work.rating": 30, **inputs}) == [50.0]
    for name in inputs:
        assert totals(made, {"work.rating": 30, **inputs, name: None}) == [None]


def test_everything_left_out_is_no_total_and_no_grade() -> None:
    found = scored(scheme(section(effect(100))), GONE)
    assert (found["section.1"], found["total"], found["grade"]) == (0.0, None, None)


def test_everything_left_out_has_no_total_even_with_a_bonus_and_adjustments() -> None:
    parts = (section(effect(100)), section(criterion("extra", 10, [FINE]), bonus=True))
    made = scheme(*parts, total={"points": 100}, adjustments=BOUNDS)
    assert totals(made, {**GONE, "extra.rating": 8, "adjustment.1.points": 5}) == [None]
    assert totals(made, {**THERE, "extra.rating": 8, "adjustment.1.points": 5}) == [63.0]


def test_neither_bonus_nor_adjustments_are_scaled() -> None:
    parts = (section(criterion("work", 60, [FINE]), effect()), section(criterion("extra", 10, [FINE]), bonus=True))
    made = scheme(*parts, total={"points": 100}, adjustments=BOUNDS)
    inputs = {"work.rating": 30, "extra.rating": 7, "adjustment.1.points": -3}
    assert totals(made, {**inputs, **GONE}) == [54.0]  # 50 + 7 − 3


def test_a_bonus_that_is_left_out_adds_nothing_and_scales_nothing() -> None:
    parts = (section(criterion("work", 100, [FINE])), section(effect(10), bonus=True))
    made = scheme(*parts, total={"points": 100})
    assert totals(made, {"work.rating": 50, **GONE}, {"work.rating": 50, **THERE}) == [50.0, 55.0]


def test_caps_and_floor_hold_after_the_scaling() -> None:
    made = plain(total={"points": 100, "max": 105}, adjustments=BOUNDS)
    best = {"work.rating": 60, **GONE, "adjustment.1.points": 10}
    worst = {"work.rating": 1, **GONE, "adjustment.1.points": -10}
    assert totals(made, best, worst) == [105.0, 0.0]


def test_weights_of_sections_weigh_what_is_left_out() -> None:
    parts = (
        section(criterion("work", 100, [FINE]), weight=0.85),
        section(criterion("manner", 60, [FINE]), effect(), weight=0.15),
    )
    made = scheme(*parts)
    found = scored(made, {"work.rating": 80, "manner.rating": 30, **GONE})
    assert found["total"] == 77.13  # (0.85 × 80 + 0.15 × 30) × 100 ÷ (100 − 0.15 × 40) = 72.5 ÷ 0.94 = 77.1277


def test_a_mean_total_leaves_out_its_share() -> None:
    parts = (section(criterion("work", 100, [FINE])), section(criterion("manner", 50, [FINE]), effect(50)))
    made = scheme(*parts, total={"points": 100, "mean": True})
    found = totals(
        made, {"work.rating": 80, "manner.rating": 30, **GONE}, {"work.rating": 80, "manner.rating": 30, **THERE}
    )
    assert found == [73.33, 67.5]  # (80 + 30) ÷ 2 × 100 ÷ (100 − 25); (80 + 55) ÷ 2


def test_a_whole_section_left_out_of_a_mean_leaves_the_others_mean() -> None:
    parts = (section(criterion("work", 100, [FINE])), section(criterion("manner", 100, [FINE])), section(effect(100)))
    made = scheme(*parts, total={"points": 100, "mean": True})
    assert totals(made, {"work.rating": 80, "manner.rating": 71, **GONE}) == [75.5]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 6000), st.integers(1, 99))
def test_the_share_of_what_is_left_is_the_share_of_the_whole(hundredths: int, points: int) -> None:
    rating = min(hundredths / 100, points)
    made = scheme(section(criterion("work", points, [FINE]), effect(100 - points)))
    (found,) = totals(made, {"work.rating": rating, **GONE})
    assert found == pytest.approx(100 * rating / points, abs=0.0051)
    assert 0 <= found <= 100


def test_a_rule_in_a_combination_never_leaves_the_criterion_out() -> None:
    made = scheme(section(criterion("work", 60, [FINE]), criterion("effect", 40, [growth(), {"kind": "rating"}])))
    found = scored(made, {"work.rating": 30, **GONE, "effect.rating": 12})
    assert (found["effect"], found["total"]) == (12.0, 42.0)
    assert "excluded.effect" not in found


BOTH = [{"id": "a", "title": "甲", "weight": 0.5}, {"id": "b", "title": "乙", "weight": 0.5}]


def rated(a: Raw, b: Raw) -> Raw:
    given = {f"{name}@{rater}": value for rater, row in (("a", a), ("b", b)) for name, value in row.items()}
    return {"work.rating@a": 30, "work.rating@b": 30, **given}


def test_it_is_left_out_when_no_rater_who_counts_could_measure_it() -> None:
    made = plain(raters=[*BOTH, {"id": "self", "title": "自评", "weight": 0.0}])
    counted = {**rated(GONE, GONE), "effect.base@self": 5, "effect.current@self": 9}
    assert totals(made, counted, rated(GONE, THERE), rated(GONE, {})) == [50.0, 40.0, None]


def test_a_survey_without_rows_leaves_the_criterion_out() -> None:
    responses = table(column("quality", min=1, max=10), id="responses")
    rule = {**survey("quality"), "table": "responses"}
    made = scheme(section(criterion("work", 60, [FINE]), criterion("voice", 40, [rule])), table=[responses])
    found = totals(made, {"work.rating": 30}, {"work.rating": 30, "responses.2.quality": 5})
    assert found == [50.0, 50.0]
    assert scored(made, {"work.rating": 30})["excluded.voice"] is True


def test_the_columns_of_all_forms_tell_who_was_left_out() -> None:
    found = scored(scheme(**raw_scheme()), {"effort.rating": 5})
    assert [name for name in found if name.startswith("excluded.")] == []
    assert scored(plain(), {})["excluded.effect"] is False


def test_a_tally_is_added_on_top_of_the_scaled_total() -> None:
    parts = (
        section(criterion("work", 60, [FINE]), effect()),
        section(criterion("extra", 0, [tally(("swap", 5, None), ("wrong", -5, None))]), bonus=True),
    )
    made = scheme(*parts, total={"points": 100})
    rows = [
        {"work.rating": 30, **GONE, **more} for more in ({"extra.swap": 3}, {"extra.wrong": 2}, {"extra.wrong": 99}, {})
    ]
    assert totals(made, *rows) == [65.0, 40.0, 0.0, 50.0]
