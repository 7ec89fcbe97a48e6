"""Does a second run keep everything that was filled in, right or wrong, and add what is new?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.conftest import Bench, message_of, person, rewrite, text_of
from tests.facts.desk import (
    CHECKS,
    FIRST,
    INCIDENTS,
    PEOPLE,
    QUARTER_PLAN,
    SALES_PLAN,
    SETTINGS,
    Desk,
    sold,
    told,
)
from xlsappraise.base import files
from xlsappraise.base.problems import Refusal, say
from xlsappraise.roster import PLANS

DAY = datetime(2026, 11, 3)


def filled(desk: Desk) -> None:
    """Fill a bit of everything in."""
    desk.fill(PEOPLE, F4=100, H4=0.08, J4="是", E5="是")
    desk.rows(INCIDENTS, ["E001", None, DAY, "损失", None, 8, None, "备查"], ["E002", None, DAY, "迟到"])
    desk.settings(pool=500, parts_1=0.5, parts_2=0.25, parts_3=0.25, steps_1=(0, 0.02))


def issued(desk: Desk) -> None:
    """Issue everybody's forms, so that the ledger knows them."""
    desk.bench.issue(sold(), sold("E002", name="李梅"))
    desk.staff(sold(), sold("E002", name="李梅"))  # with the plans again


def refused(desk: Desk) -> list[tuple[str, str | None, str | None]]:
    """Return why nothing is written; the workbook is untouched."""
    before = desk.path.read_bytes()
    with pytest.raises(Refusal) as refusal:
        desk.write()
    assert desk.path.read_bytes() == before
    return [(p.code, p.sheet, p.cell) for p in refusal.value.problems]


def test_a_second_run_changes_nothing(desk: Desk) -> None:
    filled(desk)
    desk.write()
    before = desk.read()
    grids = [desk.grid(s) for s in (PEOPLE, INCIDENTS, SETTINGS)]
    desk.write()
    assert desk.read() == before and before.problems == ()
    assert [desk.grid(s) for s in (PEOPLE, INCIDENTS, SETTINGS)] == grids
    assert len(before.incidents) == 2 and len(before.settings) == 3


def test_new_people_and_new_columns_are_added_around_it(desk: Desk) -> None:
    filled(desk)
    before = desk.read()
    desk.plan(QUARTER_PLAN.replace('on = ["quarter"]', ""))
    desk.staff(
        person("E000", **{PLANS: "quarter-pay"}), sold("E002", name="李梅"), sold(**{PLANS: "quarter-pay,sales-pay"})
    )
    desk.write()
    assert [row[0] for row in desk.grid(PEOPLE)[1:]] == ["E000", "E002", "E001"]
    after = desk.read()
    assert after.problems == ()
    assert after.people == {"E000": {}, **before.people}
    assert (after.incidents, after.settings, after.leave) == (before.incidents, before.settings, before.leave)


@pytest.mark.parametrize(
    ("cell", "value", "code", "number_format"),
    [
        ("F4", "一万多", "not-a-number", None),
        ("F4", -5, "out-of-range", None),
        ("F4", 0.5, "facts-number-format", "0%"),
        ("F4", datetime(2026, 11, 3), "facts-number-format", "yyyy-mm-dd"),
        ("H4", 95, "out-of-range", "General"),
        ("F4", True, "not-a-number", None),
        ("E4", "也许", "not-in-list", None),
    ],
)
def test_faulty_entries_are_kept_as_they_are(
    desk: Desk, cell: str, value: Any, code: str, number_format: str | None
) -> None:
    desk.fill(PEOPLE, **{cell: value})
    if number_format:
        desk.edit(lambda book: setattr(book[PEOPLE][cell], "number_format", number_format))
    before = desk.read().problems
    done = desk.write()
    assert told(done.problems) == [(code, cell, "E001")]
    assert tuple(desk.read().problems) == before
    assert openpyxl.load_workbook(desk.path)[PEOPLE][cell].value == value


def test_faulty_rows_are_kept_as_they_are(desk: Desk) -> None:
    row = ["E009", None, datetime(2026, 12, 24), "早退", "几次", -5, "明天", "=x"]
    desk.rows(INCIDENTS, row[:7])

    def text(book: Any) -> None:
        book[INCIDENTS]["H4"].value = "=x"
        book[INCIDENTS]["H4"].data_type = "s"

    desk.edit(text)
    before = desk.read().problems
    desk.write()
    assert desk.read().problems == before and len(before) == 6
    assert [c for c in desk.grid(INCIDENTS)[1] if not str(c).startswith("=IF")] == [row[0], *row[2:]]
    assert openpyxl.load_workbook(desk.path)[INCIDENTS]["H4"].data_type == "s"


