"""Records of a log that do not go with the other records of it, or with their own words; honest rows stay silent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.fabricated import Fabricated
from tests.checks.test_careless_logs import logged
from tests.checks.test_careless_slips import noticed

ISSUES, REVIEWS, CHECKS, RESPONSES = (
    "after-sales-issue-log", "bad-review-log", "team-appraisal", "satisfaction-monthly",
)  # fmt: skip
ISSUE = {
    "reported": "2026-11-24", "order": "2611220561", "kind": "质量问题", "detail": "抽屉导轨卡住，买家传了视频",
    "remedy": "确认后寄出新导轨，视频指导安装", "solved": "是",
}  # fmt: skip


# --- the texts of another row


@pytest.mark.parametrize(
    ("again", "asked"),
    [
        ({"kind": "服务不满意"}, True),
        ({"kind": "运输破损", "solved": "否"}, True),
        ({"solved": "否"}, True),
        ({}, False),
        ({"kind": "运输破损", "remedy": "补发一副导轨，送货上门"}, False),
        ({"kind": "运输破损", "detail": "抽屉导轨压弯，买家传了照片"}, False),
    ],
)
def test_two_texts_of_another_row_for_another_order(again: dict[str, Any], asked: bool) -> None:
    other = {**ISSUE, "reported": "2026-11-26", "order": "2611230094", **again}
    form = logged(ISSUES, "issues", {**ISSUE, "detail": "少一包螺丝，买家着急"}, ISSUE, other)
    cell = form.cell("issues.3.detail")
    assert noticed(form, "row-twice") == ([("row-twice", cell)] if asked else [])


def test_what_is_often_said_is_said_twice() -> None:
    short = {"detail": "物流未更新", "remedy": "催单并告知"}
    other = {**ISSUE, **short, "order": "2611230094", "kind": "到货延迟", "reported": "2026-11-26"}
    assert noticed(logged(ISSUES, "issues", {**ISSUE, **short}, other), "row-twice") == []


# --- two columns exchanged


def reviews(**second: Any) -> Fabricated:
    one = {"posted": "2026-11-24", "account": "小鹿妈妈", "item": "儿童书桌", "review": "桌面有异味",
           "severity": "一般", "status": "按时办结", "progress": "25 日退货退款"}  # fmt: skip
    rows = [{**one, "account": f"客户{n}", "phone": f"1380571662{n}", "item": f"{n} 门衣柜"} for n in range(3)]
    return logged(REVIEWS, "reviews", rows[0], {**one, **second}, *rows[1:])


def test_a_phone_number_where_the_goods_belong() -> None:
    form = reviews(phone="儿童书桌", item="15967123408")
    assert noticed(form, "cells-exchanged") == [("cells-exchanged", form.cell("reviews.2.phone"))]
    form = reviews(phone="小鹿妈妈", account="159 6712 3408")
    assert noticed(form, "cells-exchanged") == [("cells-exchanged", form.cell("reviews.2.phone"))]


@pytest.mark.parametrize(
    "cells",
    [
        {"phone": "15967123408"},
        {"phone": "同旺旺号", "account": "15967123408"},
        {"phone": "未留电话", "account": "15967123408"},
        {"phone": None, "account": "15967123408"},
        {"phone": "转接 8012 分机", "item": "儿童书桌"},
    ],
)
def test_numbers_and_words_where_they_belong(cells: dict[str, Any]) -> None:
    assert noticed(reviews(**cells), "cells-exchanged") == []


@pytest.mark.parametrize(
    ("order", "detail", "asked"), [("桌腿晃动，少一颗螺丝", "2611230094", True), ("匿名买家", "2611230094", False)]
)
def test_a_number_of_an_order_where_the_other_rows_have_words(order: str, detail: str, asked: bool) -> None:
    rows = [{**ISSUE, "order": f"261122056{n}", "detail": f"第 {n} 处掉漆，买家不退"} for n in range(3)]
    form = logged(ISSUES, "issues", *rows, {**ISSUE, "order": order, "detail": detail})
    assert noticed(form, "cells-exchanged") == ([("cells-exchanged", form.cell("issues.4.order"))] if asked else [])


# --- a figure of a column


def checks(*minutes: float | None, finding: str | None = None) -> Fabricated:
    rows = [
        {"checked": f"2026-11-{3 + n:02}", "material": "电话录音", "matter": f"工单 11{n:02}", "minutes": value,
         "solved": "是", "satisfied": 4, "finding": finding if n == len(minutes) - 1 else None}
        for n, value in enumerate(minutes)
    ]  # fmt: skip
    return logged(CHECKS, "checks", *rows)


@pytest.mark.parametrize(
    ("minutes", "finding", "asked"),
    [
        ((1.5, 0.5, 4, 2, 60), None, True),
        ((3, 2, 2.5, 150), "结束语漏说", True),
        ((1.5, 0.5, 4, 2, 39), None, False),
        ((1.5, 0.5, 60), None, False),
        ((1.5, 0.5, 4, 2, 60), "大促高峰答复慢，未转技术组", False),
        ((1.5, 0.5, 4, 2, 60), "系统卡住 60 分钟", False),
        ((None, None, None, 60), None, False),
    ],
)
def test_a_figure_of_ten_times_the_others_in_its_column(
    minutes: tuple[float | None, ...], finding: str | None, asked: bool
) -> None:
    form = checks(*minutes, finding=finding)
    cell = form.cell(f"checks.{len(minutes)}.minutes")
    assert noticed(form, "figure-out-of-line") == ([("figure-out-of-line", cell)] if asked else [])


# --- marks against the words of their record


def responses(marks: tuple[int, int, int, int], said: str | None, others: int = 9) -> Fabricated:
    names = ("quality", "service", "delivery", "after_sales")
    rows = [
        {"answered": f"2026-11-{4 + n:02}", "customer": f"客户{n}", "suggestion": None,
         **dict(zip(names, (others, 8, 9, 10), strict=True))} for n in range(5)
    ]  # fmt: skip
    return logged(
        RESPONSES, "responses", *rows[:2], {**rows[2], **dict(zip(names, marks, strict=True)), "suggestion": said},
        *rows[3:],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "said", "code"),
    [
        ((5, 5, 4, 5), "非常满意，下次还找你们", "record-says-otherwise"),
        ((3, 2, 3, 3), "服务很好，值得推荐", "record-says-otherwise"),
        ((10, 9, 10, 9), "太差了，要求退货", "record-says-otherwise"),
        ((5, 5, 4, 5), None, "marks-of-other-scale"),
        ((5, 4, 4, 5), "送到楼上", "marks-of-other-scale"),
        ((5, 5, 4, 5), "维修等了三天", None),
        ((5, 5, 4, 5), "师傅很好，但送货慢", None),
        ((2, 3, 2, 3), None, None),
        ((8, 9, 8, 9), "非常满意", None),
        ((9, 9, 10, 9), "没有不满意的", None),
        ((4, 9, 9, 8), "很好", None),
    ],
)
def test_marks_of_a_record_and_what_it_says(
    marks: tuple[int, int, int, int], said: str | None, code: str | None
) -> None:
    form = responses(marks, said)
    found = noticed(form, "record-says-otherwise", "marks-of-other-scale")
    assert found == ([(code, form.cell("responses.3.quality"))] if code else [])


def test_marks_on_half_of_the_scale_where_others_are_low_too() -> None:
    assert noticed(responses((5, 5, 4, 5), None, others=6), "marks-of-other-scale") == []
