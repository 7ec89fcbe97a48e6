"""The shipped surveys, logs and audits: their questions, columns, norms and headline figures."""

from __future__ import annotations

import pytest

from tests.schemes.test_templates import LIBRARY, POINTS, rule


@pytest.mark.parametrize(
    ("scheme_id", "table", "columns"),
    [
        (
            "satisfaction-monthly",
            "responses",
            ["answered", "customer", "quality", "service", "delivery", "after_sales", "suggestion"],
        ),
        (
            "installation-follow-up",
            "visits",
            [
                "shop", "contract", "customer", "delivered", "missing", "contacted", "planned", "visit", "hour",
                "installer", "done", "acceptance", "handed_in", "first_time", "callback", "finished", "cleaned",
                "attitude", "signed", "other", "satisfied", "problem", "department", "second_visit", "second_problem",
            ],
        ),
        (
            "installation-follow-up",
            "left_overs",
            [
                "contract", "customer", "ordered", "detail", "ordered_on", "in_stock", "arranged", "visit", "hour",
                "second_done", "callback",
            ],
        ),
        (
            "installation-follow-up",
            "orders",
            [
                "contract", "customer", "phone", "address", "signed_on", "due_on", "urgent", "cabinets", "doors",
                "fittings", "appliances", "worktops", "slips", "gifts", "in_stock",
            ],
        ),
        (
            "bad-review-log",
            "reviews",
            ["posted", "account", "phone", "item", "review", "severity", "status", "progress"],
        ),
        ("after-sales-issue-log", "issues", ["reported", "order", "kind", "detail", "remedy", "solved"]),
    ],
)  # fmt: skip
def test_the_columns_of_each_log(scheme_id: str, table: str, columns: list[str]) -> None:
    assert [c.id for c in LIBRARY[scheme_id].table(table).columns] == columns


def test_the_installation_log_has_a_table_each_for_visits_left_overs_and_orders() -> None:
    found = [(table.id, table.rows, table.least) for table in LIBRARY["installation-follow-up"].tables]
    assert found == [("visits", 200, 1), ("left_overs", 100, 0), ("orders", 200, 0)]


@pytest.mark.parametrize(("table", "column"), [("visits", "hour"), ("left_overs", "hour")])
def test_appointments_are_to_the_hour(table: str, column: str) -> None:
    (found,) = [c for c in LIBRARY["installation-follow-up"].table(table).columns if c.id == column]
    assert [choice.label for choice in found.choices or ()] == [f"{hour} 点" for hour in range(7, 22)]


@pytest.mark.parametrize(
    ("scheme_id", "columns", "none", "rows", "least"),
    [
        ("satisfaction-monthly", ("quality", "service", "delivery", "after_sales"), "excluded", 30, 1),
        ("installation-follow-up", ("satisfied",), "zero", 200, 1),
        ("bad-review-log", ("status",), "full", 30, 0),
        ("after-sales-issue-log", ("solved",), "full", 30, 0),
    ],
)
def test_the_headline_figure_of_each(
    scheme_id: str, columns: tuple[str, ...], none: str, rows: int, least: int
) -> None:
    (criterion,) = POINTS[scheme_id]
    found = rule(scheme_id, criterion)
    assert (found.kind, found.columns, found.no_rows) == ("survey", columns, none)
    table = LIBRARY[scheme_id].tables[0]
    assert (table.rows, table.least) == (rows, least)


@pytest.mark.parametrize(
    ("scheme_id", "column", "bounds"),
    [
        *[("satisfaction-monthly", name, (1, 10)) for name in ("quality", "service", "delivery", "after_sales")],
        ("installation-follow-up", "attitude", (1, 5)),
    ],
)
def test_the_scale_of_each_question(scheme_id: str, column: str, bounds: tuple[float, float]) -> None:
    table = LIBRARY[scheme_id].tables[0]
    assert [(c.type, c.min, c.max) for c in table.columns if c.id == column] == [("integer", *bounds)]


