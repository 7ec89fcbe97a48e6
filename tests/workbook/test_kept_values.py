"""Does the self-check survive saving and opening? A program keeps values, and may drop blanks at their ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.office.office import run_jobs
from tests.shipped import PERIODS
from tests.workbook.stamps import STAMPS
from xlsappraise.base.period import Period
from xlsappraise.forms.layout import Setting, lay_out
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.shown import Typed, in_cell, shown
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.schemes import Library
from xlsappraise.typed.slot import Slot
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


@pytest.mark.office
@pytest.mark.parametrize(
    ("scheme_id", "row", "wrong", "named"),
    [
        ("after-sales-issue-log", "issues.2", {"solved": "好了"}, "solved"),
        ("after-sales-issue-log", "issues.1", {"reported": "2026-12-24", "solved": "好了"}, "reported"),
        ("satisfaction-monthly", "responses.3", {"delivery": 11.0}, "delivery"),
        ("satisfaction-monthly", "responses.1", {"after_sales": 7.5}, "after_sales"),
        ("installation-follow-up", "visits.2", {"attitude": 6.0}, "attitude"),
    ],
)
def test_the_link_of_a_log_leads_to_the_cell_that_is_wrong(
    tmp_path: Path, scheme_id: str, row: str, wrong: dict[str, float | str], named: str
) -> None:
    scheme = Library()[scheme_id]
    period = Period.parse(PERIODS[scheme.period])
    layout = lay_out(scheme, Setting(period))
    slots = layout.slots_by_id
    first = {slot.id.rpartition(".")[2]: slot for slot in layout.slots if slot.id.startswith(f"{row}.")}
    values = {
        f"{row}.{name}": _right(slot, period) for name, slot in first.items() if slot.required and name not in wrong
    }
    values |= {f"{row}.{name}": value for name, value in wrong.items()}
    path = tmp_path / "表.xlsx"
    path.write_bytes(stamp(make_master(draw_master(scheme, period)), STAMPS))
    at = slots[f"{row}.{named}"].place
    table = next(table for table in layout.check.tables if table.first <= at[0] <= table.last)
    steps: list[list[Any]] = [
        ["set", layout.sheet, address(slots[name].place), in_cell(slots[name], value)] for name, value in values.items()
    ]
    read = ["read", [[layout.sheet, address(table.aid)]]]
    (found,) = run_jobs([{"open": str(path), "steps": [*steps, ["recalculate"], read]}])
    assert found == [[f"{address(at)} 请改正红色的格"]]
    done = shown(scheme, layout, Typed(values, {}))
    assert next(cell.value for cell in done.cells if cell.place == table.aid) == found[0][0]


def _right(slot: Slot, period: Period) -> float | str:
    """Return an entry that an input takes."""
    if slot.type == "date":
        return period.last_day.isoformat()
    return (slot.choices or ("某某",))[0] if slot.type in ("choice", "text") else slot.max or 1.0
