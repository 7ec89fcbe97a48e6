"""Entries that do not go with those beside them: other figures, targets, days, the remark, the self-assessment."""

from __future__ import annotations

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_careless_slips import noticed
from tests.checks.test_plausibility import worked
from tests.conftest import text_of
from tests.shipped import LIBRARY
from xlsappraise.base.i18n import words, written
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY

HEAD, FLOOR, MORALS, FEES, GRADES, TECH = (
    "service-head-standards", "floor-supervisor", "de-qin-neng-ji", "property-supervisor-fees",
    "supervisor-five-grades", "tech-service-monthly",
)  # fmt: skip
ABILITY, ZONES, AUDIT, COMPETENCE, MANAGER, OWNERS = (
    "attitude-ability-performance", "property-zones", "service-quality-audit", "supervisor-competency",
    "marketing-quarterly-manager", "owner-survey",
)  # fmt: skip


def asked_at(form: Fabricated, code: str, name: str | None) -> None:
    """Assert that a code is asked at an input alone, or nowhere."""
    assert noticed(form, code) == ([] if name is None else [(code, form.cell(name))])


# --- a share against the scheme's own bound


@pytest.mark.parametrize(
    ("share", "asked"), [(0.0098, True), (0.0962, True), (0.18, True), (0.6, False), (0.97, False), (0, False)]
)
def test_a_share_far_below_the_bound_of_the_scheme(share: float, asked: bool) -> None:
    (name, *_others) = [f"{c.id}.{m}" for c in LIBRARY[HEAD].criteria for rule in c.rules for m in rule.due()]
    form = worked(HEAD, **{name.replace(".", "__"): share})
    asked_at(form, "far-from-target", name if asked else None)


@pytest.mark.parametrize(("share", "asked"), [(0.0935, True), (0.009, True), (0.46, False), (0.9, False)])
def test_a_share_far_below_its_target_of_which_points_go(share: float, asked: bool) -> None:
    asked_at(worked(FEES, fees__occupied=share), "far-from-target", "fees.occupied" if asked else None)


def test_the_rate_that_the_form_asks_for_is_named() -> None:
    form = worked(
        MANAGER, **{"sales_plan__full_at@supervisor": 0.95, "sales_plan__second_month_actual@supervisor": 0.0913}
    )
    (note,) = (found for found in findings(form, PLAUSIBILITY) if found.code == "far-from-target")
    assert text_of(note.expected) == "95%"
    whole = written(dict(note.facts)["whole"], words("zh_CN"))
    assert form.cell("sales_plan.full_at@supervisor") in whole


# --- figures on one scale


@pytest.mark.parametrize(
    ("theory", "skill", "asked"),
    [
        (8, 91.5, "theory_mark"),
        (88, 9.1, "skill_mark"),
        (30, 91.5, None),
        (8, 40, None),
        (0, 91.5, None),
        (None, 91.5, None),
        (58, 60, None),
    ],
)
def test_two_marks_beside_the_criteria(theory: float | None, skill: float, asked: str | None) -> None:
    form = worked(MORALS, field__theory_mark=theory, field__skill_mark=skill)
    asked_at(form, "figure-out-of-line", None if asked is None else f"field.{asked}")


@pytest.mark.parametrize(
    ("name", "share", "asked"),
    [
        ("satisfaction", 0.048, True),
        ("answer_rate", 0.0935, True),
        ("answer_rate", 0.009, True),
        ("satisfaction", 0.48, False),
        ("answer_rate", 0.935, False),
    ],
)
def test_a_small_share_of_good_work(name: str, share: float, asked: bool) -> None:
    form = worked(FLOOR, **{f"field__{name}": share})
    asked_at(form, "figure-out-of-line", f"field.{name}" if asked else None)


def test_a_small_share_of_complaints_is_what_is_hoped_for() -> None:
    asked_at(worked("callback-qa", field__complaint_rate=0.015), "figure-out-of-line", None)


# --- two figures exchanged


@pytest.mark.parametrize(
    ("occupied", "not_moved_in", "asked"),
    [
        (0.46, 0.935, True),
        (0.38, 0.88, True),
        (0.935, 0.46, False),
        (0.6, 0.935, False),
        (0.46, 0.5, False),
        (0.2, 0.95, False),
    ],
)
def test_two_figures_each_near_the_target_of_the_other(occupied: float, not_moved_in: float, asked: bool) -> None:
    form = worked(FEES, fees__occupied=occupied, fees__not_moved_in=not_moved_in)
    asked_at(form, "cells-exchanged", "fees.occupied" if asked else None)


