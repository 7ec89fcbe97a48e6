"""Remarks that tell other figures than those beside them, and opposite ratios; honest remarks are left alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.fabricated import findings
from tests.checks.test_plausibility import asks_in_both_languages, told, worked
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY

WEIGHTED, FIELD, KPI, FEES = "aftersales-weighted", "field-service", "department-kpi", "property-supervisor-fees"


def notes(scheme: str, *codes: str, **values: Any) -> list[tuple[str, str | None, str | None, str | None]]:
    form = worked(scheme, **values)
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)
    return [note for note in told(form) if note[0] in (codes or ("remark-figure-otherwise", "opposite-ratio"))]


def pair(remark: str, actual: float = 240, target: float = 198) -> list[tuple[str, str | None, str | None, str | None]]:
    return notes(
        WEIGHTED, customers_received__actual=actual, customers_received__target=target,
        customers_received__remark=remark,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("remark", "which"),
    [
        ("目标 240 人，实际接待 198 人", "actual"),
        ("实际只接了 198 人", "actual"),
        ("本月计划 240 人", "target"),
        ("应接待 240 人，病假两天", "target"),
        ("11 月 3 日起请假，完成 198 人", "actual"),
    ],
)
def test_a_target_and_an_actual_figure_exchanged(remark: str, which: str) -> None:
    cell = worked(WEIGHTED).cell(f"customers_received.{which}")
    other = ("240", "198") if which == "actual" else ("198", "240")
    assert pair(remark) == [("remark-figure-otherwise", cell, *other)]


@pytest.mark.parametrize(
    "remark",
    [
        "目标 198 人，实际接待 240 人", "实际 240 人", "比目标多 42 人", "上月目标 240 人", "其中投诉 198 人",
        "响应 240 人", "未完成 198 人", "落实 198 项", "目标 240 人，8 日起调为 198 人，实际 240 人",
    ],
)  # fmt: skip
def test_figures_of_a_remark_that_agree_or_are_others(remark: str) -> None:
    assert pair(remark) == []


def test_percentages_that_are_exchanged() -> None:
    values = {"arrival__actual": 0.95, "arrival__target": 0.92}
    cell = worked(FIELD).cell("arrival.actual")
    found = notes(FIELD, **values, arrival__remark="目标 95%，实际 92%")
    assert found == [("remark-figure-otherwise", cell, "95%", "92%")]
    assert notes(FIELD, **values, arrival__remark="目标 92%，实际 95%") == []


@pytest.mark.parametrize("remark", ["评价 60 单，满意 57 单", "57/60", "满意 57 户，共 60 户", "回 60 件，57 件好评"])
def test_a_share_that_no_quotient_gives(remark: str) -> None:
    cell = worked(FIELD).cell("satisfaction.actual")
    found = notes(FIELD, satisfaction__actual=0.59, satisfaction__remark=remark)
    assert found == [("remark-figure-otherwise", cell, "59%", "57/60")]


@pytest.mark.parametrize(
    ("share", "remark"),
    [
        (0.95, "评价 60 单，满意 57 单"),
        (0.05, "评价 60 单，满意 57 单"),
        (0.952, "57 单满意，3 单不满意"),
        (0.59, "评价 60 单，投诉 57 件"),
        (0.59, "评价 60 单，满意 57 单，3 单没有意见"),
        (0.59, "11 月 6 日评价 57 单"),
        (0.59, "60 分的 57 分"),
        (0.59, "3 楼 5 栋都没有评价"),
        (0.59, "满意 60 单，其中 57 单满意 59%"),
        (0.59, "平均 4.6 分，参评 60 单"),
        (0.59, "全月 640 单，抽查 60 单"),
        (0.95, "12 次晚到，10 次因堵车"),
        (0.95, "3 次电话改约，2 次客户改期"),
        (0.95, "比上月多 20 单，其中 12 单是新客户"),
    ],
)
def test_a_share_that_agrees_and_numbers_that_are_no_quotient(share: float, remark: str) -> None:
    values = {"satisfaction__actual": share, "satisfaction__target": 0.95 if share > 0.5 else 0.06}
    assert notes(FIELD, **values, satisfaction__remark=remark) == []


def leaving(
    actual: float, target: float, remark: str | None = None
) -> list[tuple[str, str | None, str | None, str | None]]:
    return notes(
        KPI, "opposite-ratio", staff_turnover__actual=actual, staff_turnover__target=target,
        staff_turnover__remark=remark,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("actual", "target", "remark", "other"),
    [(0.94, 0.95, None, "6%"), (0.94, 0.05, "在册 50 人，离职 3 人", "6%"), (0.96, 0.97, "见月报", "4%")],
)
def test_the_opposite_of_a_share_of_which_less_is_better(
    actual: float, target: float, remark: str | None, other: str
) -> None:
    cell = worked(KPI).cell("staff_turnover.actual")
    assert leaving(actual, target, remark) == [("opposite-ratio", cell, f"{actual:.0%}", other)]


@pytest.mark.parametrize(
    ("actual", "target", "remark"),
    [
        (0.06, 0.05, None),
        (0.06, 0.05, "在册 50 人，离职 3 人"),
        (0.05, 0.95, None),
        (0.6, 0.4, "在册 50 人，走了 30 人"),
    ],
)
def test_a_small_share_and_a_large_one_that_the_remark_bears_out(
    actual: float, target: float, remark: str | None
) -> None:
    assert leaving(actual, target, remark) == []


def counted(number: int, remark: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return notes(FEES, owner_knowledge__by=number, owner_knowledge__value=0.6, owner_knowledge__remark=remark)


@pytest.mark.parametrize(
    "remark", ["小区共 640 户，抽查 50 户，认出 30 户", "抽问 50 户，全部 640 户", "总户数 640，随机抽 50"]
)
def test_a_sample_entered_for_the_whole(remark: str) -> None:
    cell = worked(FEES).cell("owner_knowledge.by")
    assert counted(50, remark) == [("remark-figure-otherwise", cell, "50", "640")]


@pytest.mark.parametrize(
    ("number", "remark"),
    [
        (640, "小区共 640 户，抽查 50 户"),
        (50, "共抽查 50 户，认出 30 户"),
        (50, "小区共 50 户，全部走访"),
        (640, "抽查 50 户"),
    ],
)
def test_a_whole_beside_its_sample(number: int, remark: str) -> None:
    assert counted(number, remark) == []
