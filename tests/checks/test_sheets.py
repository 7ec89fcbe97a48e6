"""The scorecard once, under its name, with its hidden companion; the rest of the workbook does not matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.checks.forms import everything, filled, result, sheet_name
from tests.conftest import Bench, text_of

Change = Callable[[Any], None]


def spoil_book(bench: Bench, change: Change) -> None:
    """Fill the worked example in and change the whole workbook."""
    bench.edit(filled(bench), lambda sheet: change(sheet.parent))


def test_a_copied_scorecard_is_refused_with_both_names(one: Bench) -> None:
    def copy(book: Any) -> None:
        book.copy_worksheet(book.worksheets[0]).title = "备份"

    spoil_book(one, copy)
    (found,) = [p for p in one.problems() if p.severity == "error"]
    assert (found.code, text_of(found.found)) == ("sheet-duplicated", f"{sheet_name(one)}, 备份")
    assert (result(one)["state"], result(one)["total"]) == ("invalid", None)


def test_a_renamed_scorecard_warns_and_is_used(one: Bench) -> None:
    expected = sheet_name(one)

    def rename(book: Any) -> None:
        book.worksheets[0].title = "11月"

    spoil_book(one, rename)
    (found,) = one.problems()
    assert (found.severity, found.code, found.sheet, text_of(found.found), text_of(found.expected)) == (
        "warning", "sheet-renamed", "11月", "11月", expected,
    )  # fmt: skip
    assert result(one)["total"] == 76.0


def test_a_deleted_hidden_sheet_warns_and_the_form_is_still_known(one: Bench) -> None:
    def delete(book: Any) -> None:
        del book["_xlsappraise"]

    spoil_book(one, delete)
    assert everything(one) == [("warning", "hidden-sheet-missing", None)]
    assert result(one)["total"] == 76.0


def test_a_deleted_scorecard_is_an_error(one: Bench) -> None:
    def delete(book: Any) -> None:
        del book[book.worksheets[0].title]

    spoil_book(one, delete)
    assert [p.code for p in one.problems()] == ["sheet-missing"]
    assert one.problems()[0].employee_id == "E001"
    assert result(one)["state"] == "invalid"


def test_deleted_instructions_are_no_matter(one: Bench) -> None:
    def delete(book: Any) -> None:
        del book[book.worksheets[1].title]

    spoil_book(one, delete)
    assert everything(one) == []


def test_the_sheets_in_another_order_are_no_matter(one: Bench) -> None:
    def turn(book: Any) -> None:
        book._sheets.reverse()

    spoil_book(one, turn)
    assert everything(one) == []
    assert result(one)["total"] == 76.0


def test_a_scorecard_moved_to_a_new_workbook_is_still_known(one: Bench) -> None:
    def strip(book: Any) -> None:
        del book["_xlsappraise"]
        book.properties.subject = None
        book.custom_doc_props.props.clear()
        book.security = None

    spoil_book(one, strip)
    assert [p.code for p in one.problems()] == ["hidden-sheet-missing"]
    assert result(one)["total"] == 76.0


def test_an_added_sheet_is_listed_so_that_nothing_is_lost(one: Bench) -> None:
    def add(book: Any) -> None:
        book.create_sheet("补充说明")["A1"] = "另见"

    spoil_book(one, add)
    found = one.problems()
    assert [p.severity for p in found] == ["warning"]
    assert found[0].sheet == "补充说明" or text_of(found[0].found) == "补充说明"
    assert result(one)["state"] == "valid"