def test_people_who_have_left_stay_at_the_end(desk: Desk) -> None:
    issued(desk)
    desk.fill(PEOPLE, F5=77)
    desk.rows(INCIDENTS, ["E002", None, DAY, "迟到"])
    desk.staff(sold(), sold("E003"))
    done = desk.write()
    assert desk.grid(PEOPLE)[3][:6] == ["E002", "李梅", "客服一部", "已停用", None, 77]
    assert [(p.code, p.severity, p.sheet, p.cell, p.employee_id) for p in done.problems] == [
        ("facts-person-left", "warning", PEOPLE, "A6", "E002"),
        ("facts-person-left", "warning", INCIDENTS, "A4", "E002"),
    ]
    assert desk.read().incidents == ()
    desk.write()
    assert len(desk.grid(PEOPLE)) == 4
    desk.staff(sold("E003"), sold("E002"), sold())
    assert desk.write().problems == ()
    assert [(row[0], row[5]) for row in desk.grid(PEOPLE)[1:]] == [("E003", None), ("E002", 77), ("E001", None)]


def test_a_number_that_nobody_ever_had_stays_a_mistake(desk: Desk) -> None:
    issued(desk)
    desk.rows(PEOPLE, ["E0O9", None, None, None, None, 77], first=6)
    desk.rows(INCIDENTS, ["E0O9", None, DAY, "迟到"])
    found = [("facts-unknown-employee", "A6", "E0O9"), ("facts-unknown-employee", "A4", "E0O9")]
    for _again in range(3):
        assert told(desk.write().problems) == found
    assert desk.grid(PEOPLE)[3][:6] == ["E0O9", None, None, None, None, 77]
    desk.fill(PEOPLE, D6="已停用")  # the mark alone excuses nobody
    assert told(desk.read().problems) == found


def test_a_person_who_left_and_was_never_appraised_stays_a_mistake(desk: Desk) -> None:
    desk.fill(PEOPLE, F5=77)
    desk.staff(sold())
    for _again in range(2):
        assert told(desk.write().problems) == [("facts-unknown-employee", "A5", "E002")]
    assert desk.grid(PEOPLE)[2][:6] == ["E002", "李梅", "客服一部", "销售奖", None, 77]


def test_people_who_have_left_without_an_entry_go(desk: Desk) -> None:
    desk.staff(sold())
    desk.write()
    assert len(desk.grid(PEOPLE)) == 2


def test_a_second_row_of_a_person_is_kept_beside_the_first(desk: Desk) -> None:
    desk.fill(PEOPLE, A6="E001", F4=5, F6=6)
    done = desk.write()
    assert [(row[0], row[5]) for row in desk.grid(PEOPLE)[1:]] == [("E001", 5), ("E001", 6), ("E002", None)]
    assert told(done.problems) == [("facts-employee-twice", "A5", "E001")]


def test_rows_without_a_number_are_kept_at_the_end(desk: Desk) -> None:
    desk.fill(PEOPLE, A5=None, F5=5)
    done = desk.write()
    assert [(row[0], row[5]) for row in desk.grid(PEOPLE)[1:]] == [("E001", None), ("E002", None), (None, 5)]
    assert told(done.problems) == [("facts-number-missing", "A6", None)]


def test_columns_that_no_plan_uses_any_more_are_kept_and_marked(desk: Desk) -> None:
    desk.fill(PEOPLE, F4=100, I5=3, K3="备忘", K4="已核对")
    desk.plan(SALES_PLAN.replace('title = "回访数"', 'title = "上门次数"'))
    assert desk.write().problems == ()
    head, *rows = desk.grid(PEOPLE)
    assert head[5:] == ["销售额", "结余", "转化率", "上门次数", "全勤", "回访数（已停用）", "备忘（已停用）"]
    assert [row[5:] for row in rows] == [[100, *[None] * 5, "已核对"], [*[None] * 5, 3, None]]
    assert desk.write().problems == ()
    assert desk.grid(PEOPLE) == [head, *rows]
    desk.plan(SALES_PLAN)
    desk.write()
    assert desk.grid(PEOPLE)[2][5:] == [None, None, None, 3, None, None]
    assert str(desk.read().people["E002"]["回访数"]) == "3"


def test_a_heading_that_was_changed_is_asked_about_and_nothing_moves(desk: Desk) -> None:
    desk.fill(PEOPLE, F3="销售总额", F4=100)
    with pytest.raises(Refusal) as refusal:
        desk.write()
    (found,) = refusal.value.problems
    assert (found.code, found.sheet, text_of(found.found), text_of(found.expected)) == (
        "facts-heading-renamed",
        PEOPLE,
        "销售总额",
        "销售额",
    )
    assert "“销售总额（已停用）”" in message_of(found) and desk.grid(PEOPLE)[1][5] == 100
    desk.fill(PEOPLE, F3="销售额")
    assert desk.write().problems == () and desk.read().people["E001"] == {"销售额": 100}
    desk.fill(PEOPLE, F3="销售总额（已停用）")
    desk.write()
    assert (desk.grid(PEOPLE)[0][5], desk.grid(PEOPLE)[1][5]) == ("销售额", None)
    assert desk.grid(PEOPLE)[0][-1] == "销售总额（已停用）" and desk.grid(PEOPLE)[1][-1] == 100


