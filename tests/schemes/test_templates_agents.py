"""The shipped scorecards of agents and service staff: the figures that decide their scores."""

from __future__ import annotations

import pytest

from tests.schemes.test_templates import LIBRARY, rule, rules


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
    assert [(lapse.id, lapse.points) for lapse in rule(scheme_id, criterion).lapses] == lapses


def test_delays_omissions_and_errors_cost_five_each_in_two_inputs() -> None:
    rating, deduction = rules("furniture-callback", "problem_handling")
    assert (rating.kind, [lapse.points for lapse in deduction.lapses]) == ("rating", [5])


@pytest.mark.parametrize(
    ("scheme_id", "criterion", "ranges"),
    [
        ("furniture-callback", "problem_handling", [(10, 10), (6, 9), (0, 5)]),
        ("furniture-callback", "ability", [(10, 10), (9, 9), (7, 8), (5, 6), (0, 4)]),
        ("furniture-callback", "attitude", [(15, 15), (11, 14), (5, 10), (0, 4)]),
        ("tech-service-monthly", "complaints", [(8, 10), (4, 7), (0, 3)]),
        ("tech-service-monthly", "professional_skill", [(21, 25), (13, 20), (0, 12)]),
        ("tech-service-monthly", "service_attitude", [(26, 30), (18, 25), (9, 17), (0, 8)]),
    ],
)
def test_anchors_are_the_catalogue_s_in_whole_numbers(
    scheme_id: str, criterion: str, ranges: list[tuple[float, float]]
) -> None:
    rating = rules(scheme_id, criterion)[0]
    assert [(a.from_, a.to) for a in rating.anchors] == ranges
    assert rating.step == 1


def test_furniture_adjusts_by_ten_either_way_with_reasons() -> None:
    bounds = LIBRARY["furniture-callback"].adjustments
    assert bounds is not None
    assert (bounds.rows, bounds.min, bounds.max, bounds.step, bounds.net) == (3, -10, 10, 0.5, True)


def test_furniture_counts_calls_and_visits_in_the_installation_log() -> None:
    criterion = LIBRARY["furniture-callback"].criteria[0]
    assert (criterion.rules[0].no_target, criterion.rules[0].cap) == ("full", 1)
    assert criterion.feed is not None
    log = LIBRARY[criterion.feed.scheme].table(criterion.feed.table)
    assert (criterion.feed.scheme, criterion.feed.counts) == (
        "installation-follow-up",
        {"actual": "callback", "target": "done"},
    )
    assert set(criterion.feed.counts.values()) <= {c.id for c in log.columns if not c.required}


def test_after_sales_levels_bands_and_single_promises() -> None:
    bands = rule("after-sales-monthly", "customer_information").bands
    assert [(b.from_, b.points) for b in bands] == [(0.9, 20), (0.8, 10), (0, 0)]
    assert {lapse.max for lapse in rule("after-sales-monthly", "complaints").lapses} == {1}
    assert {i for i, s in LIBRARY.schemes.items() if s.signoff.dated} == {
        "after-sales-monthly",
        "cs-specialist-monthly",
    }


@pytest.mark.parametrize(
    ("scheme_id", "criterion", "points"),
    [
        ("after-sales-monthly", "customer_files", [20, 10, 0]),
        ("after-sales-monthly", "return_visits", [20, 10, 0, 0]),
        ("after-sales-monthly", "service_awareness", [50, 40, 30, 20, 10]),
        ("after-sales-monthly", "customer_focus", [50, 40, 30, 20, 10]),
        ("tech-service-monthly", "attendance", [5, 3, 1, 0]),
        ("tech-service-monthly", "leave", [5, 4, 3, 2]),
        ("tech-service-monthly", "discipline", [5, 4, 3]),
        ("callback-qa", "customer_feedback", [25, 20, 15, 10, 5]),
    ],
)
def test_levels_are_worth_what_the_catalogue_says(scheme_id: str, criterion: str, points: list[float]) -> None:
    assert [level.points for level in rule(scheme_id, criterion).levels] == points


def test_after_sales_prints_its_levels_and_anchors() -> None:
    labels = {
        c: [level.label for level in rule("after-sales-monthly", c).levels]
        for c in ("customer_focus", "customer_files")
    }
    printed = {
        "customer_focus": ("长远利益", "信赖", "真实需求", "迅速", "必要"),
        "customer_files": ("无缺失", "影响不大", "严重"),
    }
    assert [
        (name, word)
        for name, words in printed.items()
        for word, label in zip(words, labels[name], strict=True)
        if word not in label
    ] == []
    standards = {c.id: c.standard for c in LIBRARY["after-sales-monthly"].criteria}
    assert "准确、及时、完整，使用功能在 90% 以上" in standards["customer_information"]
    assert "重点客户每个月回访一次" in standards["return_visits"] and "只扣一次" in standards["complaints"]


