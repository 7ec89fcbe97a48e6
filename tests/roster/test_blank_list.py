"""The blank list: each column says what goes into it, dates are checked, and it prints one page wide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xlsappraise.base.i18n import words
from xlsappraise.roster.blank import headings_in
from xlsappraise.schemes import Library
from xlsappraise.store.start import write_roster_form

LAST = 2001


@pytest.fixture(params=["zh_CN", "en"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Any]:
    path = tmp_path / "roster.xlsx"
    write_roster_form(path, Library(), language=request.param)
    return request.param, openpyxl.load_workbook(path)


def rules(sheet: Any) -> dict[str, Any]:
    """Return the data validations by heading."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        assert (area.min_row, area.max_row) == (2, LAST)
        found[sheet.cell(1, area.min_col).value] = rule
    return found


def test_each_column_has_a_prompt_in_the_language_of_the_list(blank: tuple[str, Any]) -> None:
    language, book = blank
    columns = headings_in(language).offered
    found = rules(book.worksheets[0])
    assert [found[words(language)(c.title)].prompt for c in columns] == [words(language)(c.help) for c in columns]
    assert all(rule.prompt and len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in found.values())
    assert all(rule.showInputMessage for rule in found.values())


def test_dates_are_checked_where_they_are_typed(blank: tuple[str, Any]) -> None:
    language, book = blank
    found = rules(book.worksheets[0])
    dates = [words(language)(c.title) for c in headings_in(language).offered if c.kind == "date"]
    assert len(dates) == 3
    for title in dates:
        rule = found[title]
        assert (rule.type, rule.operator, rule.showErrorMessage, rule.errorStyle) == ("date", None, True, None)
        assert (rule.formula1, rule.formula2) == ("10959", "73050")  # 1930 to 2099
        assert "2026-11-30" in rule.error


def test_every_sheet_prints_one_page_wide(blank: tuple[str, Any]) -> None:
    _language, book = blank
    for sheet in book.worksheets:
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((None, 0), (1, 0))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
