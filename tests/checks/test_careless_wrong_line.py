"""Slips that another line of the form shows: easy targets, few of many, the worst word, a fault that cost nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.checks.fabricated import findings
from tests.checks.test_plausibility import NA, asks_in_both_languages, told, worked
from xlsappraise.base.text import fold
from xlsappraise.forms.layout import Filled
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.returned.checks.plausibility.remarks.blame import undone

FIELD, OWNERS, ZONES, QUALITY, TWELVE = (
    "field-service", "owner-survey", "property-zones", "callback-qa", "property-supervisor-12",
)  # fmt: skip


def cells(scheme: str, code: str, **values: Any) -> list[str | None]:
    """Return the cells of the notes of a code on the worked example with changes."""
    form = worked(scheme, **values)
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)
    return [cell for of, cell, _found, _expected in told(form) if of == code]


# --- a target far below the others

TARGETS = {
    "arrival__actual": 0.96, "arrival__target": 0.95, "satisfaction__actual": 0.942, "satisfaction__target": 0.95,
    "lasting_repairs__actual": 0.97, "lasting_repairs__target": 0.96,
    "attendance__actual": 1, "attendance__target": 0.98,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "target", "actual", "asked"),
    [
        ("satisfaction", 0.59, 0.942, True),
        ("lasting_repairs", 0.69, 0.97, True),
        ("arrival", 0.55, 0.96, True),
        ("satisfaction", 0.6, 0.62, False),
        ("satisfaction", 0.85, 0.942, False),
        ("satisfaction", 0.75, 0.942, False),
        ("satisfaction", 0.95, 0.59, False),
    ],
)
def test_a_target_of_good_work_far_below_all_others(name: str, target: float, actual: float, asked: bool) -> None:
    values = {**TARGETS, f"{name}__target": target, f"{name}__actual": actual}
    cell = worked(FIELD).cell(f"{name}.target")
    assert cells(FIELD, "figure-out-of-line", **values) == ([cell] if asked else [])


@pytest.mark.parametrize(("left", "asked"), [(("arrival", "attendance"), True), (("arrival",), False)])
def test_a_single_other_target_shows_nothing(left: tuple[str, ...], asked: bool) -> None:
    kept = {name: value for name, value in TARGETS.items() if name.partition("__")[0] in left}
    low = {"satisfaction__target": 0.59, "satisfaction__actual": 0.942}
    others = {name: None for name in TARGETS if name not in kept}
    found = cells(FIELD, "figure-out-of-line", **{**others, **kept, **low})
    assert found == ([worked(FIELD).cell("satisfaction.target")] if asked else [])


@pytest.mark.parametrize("locked", [frozenset[str](), frozenset({"satisfaction.target"})])
def test_a_target_that_was_locked_is_not_the_supervisors(locked: frozenset[str]) -> None:
    form = worked(FIELD, **{**TARGETS, "satisfaction__target": 0.59})
    form = replace(form, filled=Filled({"satisfaction.target": 0.59}, locked))
    asked = [note.cell for note in findings(form, PLAUSIBILITY) if note.code == "figure-out-of-line"]
    assert asked == ([] if locked else [form.cell("satisfaction.target")])


def test_targets_that_are_all_low_are_believed() -> None:
    values = {name: 0.6 if name.endswith("target") else 0.9 for name in TARGETS}
    assert cells(FIELD, "figure-out-of-line", **values) == []


# --- a count of good work that is a few per cent of its whole


@pytest.mark.parametrize(
    ("returned", "satisfied", "asked"),
    [
        (352, 33, True), (352, 3, True), (1000, 98, True),
        (352, 331, False), (352, 40, False), (352, 0, False), (9, 0, False),
    ],
)  # fmt: skip
def test_a_count_of_satisfied_people_that_lost_a_digit(returned: int, satisfied: int, asked: bool) -> None:
    values = {"satisfaction__households": 2000, "satisfaction__issued": 1500, "satisfaction__returned": returned}
    found = cells(OWNERS, "figure-out-of-line", **values, satisfaction__satisfied=satisfied)
    assert found == ([worked(OWNERS).cell("satisfaction.satisfied")] if asked else [])


def test_few_questionnaires_among_many_households() -> None:
    values = {"satisfaction__households": 9000, "satisfaction__issued": 300, "satisfaction__returned": 25}
    assert cells(OWNERS, "figure-out-of-line", **values, satisfaction__satisfied=20) == []


# --- not applicable, and a remark about another line


@pytest.mark.parametrize(
    ("remark", "asked"),
    [
        ("11 月 9 日业主来电反映装修噪音，当天办结", True),
        ("物业热线投诉一次", True),
        ("11 月 12 日漏接一个电话", True),
        ("投诉一次，业主在外地，不需到现场", False),
        ("投诉一次，电话里说清，没有到现场", False),
        ("热线投诉一次；其余不适用", False),
        ("投诉一次，本月没有需要上门的", False),
    ],
)
def test_a_remark_about_a_no_is_no_reason_for_another_line(remark: str, asked: bool) -> None:
    values = {"complaints__hotlines": "否", "complaints__on_site": NA, "complaints__remark": remark}
    found = cells(ZONES, "not-applicable-alone", **values)
    assert found == ([worked(ZONES).cell("complaints.on_site")] if asked else [])


def test_a_remark_beside_no_other_answer_is_a_reason() -> None:
    values = {"complaints__hotlines": "是", "complaints__on_site": NA, "complaints__remark": "全月零投诉"}
    assert cells(ZONES, "not-applicable-alone", **values) == []


# --- the worst word


@pytest.mark.parametrize(
    ("level", "remark", "asked"),
    [
        ("非常不满意", None, True), ("非常不满意", "改进中", True), ("非常不满意", "三户投诉送货改期没有通知", False),
        ("不满意", None, False), ("满意", None, False),
    ],
)  # fmt: skip
def test_the_worst_level_takes_off_a_fifth_of_the_total(level: str, remark: str | None, asked: bool) -> None:
    values = {"customer_feedback__level": level, "customer_feedback__remark": remark, "field__problems": "送货改期"}
    found = cells(QUALITY, "count-costs-most", **values)
    assert found == ([worked(QUALITY).cell("customer_feedback.level")] if asked else [])


def test_a_reason_that_stands_elsewhere_in_the_form() -> None:
    values = {"customer_feedback__level": "非常不满意", "field__problems": "客户反馈意见：三户投诉送货改期没有通知"}
    assert cells(QUALITY, "count-costs-most", **values) == []


# --- a fault that cost nothing


@pytest.mark.parametrize(
    ("remark", "asked"),
    [
        ("11 月 18 日来访业主投诉没有解释清楚", True),
        ("来访登记不全", True),
        ("违章一次，未及时汇报", True),
        ("没有向违章人说明", True),
        ("没有投诉", False),
        ("未发生", False),
        ("已解释清楚", False),
        ("业主没有说清楚房号", False),
        ("记录完整", False),
    ],
)
def test_a_fault_in_a_row_that_lost_no_points(remark: str, asked: bool) -> None:
    values = {"reception__failed": None, "reception__partly": None, "reception__remark": remark}
    found = cells(TWELVE, "remark-blames", **values)
    assert found == ([worked(TWELVE).cell("reception.remark")] if asked else [])
    assert cells(TWELVE, "remark-blames", **{**values, "reception__partly": 1}) == []


STANDARD = "督促客服部员工每天检查事务并做好日检记录；未戴工牌扣 1 分；有客户投诉时填写登记表。"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("11月12日未做好日检记录", "未做好日检记录"),
        ("没有督促客服部员工", "没有督促客服部员工"),
        ("客户反映没有讲解清楚", "没有讲解清楚"),
        ("交接不清楚", "交接不清楚"),
        ("业主不清楚收费标准", None),
        ("客户未签字", None),
        ("没有客户投诉", None),
        ("没有客户投诉,没有登记", None),
        ("没有填写登记表的情况", None),
        ("没有一次记录不完整", None),
        ("上月记录不完整", None),
        ("记录不完整,已补齐", None),
        ("不需解释", None),
    ],
)
def test_work_that_was_not_done(said: str, found: str | None) -> None:
    assert undone(fold(said), STANDARD) == found