def test_settings_that_no_plan_has_any_more_are_kept_and_marked(desk: Desk) -> None:
    desk.settings(pool=500, target=90)
    desk.plan(SALES_PLAN.replace('key = "target"', 'key = "aim"'))
    assert desk.write().problems == ()
    last = desk.grid(SETTINGS)[-1]
    assert (last[1], last[2], last[5], last[6]) == ("目标分", 90, "已停用", "sales-pay/target")
    assert desk.read().settings == {("sales-pay", "pool"): 500}
    desk.write()
    assert desk.grid(SETTINGS)[-1] == last
    desk.plan(SALES_PLAN)
    desk.write()
    assert desk.read().settings == {("sales-pay", "pool"): 500, ("sales-pay", "target"): 90}


def test_lists_that_no_plan_needs_any_more_are_kept(desk: Desk) -> None:
    filled(desk)
    desk.staff(person(), person("E002"))
    done = desk.write()
    assert [(p.code, p.severity, p.sheet) for p in done.problems] == [("facts-sheet-unused", "warning", INCIDENTS)]
    assert len(desk.grid(INCIDENTS)) == 3
    desk.staff(sold(), sold("E002", name="李梅"))
    desk.write()
    assert (len(desk.read().incidents), len(desk.read().settings)) == (2, 3)


def test_sorted_rows_find_their_place_again(desk: Desk) -> None:
    filled(desk)
    before = desk.read()

    def turn(book: Any) -> None:
        for sheet in (PEOPLE, SETTINGS):
            last = book[sheet].max_row
            rows = [[c.value for c in row] for row in book[sheet].iter_rows(min_row=FIRST, max_row=last)]
            for number, row in enumerate(reversed(rows), FIRST):
                for column, value in enumerate(row, 1):
                    book[sheet].cell(number, column).value = value

    desk.edit(turn)
    desk.write()
    after = desk.read()
    assert after == before and after.problems == ()
    assert [row[0] for row in desk.grid(PEOPLE)[1:]] == ["E001", "E002"]


def test_more_rows_than_were_drawn_are_kept(desk: Desk) -> None:
    desk.rows(INCIDENTS, *[["E001", None, DAY, "迟到", None, None, None, f"第 {n} 次"] for n in range(700)])
    desk.write()
    assert len(desk.read().incidents) == 700
    assert desk.write().problems == ()


def test_checks_are_kept(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(schemes="annual-de-qin-neng-ji"))
    desk.write()
    desk.rows(CHECKS, ["E001", None, DAY, 90, "抽查"])
    desk.write()
    assert desk.grid(CHECKS)[1][2:] == [DAY, 90, "抽查"]


# What cannot be carried over


def test_formulas_are_shown_as_text_and_the_former_version_is_kept(desk: Desk) -> None:
    desk.fill(PEOPLE, F4="=100+20")
    former = desk.path.read_bytes()
    done = desk.write()
    assert [(p.code, text_of(p.expected)) for p in done.problems] == [
        ("facts-set-aside", "facts (2).xlsx"),
        ("not-a-number", "a number from 0 up"),
    ]
    assert "人员 F4 =100+20" in (text_of(done.problems[0].found) or "")
    assert desk.path.with_name("facts (2).xlsx").read_bytes() == former
    cell = openpyxl.load_workbook(desk.path)[PEOPLE]["F4"]
    assert (cell.value, cell.data_type) == ("=100+20", "s")
    assert [p.code for p in desk.write().problems] == ["not-a-number"]
    assert len(list(desk.path.parent.glob("facts*.xlsx"))) == 2


def own_sheet(book: Any) -> None:
    book.create_sheet("草稿")["A1"] = 5


def comment(book: Any) -> None:
    book[PEOPLE]["F4"].comment = Comment("待确认", "HR")


def stray(book: Any) -> None:
    book[PEOPLE]["P5"] = "旁注"


@pytest.mark.parametrize(("change", "named"), [(own_sheet, "草稿"), (comment, "待确认"), (stray, "人员 P5")])
def test_what_is_not_ours_stays_in_the_former_version(desk: Desk, change: Any, named: str) -> None:
    desk.edit(change)
    (found,) = desk.write().problems
    assert (found.code, found.severity) == ("facts-set-aside", "warning") and named in (text_of(found.found) or "")
    assert desk.path.with_name("facts (2).xlsx").exists()
    assert desk.write().problems == ()


