"""The shipped schemes of supervisors, heads and quarters: the figures that decide their scores."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schemes.test_templates import LIBRARY, POINTS, rule


def lapses(scheme_id: str, criterion: str) -> list[tuple[float, int | None]]:
    return [(lapse.points, lapse.max) for lapse in rule(scheme_id, criterion).lapses]


@pytest.mark.parametrize(
    ("criterion", "costs"),
    [
        ("supervision", (5, 3)),
        ("renovation_inspection", (3, 1)),
        ("owner_communication", (2, 1)),
        ("daily_services", (2, 1)),
        ("reception", (5, 3)),
        ("renovation_monitoring", (4, 2)),
        ("rounds", (2, 1)),
        ("records", (5, 3)),
        ("training", (3, 2)),
        ("planning", (5, 3)),
        ("coordination", (2, 1)),
        ("appearance", (2, 1)),
    ],
)
def test_twelve_items_cost_more_not_met_than_partly_met(criterion: str, costs: tuple[float, float]) -> None:
    assert lapses("property-supervisor-12", criterion) == [(cost, None) for cost in costs]


def test_each_of_the_twelve_prints_how_it_is_inspected() -> None:
    methods = [c.standard.split("检查方法：")[1] for c in LIBRARY["property-supervisor-12"].criteria]
    assert all(any(method in text for method in ("查记录", "看现场", "询问")) for text in methods)


def test_fees_fall_short_of_three_rates() -> None:
    measures = rule("property-supervisor-fees", "fees").measures
    assert [(m.id, m.target, m.points) for m in measures] == [
        ("occupied", 0.9, 1), ("not_moved_in", 0.4, 1), ("vacant", 1, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "costs"), [("handling", [1, 1]), ("greening", [1, 1, 1]), ("customer_relations", [2, 1])]
)
def test_fees_other_lapses(criterion: str, costs: list[float]) -> None:
    assert lapses("property-supervisor-fees", criterion) == [(cost, None) for cost in costs]


def test_owners_known_are_two_thirds_up_to_six_hundred_homes_and_half_above() -> None:
    norms = rule("property-supervisor-fees", "owner_knowledge").norms
    assert [(n.up_to, n.norm) for n in norms] == [(600, "2/3"), (None, "1/2")]


def test_fees_instructions_name_the_days() -> None:
    said = "".join(LIBRARY["property-supervisor-fees"].instructions)
    days = ("24 小时", "5 天", "25 至 26 日", "27 至 28 日", "28 至 29 日")
    assert [day for day in days if day not in said] == []


@pytest.mark.parametrize(
    ("criterion", "costs"),
    [
        *[
            (name, [(3, None)])
            for name in ("team_management", "service_reception", "fee_work", "site_rounds", "owner_visits", "plans")
        ],
        *[(name, [(2.5, None)]) for name in ("filing", "move_in", "information")],
        ("complaints", [(5, None)]),
        ("accidents", [(10, None)]),
        ("knowledge", [(3, 5)]),
        ("communication", [(5, None), (3, None)]),
    ],
)
def test_detailed_lapses(criterion: str, costs: list[tuple[float, int | None]]) -> None:
    assert lapses("property-supervisor-detail", criterion) == costs


def test_conduct_costs_one_a_finding_dress_and_adhoc_tasks_two() -> None:
    found = {name: lapses("property-supervisor-conduct", name) for name in POINTS["property-supervisor-conduct"]}
    assert found.pop("appearance") == [(1, None), (2, None)]
    assert found.pop("adhoc_tasks") == [(2, None)]
    assert list(found.values()) == [[(1, None)]] * 12


def test_zones_are_checked_and_a_red_failure_caps_the_total() -> None:
    zones: dict[str, Any] = {name: rule("property-zones", name) for name in POINTS["property-zones"]}
    assert {name: (r.kind, len(r.items), r.fail_cap) for name, r in zones.items()} == {
        "red_zone": ("checklist", 5, 80),
        "yellow_zone": ("checklist", 11, None),
        "green_zone": ("checklist", 4, None),
    }
    labels = "".join(item.label for r in zones.values() for item in r.items)
    figures = ("零投诉", "10分钟", "至少查出2个", "前五", "提前2天", "3日前", "不超过2个", "当天回访")
    assert [figure for figure in figures if figure not in labels] == []


def test_six_indicators_are_means_of_three_between_sixty_and_a_hundred() -> None:
    found = [c.rules[0] for c in LIBRARY["supervisor-quantified"].criteria]
    assert [(r.kind, r.min, r.max, len(r.items)) for r in found] == [("mean", 60, 100, 3)] * 6
    plan = [(f.id, f.type) for f in LIBRARY["supervisor-quantified"].fields if f.carry]
    assert plan == [("improvement_plan", "text")]


def test_ten_competencies_have_five_levels() -> None:
    found = [c.rules[0].levels for c in LIBRARY["supervisor-competency"].criteria]
    assert [[level.points for level in levels] for levels in found] == [[10, 8, 6, 4, 2]] * 10


@pytest.mark.parametrize(
    "scheme_id", ["supervisor-aspects", "supervisor-five-grades", "floor-supervisor", "supervisor-360-quarterly"]
)
def test_these_are_rated_throughout_from_nothing_to_all_points(scheme_id: str) -> None:
    found = [(r.kind, r.min, r.max, r.step) for c in LIBRARY[scheme_id].criteria for r in c.rules]
    assert found == [("rating", 0, None, 0.5)] * len(POINTS[scheme_id])


def test_the_sales_director_rates_and_records_the_interview() -> None:
    scheme = LIBRARY["supervisor-five-grades"]
    assert scheme.raters[0].title == "销售总监"
    assert [(f.id, f.type) for f in scheme.fields[:2]] == [("interview_date", "date"), ("interview_record", "text")]
    said = "".join(scheme.instructions)
    assert [word for word in ("连续三个月优秀", "连续两个月待提高", "连续三个月为差") if word not in said] == []


@pytest.mark.parametrize(
    ("criterion", "limits"),
    [
        ("complaints", [("integer", 5, None)]),
        ("overdue", [("integer", 1, None)]),
        ("satisfaction", [("percent", None, 0.95)] * 4),
        ("report_users", [("integer", 1, None)]),
        ("advice", [("yes", None, None)]),
        ("team", [("yes", None, None)] * 6),
    ],
)
def test_the_head_s_standards_pass_or_fail(
    criterion: str, limits: list[tuple[str, float | None, float | None]]
) -> None:
    found = rule("service-head-standards", criterion)
    assert found.kind == "thresholds"
    assert [(m.type, m.at_most, m.at_least) for m in found.measures] == limits


def test_a_trained_successor_brings_five_on_top() -> None:
    section = LIBRARY["service-head-standards"].sections[-1]
    assert section.bonus
    assert [level.points for level in section.criteria[0].rules[0].levels] == [5, 0]


def test_seven_rates_against_targets_entered_turnover_the_lower_the_better() -> None:
    found = {c.id: c.rules[0] for c in LIBRARY["department-kpi"].criteria}
    assert {(r.kind, r.type, r.cap, r.max, isinstance(r.target, str)) for r in found.values()} == {
        ("attainment", "percent", 1, 1, True)
    }
    assert [name for name, r in found.items() if r.lower] == ["staff_turnover"]


@pytest.mark.parametrize(
    ("scheme_id", "criterion"),
    [("marketing-quarterly-manager", "sales_task"), ("marketing-quarterly-assistant", "group_sales")],
)
def test_sales_are_the_mean_of_amount_and_quantity_full_at_ninety(scheme_id: str, criterion: str) -> None:
    found = rule(scheme_id, criterion)
    assert ([r.id for r in found.ratios], found.full_at, found.required) == (["amount", "quantity"], 0.9, 1)


def test_the_quarter_s_rates_are_entered() -> None:
    scheme_id = "marketing-quarterly-manager"
    receivables, plan = rule(scheme_id, "receivables"), rule(scheme_id, "sales_plan")
    assert (isinstance(receivables.required, str), receivables.full_at) == (True, None)
    assert (isinstance(plan.full_at, str), plan.required) == (True, 1)
    assert [r.target for r in plan.ratios] == [1, 1, 1]  # each month's share is entered as it is
    said = "".join(LIBRARY[scheme_id].instructions)
    assert [word for word in ("按季计算、每半年发放", "主管按季发放", "临时人员不参加") if word not in said] == []


def test_peers_are_several_and_withheld_below_three_and_only_oneself_reports() -> None:
    scheme = LIBRARY["supervisor-360-quarterly"]
    assert [(r.id, r.least) for r in scheme.raters if r.several] == [("peer", 3)]
    assert [(f.id, f.rater) for f in scheme.fields] == [("self_report", "self")]


def test_the_floor_s_figures_are_recorded() -> None:
    assert [(f.id, f.type) for f in LIBRARY["floor-supervisor"].fields] == [
        ("answer_rate", "percent"), ("satisfaction", "percent"), ("quality_score", "number"), ("exam_score", "number")
    ]  # fmt: skip
