"""Does a spreadsheet program use our font in every workbook that we write, and not that of the theme?"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.translations import ROOT
from xlsappraise.drawing.report_styles import STYLES
from xlsappraise.drawing.spec import DrawnCell, PageSetup, Sheet
from xlsappraise.drawing.strict import writing
from xlsappraise.drawing.styles import FONT
from xlsappraise.drawing.writer import write_summary
from xlsappraise.issuing.previews import FiguresOf, write_prefill_template
from xlsappraise.plans import PlanLibrary
from xlsappraise.plans.book.writer import write_plan_book
from xlsappraise.schemebook.paper.writer import write_paper
from xlsappraise.schemebook.writer import write_scheme_book
from xlsappraise.schemes import Library
from xlsappraise.store.start import write_roster_form

SCHEME = Library()["furniture-callback"]
OPENERS = {"xlsappraise/drawing/strict.py", "xlsappraise/drawing/writer.py", "xlsappraise/forms/writer.py",
           "xlsappraise/forms/corrections.py"}  # fmt: skip
"""The only modules that open a new workbook; those of forms have the test of their own in tests/workbook"""


def report(path: Path) -> None:
    """Write a report with every style."""
    cells = tuple(DrawnCell(row, 0, "字", style) for row, style in enumerate(STYLES))
    write_summary(path, [Sheet("全部", cells, (20.0,), {}, PageSetup())])


def blank(path: Path) -> None:
    with writing(path) as book:
        book.add_worksheet("空")


def plan(path: Path) -> None:
    found = PlanLibrary(path.parent / "plans")
    write_plan_book(next(iter(found.plans.values())), path, "zh_CN")


WRITERS: dict[str, Callable[[Path], object]] = {
    "report": report,
    "blank": blank,
    "roster": lambda path: write_roster_form(path, Library()),
    "scheme": lambda path: write_scheme_book(SCHEME, path),
    "paper": lambda path: write_paper(path, "zh_CN"),
    "plan": plan,
    "prefill": lambda path: write_prefill_template([FiguresOf(SCHEME)], path),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_every_font_is_ours_and_none_has_a_scheme(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.xlsx"
    WRITERS[kind](path)
    styles = zipfile.ZipFile(path).read("xl/styles.xml").decode()
    fonts = styles.partition("<fonts")[2].partition("</fonts>")[0]
    assert "<scheme" not in styles
    assert set(re.findall(r'<name val="([^"]+)"', fonts)) == {FONT}


def test_new_workbooks_are_opened_in_one_place() -> None:
    opens = re.compile(r"(?<![\w.])(?:xlsxwriter\.)?Workbook\((?!\))")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "xlsappraise").rglob("*.py")
        if opens.search(path.read_text(encoding="utf-8"))
    }
    assert found == OPENERS
