"""Plans as workbooks: written, changed as a person would, and read again with every mistake at its cell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import text_of
from xlsappraise.base.i18n import LANGUAGES, words
from xlsappraise.base.problems import Refusal
from xlsappraise.plans import PlanLibrary, load_plan
from xlsappraise.plans.book import plan_toml, read_plan_book, write_plan_book
from xlsappraise.plans.book.names import PARAMETERS, TYPES
from xlsappraise.typed.words import key

LIBRARY = PlanLibrary()
NAME = "career-ladder"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(LIBRARY.plans))
def test_every_shipped_plan_comes_back(name: str, language: str, tmp_path: Path) -> None:
    write_plan_book(LIBRARY.plans[name], tmp_path / "a.xlsx", language)
    assert read_plan_book(tmp_path / "a.xlsx") == LIBRARY.plans[name]


@pytest.mark.parametrize("name", sorted(LIBRARY.plans))
def test_every_shipped_plan_is_the_same_in_toml(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.toml"
    path.write_text(plan_toml(LIBRARY.plans[name]), encoding="utf-8")
    assert load_plan(path) == LIBRARY.plans[name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", [PARAMETERS, TYPES], ids=["parameters", "types"])
def test_no_two_names_are_one_word(language: str, table: dict[str, str]) -> None:
    assert len({key(words(language)(word)) for word in table.values()}) == len(table)


def changed(folder: Path, change: Callable[[Any], None], name: str = NAME) -> Path:
    """Write a plan's workbook in English and change it."""
    path = folder / "a.xlsx"
    write_plan_book(LIBRARY.plans[name], path, "en")
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def row_of(page: Any, *texts: str) -> int:
    """Return the row of the last text, from the rows of the ones before it on."""
    row = 0
    for text in texts:
        row = next(r for r in range(row + 1, page.max_row + 1) if text in {c.value for c in page[r]})
    return row


def value(book: Any, *texts: str) -> Any:
    page = book["Rules of the plan"]
    return page.cell(row_of(page, *texts), 3)


def test_a_changed_amount_is_all_that_changes(tmp_path: Path) -> None:
    plan = read_plan_book(changed(tmp_path, lambda b: setattr(value(b, "Level 3 › Amount (yuan)"), "value", 2600)))
    assert plan.rules[0].model_dump()["levels"][2]["amount"] == Decimal(2600)
    assert plan.rules[1:] == LIBRARY.plans[NAME].rules[1:]


