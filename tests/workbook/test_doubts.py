"""What is hard to believe turns red and is named by the self-check once nothing is missing; it holds nothing up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.conftest import NOVEMBER, SIGNED
from tests.office.office import run_jobs
from tests.schemes.worked_examples import example
from tests.shipped import SCHEMES, form_scheme
from tests.workbook.stamps import STAMPS
from xlsappraise.forms.layout import FormLayout, Setting, lay_out
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.shown import Typed, in_cell, shown
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.schemes import Library
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import address

CODES = {"done-above-due", "far-from-target", "share-above-whole"}
FORM = "furniture-callback"
MEASURED = [
    name for name in SCHEMES
    if any(rule.compared() or rule.shares() for c in form_scheme(name).criteria for rule in c.rules)
]  # fmt: skip


def complete(layout: FormLayout, scheme: str) -> dict[str, Any]:
    """Return the worked example of a scheme, gone through and signed."""
    needed = {
        slot.id: slot.choices[0] if slot.choices else "2026-11-30" if slot.type == "date" else "李建国"
        for slot in layout.slots
        if slot.required and slot.table is None and slot.id.startswith(("signoff.", "checked."))
    }
    known = {slot.id for slot in layout.slots}
    numbers = {k: float(v) if isinstance(v, int) else v for k, v in example(scheme)["inputs"].items() if k in known}
    return {**needed, **numbers}


def box(layout: FormLayout, entries: dict[str, Any]) -> Any:
    done = shown(form_scheme(FORM), layout, Typed(entries, {}))
    return next(cell.value for cell in done.cells if cell.style == "box_text")


def test_visited_45_of_30_is_named_at_the_end() -> None:
    layout = lay_out(form_scheme(FORM), Setting(NOVEMBER))
    slip = {"callback_rate.actual": 45.0, "callback_rate.target": 30.0}
    entries = complete(layout, FORM)
    assert box(layout, entries) == "已填完"
    assert box(layout, {**entries, **slip}) == "请再核对：1"
    entries.pop("signoff.done")
    assert box(layout, {**entries, **slip}) == "还缺 评分完成"


@pytest.mark.parametrize("scheme_id", MEASURED)
@pytest.mark.parametrize("times", [0.1, 1.0, 1.5, 6.0])
def test_the_form_doubts_what_the_check_doubts(scheme_id: str, times: float) -> None:
    """All targets are 0.5, which shares and figures take; what is measured is so many times as much."""
    layout = lay_out(form_scheme(scheme_id), Setting(NOVEMBER))
    doubts = [one for several in layout.check.doubts.values() for one in several]
    names = {one.actual for one in doubts}
    targets = {one.target for one in doubts if isinstance(one.target, str)}
    values = {name: _near(layout.slots_by_id[name], 0.5) for name in targets}
    values |= {name: _near(layout.slots_by_id[name], 0.5 * times) for name in names - targets}
    values |= {one.actual: one.target * times for one in doubts if isinstance(one.target, float)}
    done = shown(form_scheme(scheme_id), layout, Typed(values, {}))
    counts = {cell.place[0]: cell.value for cell in done.cells if cell.place in layout.check.doubts}
    notes = findings(Fabricated.of(scheme_id, values), PLAUSIBILITY)
    found = sorted(note.cell for note in notes if note.code in CODES and note.cell)
    wanted = {layout.slots_by_id[name].place[0] + 1 for name in names}
    assert {int("".join(filter(str.isdigit, cell))) for cell in found} <= wanted
    assert sum(int(count) for count in counts.values() if isinstance(count, float)) == len(found)


def _near(slot: Slot, value: float) -> float:
    """Return a value that an input takes: a whole number where it wants one."""
    return float(round(value * 200)) if slot.step == 1 else value


@pytest.mark.office
def test_a_spreadsheet_program_shows_the_same(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(stamp(make_master(draw_master(Library()[FORM], NOVEMBER)), STAMPS))
    layout = lay_out(form_scheme(FORM), Setting(NOVEMBER))
    slots = layout.slots_by_id
    look = next(cell.place for cell in layout.cells if cell.style == "box_text")
    entries = complete(layout, FORM)
    assert entries["signoff.done"] == SIGNED
    steps: list[list[Any]] = [
        ["set", layout.sheet, address(slots[name].place), in_cell(slots[name], value)]
        for name, value in entries.items()
    ]
    read = ["read", [[layout.sheet, address(look)], [layout.sheet, address(layout.outputs.total)]]]
    for actual in (30, 45):
        steps.append(["set", layout.sheet, address(slots["callback_rate.target"].place), 30])
        steps.append(["set", layout.sheet, address(slots["callback_rate.actual"].place), actual])
        steps.append(read)
    ((believed, doubted),) = run_jobs([{"open": str(path), "steps": steps}])
    assert believed == ["已填完", doubted[1]]
    assert doubted[0] == "请再核对：1"
    assert isinstance(doubted[1], float)  # it holds nothing up