def test_tech_workload_is_measured_against_the_team_s_mean() -> None:
    bands = rule("tech-service-monthly", "workload")
    assert [(b.from_, b.points, b.above) for b in bands.bands] == [
        (0.2, 20, True), (0, 16, False), (-0.2, 12, False), (-1, 6, False)
    ]  # fmt: skip
    assert bands.mean is not None
    assert [word for word in ("接待咨询", "有效呼出") if word not in bands.label] == []


def test_tech_discipline_prints_the_list_and_skill_its_three_slips() -> None:
    standards = {c.id: c.standard for c in LIBRARY["tech-service-monthly"].criteria}
    banned = ("手机", "视频", "音乐", "游戏", "串岗", "嬉闹", "打瞌睡", "离岗")
    assert [word for word in banned if word not in standards["discipline"]] == []
    assert "3次" in rule("tech-service-monthly", "professional_skill").anchors[1].label


def test_property_takes_a_point_for_each_finding() -> None:
    criteria = LIBRARY["property-service-monthly"].criteria
    assert [(lapse.points, lapse.max) for c in criteria for lapse in c.rules[0].lapses] == [(1, None)] * 14


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        ("staff_basics", ("仪容仪表", "规范操作", "工作状态", "考勤")),
        ("reception", ("来电", "来访", "报修", "投诉", "走访", "回访")),
        ("move_in", ("程序", "权属", "《产权清单》")),
        ("fee_collection", ("合理", "合法", "公开", "台账", "月报表")),
        ("maintenance_fund", ("《上海市商品住宅维修基金管理办法》",)),
        ("renovation", ("申报", "进场", "现场")),
        ("archives", ("一户",)),
        ("vacant_homes", ("完整", "准确", "及时")),
        ("owner_surveys", ("不定期", "座谈会")),
        ("special_services", ("调配", "登记入账")),
        ("community_events", ("《社区文化活动策划书》", "宣传栏")),
        ("rectification", ("达标", "反馈")),
    ],
)
def test_property_standards_name_what_is_looked_at(criterion: str, words: tuple[str, ...]) -> None:
    (standard,) = [c.standard for c in LIBRARY["property-service-monthly"].criteria if c.id == criterion]
    assert [word for word in words if word not in standard] == []


def test_warehouse_has_three_factors_an_evaluation_two_grades_and_two_signatures_besides_the_sign_off() -> None:
    scheme = LIBRARY["warehouse-service-monthly"]
    factors = {
        (level.label, level.factor) for s in scheme.sections[:4] for c in s.criteria for level in c.rules[0].levels
    }
    assert factors == {("达成", 1.0), ("低标", 0.8), ("差", 0.6)}
    assert [c.rules[0].kind for c in scheme.sections[4].criteria] == ["rating"] * 2
    assert [(f.type, f.lines > 1) for f in scheme.fields] == [
        ("text", True),
        *[("choice", False)] * 2,
        *[("text", False)] * 2,
    ]


@pytest.mark.parametrize(
    ("criterion", "figure"),
    [
        ("parcel_opening", "20 个"),
        ("urgent_orders", "50 分钟"),
        ("receipt_match", "100%"),
        ("same_day_accuracy", "99%"),
        ("feedback_accuracy", "99%"),
        ("defect_grading", "100%"),
    ],
)
def test_warehouse_standards_name_their_figure(criterion: str, figure: str) -> None:
    standards = {c.id: c.standard for c in LIBRARY["warehouse-service-monthly"].criteria}
    assert figure in standards[criterion]


def test_cs_specialist_has_the_printed_items() -> None:
    standards = {c.id: f"{c.title}：{c.standard}" for c in LIBRARY["cs-specialist-monthly"].criteria}
    printed = {
        "service_plans": ("客服计划",), "work_logs": ("日志", "周报"), "online_tools": ("QQ 群", "客服邮箱"),
        "promotion": ("友情链接", "按时按量"), "customer_records": ("归档", "分类整理"), "following": ("及时", "准确"),
        "attendance": ("迟到", "早退", "请假"),
    }  # fmt: skip
    assert [(name, word) for name, words in printed.items() for word in words if word not in standards[name]] == []


def test_cs_specialist_is_rated_throughout() -> None:
    assert {r.kind for c in LIBRARY["cs-specialist-monthly"].criteria for r in c.rules} == {"rating"}


