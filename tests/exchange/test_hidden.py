"""A scheme's workbook shows what the scheme uses; the rest is hidden, and is read when it is filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.shipped import LIBRARY, SCHEMES
from xlsappraise.schemebook.reader import read_scheme_book
from xlsappraise.schemebook.writer import write_scheme_book

CALLBACK = "furniture-callback"


def written(scheme: str, folder: Path) -> tuple[Path, Any]:
    path = folder / "方案.xlsx"
    write_scheme_book(LIBRARY[scheme], path)
    return path, openpyxl.load_workbook(path)


@pytest.mark.parametrize("scheme", [CALLBACK, "installation-follow-up", "marketing-quarterly-assistant"])
def test_no_visible_sheet_is_empty_and_no_visible_column_of_parts(scheme: str, tmp_path: Path) -> None:
    _path, book = written(scheme, tmp_path)
    pairs = {"使用说明", "设置", "奖惩", "计分方式一览"}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        assert sheet.max_row > 1, sheet.title
        hidden = {
            number
            for dimension in sheet.column_dimensions.values()
            if dimension.hidden
            for number in range(dimension.min, dimension.max + 1)
        }
        for column in sheet.iter_cols(min_row=2):
            number = column[0].column
            if sheet.title not in pairs and number not in hidden and sheet.cell(1, number).value:
                assert any(cell.value is not None for cell in column), (sheet.title, sheet.cell(1, number).value)


def test_what_is_not_used_is_there_and_hidden(tmp_path: Path) -> None:
    _path, book = written(CALLBACK, tmp_path)
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert {title for title, state in states.items() if state == "hidden"} == {
        "补充栏目", "记录表", "岗位版本", "汇总组成",
    }  # fmt: skip


def test_a_hidden_sheet_that_is_filled_in_counts(tmp_path: Path) -> None:
    path, book = written(CALLBACK, tmp_path)
    sheet = book["补充栏目"]
    titles = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, titles["编号"], "follow_up")
    sheet.cell(2, titles["表上的文字"], "跟进情况")
    sheet.sheet_state = "visible"
    book.save(path)
    assert [(field.id, field.label) for field in read_scheme_book(path).fields] == [("follow_up", "跟进情况")]


@pytest.mark.parametrize("scheme", SCHEMES[::6])
def test_a_scheme_without_its_hidden_sheets_is_the_same(scheme: str, tmp_path: Path) -> None:
    path, book = written(scheme, tmp_path)
    for sheet in [sheet for sheet in book.worksheets if sheet.sheet_state == "hidden"]:
        book.remove(sheet)
    book.save(path)
    assert read_scheme_book(path) == LIBRARY[scheme]
