"""Slips of a trial that ``check`` did not notice, each by members of its kind; honest neighbours stay silent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_plausibility import DONE, NONE, SOME, asks_in_both_languages, ids, worked
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.typed.slot import Slot

ASPECTS, FURNITURE, ZONES, AUDIT, OWNERS = (
    "supervisor-aspects", "furniture-callback", "property-zones", "service-quality-audit", "property-service-monthly",
)  # fmt: skip
QA, REVIEWS = "callback-qa", "bad-review-log"
NOTHING = {"discipline__late": 0, "discipline__absence": 0, "discipline__private": 0, "discipline__asleep": 0}


def noticed(form: Fabricated, *codes: str) -> list[tuple[str, str | None]]:
    """Return the codes that are looked for, with their cells."""
    found = [note for note in findings(form, PLAUSIBILITY) if note.code in codes]
    for note in found:
        asks_in_both_languages(note)
    return [(note.code, note.cell) for note in found]


# --- blame and denials


@pytest.mark.parametrize(
    "remark", ["旷工半天，没有说明去向", "顶撞班长一次，未道歉", "13 日早退，事后也无解释", "两张工单未办结，均未交接"]
)
def test_a_denial_elsewhere_takes_no_blame_back(remark: str) -> None:
    form = worked(FURNITURE, **NOTHING, discipline__remark=remark)
    assert noticed(form, "remark-blames") == [("remark-blames", form.cell("discipline.remark"))]


@pytest.mark.parametrize(
    "remark",
    ["全月没有发生任何一次迟到、早退", "迟到、旷工均无", "从不拖延，无争执", "没有未办结的单", "未收到差评"],
)
def test_a_denial_directly_beside_the_word(remark: str) -> None:
    assert noticed(worked(FURNITURE, **NOTHING, discipline__remark=remark), "remark-blames") == []


# --- days times each


@pytest.mark.parametrize(
    ("count", "remark"),
    [(33, "11 月 5 日、9 日、20 日各迟到一次"), (2, "3 日和 12 日各迟到 2 次"), (1, "6 日、7 日各早退 1 次")],
)
def test_so_many_of_each_day(count: int, remark: str) -> None:
    form = worked(FURNITURE, **{**NOTHING, "discipline__late": count}, discipline__remark=remark)
    assert ("remark-counts-otherwise", form.cell("discipline.remark")) in noticed(form, "remark-counts-otherwise")


@pytest.mark.parametrize(
    ("count", "remark"),
    [
        (3, "11 月 5 日、9 日、20 日各迟到一次"),
        (4, "3 日和 12 日各迟到 2 次"),
        (4, "3 日、9 日各迟到一次，另早退 2 次"),
        (5, "各班组各迟到一次"),
    ],
)
def test_so_many_of_each_day_that_agree(count: int, remark: str) -> None:
    form = worked(FURNITURE, **{**NOTHING, "discipline__late": count}, discipline__remark=remark)
    assert noticed(form, "remark-counts-otherwise") == []


@pytest.mark.parametrize(
    ("count", "remark", "asked"),
    [(22, None, True), (22, "见考勤表", True), (22, "全月迟到 22 次", False), (8, None, False)],
)
def test_a_count_of_several_times_the_points_of_its_criterion(count: int, remark: str | None, asked: bool) -> None:
    form = worked(FURNITURE, **{**NOTHING, "discipline__late": count}, discipline__remark=remark)
    assert noticed(form, "count-costs-most") == ([("count-costs-most", form.cell("discipline.late"))] if asked else [])


# --- a count for a mark


@pytest.mark.parametrize(
    ("mark", "remark", "asked"),
    [
        (12, "走访 12 户，按 17 分评", True),
        (9, "带教 9 名新人，打 16", True),
        (17, "走访 12 户，按 17 分评", False),
        (12, "走访 12 户，评 12 分", False),
        (12, "走访 12 户，扣 3 分", False),
    ],
)
def test_a_count_of_any_unit_for_the_points_told(mark: int, remark: str, asked: bool) -> None:
    form = worked(ASPECTS, results__rating=mark, results__remark=remark)
    assert noticed(form, "mark-is-count") == ([("mark-is-count", form.cell("results.rating"))] if asked else [])


# --- one remark twice


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("客户两次来电询问进度都没有人接", "客户两次来电询问进度都没有人接", True),
        ("9 日迟交", "9 日 迟交", True),
        ("9 日迟交", "19 日迟交", False),
        ("比较稳定", "比较稳定", False),
        ("详见 11 月 9 日的值班记录", "详见 11 月 9 日的值班记录", False),
    ],
)
def test_one_remark_at_two_criteria(one: str, other: str, asked: bool) -> None:
    form = worked(ASPECTS, results__remark=one, communication__remark=other)
    later = max(("results.remark", "communication.remark"), key=lambda name: form.entries[name].slot.place)
    assert noticed(form, "remark-repeated") == ([("remark-repeated", form.cell(later))] if asked else [])


# --- days of another month


@pytest.mark.parametrize(
    ("remark", "asked"),
    [
        ("10 月 9 日、10 月 21 日各漏访一户", True),
        ("中秋值班时离岗", True),
        ("国庆黄金周没有到岗", True),
        ("11 月 9 日漏访一户", False),
        ("10 月 28 日报修的，11 月 5 日还没有回访", False),
        ("10 月 28 日报修，本月才回访", False),
        ("双十一当天离岗", False),
        ("张国庆来访没有登记", False),
        ("10 月的报表漏一栏", False),
    ],
)
def test_days_of_another_month_beside_points_lost(remark: str, asked: bool) -> None:
    form = worked(OWNERS, reception__nonconformity=2, reception__remark=remark)
    cell = form.cell("reception.remark")
    assert noticed(form, "date-far-from-period") == ([("date-far-from-period", cell)] if asked else [])


def test_days_of_another_month_where_nothing_is_lost() -> None:
    form = worked(OWNERS, reception__nonconformity=0, reception__remark="10 月 9 日客户来信致谢")
    assert noticed(form, "date-far-from-period") == []


# --- answers that the remark tells otherwise


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("plans", "三项计划没有按需报"),
        ("adhoc", "11 月 9 日的临时性工作没有按时完成"),
        ("rectified", "周检的两处未按时整改"),
    ],
)
def test_a_yes_to_what_was_not_done(line: str, remark: str) -> None:
    form = worked(ZONES, execution__remark=remark)
    found = noticed(form, "answer-told-otherwise")
    assert ("answer-told-otherwise", form.cell(f"execution.{line}")) in found


@pytest.mark.parametrize(
    ("criterion", "remark"),
    [
        ("power_cuts", "11 月没有突发停电，也没有计划停电"),
        ("execution", "没有临时性工作"),
        ("execution", "没有不按时完成的"),
        ("duty", "11 月没有投诉"),
    ],
)
def test_a_yes_beside_what_there_was_none_of(criterion: str, remark: str) -> None:
    form = worked(ZONES, power_cuts__planned="是", power_cuts__sudden="是", **{f"{criterion}__remark": remark})
    assert noticed(form, "answer-told-otherwise") == []


def test_a_no_to_what_was_done() -> None:
    said = "来客登记漏一次；停电信息每周五公布，都准时"
    form = worked(
        ZONES, power_cuts__friday="否", power_cuts__sudden="否", power_cuts__remark="每周五均公布；9 日突发的一次晚了"
    )
    assert noticed(form, "answer-told-otherwise") == [("answer-told-otherwise", form.cell("power_cuts.friday"))]
    for remark in ("每周五均公布，9 日晚了一小时，20 日没有写明范围", "漏了 9 日一次", said):
        one = worked(ZONES, power_cuts__friday="否", power_cuts__remark=remark)
        assert noticed(one, "answer-told-otherwise") == []


# --- remarks that say nothing


@pytest.mark.parametrize("remark", ["同上", "见记录。", "努力，加强管理", "个别", "下次注意", "已阅，持续改进", "无"])
def test_stock_phrases_are_a_blank(remark: str) -> None:
    form = worked(AUDIT, dispatch_forms__remark=remark)
    assert noticed(form, "remark-blank") == [("remark-blank", form.cell("dispatch_forms.remark"))]


@pytest.mark.parametrize("remark", ["18 日急修晚到", "客户改约三次", "见 11 月 9 日记录", "门禁故障，已加强培训两次"])
def test_facts_with_stock_phrases(remark: str) -> None:
    assert noticed(worked(AUDIT, dispatch_forms__remark=remark), "remark-blank") == []


@pytest.mark.parametrize(
    ("status", "progress", "asked"),
    [
        ("超时办结", "持续跟进", True),
        ("超时未办结", "同上", True),
        ("超时办结", "26 日换货，客户接受", False),
        ("待客户答复", "跟进中", False),
        ("按时办结", "已处理", False),
    ],
)
def test_progress_of_a_record_that_costs_points(status: str, progress: str, asked: bool) -> None:
    form = worked(REVIEWS, reviews__1__status=status, reviews__1__progress=progress)
    cell = form.cell("reviews.1.progress")
    assert (("record-cell-blank", cell) in noticed(form, "record-cell-blank")) is asked


# --- another scale


def scaled(marks: list[float], **remarks: Any) -> list[tuple[str, str | None]]:
    names = ("team_management", "coaching_training", "complaints_problems", "communication", "results")
    values = {f"{name}__rating": mark for name, mark in zip(names, marks, strict=True)}
    form = worked(ASPECTS, **values, **remarks)
    assert form.entries["team_management.rating"].slot.max == 20
    return noticed(form, "marks-of-other-scale")


def test_marks_of_ten_on_a_scale_of_twenty() -> None:
    cell = worked(ASPECTS).cell("team_management.rating")
    assert scaled([9, 8, 9.5, 8, 10], results__remark="指标全部超过") == [("marks-of-other-scale", cell)]
    assert scaled([9, 8, 9.5, 8, 10], results__remark="三项指标都没有达到") == []
    assert scaled([9, 8, 9.5, 8, 12]) == []
    assert scaled([9, 8, 6, 8, 10]) == []


# --- percentages beside the criteria


@pytest.mark.parametrize(
    ("rate", "text", "asked"),
    [
        (0.2, "共调查 80 户，投诉 5 户", True),
        (0.16, "投诉 5 件，回访 80 户", True),
        (0.0625, "共调查 80 户，投诉 5 户", False),
        (0.06, "共调查 80 户，投诉 5 户", False),
        (0.2, "投诉 5 户", False),
        (0.2, "共调查 80 户，成功 75 户，投诉 5 户，其中有责 3 户", False),
        (0.2, "上月调查 80 户，投诉 5 户", False),
    ],
)
def test_a_percentage_of_a_field_and_the_counts_of_a_text(rate: float, text: str, asked: bool) -> None:
    form = _qa(rate, text)
    cell = form.cell("field.complaint_rate")
    assert noticed(form, "remark-figure-otherwise") == ([("remark-figure-otherwise", cell)] if asked else [])


def _qa(rate: float, text: str) -> Fabricated:
    form = worked(QA)
    name = next(s.id for s in form.slots if s.id.startswith("field.") and s.type == "text" and "整理" in s.label)
    texts = {s.id: None for s in form.slots if s.id.startswith("field.") and s.type == "text"}
    return Fabricated.of(QA, {**form.values, **texts, "field.complaint_rate": rate, name: text})


# --- nothing but the sign-off


def confirmation(number: int) -> Slot:
    place = (900 + number, 4)
    return Slot(
        f"checked.{number}", None, "核对", "supervisor", place, place, "choice", choices=(NONE, SOME), required=True
    )


def test_a_signature_alone_where_the_sections_were_not_gone_through_either() -> None:
    more = (confirmation(1), confirmation(2))
    form = Fabricated.of("conduct-fines", DONE, more=more)
    assert noticed(form, "nothing-entered") == [("nothing-entered", form.cell("signoff.done"))]
    for entered in ({"checked.1": NONE}, {ids("conduct-fines", "happened")[0]: 1}, {"signoff.done": None}):
        assert noticed(Fabricated.of("conduct-fines", {**DONE, **entered}, more=more), "nothing-entered") == []