def test_a_list_grows_and_shrinks(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book["Rules of the plan"]
        page.delete_rows(row_of(page, "Level 2 › Career level"), 2)

    plan = read_plan_book(changed(tmp_path, change))
    assert [part["level"] for part in plan.rules[0].model_dump()["levels"]] == ["见习", "中级", "高级", "储备主管"]


def test_a_line_of_a_checklist_may_be_reworded_added_and_taken_out(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book["Lines of checklists"]
        page["C2"] = "A 守制度"
        page.delete_rows(3)
        page.append(["junior", "g", "G 出勤良好"])

    before, plan = LIBRARY.plans[NAME].checklist, read_plan_book(changed(tmp_path, change))
    assert [line.title for line in plan.lines_of("junior")] == [
        "A 守制度", *(line.title for line in before[2:] if line.list == "junior"), "G 出勤良好",
    ]  # fmt: skip
    assert plan.rules == LIBRARY.plans[NAME].rules


def findings(path: Path) -> list[tuple[str, str | None, str | None, str | None]]:
    with pytest.raises(Refusal) as refusal:
        read_plan_book(path)
    return [(p.code, p.sheet, p.cell, text_of(p.found)) for p in refusal.value.problems]


RULES = "Rules of the plan"


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (lambda b: setattr(value(b, "base_pay"), "value", "base_pai"),
         ("scheme-book-unknown-kind", RULES, "C2", "base_pai")),
        (lambda b: b[RULES].__setitem__("B5", "Levell 1 › Amount (yuan)"),
         ("scheme-book-unknown-name", RULES, "B5", "Levell 1 › Amount (yuan)")),
        (lambda b: b[RULES].__setitem__("C5", "much"), ("scheme-book-fault", RULES, "C5", None)),
        (lambda b: b[RULES].__setitem__("C5", "=1+1"), ("scheme-book-formula", RULES, "C5", "=1+1")),
        (lambda b: b[RULES].__setitem__("B7", "Level 1 › Amount (yuan)"),
         ("scheme-book-twice", RULES, "B7", "Level 1 › Amount (yuan)")),
        (lambda b: b["Plan"].__setitem__("A3", "Titel"), ("scheme-book-unknown-name", "Plan", "A3", "Titel")),
        (lambda b: b["Settings of the plan"].__setitem__("C2", "sums"),
         ("scheme-book-fault", "Settings of the plan", "C2", None)),
        (lambda b: b["Lines of checklists"].__setitem__("A3", "juniors"),
         ("scheme-book-fault", "Lines of checklists", "A3", None)),
        (lambda b: b["Lines of checklists"].__setitem__("B3", "a"),
         ("scheme-book-fault", "Lines of checklists", "A3", None)),
        (lambda b: b.create_sheet("Notes"), ("scheme-book-unknown-sheet", "Notes", "A1", "Notes")),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_cell(
    tmp_path: Path, change: Callable[[Any], None], due: tuple[str, str, str, str | None]
) -> None:
    assert due in findings(changed(tmp_path, change))


def test_mistakes_on_several_sheets_are_reported_at_once(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Plan"]["B2"] = "Not an id"
        book["Settings of the plan"]["C2"] = "sums"
        book[RULES]["C5"] = "much"

    cells = {(sheet, cell) for _code, sheet, cell, _found in findings(changed(tmp_path, change))}
    assert {("Plan", "B2"), ("Settings of the plan", "C2"), (RULES, "C5")} <= cells


def test_the_whole_loop(tmp_path: Path) -> None:
    assert run("init", "考核", language="zh_CN", cwd=tmp_path).returncode == 0
    here = tmp_path / "考核"
    done = run("plans", "export", "bonus-pool", "奖金 方案.xlsx", language="zh_CN", cwd=here)
    assert done.returncode == 0 and 'xlsappraise plans import "奖金 方案.xlsx"' in done.stdout
    book = openpyxl.load_workbook(here / "奖金 方案.xlsx")
    page = book.worksheets[0]
    title = LIBRARY.plans["bonus-pool"].title
    next(c for row in page.iter_rows() for c in row if c.value == title).value = "新奖金"
    book.create_sheet("WpsReserved").sheet_state = "hidden"
    book.save(here / "奖金 方案.xlsx")
    done = run("plans", "import", "奖金 方案.xlsx", language="zh_CN", cwd=here)
    assert done.returncode == 0, done.stderr
    assert load_plan(here / "plans" / "bonus-pool.toml").title == "新奖金"
    assert "新奖金" in run("plans", "list", language="zh_CN", cwd=here).stdout
    again = run("plans", "import", "奖金 方案.xlsx", language="zh_CN", cwd=here)
    assert again.returncode == 0 and "没有作任何改动" in again.stdout
    (here / "plans" / "bonus-pool.toml").write_text('id = "bonus-pool"\n', encoding="utf-8")
    refused = run("plans", "import", "奖金 方案.xlsx", language="zh_CN", cwd=here)
    assert refused.returncode == 2 and "[scheme-file-exists]" in refused.stderr
    assert run("plans", "import", "奖金 方案.xlsx", "--replace", language="zh_CN", cwd=here).returncode == 0


def test_other_workbooks_and_files_are_refused_in_words(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"")
    other = run("plans", "import", "a.xlsx", cwd=tmp_path)
    assert other.returncode == 2 and "[plan-book-no-plan]" in other.stderr and "Sheet" in other.stderr
    empty = run("plans", "import", "b.xlsx", cwd=tmp_path)
    assert empty.returncode == 2 and "[plan-book-unreadable]" in empty.stderr and "0 bytes" in empty.stderr
    assert empty.stderr.rstrip().endswith("xlsappraise plans import b.xlsx")
    unknown = run("plans", "export", "bonus-pol", "c.xlsx", cwd=tmp_path)
    assert unknown.returncode == 2 and "bonus-pool" in unknown.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
