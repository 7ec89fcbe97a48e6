"""The shipped schemes of supervisors, heads and quarters: the figures that decide their scores."""

from __future__ import annotations

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


def test_each_of_the_twelve_prints_how_it_is_inspected_but_the_one_that_is_cut_off() -> None:
    scheme = LIBRARY["property-supervisor-12"]
    assert scheme.method_heading == "检查方法"
    assert {c.id: c.method for c in scheme.criteria} == {
        **dict.fromkeys(("supervision", "renovation_inspection", "rounds", "records"), "查看记录"),
        **dict.fromkeys(("owner_communication", "coordination"), "现场询问"),
        **dict.fromkeys(("daily_services", "renovation_monitoring"), "现场查看、查看记录"),
        "reception": "现场询问、查看记录",
        "training": "查看培训记录",
        "planning": "查看计划表",
        "appearance": None,
    }


@pytest.mark.parametrize(
    ("scheme_id", "criterion", "words"),
    [
        ("property-supervisor-12", "supervision", ("每天", "日检记录")),
        ("property-supervisor-12", "daily_services", ("秩序", "清洁", "绿化", "消杀", "服务供方")),
        ("property-supervisor-12", "reception", ("投诉人", "违章", "制止")),
        ("property-supervisor-12", "renovation_monitoring", ("每天", "楼管员", "门岗", "重要物资")),
        ("property-supervisor-12", "rounds", ("定期", "空置房", "公共卫生", "治安", "消防")),
        ("property-supervisor-12", "records", ("质量记录",)),
        ("property-supervisor-12", "training", ("每周", "考核")),
        ("property-supervisor-12", "planning", ("目标", "追踪")),
        ("property-supervisor-12", "coordination", ("员工之间", "其他相关部门")),
        ("property-supervisor-detail", "reports", ("巡查报告", "每天的投诉记录", "及时")),
        ("property-supervisor-detail", "filing", ("上报", "外来", "登记", "传阅", "催办", "归档")),
        ("property-supervisor-detail", "move_in", ("入伙", "违章项目", "整治")),
        ("property-supervisor-detail", "complaints", ("其他部门",)),
        ("property-supervisor-detail", "accidents", ("损失",)),
        ("property-supervisor-detail", "information", ("业主", "用户", "员工", "管理处经理")),
        ("property-supervisor-detail", "knowledge", ("《物业管理条例》", "质量方针", "ISO9001")),
        ("property-supervisor-detail", "communication", ("决议", "定期回访")),
        ("property-supervisor-conduct", "appearance", ("洁净", "头花", "盘起")),
        ("property-supervisor-conduct", "rules", ("以理服人", "机密")),
        ("property-supervisor-conduct", "staff_supervision", ("处理意见", "思想动态", "工作状态")),
        ("property-supervisor-conduct", "purchasing", ("质量", "台账", "统一报销")),
        ("property-supervisor-conduct", "uniforms", ("领出", "领入", "扣款", "沟通")),
        ("property-supervisor-conduct", "adhoc_tasks", ("态度积极",)),
        ("property-supervisor-fees", "archives", ("28-29 日", "《维修任务单》", "装修监管记录", "日清记录表")),
        (
            "property-supervisor-fees",
            "district_knowledge",
            ("栋数", "结构", "性别", "年龄", "家庭", "电话", "汽车牌号"),
        ),
        ("property-supervisor-fees", "greening", ("每天", "每周", "3 次", "25-26 日", "公司经理", "27-28 日")),
        ("property-supervisor-fees", "customer_relations", ("24 小时", "5 日内", "工程遗留", "当日", "集团")),
        ("property-zones", "complaints", ("责任人",)),
        ("property-zones", "checks", ("B 班", "楼管、工程、环境", "18-19 点", "大堂", "中心花园")),
        ("property-zones", "paperwork", ("派工单", "当天", "3 日前")),
        ("property-zones", "information", ("派工当天", "管理处管理人员")),
    ],
)
def test_standards_keep_objects_frequencies_records_and_who_is_told(
    scheme_id: str, criterion: str, words: tuple[str, ...]
) -> None:
    (standard,) = [c.standard for c in LIBRARY[scheme_id].criteria if c.id == criterion]
    assert [word for word in words if word not in standard] == []


