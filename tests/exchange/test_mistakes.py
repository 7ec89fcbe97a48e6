"""Every mistake in a scheme's workbook is named with its sheet and cell, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import message_of
from tests.exchange.books import Book, cell, findings, problems, read_changed, trial, write
from xlsappraise.base.problems import CATALOGUE, Refusal
from xlsappraise.schemebook import read_scheme_book

CRITERIA = "Sections and criteria"


def setting(book: Book, name: str) -> Any:
    return cell(book, "Settings", name, column="Given value")


def criteria(book: Book, address: str, value: Any) -> None:
    book[CRITERIA][address] = value


def rule(book: Book, address: str, value: Any) -> None:
    book["Rules"][address] = value


# The rules: row 2 the rating of effort; 3 and 4 the levels of care; 5 to 7 the checklist of order.
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda b: criteria(b, "G2", "abc"), ("scheme-book-not-a-number", CRITERIA, "G2", "abc", None)),
        (lambda b: criteria(b, "G2", "30分"), ("scheme-book-not-a-number", CRITERIA, "G2", "30分", None)),
        (lambda b: criteria(b, "G2", None), ("scheme-book-blank", CRITERIA, "G2", None, None)),
        (lambda b: criteria(b, "G2", -1), ("scheme-book-bad-value", CRITERIA, "G2", "-1", "at least 0")),
        (lambda b: criteria(b, "G2", "=15*2"), ("scheme-book-formula", CRITERIA, "G2", "=15*2", None)),
        (lambda b: criteria(b, "G2", "#N/A"), ("scheme-book-error-value", CRITERIA, "G2", "#N/A", None)),
        (lambda b: criteria(b, "C2", "maybe"), ("scheme-book-not-in-list", CRITERIA, "C2", "maybe", "yes, no")),
        (lambda b: criteria(b, "A2", None), ("scheme-book-blank", CRITERIA, "A2", None, None)),
        (lambda b: criteria(b, "D3", "effort"), ("scheme-book-fault", CRITERIA, "D3", None, None)),
        (lambda b: criteria(b, "E3", "项目effort"), ("scheme-book-fault", CRITERIA, "E3", None, None)),
        (lambda b: criteria(b, "D1", "Criterion idd"),
         ("scheme-book-unknown-heading", CRITERIA, "D1", "Criterion idd", "Criterion id")),
        (lambda b: criteria(b, "F1", "Points"), ("scheme-book-duplicate-heading", CRITERIA, "G1", "Points", None)),
        (lambda b: criteria(b, "Z9", "note"), ("scheme-book-no-column", CRITERIA, "Z9", "note", None)),
        (lambda b: rule(b, "C2", "ratting"), ("scheme-book-unknown-kind", "Rules", "C2", "ratting", "rating")),
        (lambda b: rule(b, "A2", "efort"), ("scheme-book-unknown-criterion", "Rules", "A2", "efort", "effort")),
        (lambda b: rule(b, "A2", None), ("scheme-book-blank", "Rules", "A2", None, None)),
        (lambda b: rule(b, "C2", None), ("scheme-book-none", "Rules", "C2", None, "Rules")),
        (lambda b: rule(b, "D3", "Levvel"), ("scheme-book-unknown-name", "Rules", "D3", "Levvel", None)),
        (lambda b: rule(b, "E3", 5),
         ("scheme-book-wrong-column", "Rules", "E3", None, None)),
        (lambda b: rule(b, "D6", None), ("scheme-book-blank", "Rules", "D6", None, None)),
        (lambda b: rule(b, "E7", "fulll"),
         ("scheme-book-not-in-list", "Rules", "E7", "fulll", "all points, no points, left out")),
        (lambda b: b["Rules"].delete_rows(4), ("scheme-book-bad-value", "Rules", "D3", "1", "at least 2 entries")),
        (lambda b: setattr(setting(b, "Scheme id"), "value", None),
         ("scheme-book-blank", "Settings", "B2", None, None)),
        (lambda b: setattr(setting(b, "Scheme id"), "value", "Mine!"),
         ("scheme-book-bad-value", "Settings", "B2", "Mine!",
          "lower-case letters, digits and underscores (hyphens in scheme ids), a letter first")),
        (lambda b: setattr(setting(b, "Period"), "value", "decade"),
         ("scheme-book-not-in-list", "Settings", "B5", "decade", "week, month, quarter, year")),
        (lambda b: b["Settings"].__setitem__("A5", "Periodd"),
         ("scheme-book-unknown-name", "Settings", "A5", "Periodd", "Period")),
        (lambda b: b["Settings"].__setitem__("A5", "Role"), ("scheme-book-twice", "Settings", "A5", "Role", None)),
        (lambda b: b["Settings"].delete_rows(5), ("scheme-book-missing", "Settings", "A1", None, "Period")),
        (lambda b: setattr(setting(b, "Full points"), "value", 90),
         ("scheme-book-fault", "Settings", "B10", None, None)),
        (lambda b: b["Raters"].__setitem__("C2", 0.5), ("scheme-book-fault", "Raters", "A1", None, None)),
        (lambda b: b["Raters"].__setitem__("E2", 2.5), ("scheme-book-not-whole", "Raters", "E2", "2.5", None)),
        (lambda b: b["Raters"].delete_rows(2), ("scheme-book-none", "Raters", "A1", None, "Raters")),
        (lambda b: b["Raters"].delete_rows(1, 5),
         ("scheme-book-no-headings", "Raters", "A1", None, "Rater id, Rater, Weight, Several people, Fewest people")),
        (lambda b: b["Grade bounds"].__setitem__("B3", 95), ("scheme-book-fault", "Grade bounds", "B3", None, None)),
        (lambda b: b["Variants"].__setitem__("D2", "effort"), ("scheme-book-blank", "Variants", "A2", None, None)),
        (lambda b: setattr(b["Raters"], "title", "Ratters"),
         ("scheme-book-unknown-sheet", "Ratters", "A1", "Ratters", "Raters")),
        (lambda b: b.remove(b["Rules"]), ("scheme-book-no-sheet", None, None, None, "Rules")),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_cell(change: Any, expected: tuple[str | None, ...], tmp_path: Path) -> None:
    found = findings(tmp_path, change)
    close = [f for f in found if f[:3] == expected[:3]]
    assert close, found
    code, _sheet, _cell, *facts = close[0]
    for fact, wanted in zip(facts, expected[3:], strict=True):
        assert wanted is None or fact == wanted, found
    told = next(message_of(p) for p in problems(tmp_path, change) if p.code == code and p.cell == expected[2])
    assert "{" not in told and "None" not in told


def test_a_date_that_excel_made_of_a_text_is_told(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        book["Settings"]["B4"] = 46000
        book["Settings"]["B4"].number_format = "yyyy-mm-dd"

    assert ("scheme-book-date", "Settings", "B4") in [f[:3] for f in findings(tmp_path, change)]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        criteria(book, "G2", "abc")
        criteria(book, "G3", None)
        rule(book, "C2", "ratting")
        setting(book, "Period").value = "decade"

    assert {(f[0], f[2]) for f in findings(tmp_path, change)} == {
        ("scheme-book-not-a-number", "G2"), ("scheme-book-blank", "G3"),
        ("scheme-book-unknown-kind", "C2"), ("scheme-book-not-in-list", "B5"),
    }  # fmt: skip


def test_a_criterion_without_an_id_is_told_once_there(tmp_path: Path) -> None:
    found = findings(tmp_path, lambda b: criteria(b, "D2", None))
    assert [f[:3] for f in found] == [
        ("scheme-book-unknown-criterion", "Rules", "A2"), ("scheme-book-blank", CRITERIA, "D2"),
    ]  # fmt: skip


def test_a_missing_needed_parameter_is_told_at_its_rule(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        for row in book["Rules"].iter_rows(min_row=5):
            if row[3].value == "When nothing applies":
                book["Rules"].delete_rows(row[3].row)
                return

    ((code, sheet, place, _found, expected),) = findings(tmp_path, change)
    assert (code, sheet, place, expected) == ("scheme-book-missing", "Rules", "C5", "When nothing applies")


def test_headings_may_be_in_any_language_or_the_files_own_names(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        book["Settings"]["A2"] = "id"
        book["Rules"]["C3"] = "LEVELS"

    assert read_changed(tmp_path, change).canonical() == trial().canonical()


@pytest.mark.parametrize("content", [b"", b"plain text", b"PK\x03\x04cut off"])
def test_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refusal:
        read_scheme_book(path)
    (found,) = refusal.value.problems
    assert (found.code, found.file) == ("scheme-book-unreadable", "a.xlsx")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read_scheme_book(tmp_path / "a.xlsx")
    assert refusal.value.problems[0].code == "file-not-found"


def test_a_workbook_of_something_else_is_named_once_with_its_sheets(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(Refusal) as refusal:
        read_scheme_book(tmp_path / "a.xlsx")
    assert [(p.code, p.found) for p in refusal.value.problems] == [("scheme-book-no-scheme", ("Sheet",))]


def test_blank_rows_and_blanks_do_not_matter(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        book[CRITERIA].insert_rows(3)
        book[CRITERIA]["A3"] = "  "
        book["Rules"]["A2"] = " effort "

    assert read_changed(tmp_path, change).canonical() == trial().canonical()


def test_every_code_of_the_catalogue_is_asked_for_here() -> None:
    from pathlib import Path as _Path

    own = "".join(p.read_text(encoding="utf-8") for p in _Path(__file__).parent.glob("test_*.py"))
    assert [c for c in CATALOGUE if c.startswith(("scheme-book-", "scheme-file-")) and c not in own] == []


def test_the_unchanged_workbook_is_in_order(tmp_path: Path) -> None:
    assert read_scheme_book(write(tmp_path, trial())).canonical() == trial().canonical()
