"""Texts that are longer than anybody writes: answered with their cell where they are read, passed over elsewhere."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import beside, person
from tests.roster.sheets import LETTERS, LIBRARY, findings, refused, roster_of, with_cell
from tests.roster.test_supervisors import staff
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Refusal, say
from xlsappraise.roster import COLUMNS, Employee, positions, read_roster
from xlsappraise.roster.positions import MOST_OPEN, PositionRule, PositionRules
from xlsappraise.roster.supervisors import doubtful_names
from xlsappraise.schemes import Library
from xlsappraise.schemes import library as module
from xlsappraise.typed import headed, longest
from xlsappraise.typed.column import LONGEST, LONGEST_NAME
from xlsappraise.xlsx.cell import TEXT_LIMIT

NAMES = ("employee_id", "name", "supervisor", "indirect")
OTHERS = ("department", "position", "schemes", "email", "status", "level", "hired", "left")


@pytest.mark.parametrize(
    ("column", "most"), [*((name, LONGEST_NAME) for name in NAMES), *((name, LONGEST) for name in OTHERS)]
)
@pytest.mark.parametrize("length", ["one more", TEXT_LIMIT])
def test_a_text_that_is_too_long_is_answered_with_its_cell(
    tmp_path: Path, column: str, most: int, length: int | str
) -> None:
    count = most + 1 if isinstance(length, str) else length
    found = roster_of(tmp_path, person(**{column: "王" * count}), person("E002", name="李梅")).all_problems()
    [long] = [one for one in found if one.code == "cell-too-long"]
    assert (long.cell, long.found, long.expected) == (f"{LETTERS[column]}2", str(count), most)
    assert say(long, "en").endswith(f"{count} characters; at most {most} are read here. Shorten it.")
    assert say(long, "zh_CN").endswith(f"这段文字有 {count} 个字符，这里最多读 {most} 个。请缩短。")


@pytest.mark.parametrize("column", ["name", "supervisor", "indirect", "department", "position"])
def test_a_text_that_is_as_long_as_it_may_be_is_read(tmp_path: Path, column: str) -> None:
    most = LONGEST_NAME if column in NAMES else LONGEST
    assert "cell-too-long" not in [code for code, *_rest in with_cell(tmp_path, column, "王" * most)]


def test_long_remarks_in_a_column_of_ones_own_are_passed_over(tmp_path: Path) -> None:
    def remark(sheet: Any) -> None:
        sheet[beside(1)], sheet[beside(2)] = "备注", "长" * TEXT_LIMIT

    assert findings(roster_of(tmp_path, person(), change=remark)) == []


@pytest.mark.parametrize("sheet", ["岗位方案", "同级评价人"])
@pytest.mark.parametrize("column", [1, 2])
def test_the_other_sheets_of_the_list_answer_with_their_cell(tmp_path: Path, sheet: str, column: int) -> None:
    path = tmp_path / "roster.xlsx"
    headings = {"岗位方案": ("岗位", "考核方案"), "同级评价人": ("被评人工号", "评价人工号")}[sheet]
    roster_of(tmp_path, person())
    book = openpyxl.load_workbook(path)
    other = book.create_sheet(sheet)
    other.append(headings)
    other.append(["E001", "E002"])
    other.cell(2, column).value = "王" * 5_000
    book.save(path)
    found = [one for one in read_roster(path, LIBRARY).loose if one.code == "cell-too-long"]
    assert [(one.sheet, one.cell) for one in found] == [(sheet, f"{'AB'[column - 1]}2")]


def test_a_long_heading_names_no_column_and_is_cut_where_it_is_printed(tmp_path: Path) -> None:
    def head(sheet: Any) -> None:
        sheet[beside(1)] = "(" * TEXT_LIMIT
        sheet[beside(1, 2)] = "工号" + "王" * TEXT_LIMIT

    began = time.process_time()
    roster = roster_of(tmp_path, person(), change=head)
    assert time.process_time() - began < 5
    assert findings(roster) == []
    assert roster.understood is not None and [len(one) for one in roster.understood.ignored] == [60, 60]


def test_so_many_letters_of_a_heading_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    compare = headed.heading_keys
    monkeypatch.setattr(headed, "heading_keys", lambda text: (lengths.append(len(text)), compare(text))[1])
    change = {beside(1): "(" * TEXT_LIMIT, beside(1, 2): "数据" * 1_000, beside(4): "长" * 5_000}
    roster_of(tmp_path, person(), change=lambda sheet: [sheet.__setitem__(*pair) for pair in change.items()])
    assert max(lengths) == longest.HEADING


@pytest.mark.parametrize("note", ["（必填，" + "说明" * 400 + "）", "\n" + "请填写全名。" * 100])
def test_a_heading_with_long_notes_below_it_is_still_read(tmp_path: Path, note: str) -> None:
    headings = ["工号", *(f"{title}\n{note}" if title == "部门" else title for title in list(COLUMNS.values())[1:])]
    rows = [{**person(), f"部门\n{note}": "客服一部"}]
    roster = roster_of(tmp_path, *rows, headings=headings)
    assert [one.department for one in roster.employees] == ["客服一部"]


def test_headings_of_ones_own_are_compared_and_printed_for_the_first_alone(tmp_path: Path) -> None:
    def head(sheet: Any) -> None:
        for column in range(400):
            sheet[beside(1, column + 1)] = f"数据{column}"

    roster = roster_of(tmp_path, person(), change=head)
    assert findings(roster) == []
    assert roster.understood is not None
    assert (len(roster.understood.ignored), roster.understood.ignored[-1]) == (201, "…")


def test_what_stands_in_the_rows_of_headings_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longest, "HEADINGS", 300)
    assert findings(roster_of(tmp_path, person())) == []

    def head(sheet: Any) -> None:
        sheet[beside(1, 1)], sheet[beside(2, 1)] = "王" * 250, "王" * 250

    found = refused(tmp_path, person(), change=head)
    assert found.code == "roster-unreadable"
    assert "more than 300 characters in the first 23 rows" in say(found, "en")
    assert "前 23 行的字符超过 300 个" in say(found, "zh_CN")


def test_names_are_compared_letter_by_letter_up_to_a_length() -> None:
    long = staff(("王" * 30_000, "李" * 30_000), ("王" * 29_999, "李" * 29_999))
    began = time.process_time()
    assert [one.code for one in doubtful_names("a.xlsx", long)] == ["roster-supervisor-unlisted"]
    assert time.process_time() - began < 1


def test_many_names_of_one_letter_apart_are_compared_for_the_first_ones() -> None:
    people = [
        Employee(Person(f"E{n}", f"王小{chr(0x4E00 + n)}", supervisor=f"王小{chr(0x5E00 + n)}"), "正式")
        for n in range(3_000)
    ]
    began = time.process_time()
    [alike, unlisted] = doubtful_names("a.xlsx", people)
    assert time.process_time() - began < 8
    assert (alike.facts["count"], unlisted.facts["count"]) == (50, 2_950)


def rules(*patterns: str) -> PositionRules:
    return PositionRules([PositionRule(pattern, f"方案{n}", "a.xlsx") for n, pattern in enumerate(patterns)])


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("客服专员", ["方案0", "方案4"]),
        ("客服 专员", ["方案0", "方案4"]),
        ("高级客服专员", ["方案2"]),
        ("客服主管", ["方案1", "方案5"]),
        ("仓管", ["方案3"]),
        ("", []),
    ],
)
def test_a_position_has_the_rules_that_name_it_else_those_of_the_longest_pattern(
    position: str, expected: list[str]
) -> None:
    found = rules("客服专员", "客服*", "*客服*员", "*", "客服专员", "客服*")
    assert [rule.schemes for rule in found.of_position(position)] == expected


def test_positions_are_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []
    key = positions.key
    monkeypatch.setattr(positions, "key", lambda text: (folded.append(text), key(text))[1])
    found = rules(*(f"岗位{n}" for n in range(300)), "岗*")
    assert all(found.of_position(f"岗位{n}") for n in range(600))
    assert len(folded) == 301 + 600


def test_more_positions_with_a_star_than_anybody_writes_are_refused(tmp_path: Path) -> None:
    for count, code in ((MOST_OPEN, None), (MOST_OPEN + 1, "roster-unreadable")):
        path = tmp_path / "roster.xlsx"
        roster_of(tmp_path, person())
        book = openpyxl.load_workbook(path)
        other = book.create_sheet("岗位方案")
        other.append(("岗位", "考核方案"))
        for number in range(count):
            other.append((f"岗*位{number}", "furniture-callback"))
        for number in range(MOST_OPEN * 2):
            other.append((f"岗位{number}", "furniture-callback"))
        book.save(path)
        if code is None:
            assert read_roster(path, LIBRARY).all_problems() == []
            continue
        with pytest.raises(Refusal) as refusal:
            read_roster(path, LIBRARY)
        [found] = refusal.value.problems
        assert found.code == code
        assert "more than 500 positions with *; at most 500" in say(found, "en")
        assert "带 * 的岗位超过 500 个" in say(found, "zh_CN")


def test_a_scheme_is_looked_up_by_its_folded_names(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library()
    folded: list[str] = []
    fold = module.fold
    monkeypatch.setattr(module, "fold", lambda text: (folded.append(text), fold(text))[1])
    assert library.find("家具 客服回访专员") is None
    assert len(folded) == 1
    assert all(library.find(one.title) is one and library.find(one.id) is one for one in library.schemes.values())
