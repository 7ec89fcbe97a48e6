"""Five careless ways to fill in an issued form: each ends in a prompt, a stop, or a finding of ``check``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import SIGNED, Bench, person
from tests.schemes.worked_examples import example
from tests.shipped import LIBRARY, SCHEMES, form_scheme
from xlsappraise.base.period import Period
from xlsappraise.forms.layout import FormLayout, Setting, lay_out
from xlsappraise.forms.shown import Typed, shown

PERIODS = {"week": "2026-W45", "month": "2026-11", "quarter": "2026-Q4", "year": "2026"}


@dataclass(frozen=True)
class Checked:
    """What ``check`` said of a form: its exit code, and (severity, code, cell, found) of each problem."""

    exit_code: int
    problems: list[tuple[str, str, str | None, str | None]]


def check(bench: Bench, scheme: str, changes: Mapping[str, Any], *, worked: bool = True) -> Checked:
    """Issue a form, fill in the worked example with changes, sign it, and check the file."""
    other = Bench(bench.workspace, Period.parse(PERIODS[LIBRARY[scheme].period]), steps=bench.steps)
    appraised = person(schemes=scheme)
    other.issue(appraised, person("E002", name="张伟", schemes=scheme))  # logs name people of the roster
    inputs = {item["id"]: item for item in other.describe(other.form())["inputs"]}
    said = {"name": "李建国", "date": other.period.last_day, "done": SIGNED}
    signed = {
        name: appraised["name"]
        if name == "signoff.name@self"
        else said[name.partition("@")[0].removeprefix("signoff.")]
        for name, item in inputs.items()
        if name.startswith("signoff.") and (worked or item["required"])
    }
    entries = {**(example(scheme)["inputs"] if worked else {}), **signed, **changes}
    dated = {name for name, item in inputs.items() if item["type"] == "date"}
    filled = {
        name: date.fromisoformat(value) if name in dated and isinstance(value, str) else value
        for name, value in entries.items()
        if name in inputs
    }
    path = other.fill(filled)
    done = run("check", str(path), "--json", cwd=bench.workspace.root)
    found = json.loads(done.stdout)["problems"]
    return Checked(done.exit_code, [(p["severity"], p["code"], p["cell"], p["found"]) for p in found])


def cell(scheme: str, name: str) -> str:
    layout = _layout(scheme)
    row, column = layout.slots_by_id[name].place
    return f"{openpyxl.utils.get_column_letter(column + 1)}{row + 1}"


def _layout(scheme: str) -> FormLayout:
    return lay_out(form_scheme(scheme), Setting(Period.parse(PERIODS[LIBRARY[scheme].period])))


# --- only signing


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_form_has_a_total_for_whoever_only_signs(scheme: str) -> None:
    layout = _layout(scheme)
    signs = {slot.id: slot for slot in layout.slots if slot.id.startswith("signoff.")}
    typed: dict[str, float | str] = {
        name: slot.choices[0] if slot.choices else "2026-11-30" if slot.type == "date" else "李建国"
        for name, slot in signs.items()
    }
    done = shown(form_scheme(scheme), layout, Typed(typed, {}))
    missing = next(cell.value for cell in done.cells if cell.place == layout.missing_cell)
    assert isinstance(missing, float) and missing > 0
    box = next(cell.value for cell in done.cells if cell.style == "box_text")
    assert str(box).startswith("还缺")
    assert "评分完成" not in str(box)


def test_only_signing_is_stopped(bench: Bench) -> None:
    lines = {f"checked.{n}": None for n in range(1, 6)}
    found = check(bench, "conduct-fines", lines, worked=False)
    assert found.exit_code == 1
    assert [p[:3] for p in found.problems if p[0] == "error"] == [
        ("error", "missing-input", cell("conduct-fines", name)) for name in lines
    ]


# --- figures and marks


def test_visited_45_of_30_is_found(bench: Bench) -> None:
    found = check(bench, "furniture-callback", {"callback_rate.actual": 45, "callback_rate.target": 30})
    place = cell("furniture-callback", "callback_rate.actual")
    assert found == Checked(0, [("note", "done-above-due", place, "45")])


def test_the_same_mark_sixteen_times_is_found(bench: Bench) -> None:
    scheme = "cs-specialist-monthly"
    form = form_scheme(scheme)
    marks = [form.slot(f"{c.id}.{n}", form.lead) for c in form.criteria for rule in c.rules for n in rule.marks()]
    assert len(marks) == 16
    found = check(bench, scheme, dict.fromkeys(marks, 2))
    assert found == Checked(0, [("note", "same-mark", cell(scheme, marks[0]), "2")])


def test_a_share_on_a_scale_of_100_is_found(bench: Bench) -> None:
    scheme, name = "aftersales-weighted", "service_score.actual"
    assert check(bench, scheme, {name: 0.9}) == Checked(0, [("note", "far-from-target", cell(scheme, name), "0.9")])


def test_a_mark_between_two_of_a_scale_is_stopped(bench: Bench) -> None:
    scheme, name = "furniture-callback", "ability.rating"
    found = check(bench, scheme, {name: 0.9})
    assert found.exit_code == 1
    assert [p[:3] for p in found.problems if p[0] == "error"] == [("error", "not-whole", cell(scheme, name))]


def test_a_callback_before_the_completion_is_found(bench: Bench) -> None:
    scheme, name = "installation-follow-up", "visits.1.callback"
    days = {"visits.1.done": "2026-11-06", name: "2026-11-05", "visits.1.visit": None}
    found = check(bench, scheme, days)
    assert found.exit_code == 0
    assert ("note", "dates-out-of-order", cell(scheme, name), "2026-11-05") in found.problems