def test_fees_fall_short_of_three_rates() -> None:
    measures = rule("property-supervisor-fees", "fees").measures
    assert [(m.id, m.target, m.points) for m in measures] == [
        ("occupied", 0.9, 1), ("not_moved_in", 0.4, 1), ("vacant", 1, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "costs"),
    [
        ("handling", [1, 1]),
        ("archives", [1, 1, 1]),
        ("district_knowledge", [1, 1]),
        ("greening", [1, 1, 1, 1]),
        ("customer_relations", [2, 1]),
    ],
)
def test_fees_other_lapses(criterion: str, costs: list[float]) -> None:
    assert lapses("property-supervisor-fees", criterion) == [(cost, None) for cost in costs]


def test_owners_known_are_two_thirds_up_to_six_hundred_homes_and_half_above() -> None:
    norms = rule("property-supervisor-fees", "owner_knowledge").norms
    assert [(n.up_to, n.norm) for n in norms] == [(600, "2/3"), (None, "1/2")]


def test_the_manager_inspects_and_rates_the_fees() -> None:
    assert [r.title for r in LIBRARY["property-supervisor-fees"].raters] == ["经理"]


@pytest.mark.parametrize(
    ("criterion", "costs"),
    [
        *[
            (name, [(2.5, None)])
            for name in ("reports", "team_management", "site_rounds", "owner_opinions", "training", "plans", "filing")
        ],
        *[(name, [(2.5, None)] * 2) for name in ("move_in", "information", "initiative")],
        ("complaints", [(5, None)] * 2),
        ("accidents", [(10, None)] * 2),
        ("knowledge", [(3, 5)]),
        ("communication", [(5, None), (3, None)]),
    ],
)
def test_detailed_lapses(criterion: str, costs: list[tuple[float, int | None]]) -> None:
    assert lapses("property-supervisor-detail", criterion) == costs


def test_what_the_detailed_sheet_prints_of_its_method_is_shown_and_the_rest_left_blank() -> None:
    scheme = LIBRARY["property-supervisor-detail"]
    assert scheme.method_heading == "检查办法"
    assert {c.id: c.method for c in scheme.criteria if c.method is not None} == {
        **dict.fromkeys(("filing", "move_in", "complaints", "accidents"), "检查记录"),
        "initiative": "现场检查",
        "knowledge": "现场随机提问",
        "communication": "走访部门",
    }


def test_conduct_costs_one_a_finding_dress_and_adhoc_tasks_two() -> None:
    found = {name: lapses("property-supervisor-conduct", name) for name in POINTS["property-supervisor-conduct"]}
    assert found.pop("appearance") == [(1, None), (2, None)]
    assert found.pop("adhoc_tasks") == [(2, None)]
    assert list(found.values()) == [[(1, None)]] * 12


def test_each_numbered_point_of_the_zones_is_a_line_and_a_red_failure_caps_the_total() -> None:
    zones = LIBRARY["property-zones"].sections
    found = {
        zone.title: [(c.rules[0].kind, len(c.rules[0].items), c.rules[0].fail_cap) for c in zone.criteria]
        for zone in zones
    }
    assert found == {
        "红区": [("checklist", lines, 80) for lines in (4, 3, 4)],
        "黄区": [("checklist", lines, None) for lines in (3, 2, 4, 2, 3, 3, 2, 2, 3, 3)],
        "绿区": [("checklist", lines, None) for lines in (1, 6)],
    }
    labels = "".join(item.label for zone in zones for c in zone.criteria for item in c.rules[0].items)
    figures = (
        "零投诉", "10 分钟", "不再投诉", "不少于 2 个", "18-19 点", "前五", "每周五", "提前 2 天", "突发停电",
        "当天整理",
        "3 日前", "故障当天", "私自删除", "不超过 2 条", "派工当天内回访",
    )  # fmt: skip
    assert [figure for figure in figures if figure not in labels] == []


