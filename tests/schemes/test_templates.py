"""The shipped schemes: whole, in plain Chinese, with the catalogue's figures."""

from __future__ import annotations

from typing import Any

import pytest

from xlsappraise.scheme import Scheme
from xlsappraise.schemes import Library

LIBRARY = Library()

# scheme id → criterion id → points, as the catalogue has them.
POINTS: dict[str, dict[str, float]] = {
    "furniture-callback": {
        "callback_rate": 20, "records": 20, "conduct": 15, "problem_handling": 10, "ability": 10, "attitude": 15,
        "discipline": 10,
    },
    "after-sales-monthly": {
        "customer_information": 20, "customer_files": 20, "return_visits": 20, "complaints": 20, "assigned_tasks": 20,
        "service_awareness": 50, "customer_focus": 50,
    },
    "property-service-monthly": {
        "staff_basics": 10, "workplace": 5, "reception": 15, "move_in": 10, "fee_collection": 10,
        "maintenance_fund": 5, "renovation": 10, "archives": 5, "vacant_homes": 5, "owner_surveys": 5,
        "special_services": 5, "community_events": 5, "supervision_records": 5, "rectification": 5,
    },
    "warehouse-service-monthly": {
        "parcel_opening": 15, "urgent_orders": 15, "receipt_match": 7, "same_day_accuracy": 8, "feedback_accuracy": 8,
        "defect_grading": 7, "handover": 6, "team_spirit": 6, "execution": 6, "site_discipline": 6,
        "daily_conduct": 6, "duty": 5, "workplace": 5, "bonus_ability": 5, "bonus_conduct": 5,
    },
    "cs-specialist-monthly": {
        "documents": 2, "communication": 8, "service_plans": 2, "partnership_leads": 5, "business_knowledge": 3,
        "attendance": 5, "following": 5, "taking_on": 5, "teamwork": 5, "initiative": 5, "work_logs": 5,
        "visits_answers": 10, "online_tools": 10, "promotion": 10, "customer_records": 10, "overall": 10,
    },
    "presales-weighted": {
        "service_score": 35, "conversion": 30, "order_value": 20, "customers_received": 10, "refund_rate": 5,
    },
}  # fmt: skip
# scheme id → (source, raters and weights, section weights, cap)
FRAMES: dict[str, tuple[str, dict[str, float], list[float], float | None]] = {
    "furniture-callback": ("003", {"supervisor": 1}, [1, 1, 1], 110),
    "after-sales-monthly": ("003", {"self": 0, "supervisor": 1}, [0.85, 0.15], None),
    "property-service-monthly": ("003", {"supervisor": 1}, [1, 1, 1, 1, 1], None),
    "warehouse-service-monthly": ("003", {"supervisor": 0.7, "indirect": 0.3}, [1, 1, 1, 1, 1], 110),
    "cs-specialist-monthly": ("003", {"self": 0, "supervisor": 1}, [1, 1, 1], None),
    "presales-weighted": ("002", {"supervisor": 1}, [1], None),
}
every = pytest.mark.parametrize("scheme_id", sorted(POINTS))


def rules(scheme: Scheme, criterion: str) -> tuple[Any, ...]:
    return next(c for c in scheme.criteria if c.id == criterion).rules


def test_the_shipped_schemes_are_these_and_nothing_is_wrong_with_them() -> None:
    assert LIBRARY.problems == []
    assert set(LIBRARY.schemes) == set(POINTS)


@every
def test_criteria_and_points_are_the_catalogue_s_in_its_order(scheme_id: str) -> None:
    assert [(c.id, c.points) for c in LIBRARY[scheme_id].criteria] == list(POINTS[scheme_id].items())