def test_much_that_is_not_ours_is_named_in_part(desk: Desk) -> None:
    desk.fill(PEOPLE, **{f"P{row}": row for row in range(4, 14)})
    (found,) = desk.write().problems
    assert (text_of(found.found) or "").endswith("人员 P8, …")


# Nothing is overwritten


def test_a_workbook_that_cannot_be_read_is_not_overwritten(desk: Desk) -> None:
    desk.path.write_bytes(b"not a workbook")
    assert refused(desk) == [("facts-unreadable", None, None)]


def test_a_damaged_sheet_is_not_overwritten(desk: Desk) -> None:
    rewrite(desk.path, {"xl/worksheets/sheet1.xml": lambda data: data[:-30]})
    assert refused(desk) == [("facts-unreadable", None, None)]


@pytest.mark.parametrize("sheet", [PEOPLE, INCIDENTS, SETTINGS])
def test_a_sheet_under_another_name_is_not_lost(desk: Desk, sheet: str) -> None:
    filled(desk)
    desk.edit(lambda book: setattr(book[sheet], "title", "改名"))
    assert refused(desk) == [("facts-sheet-gone", sheet, None)]


def test_without_the_sheet_of_people_nothing_is_written(desk: Desk) -> None:
    desk.edit(lambda book: book.remove(book[PEOPLE]))
    assert refused(desk) == [("facts-sheet-gone", PEOPLE, None)]


def test_another_sheet_that_was_deleted_is_made_again(desk: Desk) -> None:
    desk.edit(lambda book: book.remove(book[INCIDENTS]))
    found = desk.write().problems
    assert [(p.code, p.severity, p.sheet) for p in found] == [("facts-sheet-added", "note", INCIDENTS)]
    assert [say(p, "zh_CN") for p in found] == [
        "2026-11/facts.xlsx：现在需要“事件”表，已经加上，请填写。以前填过、后来删掉的，可以从文件的备份里取回各行。"
    ]
    assert INCIDENTS in openpyxl.load_workbook(desk.path).sheetnames


@pytest.mark.parametrize(
    ("sheet", "cells", "code", "cell"),
    [
        (PEOPLE, {"A3": "编号"}, "facts-heading-missing", "3:3"),
        (INCIDENTS, {"A3": None}, "facts-heading-missing", "3:3"),
        (SETTINGS, {"B3": None, "G3": None}, "facts-heading-missing", "3:3"),
        (PEOPLE, {"M3": "工号"}, "facts-heading-twice", "M3"),
        (INCIDENTS, {"H3": "日期"}, "facts-heading-twice", "H3"),
    ],
)
def test_rows_that_cannot_be_told_apart_are_not_overwritten(
    desk: Desk, sheet: str, cells: dict[str, Any], code: str, cell: str
) -> None:
    filled(desk)
    desk.fill(sheet, **cells)
    assert refused(desk) == [(code, sheet, cell)]


def test_a_workbook_that_is_open_in_excel_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(desk)
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == desk.path:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", locked)
        assert refused(desk) == [("file-not-writable", None, None)]
        desk.edit(own_sheet)
        assert refused(desk) == [("file-not-writable", None, None)]
    assert [p.name for p in desk.path.parent.iterdir()] == ["facts.xlsx"]
    assert files.beside(desk.path).name == "facts (2).xlsx"


def test_long_texts_are_kept_whole_in_rows_high_enough(desk: Desk) -> None:
    desk.rows(INCIDENTS, ["E001", None, DAY, "迟到", None, None, None, "说" * 60], ["E001", None, DAY, "说" * 5000])
    desk.write()
    sheet = openpyxl.load_workbook(desk.path)[INCIDENTS]
    assert (sheet["H4"].value, sheet["D5"].value) == ("说" * 60, "说" * 5000)
    assert 50 < sheet.row_dimensions[4].height < 100 and sheet.row_dimensions[5].height > 399


def test_own_columns_of_every_sheet_are_kept(desk: Desk) -> None:
    desk.fill(INCIDENTS, A4="E001", C4=DAY, D4="迟到", I3="经办人", I4="老王")
    desk.fill(SETTINGS, H3="批准人", H4="老李", C4=5)
    before = desk.read()
    assert [(p.code, p.sheet, p.cell) for p in before.problems] == [("facts-unknown-heading", INCIDENTS, "I3")]
    assert desk.write().problems == ()
    assert [desk.grid(INCIDENTS)[n][8] for n in (0, 1)] == ["经办人（已停用）", "老王"]
    assert [desk.grid(SETTINGS)[n][7] for n in (0, 1)] == ["批准人（已停用）", "老李"]
    assert desk.read().settings == before.settings and len(desk.read().incidents) == 1