def test_six_indicators_are_means_of_three_between_sixty_and_a_hundred() -> None:
    found = [c.rules[0] for c in LIBRARY["supervisor-quantified"].criteria]
    assert [(r.kind, r.min, r.max, len(r.items)) for r in found] == [("mean", 60, 100, 3)] * 6
    assert [item.id for r in found for item in r.items] == [
        "promises", "solving_speed", "attitude", "total_score", "spread", "credibility",
        "experience", "satisfaction", "complaints", "absence", "sales", "tickets",
        "solved", "duration", "feedback", "skills", "newcomers", "participation",
    ]  # fmt: skip
    labels = {item.id: item.label for r in found for item in r.items}
    assert [labels[name] for name in ("total_score", "credibility")] == ["评价总得分", "可信度（评价人数）"]
    plan = [(f.id, f.type) for f in LIBRARY["supervisor-quantified"].fields if f.carry]
    assert plan == [("improvement_plan", "text")]


def test_ten_competencies_have_five_levels() -> None:
    found = [c.rules[0].levels for c in LIBRARY["supervisor-competency"].criteria]
    assert [[level.points for level in levels] for levels in found] == [[10, 8, 6, 4, 2]] * 10
    standards = "".join(c.standard for c in LIBRARY["supervisor-competency"].criteria)
    printed = ("业务", "较短时间", "书面", "听得进", "士气", "每个成员", "冷静、客观", "自己激励自己")
    assert [word for word in printed if word not in standards] == []


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
        ("advice", [("yes", None, None)] * 2),
        ("team", [("yes", None, None)] * 6),
    ],
)
def test_the_head_s_standards_pass_or_fail(
    criterion: str, limits: list[tuple[str, float | None, float | None]]
) -> None:
    found = rule("service-head-standards", criterion)
    assert found.kind == "thresholds"
    assert [(m.type, m.at_most, m.at_least) for m in found.measures] == limits


def test_customers_judge_the_advice_and_staff_are_asked_what_the_source_asks_them() -> None:
    advice, team = (rule("service-head-standards", name).measures for name in ("advice", "team"))
    assert [m.id for m in advice] == ["satisfactory", "solution"]
    assert "客户" in advice[0].label
    asked = ["direction", "expectations", "performance", "skills"]
    assert [m.id for m in team[2:]] == [f"survey_{name}" for name in asked]
    causes = next(c.standard for c in LIBRARY["service-head-standards"].criteria if c.id == "report_users")
    assert [cause for cause in ("数据有误", "查不到", "给晚了", "一个季度") if cause not in causes] == []
    assert LIBRARY["service-head-standards"].method_heading == "增值产出"


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
    words = ("按季计算、每半年发放", "主管按季发放", "非正式员工没有季度绩效")
    assert [word for word in words if word not in said] == []


def test_the_service_manager_marks_the_main_work_of_a_supervisor_and_nothing_of_the_manager() -> None:
    scheme = LIBRARY["marketing-quarterly-manager"]
    supervisor, manager = scheme.for_position("营销客服主管"), scheme.for_position("营销客服经理")
    assert {c.id: c.rater for c in supervisor.criteria} == {
        "sales_task": "supervisor", "receivables": "supervisor", "sales_plan": "supervisor", "main_work": "manager",
    }  # fmt: skip
    assert [r.title for r in supervisor.raters] == ["直接主管", "客服经理"]
    assert [r.id for r in manager.raters] == ["supervisor"]
    assert {c.rater for c in manager.criteria} == {None}
    standards = {c.id: c.standard for c in manager.criteria}
    assert "中心负责人审批" in standards["main_work"] and "计划量（每周调整的也算在内）" in standards["sales_plan"]
    assert "由客服经理考核" in next(c.standard for c in supervisor.criteria if c.id == "main_work")


