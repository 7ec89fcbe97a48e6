"""Does the self-check survive saving and opening? A program keeps values, and may drop blanks at their ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.office.office import run_jobs
from tests.workbook.stamps import STAMPS
from xlsappraise.base.period import Period
from xlsappraise.forms.layout import Setting, lay_out
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.schemes import Library
from xlsappraise.xlsx.address import address

WEEK = Period.parse("2026-W45")


@pytest.mark.office
def test_a_row_of_a_log_with_a_wrong_entry_is_named_after_saving_too(tmp_path: Path) -> None:
    scheme = Library()["after-sales-issue-log"]
    path, again = tmp_path / "表.xlsx", tmp_path / "存.xlsx"
    path.write_bytes(stamp(make_master(draw_master(scheme, WEEK)), STAMPS))
    layout = lay_out(scheme, Setting(WEEK))
    box = next(cell.place for cell in layout.cells if cell.style == "box_text")
    row = [slot for slot in layout.slots if slot.id.startswith("issues.1.")]
    steps: list[list[Any]] = [
        ["set", layout.sheet, address(slot.place), "随便" if slot.required else ""] for slot in row
    ]
    read = ["read", [[layout.sheet, address(box)]]]
    (first,) = run_jobs([{"open": str(path), "steps": [*steps, ["recalculate"], read], "save": str(again)}])
    (second,) = run_jobs([{"open": str(again), "steps": [read]}])
    assert first == second == [["还缺 售后问题记录第 1 行·请改正红色的格"]]
