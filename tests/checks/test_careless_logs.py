"""Records of a log that were entered again in other words or say that they are open; periods of another month."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_plausibility import DONE, asks_in_both_languages, told, worked
from tests.conftest import text_of
from tests.shipped import LIBRARY
from xlsappraise.base.i18n import words, written
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY

REVIEWS, ISSUES, VISITS, CALLBACKS = "bad-review-log", "after-sales-issue-log", "installation-follow-up", "callback-qa"
REVIEW = {
    "posted": "2026-11-24", "account": "山高水长7", "phone": "13512345678", "item": "落地扇", "severity": "一般",
    "review": "摇头的时候咔咔响，风也比实体店的小", "status": "按时办结", "progress": "留言致歉，教他拧紧底座，接受",
}  # fmt: skip


def logged(scheme: str, table: str, *records: dict[str, Any]) -> Fabricated:
    values = {f"{table}.{row}.{k}": v for row, record in enumerate(records, 1) for k, v in record.items()}
    known = {slot.id for slot in Fabricated.of(scheme, {}).slots}
    return Fabricated.of(scheme, {**{k: v for k, v in DONE.items() if k in known}, **values})


def notes(form: Fabricated, code: str) -> list[tuple[str | None, str | None]]:
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)
    return [(cell, found) for of, cell, found, _expected in told(form) if of == code]


# --- the same record in other words


@pytest.mark.parametrize(
    "again",
    [
        {"review": "摇头咔咔响，风小"},
        {"progress": None},
        {"review": "摇头时咔咔响，风比实体店小", "progress": "已留言，教客户拧紧底座"},
        {"phone": "135 1234 5678", "review": "摇头咔咔响"},
    ],
)
def test_a_record_that_is_there_again_in_other_words(again: dict[str, Any]) -> None:
    other = {**REVIEW, "account": "别人", "phone": "13598765432"}
    form = logged(REVIEWS, "reviews", REVIEW, other, {**REVIEW, **again})
    assert notes(form, "row-twice") == [(form.cell("reviews.3.account"), "山高水长7")]
    (note,) = (n for n in findings(form, PLAUSIBILITY) if n.code == "row-twice")
    labels = {c.id: c.label for c in LIBRARY[REVIEWS].tables[0].columns}
    assert dict(note.facts)["where"] == tuple(labels[name] for name in ("posted", "account", "phone", "item"))
    assert dict(note.facts)["rows"] == ("1", "3")


@pytest.mark.parametrize(
    "again",
    [
        {"review": "遥控器没有电池", "progress": "补寄电池"},
        {"posted": "2026-11-25", "review": "摇头咔咔响，风小"},
        {"item": "台扇", "review": "摇头咔咔响，风小"},
        {"account": "水长山高", "review": "摇头咔咔响，风小"},
        {"severity": "轻微", "review": "摇头咔咔响，风小"},
    ],
)
def test_another_record_of_the_same_customer(again: dict[str, Any]) -> None:
    assert notes(logged(REVIEWS, "reviews", REVIEW, {**REVIEW, **again}), "row-twice") == []


@pytest.mark.parametrize("again", ["右门板一扇", "趟门两扇", "抽屉面板"])
def test_two_parts_that_one_contract_lacks(again: str) -> None:
    part = {
        "contract": "HT2611-9",
        "customer": "周小姐",
        "ordered": "是",
        "ordered_on": "2026-11-10",
        "detail": "左门板一扇",
    }
    form = logged(VISITS, "left_overs", part, {**part, "detail": again})
    assert notes(form, "row-twice") == []


def test_two_customers_of_a_day_are_known_by_too_little() -> None:
    row = {"reported": "2026-11-05", "order": "A1", "kind": "质量问题", "detail": "门板有一道划伤", "solved": "是"}
    assert notes(logged(ISSUES, "issues", row, {**row, "detail": "门板划伤"}), "row-twice") == []


# --- settled, and not settled


def issue(
    remedy: str | None, solved: str = "是", **others: Any
) -> tuple[Fabricated, list[tuple[str | None, str | None]]]:
    row = {"reported": "2026-11-05", "order": "A1", "kind": "质量问题", "detail": "门板划伤", "solved": solved}
    form = logged(ISSUES, "issues", {**row, "remedy": remedy, **others})
    return form, notes(form, "record-says-otherwise")


@pytest.mark.parametrize(
    ("remedy", "says"),
    [
        ("已报工厂，工厂尚未回话", "尚未回话"),
        ("换货申请已交，等客户答复", "等客户答复"),
        ("催了两次，还没补到", "还没补到"),
        ("问题尚未解决，已转交供应商", "尚未解决"),
        ("门板待补发", "待补发"),
        ("下周继续催", "下周继续催"),
        ("协商未果", "未果"),
        ("快递处理中", "处理中"),
    ],
)
def test_a_settled_record_that_says_that_it_is_open(remedy: str, says: str) -> None:
    form, found = issue(remedy)
    assert found == [(form.cell("issues.1.solved"), "是")]
    (note,) = (n for n in findings(form, PLAUSIBILITY) if n.code == "record-says-otherwise")
    assert text_of(note.expected) == says


@pytest.mark.parametrize(
    "remedy",
    [
        None, "换新，8 日签收", "6 日还没到货，9 日送到，客户签收", "等客户答复，7 日客户接受", "接待后当天换货",
        "尚未发出，改发顺丰，已送达", "期待下次光临，送优惠券", "接待客户两次，换新", "不再等客户答复",
    ],
)  # fmt: skip
def test_a_settled_record_that_was_open_before(remedy: str | None) -> None:
    assert issue(remedy)[1] == []


def test_what_the_customer_said_and_a_record_that_is_open() -> None:
    assert issue("催快递，补发一件", detail="东西还没收到，等客服答复")[1] == []
    assert issue("还没补到", solved="否")[1] == []


def test_a_status_that_says_settled() -> None:
    form = logged(REVIEWS, "reviews", {**REVIEW, "progress": "留言两次，等客户回复"})
    assert notes(form, "record-says-otherwise") == [(form.cell("reviews.1.status"), "按时办结")]
    for status in ("待客户答复", "超时未办结"):
        form = logged(REVIEWS, "reviews", {**REVIEW, "status": status, "progress": "留言两次，等客户回复"})
        assert notes(form, "record-says-otherwise") == []


# --- when the figures were collected


@pytest.mark.parametrize(
    "said", ["10 月 9 日至 10 月 30 日，电话", "2025 年 11 月", "十月：10 月上旬", "2026年9月3日–28日"]
)
def test_figures_of_another_month(said: str) -> None:
    form = worked(CALLBACKS, field__collected=said)
    assert notes(form, "date-far-from-period") == [(form.cell("field.collected"), said)]


@pytest.mark.parametrize(
    "said",
    [
        "11 月 4 日至 26 日",
        "10 月 28 日至 11 月 25 日",
        "2026 年 11 月",
        "12 月 2 日",
        "每个工作日",
        "9:00—17:00",
        None,
    ],
)
def test_figures_of_the_month_and_of_the_days_after_it(said: str | None) -> None:
    assert notes(worked(CALLBACKS, field__collected=said), "date-far-from-period") == []


def test_a_plan_may_name_any_month() -> None:
    form = worked(CALLBACKS, field__plan="由李强负责，12 月 15 日前", field__problems="10 月 8 日起的改期")
    assert notes(form, "date-far-from-period") == []


def test_a_year_s_beginning_knows_the_months_before_it() -> None:
    values = worked(CALLBACKS, field__collected="12 月 5 日至 28 日").values
    form = Fabricated.of(CALLBACKS, values, period="2027-01")
    assert ("date-far-from-period", form.cell("field.collected")) in [note[:2] for note in told(form)]


# --- whose marks they are


def test_marks_of_one_of_two_raters_are_named() -> None:
    scheme = LIBRARY["warehouse-service-monthly"]
    second = scheme.scoring_raters[1]
    levels = {
        f"{c.id}__{r.id}@{second.id}": r.levels[0].label for c in scheme.criteria for r in c.rules if r.kind == "levels"
    }
    form = worked(scheme.id, **levels)
    found = [n for n in findings(form, PLAUSIBILITY) if n.code == "same-mark"]
    assert [written(dict(n.facts)["marks"], words("en")) for n in found][-1] == (
        f"all {len(levels)} marks of “{second.title}”"
    )
