"""What is hard to believe beside others: far from one's own last results, and one rater's marks all alike."""

from __future__ import annotations

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import SIGNED, Bench, text_of
from tests.pipeline.months import came_back, filled, small_scheme, staff
from tests.schemes.build import criterion, section
from xlsappraise.base.problems import say
from xlsappraise.report.summarize import Summarized

CODES = ("far-from-own", "rater-all-alike")
MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10")
STEADY = (84.0, 86.0, 85.0, 83.0, 86.0, 85.0)


def told(done: Summarized) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(p.employee_id, p.code, text_of(p.found), text_of(p.expected)) for p in done.problems if p.code in CODES]


def november(bench: Bench, **marks: float) -> Summarized:
    rows = staff(*marks)
    return filled(bench, "2026-11", rows, {n: {"effort.rating": mark} for n, mark in marks.items()}).settle()


def before(bench: Bench, months: int = 6, marks: tuple[float, ...] = STEADY, **changes: object) -> Bench:
    small_scheme(bench, **changes)
    for period, mark in list(zip(MONTHS, marks, strict=True))[6 - months :]:
        came_back(bench, period, staff("E001"), {"E001": mark})
    return bench


def test_a_result_far_below_one_s_own_is_asked_about_and_changes_nothing(bench: Bench) -> None:
    done = november(before(bench), E001=50)
    assert told(done) == [("E001", "far-from-own", "50", "83–86")]
    (found,) = [p for p in done.problems if p.code == "far-from-own"]
    assert say(found, "zh_CN") == "员工E001本期 50 分，此前 6 期为 83–86 分，请问清原因。"
    data = done.as_dict()
    assert [(r["total"], r["state"]) for r in data["results"]] == [(50.0, "valid")]
    assert [(p["code"], p["employee_id"]) for p in data["plausibility"]] == [("far-from-own", "E001")]


@pytest.mark.parametrize(
    ("months", "marks", "now", "asked"),
    [
        (6, STEADY, 55.0, False),  # 84.83 − 55 is less than 30 of 100 points
        (6, STEADY, 54.0, True),
        (6, (60.0, 61.0, 60.0, 62.0, 60.0, 61.0), 92.0, True),
        (3, STEADY, 50.0, False),  # three results say nothing yet
        (4, STEADY, 50.0, True),
        (6, (60.0, 95.0, 70.0, 90.0, 65.0, 88.0), 40.0, False),  # who always goes up and down
        (6, (85.0,) * 6, 85.0, False),
    ],
)
def test_what_is_far(bench: Bench, months: int, marks: tuple[float, ...], now: float, asked: bool) -> None:
    assert [code for _n, code, *_rest in told(november(before(bench, months, marks), E001=now))] == (
        ["far-from-own"] if asked else []
    )


ITEMS = ("tone", "speed", "care", "tidiness")


def marked(
    bench: Bench, people: int, items: tuple[str, ...] = ITEMS, odd: str | None = None, **changes: object
) -> Summarized:
    """Return the results of ``marks``."""
    return marks(bench, people, items, odd, **changes).settle()


def marks(
    bench: Bench, people: int, items: tuple[str, ...] = ITEMS, odd: str | None = None, **changes: object
) -> Bench:
    """Let one rater give everybody the same marks, and one person another mark in the criterion ``odd``."""
    parts = section(*(criterion(name, 100 / len(items), [{"kind": "rating"}]) for name in items))
    small_scheme(bench, section=[parts], title="态度考核表", **changes)
    numbers = [f"E{n:03}" for n in range(1, people + 1)]
    values = {number: {f"{name}.rating": 20.0 for name in items} for number in numbers}
    if odd is not None:
        values["E002"][f"{odd}.rating"] = 19.0
    return filled(bench, "2026-11", staff(*numbers), values)


def test_the_same_marks_for_everybody_are_asked_about_with_the_rater_s_name(bench: Bench) -> None:
    done = marks(bench, 5).summarize()
    assert [code for _n, code, *_rest in told(done)] == ["rater-all-alike"]
    (found,) = [p for p in done.problems if p.code == "rater-all-alike"]
    assert say(found, "zh_CN") == "李建国给“态度考核表”的 5 人每一项都打了相同的分，请问是否逐人考核。"
    cover = CalamineWorkbook.from_path(str(done.workbook)).get_sheet_by_name("总览").to_python()
    texts = [str(text) for row in cover for text in row]
    assert [text for text in texts if text.startswith("李建国给“态度考核表”的 5 人")]


@pytest.mark.parametrize(
    ("people", "items", "odd"), [(4, ITEMS, None), (5, ITEMS[:2], None), (5, ITEMS, "care"), (6, ITEMS, "tone")]
)
def test_what_is_no_reason_to_ask(bench: Bench, people: int, items: tuple[str, ...], odd: str | None) -> None:
    assert told(marked(bench, people, items, odd)) == []


def test_a_scheme_may_leave_out_what_is_far(bench: Bench) -> None:
    assert told(november(before(bench, not_checked=["far-from-own"]), E001=50)) == []


def test_a_scheme_may_leave_out_what_is_alike(bench: Bench) -> None:
    assert told(marked(bench, 5, not_checked=["rater-all-alike"])) == []


def test_notes_that_need_nothing_are_counted_beside_their_file(bench: Bench) -> None:
    small_scheme(bench)
    there = filled(
        bench, "2026-11", staff("E001", "E002"), {"E001": {"effort.rating": "８５"}, "E002": {"effort.rating": 80}}
    )
    there.fill({"signoff.done": SIGNED, "effort.rating": "很好"}, "E002", "E002.xlsx")
    done = there.summarize()
    rows = CalamineWorkbook.from_path(str(done.workbook)).get_sheet_by_name("文件").to_python()[1:]
    assert [(row[1], row[2], row[4]) for row in rows if row[2] == "E001"] == [("采用", "E001", "提示 1 条，不用处理。")]