@pytest.mark.parametrize(
    ("scheme_id", "column", "choices"),
    [
        ("installation-follow-up", "satisfied", [("是", 1), ("否", 0), ("未回访", None)]),
        ("installation-follow-up", "first_time", [("是", 1), ("否", 0), ("未完成", None)]),
        ("installation-follow-up", "second_visit", [("是", 1), ("否", 0)]),
        ("installation-follow-up", "acceptance", [("已交回", None), ("已签未交", None), ("未签", None)]),
        ("bad-review-log", "severity", [("严重", None), ("一般", None), ("轻微", None)]),
        (
            "bad-review-log",
            "status",
            [
                ("按时办结", 1), ("超时办结", 0), ("超时未办结", 0), ("待客户答复", None), ("待致电", None),
                ("致电后处理中", None),
            ],
        ),
        (
            "after-sales-issue-log",
            "kind",
            [
                ("与想象不符", None), ("服务不满意", None), ("少发货缺货", None), ("到货延迟", None),
                ("运输破损", None), ("质量问题", None),
            ],
        ),
        ("after-sales-issue-log", "solved", [("是", 1), ("否", 0)]),
    ],
)  # fmt: skip
def test_the_words_of_each_log_and_their_worth(
    scheme_id: str, column: str, choices: list[tuple[str, float | None]]
) -> None:
    table = LIBRARY[scheme_id].tables[0]
    (found,) = [c.choices for c in table.columns if c.id == column]
    assert [(choice.label, choice.worth) for choice in found or ()] == choices


@pytest.mark.parametrize(
    ("scheme_id", "words"),
    [
        ("bad-review-log", ("48 小时", "严重", "短信", "好评助手", "周一例会")),
        ("after-sales-issue-log", ("周日", "周一例会")),
    ],
)
def test_instructions_name_hours_days_and_norms(scheme_id: str, words: tuple[str, ...]) -> None:
    said = "".join(LIBRARY[scheme_id].instructions)
    assert [word for word in words if word not in said] == []


def test_owners_are_counted_from_households_to_the_satisfied() -> None:
    found = rule("owner-survey", "satisfaction")
    assert (found.kind, [c.id for c in found.counts]) == ("share", ["households", "issued", "returned", "satisfied"])
    assert found.no_count == "zero"
    assert [f.id for f in LIBRARY["owner-survey"].fields] == ["estate", "as_of", "matters"]
    assert found.counts[0].label == "入住业主（户）"


def test_the_satisfaction_survey_has_a_closing_date_and_proposals() -> None:
    fields = [(f.id, f.type) for f in LIBRARY["satisfaction-monthly"].fields]
    assert fields == [("sent", "date"), ("closing", "date"), ("summary", "text"), ("proposals", "text")]


def test_the_audit_checks_the_printed_rows_of_three_groups() -> None:
    groups = LIBRARY["service-quality-audit"].sections
    found = [[(c.rules[0].kind, len(c.rules[0].items)) for c in group.criteria] for group in groups]
    assert found == [
        [("checklist", 1)] * 5,
        [("checklist", lines) for lines in (3, 4, 4, 2, 1, 1, 1, 2, 2)],
        [("checklist", lines) for lines in (2, 2, 1)],
    ]
    rules_of = [c.rules[0] for group in groups for c in group.criteria]
    assert {(r.not_applicable, r.all_na, r.fail_cap) for r in rules_of} == {("不适用", "excluded", None)}


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        ("contact_point", ("24 小时", "公示", "突发事件", "记录")),
        ("callback_records", ("30%", "100%", "按月")),
        ("dispatch_forms", ("公共区域", "20 分钟", "约定", "专业部门", "跟踪验证")),
        ("monthly_statistics", ("归档",)),
        ("not_repeated", ("扩大", "加重")),
        ("no_press", ("政府", "媒体", "总部", "集体群诉")),
        ("records", ("电子版", "紧急联系人", "户型", "面积", "房号", "办公楼")),
        ("meetings", ("甲方", "业委会", "社区居委会", "定期")),
    ],
)
def test_the_audit_s_standards_keep_figures_records_and_bodies(criterion: str, words: tuple[str, ...]) -> None:
    (standard,) = [c.standard for c in LIBRARY["service-quality-audit"].criteria if c.id == criterion]
    assert [word for word in words if word not in standard] == []


def test_callback_quality_has_indicator_method_and_five_levels_and_ends_with_problems_and_plan() -> None:
    scheme = LIBRARY["callback-qa"]
    measured = {name: rule("callback-qa", name) for name in ("product_quality", "after_sales", "delivery")}
    assert {name: (r.kind, r.target, r.cap) for name, r in measured.items()} == dict.fromkeys(
        measured, ("attainment", 0.9, 1)
    )
    assert [r.actual for r in measured.values()] == ["产品合格率", "服务满意度", "交付准时率"]
    standards = {c.id: c.standard for c in scheme.criteria}
    assert [name for name in measured if "超过 90%" not in standards[name]] == []
    levels = [level.label for level in rule("callback-qa", "customer_feedback").levels]
    assert levels == ["非常满意", "满意", "一般", "不满意", "非常不满意"]
    assert scheme.method_heading == "评价方法" and all(c.method for c in scheme.criteria)
    assert [f.id for f in scheme.fields] == [
        "complaint_rate", "collected", "respondents", "statistics", "problems", "measures", "plan",
    ]  # fmt: skip
