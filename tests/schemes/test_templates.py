"""The shipped schemes: whole, in plain Chinese, with the points and frames of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from xlsappraise.schemes import DEFAULT_GRADES, Library, Scheme

LIBRARY = Library()


class Frame(NamedTuple):
    """Source, cap, raters and weights, weights of the sections, period, full points."""

    source: str
    cap: float | None = None
    raters: tuple[tuple[str, float], ...] = (("supervisor", 1),)
    weights: tuple[float, ...] = (1,)
    period: str = "month"
    points: float = 100


SELF_COMPARED = (("self", 0), ("supervisor", 1))
FOUR_VIRTUES: dict[str, float] = {
    "ethics": 5, "service_attitude": 5, "discipline": 5, "relations": 5,
    "attendance": 5, "participation": 5, "initiative": 5, "coordination": 5,
    "business": 7.5, "organising": 7.5, "managing": 7.5, "innovating": 7.5,
    "efficiency": 7.5, "training_effect": 7.5, "work_effect": 7.5, "other_work": 7.5,
}  # fmt: skip
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
    "tech-service-monthly": {
        "attendance": 5, "leave": 5, "discipline": 5, "workload": 20, "complaints": 10, "professional_skill": 25,
        "service_attitude": 30,
    },
    "property-supervisor-12": {
        "supervision": 10, "renovation_inspection": 8, "owner_communication": 5, "daily_services": 8, "reception": 12,
        "renovation_monitoring": 10, "rounds": 8, "records": 10, "training": 6, "planning": 10, "coordination": 5,
        "appearance": 8,
    },
    "property-supervisor-fees": {
        "fees": 40, "handling": 10, "archives": 5, "district_knowledge": 5, "owner_knowledge": 10, "greening": 10,
        "customer_relations": 20,
    },
    "property-supervisor-detail": {
        "reports": 5, "team_management": 5, "site_rounds": 5, "owner_opinions": 5, "training": 5, "plans": 5,
        "filing": 5, "move_in": 5, "complaints": 10, "accidents": 10, "information": 5, "initiative": 5,
        "knowledge": 15, "communication": 15,
    },
    "property-supervisor-conduct": {
        "appearance": 8, "courtesy": 8, "rules": 7, "staff_supervision": 7, "hygiene": 7, "forms": 7, "purchasing": 7,
        "fairness": 7, "uniforms": 7, "emergencies": 7, "complaint_follow_up": 7, "training_plan": 7, "workplace": 7,
        "adhoc_tasks": 7,
    },
    "property-zones": {
        "complaints": 20, "purchasing": 15, "move_in": 15,
        "execution": 3, "appearance": 3, "checks": 3, "documents": 3, "outgoing": 3, "power_cuts": 3, "paperwork": 3,
        "stores": 3, "duty": 3, "recordings": 3,
        "weekly_check": 5, "information": 15,
    },
    "supervisor-quantified": {
        "customer_satisfaction": 100, "service_quality": 100, "experience_change": 100, "team_performance": 100,
        "complaint_handling": 100, "knowledge": 100,
    },
    "supervisor-competency": {
        "product_knowledge": 10, "problem_solving": 10, "communication": 10, "team_management": 10,
        "goal_management": 10, "coaching": 10, "service_attitude": 10, "complaint_handling": 10, "efficiency": 10,
        "self_management": 10,
    },
    "supervisor-aspects": {
        "team_management": 20, "coaching_training": 20, "complaints_problems": 20, "communication": 20, "results": 20,
    },
    "supervisor-five-grades": {"performance": 60, "ability": 20, "attitude": 20},
    "service-head-standards": {
        "complaints": 20, "overdue": 20, "satisfaction": 20, "report_users": 15, "advice": 10, "team": 15,
        "successor": 5,
    },
    "service-admin-targets": {"satisfaction": 25, "efficiency": 25, "complaint_rate": 25, "improvement": 25},
    "team-appraisal": {"task_completion": 40, "service_quality": 30, "customer_satisfaction": 30},
    "presales-weighted": {
        "service_score": 35, "conversion": 30, "order_value": 20, "customers_received": 10, "refund_rate": 5,
    },
    "aftersales-weighted": {"service_score": 40, "resolution": 40, "customers_received": 20},
    "department-kpi": {
        "opinions_in_time": 15, "feedback_in_time": 15, "complaint_resolution": 15, "return_visits": 15,
        "customer_satisfaction": 20, "internal_cooperation": 10, "staff_turnover": 10,
    },
    "field-service": {"arrival": 25, "satisfaction": 25, "lasting_repairs": 25, "attendance": 25},
    "online-behaviour": {
        "polite_wording": 20, "first_response": 30, "escalated_answers": 20, "professional_answers": 30,
        "wrong_answers": 0,
    },
    "de-qin-neng-ji": FOUR_VIRTUES,
    "service-quality-audit": {
        "measures": 6, "verified": 6, "as_complaints": 6, "answered": 6, "key_customers": 6,
        "contact_point": 5, "callback_records": 5, "dispatch_forms": 5, "monthly_statistics": 5, "procedure": 5,
        "revisited": 5, "manner": 5, "not_repeated": 5, "no_press": 5,
        "records": 9, "meetings": 8, "moves": 8,
    },
    "callback-qa": {"product_quality": 25, "after_sales": 25, "delivery": 25, "customer_feedback": 25},
    "attitude-ability-performance": {
        "attitude": 40, "general_ability": 21, "knowledge": 3, "stamina": 3, "skill": 3, "performance": 30,
    },
    "composite-bonus-pool": {
        "team_task": 30, "handover": 20, "callback_satisfaction": 30, "quality_ability": 20, "additions": 0,
        "mandarin": 0,
    },
    "conduct-fines": {"appearance": 20, "dress": 20, "bearing": 20, "speech": 20, "shifts": 10, "leave": 10},
    "marketing-quarterly-manager": {"sales_task": 60, "receivables": 20, "sales_plan": 20, "main_work": 10},
    "marketing-quarterly-assistant": {"group_sales": 80, "main_work": 20},
    "supervisor-360-quarterly": {
        "punctuality": 8, "responsibility": 8, "service_mind": 9, "knowledge": 8, "communication": 8, "learning": 9,
        "teamwork": 8, "motivation": 8, "assignment": 9, "customer_voice": 8, "customer_needs": 8,
        "complaint_follow_up": 9,
    },
    "floor-supervisor": {"data": 40, "customer_experience": 15, "process": 15, "growth": 30},
    "annual-de-qin-neng-ji": FOUR_VIRTUES,
    "satisfaction-monthly": {"satisfaction": 100},
    "owner-survey": {"satisfaction": 100},
    "installation-follow-up": {"satisfied_share": 100},
    "bad-review-log": {"closed_in_time": 100},
    "after-sales-issue-log": {"solved_share": 100},
}  # fmt: skip
FRAMES: dict[str, Frame] = {
    "furniture-callback": Frame("003", cap=110),
    "after-sales-monthly": Frame("003", raters=SELF_COMPARED, weights=(0.85, 0.15)),
    "property-service-monthly": Frame("003"),
    "warehouse-service-monthly": Frame("003", cap=110, raters=(("supervisor", 0.7), ("indirect", 0.3))),
    "cs-specialist-monthly": Frame("003", raters=SELF_COMPARED),
    "tech-service-monthly": Frame("000", raters=SELF_COMPARED),
    "property-supervisor-12": Frame("000"),
    "property-supervisor-fees": Frame("000"),
    "property-supervisor-detail": Frame("000"),
    "property-supervisor-conduct": Frame("000"),
    "property-zones": Frame("000"),
    "supervisor-quantified": Frame("000"),
    "supervisor-competency": Frame("000"),
    "supervisor-aspects": Frame("000"),
    "supervisor-five-grades": Frame("000"),
    "service-head-standards": Frame("000", cap=105),
    "service-admin-targets": Frame("004"),
    "team-appraisal": Frame("004"),
    "presales-weighted": Frame("002"),
    "aftersales-weighted": Frame("002"),
    "department-kpi": Frame("002"),
    "field-service": Frame("002"),
    "online-behaviour": Frame("002"),
    "de-qin-neng-ji": Frame("002"),
    "service-quality-audit": Frame("003"),
    "callback-qa": Frame("003"),
    "attitude-ability-performance": Frame("001"),
    "composite-bonus-pool": Frame("001", raters=(("supervisor", 0.5), ("operations", 0.5))),
    "conduct-fines": Frame("001"),
    "marketing-quarterly-manager": Frame(
        "000", cap=110, raters=(("supervisor", 0.5), ("manager", 0.5)), period="quarter", points=110
    ),
    "marketing-quarterly-assistant": Frame("000", period="quarter"),
    "supervisor-360-quarterly": Frame(
        "000", raters=(("self", 0.2), ("supervisor", 0.5), ("peer", 0.3)), period="quarter"
    ),
    "floor-supervisor": Frame("000"),
    "annual-de-qin-neng-ji": Frame("002", period="year"),
    "satisfaction-monthly": Frame("003"),
    "owner-survey": Frame("000", period="year"),
    "installation-follow-up": Frame("003"),
    "bad-review-log": Frame("001", period="week"),
    "after-sales-issue-log": Frame("001", period="week"),
}
# The parts that the catalogue names, with their points; those after the bar come on top.
PARTS: dict[str, tuple[list[float], list[float]]] = {
    "after-sales-monthly": ([100, 100], []),
    "warehouse-service-monthly": ([30, 30, 30, 10], [10]),
    "cs-specialist-monthly": ([20, 30, 50], []),
    "tech-service-monthly": ([15, 30, 25, 30], []),
    "property-supervisor-detail": ([70, 15, 15], []),
    "property-zones": ([50, 30, 20], []),
    "supervisor-quantified": ([100] * 6, []),
    "supervisor-five-grades": ([60, 20, 20], []),
    "team-appraisal": ([100], []),
    "online-behaviour": ([100], [0]),
    "de-qin-neng-ji": ([20, 20, 30, 30], []),
    "annual-de-qin-neng-ji": ([20, 20, 30, 30], []),
    "service-quality-audit": ([30, 45, 25], []),
    "attitude-ability-performance": ([40, 30, 30], []),
    "composite-bonus-pool": ([50, 50], [0]),
    "supervisor-360-quarterly": ([25, 25, 25, 25], []),
    "floor-supervisor": ([40, 15, 15, 30], []),
}
OWN_GRADES = {"supervisor-360-quarterly", "supervisor-five-grades"}
every = pytest.mark.parametrize("scheme_id", sorted(POINTS))


def rules(scheme_id: str, criterion: str) -> tuple[Any, ...]:
    """Return the rules of one criterion."""
    return next(c for c in LIBRARY[scheme_id].criteria if c.id == criterion).rules


def rule(scheme_id: str, criterion: str) -> Any:
    """Return the only rule of one criterion."""
    (found,) = rules(scheme_id, criterion)
    return found


def texts(value: Any) -> Iterator[str]:
    """Yield every text that people read, wherever it stands in a scheme."""
    spoken = {"title", "role", "label", "standard", "actual", "target", "base", "current", "by", "mean", "action"}
    spoken |= {
        "assumptions",
        "instructions",
        "choices",
        "positions",
        "penalty",
        "plus",
        "neutral",
        "minus",
        "yes",
        "no",
    }
    spoken |= {"not_applicable"}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "feed":  # ids only
                continue
            if isinstance(inner, str):
                yield from [inner] if key in spoken else []
            elif isinstance(inner, list) and inner and isinstance(inner[0], str):
                yield from inner if key in spoken else []
            elif key == "standards":
                yield from inner.values()
            else:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def told(scheme: Scheme) -> Iterator[str]:
    """Yield the standards, those of variants too, and the instructions."""
    yield from scheme.instructions
    yield from (c.standard for c in scheme.criteria)
    for variant in scheme.variants:
        yield from variant.standards.values()


def test_the_shipped_schemes_are_these_and_nothing_is_wrong_with_them() -> None:
    assert LIBRARY.problems == []
    assert set(LIBRARY.schemes) == set(POINTS) == set(FRAMES)
    assert len(POINTS) == 39


@every
def test_criteria_and_points_are_the_catalogue_s_in_its_order(scheme_id: str) -> None:
    assert [(c.id, c.points) for c in LIBRARY[scheme_id].criteria] == list(POINTS[scheme_id].items())


@every
def test_source_raters_weights_cap_period_and_full_points_are_the_catalogue_s(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    found = Frame(
        scheme.source,
        scheme.total.max,
        tuple((r.id, r.weight) for r in scheme.raters),
        tuple(sorted({s.weight for s in scheme.sections}, reverse=True)),
        scheme.period,
        scheme.total.points,
    )
    assert found == FRAMES[scheme_id]


@pytest.mark.parametrize("scheme_id", sorted(PARTS))
def test_the_parts_have_the_catalogue_s_points(scheme_id: str) -> None:
    sections = LIBRARY[scheme_id].sections
    assert ([s.points for s in sections if not s.bonus], [s.points for s in sections if s.bonus]) == PARTS[scheme_id]


def test_only_supervisors_of_one_scheme_are_rated_on_separate_forms_and_only_one_total_is_a_mean() -> None:
    assert [i for i, s in LIBRARY.schemes.items() if s.own] == ["supervisor-360-quarterly"]
    assert [i for i, s in LIBRARY.schemes.items() if s.total.mean] == ["supervisor-quantified"]


def test_only_these_adjust_totals() -> None:
    adjusted = {i for i, s in LIBRARY.schemes.items() if s.adjustments is not None}
    assert adjusted == {"furniture-callback", "de-qin-neng-ji", "annual-de-qin-neng-ji"}


@every
def test_every_text_is_chinese_and_what_was_chosen_is_said(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    assert scheme.assumptions
    found = list(texts(scheme.model_dump(mode="json", by_alias=True)))
    assert {scheme.title, *scheme.instructions, *(c.standard for c in scheme.criteria)} <= set(found)
    assert [text for text in found if not any("\u4e00" <= sign <= "\u9fff" for sign in text)] == []


@every
def test_standards_fit_their_cell_and_instructions_are_few(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    standards = [c.standard for c in scheme.criteria] + [t for v in scheme.variants for t in v.standards.values()]
    assert [text for text in standards if len(text) > 75] == []
    assert 3 <= len(scheme.instructions) <= 6


def test_no_two_schemes_share_a_standard_or_an_instruction_word_for_word() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for scheme_id, scheme in LIBRARY.schemes.items():
        for text in told(scheme):
            where[text].append(scheme_id)
    assert {text: schemes for text, schemes in where.items() if len(schemes) > 1} == {}


@pytest.mark.parametrize("scheme_id", sorted(set(POINTS) - OWN_GRADES))
def test_grades_are_the_four_lines_where_the_source_has_none_and_that_is_said(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    assert [(g.title, g.from_) for g in scheme.grades] == [(g.title, g.from_) for g in DEFAULT_GRADES]
    assert [(g.title, g.from_) for g in DEFAULT_GRADES] == [
        ("优秀", 90), ("良好", 80), ("合格", 70), ("待提高", 60), ("差", 0)
    ]  # fmt: skip
    assert "来源没有等级划分，采用 90、80、70、60 分四条线。" in scheme.assumptions


@pytest.mark.parametrize(
    ("scheme_id", "bounds"),
    [
        ("supervisor-360-quarterly", [("优秀", 90), ("良好", 80), ("合格", 70), ("不合格", 0)]),
        ("supervisor-five-grades", [("优秀", 90), ("良好", 80), ("合格", 70), ("待提高", 60), ("差", 0)]),
    ],
)
def test_these_sources_have_grades_of_their_own(scheme_id: str, bounds: list[tuple[str, float]]) -> None:
    assert [(g.title, g.from_) for g in LIBRARY[scheme_id].grades] == bounds


@pytest.mark.parametrize(
    ("scheme_id", "actions"),
    [
        ("supervisor-360-quarterly", {"优秀": "物质奖励、精神鼓励"}),
        ("team-appraisal", {"优秀": "表扬名单", **dict.fromkeys(("待提高", "差"), "辅导和培训名单")}),
        ("attitude-ability-performance", dict.fromkeys(("优秀", "良好", "合格"), "奖金名单")),
    ],
)
def test_grades_put_people_on_lists(scheme_id: str, actions: dict[str, str]) -> None:
    assert {g.title: g.action for g in LIBRARY[scheme_id].grades if g.action is not None} == actions
