"""Counts that their remark tells otherwise: days in a list, points for a count, a digit typed twice."""

from __future__ import annotations

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_plausibility import asks_in_both_languages, told, worked
from tests.shipped import LIBRARY
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY

FURNITURE, VIRTUE, FINES, ZONES = "furniture-callback", "de-qin-neng-ji", "conduct-fines", "property-supervisor-fees"
Found = list[tuple[str, str | None, str | None, str | None]]


def counted(scheme: str, name: str, count: float, remark: str) -> tuple[Fabricated, Found]:
    """Return a form with one count of a criterion, blanks beside it and a remark, and what is asked about it."""
    criterion = name.partition(".")[0]
    others = {
        f"{c.id}.{item}": None for c in LIBRARY[scheme].criteria for r in c.rules for item in r.happened()
        if c.id == criterion
    }  # fmt: skip
    values = {**others, name: count, f"{criterion}.remark": remark}
    form = worked(scheme, **{key.replace(".", "__"): value for key, value in values.items()})
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)
    return form, [note for note in told(form) if note[0] in ("remark-counts-otherwise", "count-is-points")]


@pytest.mark.parametrize(
    ("count", "remark", "times"),
    [
        (4, "11 月 6 日、19 日两次日报没有交", "2"),
        (4, "11 月 6 日、19 日没有交日报", "2"),
        (4, "6、19 日没有交日报", "2"),
        (1, "11 月 6 日、19 日没有交日报", "2"),
        (2, "3 日、8 日、20 日迟到", "3"),
        (4, "迟到、早退 3 次", "3"),
        (3, "十二次未交", "12"),
    ],
)
def test_days_of_a_list_are_as_many_times(count: int, remark: str, times: str) -> None:
    form, notes = counted(FURNITURE, "discipline.late", count, remark)
    assert notes == [("remark-counts-otherwise", form.cell("discipline.remark"), times, str(count))]


@pytest.mark.parametrize(
    ("count", "remark"),
    [
        (2, "11 月 6 日、19 日没有交日报"),
        (2, "11 月 6 日、19 日两次日报没有交"),
        (3, "11 月 6 日 2 次、19 日 1 次没有交"),
        (3, "11 月 6 日 2 次、19 日没有交"),
        (3, "11 月 6 日、9 日、20 日迟到，2 次超过 10 分钟"),
        (4, "11 月 6 日、19 日各 2 次"),
        (1, "11 月 6 日、7 日旷工"),
        (3, "11 月 6 日、19 日漏填三单"),
        (3, "11 月 6 日、19 日漏填 3 单"),
        (3, "11 月 6 日至 8 日、19 日没有交"),
        (1, "11 月 6 日、19 日迟到，19 日因暴雨不计"),
    ],
)
def test_days_of_a_list_that_agree_or_may_be_something_else(count: int, remark: str) -> None:
    assert counted(FURNITURE, "discipline.late", count, remark)[1] == []


@pytest.mark.parametrize(
    ("count", "remark"),
    [(6, "6 日、19 日两次没有交，扣 6 分"), (6, "扣了6分"), (9, "三处漏记，扣 9 分"), (3, "漏记一次，扣 3 分")],
)
def test_points_entered_for_the_count(count: int, remark: str) -> None:
    name = next(
        f"{c.id}.{item}" for c in LIBRARY[FURNITURE].criteria for r in c.rules for item, cost in r.costs_each().items()
        if cost == 3
    )  # fmt: skip
    form, notes = counted(FURNITURE, name, count, remark)
    assert notes == [("count-is-points", form.cell(name), str(count), None)]


@pytest.mark.parametrize(
    ("count", "remark"),
    [
        (2, "两次没有交，扣 6 分"),
        (3, "每次扣 3 分"),
        (3, "漏记，各扣 3 分"),
        (6, "6 次没有交，扣 6 分"),
        (3, "扣 3 分"),
    ],
)
def test_points_that_the_count_gives(count: int, remark: str) -> None:
    name = next(
        f"{c.id}.{item}" for c in LIBRARY[FURNITURE].criteria for r in c.rules for item, cost in r.costs_each().items()
        if cost == 3
    )  # fmt: skip
    assert [note for note in counted(FURNITURE, name, count, remark)[1] if note[0] == "count-is-points"] == []


def test_a_count_of_lapses_that_cost_one_point_is_its_points() -> None:
    assert counted(VIRTUE, "ethics.finding", 2, "11 月 6 日起两次，扣 2 分")[1] == []


@pytest.mark.parametrize(
    ("count", "remark", "times"),
    [
        (11, "5 日胸牌歪斜一次；19 日没有淡妆一次", "2"),
        (22, "两次未戴胸牌，均当场纠正", "2"),
        (11, "共 1 次", "1"),
        (33, "11 月 3 日 2 次，9 日 1 次", "3"),
    ],
)
def test_a_digit_typed_twice(count: int, remark: str, times: str) -> None:
    name = next(f"{c.id}.{item}" for c in LIBRARY[FINES].criteria for r in c.rules for item in r.happened())
    form, notes = counted(FINES, name, count, remark)
    cell = form.cell(f"{name.partition('.')[0]}.remark")
    assert notes == [("remark-counts-otherwise", cell, times, str(count))]


@pytest.mark.parametrize(
    ("count", "remark"),
    [
        (11, "上旬 5 次，下旬 6 次"), (11, "每周各 3 次左右"), (12, "5 日一次；19 日一次"), (2, "5 日一次；19 日一次"),
        (11, "11 单，其中 2 次当场纠正"), (11, "见值班记录"),
    ],
)  # fmt: skip
def test_a_count_of_two_equal_digits_that_the_remark_bears_out(count: int, remark: str) -> None:
    name = next(f"{c.id}.{item}" for c in LIBRARY[FINES].criteria for r in c.rules for item in r.happened())
    assert counted(FINES, name, count, remark)[1] == []


def test_additions_may_be_many() -> None:
    form, notes = counted("composite-bonus-pool", "additions.stand_in", 11, "上旬顶班 1 次，下旬顶班 2 次")
    assert notes == []
    assert form.cell("additions.stand_in")


@pytest.mark.parametrize(
    "remark", ["第二周只做 2 次", "仅 2 次", "11 月第二周完成 2 次", "只做了两次", "这周做了 2 次"]
)
def test_what_was_done_is_not_what_failed(remark: str) -> None:
    assert counted(ZONES, "greening.missing_check", 1, remark)[1] == []


@pytest.mark.parametrize("remark", ["没有做 2 次", "漏做 2 次", "2 次没有记录"])
def test_what_failed_is_compared(remark: str) -> None:
    form, notes = counted(ZONES, "greening.missing_check", 1, remark)
    assert notes == [("remark-counts-otherwise", form.cell("greening.remark"), "2", "1")]