# --- days after the sign-off


@pytest.mark.parametrize(
    ("day", "record", "asked"),
    [
        ("2026-12-30", "谈了数据分析的不足", True),
        ("2026-12-24", "肯定大促组织", True),
        ("2026-12-30", None, False),
        ("2026-12-18", "谈了数据分析的不足", False),
        ("2026-11-30", "谈了数据分析的不足", False),
    ],
)
def test_an_interview_long_after_the_sign_off(day: str, record: str | None, asked: bool) -> None:
    form = worked(GRADES, field__interview_date=day, signoff__date="2026-12-01", **{_record(): record})
    asked_at(form, "dates-out-of-order", "field.interview_date" if asked else None)


def _record() -> str:
    (name,) = (field.id for field in LIBRARY[GRADES].fields if field.type == "text" and "面谈" in field.label)
    return f"field__{name}"


@pytest.mark.parametrize(("day", "asked"), [("2026-12-31", True), ("2026-10-31", False), ("2026-12-05", False)])
def test_a_day_of_figures_after_the_sign_off(day: str, asked: bool) -> None:
    form = worked(OWNERS, field__as_of=day, signoff__date="2026-12-01")
    asked_at(form, "dates-out-of-order", "field.as_of" if asked else None)


@pytest.mark.parametrize(
    ("column", "day", "asked"),
    [("handed_in", "2026-12-25", True), ("handed_in", "2026-12-04", False), ("planned", "2026-12-25", False)],
)
def test_a_day_of_a_log_after_the_sign_off(column: str, day: str, asked: bool) -> None:
    form = worked("installation-follow-up", **{f"visits__1__{column}": day, "signoff__date": "2026-12-01"})
    found = [cell for _code, cell in noticed(form, "dates-out-of-order")]
    assert (form.cell(f"visits.1.{column}") in found) is asked


# --- the self-assessment, and sums


@pytest.mark.parametrize(
    ("own", "mine", "remark", "codes"),
    [
        (1312, 3112, "接待 1054、有效呼出 258，系统报表", {"mark-far-from-self", "remark-figure-otherwise"}),
        (1312, 3112, "系统报表", {"mark-far-from-self"}),
        (1312, 13120, None, {"mark-far-from-self"}),
        (None, 3112, "接待 1054、有效呼出 258", {"remark-figure-otherwise"}),
        (None, 1321, "共 1312 件", {"remark-figure-otherwise"}),
        (1312, 1290, "退单 22 件不计", set()),
        (1312, 1312, "接待 1054、有效呼出 258", set()),
        (1312, 3112, "自评漏了呼出，系统报表 3112", set()),
        (9, 18, None, set()),
        (None, 1312, "接待 1000、呼出 300", set()),
    ],
)
def test_a_measured_figure_beside_that_of_the_person(
    own: float | None, mine: float, remark: str | None, codes: set[str]
) -> None:
    values = {"workload__value@self": own, "workload__value@supervisor": mine, "workload__remark": remark}
    form = worked(TECH, **values)
    found = noticed(form, "mark-far-from-self", "remark-figure-otherwise")
    cell = form.cell("workload.value@supervisor")
    assert {(code, at) for code, at in found if at == cell} == {(code, cell) for code in codes}


# --- remarks against low marks and levels


@pytest.mark.parametrize(
    ("mark", "remark", "asked"),
    [
        (4.5, "结案率 98%，超职务标准 3 个点", True),
        (3, "接通率 96%，高于指标", True),
        (5, "销售完成 112%", True),
        (4.5, "结案率 61%，低于职务标准", False),
        (4.5, "投诉率高于指标", False),
        (4.5, "答复时间超标准", False),
        (4.5, "结案率高于标准，月末漏报两张表", False),
        (24.5, "结案率 98%，超职务标准 3 个点", False),
    ],
)
def test_a_lowest_mark_and_nothing_but_praise(mark: float, remark: str, asked: bool) -> None:
    name = next(
        f"{c.id}.rating" for c in LIBRARY[ABILITY].criteria if c.points == 30 and c.rules[0].marks() == ("rating",)
    )
    criterion = name.partition(".")[0]
    form = worked(ABILITY, **{name.replace(".", "__"): mark, f"{criterion}__remark": remark})
    asked_at(form, "remark-praises", f"{criterion}.remark" if asked else None)