@pytest.mark.parametrize("scheme_id", ["presales-weighted", "aftersales-weighted"])
def test_shop_agents_are_measured_against_targets_entered_capped_at_all_points(scheme_id: str) -> None:
    found = {c.id: c.rules[0] for c in LIBRARY[scheme_id].criteria}
    assert {(r.kind, r.cap) for r in found.values()} == {("attainment", 1.0)}
    assert {name: r.target for name, r in found.items() if not isinstance(r.target, str)} == {"service_score": 100}
    assert [name for name, r in found.items() if r.lower] == [name for name in found if name == "refund_rate"]


def test_the_sampled_columns_and_complaints_of_online_agents() -> None:
    table = LIBRARY["online-behaviour"].table("samples")
    worths = {c.id: [choice.worth for choice in c.choices] for c in table.columns if c.choices}
    assert worths == {
        "polite": [1, 0], "tone": [1, 0], "rings": [1, 0.5, 0, None], "first_answer": [1, 0.5, 0, None],
        "escalation": [1, 0, None],
    }  # fmt: skip
    assert {c.id: (c.min, c.max) for c in table.columns if c.max} == {"correctness": (1, 5), "terms": (1, 5)}
    surveys = ("polite_wording", "first_response", "escalated_answers", "professional_answers")
    assert [rule("online-behaviour", name).columns for name in surveys] == [
        ("polite", "tone"), ("rings", "first_answer"), ("escalation",), ("correctness", "terms")
    ]  # fmt: skip
    assert [(i.points, i.max) for i in rule("online-behaviour", "wrong_answers").items] == [(-5, None)]
    standards = {c.id: c.standard for c in LIBRARY["online-behaviour"].criteria}
    assert "打字的时间算在内" in standards["first_response"] and "规定时间" in standards["escalated_answers"]


