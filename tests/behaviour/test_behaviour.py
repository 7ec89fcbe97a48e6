"""Is the record of behaviour deterministic, and does it show every property of a cell?"""

from __future__ import annotations

import filecmp
import io
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.behaviour.books import show
from tests.behaviour.wording import Wording

ROOT = Path(__file__).parents[2]
SCHEME = "presales-weighted"
MESSAGE = "考核表 H8：“评分”没有填写，请补填。如果照此计算，总分会是 9。"


def recorded(out: Path) -> Path:
    command = [sys.executable, "-m", "tests.behaviour", str(out), "--scene", SCHEME]
    environment = {**os.environ, "PYTHONHASHSEED": str(len(out.name))}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.workers
def test_two_runs_say_the_same_and_every_kind_of_form_occurs(tmp_path: Path) -> None:
    first, second = recorded(tmp_path / "first"), recorded(tmp_path / "other")
    assert files(first) == files(second)
    assert filecmp.cmpfiles(first, second, files(first), shallow=False)[1:] == ([], [])
    commands = (first / "data" / SCHEME / "commands.txt").read_text(encoding="utf-8")
    books = "".join(path.read_text(encoding="utf-8") for path in first.rglob("summary.xlsx.txt"))
    for code in ("missing-input", "not-a-number", "locked-cell-changed", "formula-changed", "versions-differ"):
        assert code in books
    for name in ("summary", "facts", "pay", "promotion", "roster", "方案", "样表", "已知"):
        assert any(path.endswith(f"/{name}.xlsx.txt") for path in files(first)), name
    assert "/tmp" not in commands


def book(change: str = "") -> bytes:
    """Return a small workbook with one thing changed."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet["A1"], sheet["A2"], sheet["A3"] = "工号", 5, "=A2*2"
    if change == "value":
        sheet["A2"] = 6
    elif change == "formula":
        sheet["A3"] = "=A2*3"
    elif change == "look":
        sheet["A1"].font = openpyxl.styles.Font(bold=True)
    elif change == "lock":
        sheet["A2"].protection = openpyxl.styles.Protection(locked=False)
    elif change == "width":
        sheet.column_dimensions["A"].width = 30
    elif change == "merge":
        sheet.merge_cells("A1:B1")
    elif change == "name":
        made.defined_names["total"] = openpyxl.workbook.defined_name.DefinedName("total", attr_text="Sheet!$A$3")
    elif change == "hidden":
        made.create_sheet("b").sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def cells(data: bytes) -> str:
    """Return a workbook's text without the date of saving."""
    return show(data).text.partition("-- docProps")[0] + show(data).text.partition("-- looks")[2]


@pytest.mark.parametrize("change", ["value", "formula", "look", "lock", "width", "merge", "name", "hidden"])
def test_a_change_of_a_workbook_is_noticed(change: str) -> None:
    assert cells(book()) == cells(book())
    assert cells(book(change)) != cells(book())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (MESSAGE, "«missing-input»"),
        (f"a.xlsx: {MESSAGE}", "a.xlsx: «missing-input»"),
        ("“评分”没有填写，请补填。如果照此计算，总分会是 9。", "«missing-input»"),  # without its place
        ("考核表 H8：“评分”没有填写，请补填。", "«missing-input»"),  # without its price
        (f"需改正\n{MESSAGE}", "需改正\n«missing-input»"),
        ("没有填写", "没有填写"),
        ("别的一句话，没有人报告过。", "别的一句话，没有人报告过。"),
    ],
)
def test_a_message_is_replaced_by_its_code(text: str, shown: str) -> None:
    assert Wording([("missing-input", MESSAGE)]).hide(text) == shown