def test_the_assistant_is_a_business_assistant_of_a_group() -> None:
    scheme = LIBRARY["marketing-quarterly-assistant"]
    assert "业务助理" in scheme.title and "业务助理" in scheme.role
    assert "各区域的销售业务分给不同的客服小组" in scheme.instructions[0]


def test_peers_are_several_and_withheld_below_three_and_only_oneself_reports() -> None:
    scheme = LIBRARY["supervisor-360-quarterly"]
    assert [(r.id, r.least) for r in scheme.raters if r.several] == [("peer", 3)]
    assert [(f.id, f.rater) for f in scheme.fields] == [("self_report", "self")]


def test_three_points_of_each_aspect_are_the_printed_ones() -> None:
    standards = {c.id: c.standard for c in LIBRARY["supervisor-360-quarterly"].criteria}
    named = {
        "punctuality": ("迟到", "早退", "旷工"), "learning": ("学习",), "motivation": ("积极性",),
        "knowledge": ("产品",), "customer_voice": ("定期", "反馈", "改进措施"), "complaint_follow_up": ("及时", "根源"),
    }  # fmt: skip
    assert [(name, word) for name, words in named.items() for word in words if word not in standards[name]] == []
    assert "团队成员" in "".join(LIBRARY["supervisor-360-quarterly"].instructions)


def test_aspects_ask_for_what_the_source_asks_and_no_more() -> None:
    standards = {c.id: c.standard for c in LIBRARY["supervisor-aspects"].criteria}
    named = {
        "team_management": ("工作计划", "监督", "激励"), "coaching_training": ("入职", "老员工", "定期"),
        "complaints_problems": ("客户利益", "改善"), "communication": ("对客户", "对成员", "对其他部门"),
        "results": ("客户服务策略", "市场", "有竞争力"),
    }  # fmt: skip
    assert [(name, word) for name, words in named.items() for word in words if word not in standards[name]] == []
    assert "每月" not in standards["coaching_training"]


def test_each_of_the_six_figures_says_what_a_higher_mark_means() -> None:
    """The source prints it for each of the six."""
    said = {c.id: c.standard.rpartition("分数越高，")[2] for c in LIBRARY["supervisor-quantified"].criteria}
    assert said == {
        "customer_satisfaction": "团队整体的服务水平越高。",
        "service_quality": "团队整体的服务质量越好。",
        "experience_change": "团队的改进能力越强。",
        "team_performance": "团队完成目标的能力越强。",
        "complaint_handling": "处理投诉的水平越高。",
        "knowledge": "团队的知识储备越足。",
    }


def test_information_has_its_receivers() -> None:
    standards = {c.id: c.standard for c in LIBRARY["service-head-standards"].criteria}
    assert "领导和相关人员" in standards["report_users"]


def test_whether_irregular_staff_are_appraised_is_said_where_the_source_says_it() -> None:
    """The source says of the manager and the supervisor that they have no bonus; of the assistant it says nothing."""
    manager, assistant = LIBRARY["marketing-quarterly-manager"], LIBRARY["marketing-quarterly-assistant"]
    assert "非正式员工没有季度绩效" in "".join(manager.instructions)
    assert "非正式员工" not in "".join(assistant.instructions)
    assert any("非正式员工" in text and "由单位决定" in text for text in assistant.assumptions)


@pytest.mark.parametrize("scheme_id", ["floor-supervisor", "supervisor-five-grades"])
def test_standards_that_the_source_does_not_print_are_said_to_be_ours(scheme_id: str) -> None:
    assert "标准" in LIBRARY[scheme_id].assumptions[0]
    assert any(word in LIBRARY[scheme_id].assumptions[0] for word in ("本方案写明", "本方案确定"))


def test_the_floor_s_figures_are_recorded() -> None:
    assert LIBRARY["floor-supervisor"].fields[0].label == "接起率"
    assert [(f.id, f.type) for f in LIBRARY["floor-supervisor"].fields] == [
        ("answer_rate", "percent"), ("satisfaction", "percent"), ("quality_score", "number"), ("exam_score", "number")
    ]  # fmt: skip