@pytest.mark.parametrize("scheme_id", ["de-qin-neng-ji", "annual-de-qin-neng-ji"])
def test_a_finding_costs_one_a_punishment_all_and_commendations_are_not_bounded(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    assert {(r.kind, lapse.points, lapse.max) for c in scheme.criteria for r in c.rules for lapse in r.lapses} == {
        ("deduction", 1, None)
    }
    assert all(c.rules[0].penalty for c in scheme.criteria)
    bounds = scheme.adjustments
    assert bounds is not None
    assert (bounds.min, bounds.max, bounds.step, bounds.net) == (1, 10, 1, False)
    assert [(f.id, f.type) for f in scheme.fields] == [("theory_mark", "number"), ("skill_mark", "number")]
    (managers,) = scheme.variants
    assert list(managers.standards) == [c.id for c in scheme.criteria]


@pytest.mark.parametrize("scheme_id", ["de-qin-neng-ji", "annual-de-qin-neng-ji"])
def test_the_four_parts_have_the_printed_items_and_the_manager_rates_them(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    assert {s.title: "、".join(c.title for c in s.criteria) for s in scheme.sections} == {
        "德": "思想道德、服务态度、纪律作风、人际关系",
        "勤": "工作出勤、参与性、主动性、协调性",
        "能": "业务能力、组织能力、管理能力、创新能力",
        "绩": "工作效率、培训效果、工作效果、其它成绩",
    }
    assert [r.title for r in scheme.raters] == ["客户服务部经理"]
    standards = {c.id: c.standard for c in scheme.criteria}
    assert "《员工服务规范》" in standards["service_attitude"] and "考核合格" in standards["training_effect"]
    assert any("抽检" in text for text in scheme.assumptions)


def test_the_year_s_form_says_what_it_counts_for_and_how_long_records_are_kept() -> None:
    said = "".join(LIBRARY["annual-de-qin-neng-ji"].instructions)
    assert [figure for figure in ("20%", "30%", "50%", "超过 100 分", "优秀员工", "两年") if figure not in said] == []


def test_attitude_has_the_nineteen_printed_pairs_with_both_sides() -> None:
    items = {item.id: item.label for item in rule("attitude-ability-performance", "attitude").items}
    kinds = [label.split("·")[0] for label in items.values()]
    assert kinds == ["服从"] * 7 + ["协作"] * 4 + ["积极"] * 5 + ["责任"] * 3
    assert [name for name, label in items.items() if not 0 < label.find("＋") < label.find("－")] == []
    figures = {"attendance": ("满一年", "3次", "15次", "无故缺勤1次"), "suggestions": ("每月1次以上",)}
    assert [f for name, known in figures.items() for f in known if f not in items[name]] == []
    assert {"appearance", "steadiness", "order", "causes"} <= set(items)


def test_nine_abilities_and_stamina_have_five_factors_of_three_points_each() -> None:
    scheme_id = "attitude-ability-performance"
    seven = rules(scheme_id, "general_ability")
    assert [found.id for found in seven] == [
        "expression", "understanding", "creativity", "judgement", "planning", "coordination", "leadership",
    ]  # fmt: skip
    assert {found.points for found in seven} == {3}
    for found in (*seven, *(rule(scheme_id, name) for name in ("knowledge", "stamina", "skill"))):
        assert [level.factor for level in found.levels] == [1, 0.8, 0.6, 0.4, 0.2]


def test_the_bonus_pool_s_means_additions_and_deduction() -> None:
    scheme_id = "composite-bonus-pool"
    scheme = LIBRARY[scheme_id]
    markers = {c.id: [r.id for r in scheme.markers(c)] for c in scheme.criteria}
    assert scheme.shared and markers.pop("team_task") == ["supervisor", "operations"]
    assert set(map(tuple, markers.values())) == {("supervisor",)}
    assert [(i.id, i.points, i.max) for i in rule(scheme_id, "additions").items] == [
        ("best", 5, 1), ("exam", 5, 1), ("stand_in", 5, None), ("extra_task", 5, None), ("no_complaint", 5, 1),
        ("suggestion", 5, None),
    ]  # fmt: skip
    assert [(i.points, i.max) for i in rule(scheme_id, "mandarin").items] == [(-2, None)]


def test_every_rule_of_appearance_and_uniforms_outside_are_fined_each_time() -> None:
    criteria = {c.id: rule("conduct-fines", c.id).lapses for c in LIBRARY["conduct-fines"].criteria}
    fines = {c: {lapse.id: lapse.fine for lapse in lapses if lapse.fine} for c, lapses in criteria.items()}
    assert fines.pop("appearance") == dict.fromkeys((lapse.id for lapse in criteria["appearance"]), 10)
    assert fines.pop("dress") == {"outside": 20, "canteen": 20}
    assert set(fines) == {"bearing", "speech", "shifts", "leave"}
    assert not any(fines.values())
    assert {lapse.max for lapses in criteria.values() for lapse in lapses} == {None}, "each time counts"


@pytest.mark.parametrize(
    ("scheme_id", "titles"),
    [
        ("field-service", ["及时到达率", "客户满意率", "维修保持率", "售后出勤率"]),
        ("presales-weighted", ["服务得分", "转化率", "客单价或客件数", "接待客户量", "退款率"]),
        ("aftersales-weighted", ["服务得分", "解决率", "接待客户数"]),
        (
            "department-kpi",
            [
                "客户意见处理及时率", "客户意见反馈及时率", "客户投诉解决满意度", "客户回访率", "顾客满意度",
                "内部协作满意度（内部客户）", "员工流失率",
            ],
        ),
    ],
)  # fmt: skip
def test_rates_have_the_printed_names(scheme_id: str, titles: list[str]) -> None:
    assert [c.title for c in LIBRARY[scheme_id].criteria] == titles


def test_after_sales_agents_trace_parcels_take_returns_and_handle_reviews() -> None:
    standards = {c.id: c.standard for c in LIBRARY["aftersales-weighted"].criteria}
    assert [word for word in ("物流查询", "退换货", "评价处理") if word not in standards["resolution"]] == []


@pytest.mark.parametrize("criterion", ["arrival", "satisfaction", "lasting_repairs", "attendance"])
def test_field_service_has_its_targets_in_the_workbook(criterion: str) -> None:
    found = rule("field-service", criterion)
    assert (found.kind, isinstance(found.target, str)) == ("attainment", True)
    assert (found.type, found.cap, found.max) == ("percent", 1, 1)


def test_team_members_are_rated_beside_rows_of_quality_checks() -> None:
    scheme = LIBRARY["team-appraisal"]
    assert {r.kind for c in scheme.criteria for r in c.rules} == {"rating"}
    columns = {c.id: c for c in scheme.table("checks").columns}
    assert [c.worth for c in columns["solved"].choices or ()] == [1, 0]
    assert [c.label for c in columns["material"].choices or ()] == ["电话录音", "在线聊天记录", "客户反馈"]
    assert (columns["minutes"].type, columns["satisfied"].min, columns["satisfied"].max) == ("number", 1, 5)


def test_service_administrators_have_four_targets() -> None:
    scheme_id = "service-admin-targets"
    assert (rule(scheme_id, "satisfaction").kind, rule(scheme_id, "satisfaction").target) == ("attainment", 0.95)
    grown = {name: rule(scheme_id, name) for name in ("efficiency", "complaint_rate")}
    assert {name: (r.kind, r.required, r.lower) for name, r in grown.items()} == {
        "efficiency": ("growth", 0.2, False),
        "complaint_rate": ("growth", 0.3, True),
    }
    improvement = rule(scheme_id, "improvement")
    assert (improvement.kind, improvement.all_na) == ("checklist", "excluded")
    assert [item.id for item in improvement.items] == ["research", "process", "technology"]