@every
def test_raters_weights_and_cap_are_the_catalogue_s(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    source, raters, weights, cap = FRAMES[scheme_id]
    assert (scheme.source, {r.id: r.weight for r in scheme.raters}, scheme.total.max) == (source, raters, cap)
    assert {s.weight for s in scheme.sections} == set(weights)
    assert (scheme.period, scheme.total.points) == ("month", 100)


@every
def test_what_was_chosen_is_said_and_every_standard_is_chinese(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    assert scheme.assumptions
    texts = [scheme.title, scheme.role, *scheme.assumptions, *scheme.instructions]
    texts += [text for c in scheme.criteria for text in (c.title, c.standard)]
    assert [text for text in texts if not any("\u4e00" <= sign <= "\u9fff" for sign in text)] == []


@every
def test_grades_are_the_four_lines_where_the_source_has_none(scheme_id: str) -> None:
    found = [(g.title, g.from_) for g in LIBRARY[scheme_id].grades]
    assert found == [("优秀", 90), ("良好", 80), ("合格", 70), ("待提高", 60), ("差", 0)]


@pytest.mark.parametrize(
    ("scheme_id", "criterion", "lapses"),
    [
        ("furniture-callback", "records", [("slight", 2), ("ordinary", 3), ("notable", 4), ("serious", 5)]),
        ("furniture-callback", "conduct", [("wording", 2), ("message", 1), ("follow_up", 2)]),
        ("furniture-callback", "discipline", [("late", 2), ("absence", 5), ("private", 2), ("asleep", 3)]),
        ("after-sales-monthly", "complaints", [("answer", 5), ("deadline", 5), ("unsolved", 5)]),
    ],
)
def test_each_lapse_costs_what_the_catalogue_says(
    scheme_id: str, criterion: str, lapses: list[tuple[str, float]]
) -> None:
    (rule,) = rules(LIBRARY[scheme_id], criterion)
    assert [(lapse.id, lapse.points) for lapse in rule.lapses] == lapses


def test_delays_omissions_and_errors_cost_five_each_in_two_inputs() -> None:
    rating, deduction = rules(LIBRARY["furniture-callback"], "problem_handling")
    assert (rating.kind, [lapse.points for lapse in deduction.lapses]) == ("rating", [5])


@pytest.mark.parametrize(
    ("criterion", "ranges"),
    [
        ("problem_handling", [(10, 10), (6, 9), (0, 5)]),
        ("ability", [(10, 10), (9, 9), (7, 8), (5, 6), (0, 4)]),
        ("attitude", [(15, 15), (11, 14), (5, 10), (0, 4)]),
    ],
)
def test_anchors_are_the_catalogue_s(criterion: str, ranges: list[tuple[float, float]]) -> None:
    rating = rules(LIBRARY["furniture-callback"], criterion)[0]
    assert [(a.from_, a.to) for a in rating.anchors] == ranges
    assert rating.step == 1


def test_furniture_adjusts_by_ten_either_way_with_reasons() -> None:
    bounds = LIBRARY["furniture-callback"].adjustments
    assert bounds is not None
    assert (bounds.rows, bounds.min, bounds.max, bounds.step) == (3, -10, 10, 0.5)
    assert [i for i, s in LIBRARY.schemes.items() if s.adjustments is not None] == ["furniture-callback"]


def test_after_sales_levels_bands_and_single_promises() -> None:
    scheme = LIBRARY["after-sales-monthly"]
    assert [(b.from_, b.points) for b in rules(scheme, "customer_information")[0].bands] == [
        (0.9, 20),
        (0.8, 10),
        (0, 0),
    ]
    expected = {
        "customer_files": [20, 10, 0],
        "return_visits": [20, 10, 0],
        "service_awareness": [50, 40, 30, 20, 10],
        "customer_focus": [50, 40, 30, 20, 10],
    }
    worth = {name: [level.points for level in rules(scheme, name)[0].levels] for name in expected}
    assert worth == expected
    assert {lapse.max for lapse in rules(scheme, "complaints")[0].lapses} == {1}
    assert scheme.signoff.dated is True


def test_property_takes_a_point_for_each_finding() -> None:
    lapses = [
        (lapse.points, lapse.max) for c in LIBRARY["property-service-monthly"].criteria for lapse in c.rules[0].lapses
    ]
    assert lapses == [(1, None)] * 14


def test_warehouse_has_three_factors_and_a_bonus_of_ten() -> None:
    scheme = LIBRARY["warehouse-service-monthly"]
    factors = {
        (level.label, level.factor) for s in scheme.sections[:4] for c in s.criteria for level in c.rules[0].levels
    }
    assert factors == {("达成", 1.0), ("低标", 0.8), ("差", 0.6)}
    assert [(s.bonus, s.points) for s in scheme.sections] == [
        (False, 30),
        (False, 30),
        (False, 30),
        (False, 10),
        (True, 10),
    ]
    assert [(f.type, f.lines > 1) for f in scheme.fields] == [
        ("text", True),
        *[("choice", False)] * 2,
        *[("text", False)] * 2,  # the supervisor signs in the sign-off
    ]


def test_cs_specialist_has_three_parts_of_ratings() -> None:
    scheme = LIBRARY["cs-specialist-monthly"]
    assert [s.points for s in scheme.sections] == [20, 30, 50]
    assert {rule.kind for c in scheme.criteria for rule in c.rules} == {"rating"}


def test_presales_is_measured_against_targets_capped_at_all_points() -> None:
    scheme = LIBRARY["presales-weighted"]
    found = {c.id: c.rules[0] for c in scheme.criteria}
    assert {(r.kind, r.cap) for r in found.values()} == {("attainment", 1.0)}
    assert found["service_score"].target == 100
    assert [name for name, rule in found.items() if rule.lower] == ["refund_rate"]
