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
from xlsappraise.forms.layout.plan import Doubt
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.shown import Typed, in_cell, shown
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.schemes import Library, Scheme
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import address

CODES = {"done-above-due", "far-from-target", "share-above-whole"}
FORM = "furniture-callback"
MEASURED = [
    name for name in SCHEMES
    if any(rule.compared() or rule.shares() for c in form_scheme(name).criteria for rule in c.rules)
]  # fmt: skip


def complete(layout: FormLayout, scheme: str) -> dict[str, Any]:
    """Return the worked example of a scheme, gone through and signed with name and date."""
    counted = {rater.id for rater in form_scheme(scheme).scoring_raters}
    needed = {
        slot.id: slot.choices[0] if slot.choices else "2026-11-30" if slot.type == "date" else "李建国"
        for slot in layout.slots
        if slot.rater in counted and slot.table is None and slot.id.startswith(("signoff.", "checked."))
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
    assert box(layout, {**entries, **slip}) == "请再核对：序号 1"
    entries.pop("signoff.done")
    assert box(layout, {**entries, **slip}) == "还缺 评分完成"


@pytest.mark.parametrize("scheme_id", MEASURED)
@pytest.mark.parametrize("times", [0.1, 1.0, 1.5, 6.0])
def test_the_form_doubts_what_the_check_doubts(scheme_id: str, times: float) -> None:
    """All targets are 0.5, which shares and figures take; what is measured is so many times as much."""
    layout = lay_out(form_scheme(scheme_id), Setting(NOVEMBER))
    doubts = [one for several in layout.check.doubts.values() for one in several if isinstance(one, Doubt)]
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
    assert doubted[0] == "请再核对：序号 1"
    assert isinstance(doubted[1], float)  # it holds nothing up


def test_a_form_signed_without_name_or_date_is_named_at_the_end() -> None:
    layout = lay_out(form_scheme(FORM), Setting(NOVEMBER))
    entries = complete(layout, FORM)
    name, day = (layout.slots_by_id[f"signoff.{part}"] for part in ("name", "date"))
    for part in ("name", "date"):
        assert box(layout, {k: v for k, v in entries.items() if k != f"signoff.{part}"}) == "请再核对：签字的姓名和日期"
    slip = {"callback_rate.actual": 45.0, "callback_rate.target": 30.0}
    unsigned = {k: v for k, v in entries.items() if k not in (name.id, day.id)}
    assert box(layout, {**unsigned, **slip}) == "请再核对：序号 1"  # what comes first
    unsigned.pop("signoff.done")
    assert box(layout, unsigned) == "还缺 评分完成"  # whoever has not confirmed is not asked


def test_a_scheme_that_asks_for_name_and_date_doubts_neither() -> None:
    layout = lay_out(form_scheme("cs-specialist-monthly"), Setting(NOVEMBER))
    assert not [doubt for doubts in layout.check.doubts.values() for doubt in doubts if "signoff" in doubt.actual]


@pytest.mark.parametrize(("scheme", "label"), [("callback-qa", "投诉率"), ("floor-supervisor", "接起率")])
def test_a_share_beside_the_marks_above_the_whole_is_named(scheme: str, label: str) -> None:
    form = form_scheme(scheme)
    layout = lay_out(form, Setting(NOVEMBER))
    field = next(field for field in form.fields if field.label == label)
    entries = complete(layout, scheme)
    for share, said in ((1.2, f"请再核对：{label}"), (1.0, "已填完")):
        done = shown(form, layout, Typed({**entries, f"field.{field.id}": share}, {}))
        assert next(cell.value for cell in done.cells if cell.style == "box_text") == said


@pytest.mark.parametrize(("scheme", "code"), [("callback-qa", "share-above-whole"), (FORM, "sign-off-blank")])
def test_a_form_does_not_doubt_what_its_scheme_does_not_want_asked(scheme: str, code: str) -> None:
    data = form_scheme(scheme).model_dump(by_alias=True)
    layout = lay_out(Scheme.model_validate({**data, "not_checked": [code]}), Setting(NOVEMBER))
    doubted = {doubt.actual for doubts in layout.check.doubts.values() for doubt in doubts}
    assert not {name for name in doubted if name.startswith("signoff" if code == "sign-off-blank" else "field")}


@pytest.mark.office
def test_a_spreadsheet_program_asks_for_name_date_and_shares_behind_a_table(tmp_path: Path) -> None:
    """The texts that say what a table lacks stand in the same hidden column, between the shares and the sign-off."""
    data = form_scheme("team-appraisal").model_dump(by_alias=True)
    share = {"id": "answered", "label": "接起率", "type": "percent"}
    scheme = Scheme.model_validate({**data, "field": [share]})
    path = tmp_path / "表.xlsx"
    path.write_bytes(stamp(make_master(draw_master(scheme, NOVEMBER)), STAMPS))
    layout = lay_out(scheme, Setting(NOVEMBER))
    slots = layout.slots_by_id
    look = next(cell.place for cell in layout.cells if cell.style == "box_text")
    read = ["read", [[layout.sheet, address(look)]]]

    def put(name: str, value: float | str | None) -> list[Any]:
        held = "" if value is None else in_cell(slots[name], value)
        return ["set", layout.sheet, address(slots[name].place), held]

    entries = complete(layout, "team-appraisal")
    steps = [put(name, value) for name, value in entries.items()]
    steps += [read, put("field.answered", 1.2), read, put("field.answered", 0.9), put("signoff.date", None), read]
    (found,) = run_jobs([{"open": str(path), "steps": steps}])
    assert [said for (said,) in found] == ["已填完", "请再核对：接起率", "请再核对：签字的姓名和日期"]