@pytest.mark.parametrize(
    ("level", "remark", "asked"),
    [
        (0, "三个目标完成两个，质检分没有达标", True),
        (0, "质检分没达标", True),
        (0, "5 项目标只完成了 4 项", True),
        (0, "三个目标都完成", False),
        (0, "没有未完成的目标", False),
        (0, "上月没有完成的两项本月补上", False),
        (0, "三个目标完成三个", False),
        (1, "三个目标完成两个，质检分没有达标", False),
    ],
)
def test_a_level_for_everything_done(level: int, remark: str, asked: bool) -> None:
    name = next(s.id for s in worked(COMPETENCE).slots if any("都已完成" in choice for choice in s.choices or ()))
    choices = next(s.choices for s in worked(COMPETENCE).slots if s.id == name) or ()
    first = next(at for at, choice in enumerate(choices) if "都已完成" in choice)
    criterion = name.partition(".")[0]
    form = worked(COMPETENCE, **{name.replace(".", "__"): choices[first + level], f"{criterion}__remark": remark})
    asked_at(form, "answer-told-otherwise", name if asked else None)


NOISE = "11 月 9 日西区噪音投诉，16 日同一业主再次来电"


@pytest.mark.parametrize(
    ("line", "answer", "other", "again", "remark", "asked"),
    [
        ("complaints.hotlines", "是", "complaints.closed", "否", NOISE, True),
        ("complaints.hotlines", "是", "complaints.closed", "是", "接到投诉 2 起", True),
        ("complaints.hotlines", "是", "complaints.closed", "否", None, True),
        ("documents.kept", "是", "documents.recorded", "否", "归档文件丢失一份", True),
        ("recordings.not_deleted", "是", "recordings.kept", "否", "11 月 9 日私自删除录音一份", True),
        ("complaints.hotlines", "否", "complaints.closed", "否", NOISE, False),
        ("complaints.hotlines", "是", "complaints.closed", "是", "本月无投诉", False),
        ("complaints.hotlines", "是", "complaints.closed", "是", "上月 2 起投诉已回访", False),
        ("complaints.hotlines", "是", "complaints.on_site", "否", "业主当面投诉 1 起，晚到现场", False),
        ("complaints.hotlines", "是", "complaints.on_site", "否", "业主群里投诉 2 次，晚到现场", False),
        ("information.summary", "是", "information.revisited", "否", "两单隔天才回访", False),
    ],
)
def test_a_yes_to_none_of_it(line: str, answer: str, other: str, again: str, remark: str | None, asked: bool) -> None:
    values = {line: answer, other: again, f"{line.partition('.')[0]}.remark": remark}
    form = worked(ZONES, **{name.replace(".", "__"): value for name, value in values.items()})
    found = [at for _code, at in noticed(form, "answer-told-otherwise") if at == form.cell(line)]
    assert found == ([form.cell(line)] if asked else [])


def test_a_yes_to_none_of_one_sort_beside_another_sort() -> None:
    for remark, asked in (("业主投诉 2 起，均已回访", False), ("接到有效投诉 1 起", True)):
        found = [at for _code, at in noticed(_outside(remark), "answer-told-otherwise")]
        assert bool(found) is asked


def _outside(remark: str) -> Fabricated:
    name = next(c.id for c in LIBRARY[AUDIT].criteria for r in c.rules if "outside" in r.refusals())
    return worked(AUDIT, **{f"{name}__outside": "是", f"{name}__no_exposure": "是", f"{name}__remark": remark})


# --- a reason without points


@pytest.mark.parametrize(
    ("points", "reason", "asked"),
    [
        (None, "11 月获公司通报嘉奖", True),
        (None, "客户来信表扬，见附件", True),
        (3, "11 月获公司通报嘉奖", False),
        (None, "无", False),
        (None, "本月没有", False),
        (None, None, False),
    ],
)
def test_an_award_without_points(points: float | None, reason: str | None, asked: bool) -> None:
    form = worked(MORALS, adjustment__2__points=points, adjustment__2__reason=reason)
    asked_at(form, "record-cell-blank", "adjustment.2.points" if asked else None)
