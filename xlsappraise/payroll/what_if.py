"""Compute what another setting would pay, per person and in all; record nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsappraise.base.i18n import N_, SOURCE, Text, joined, phrase, words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.toml import TomlFault, read_toml
from xlsappraise.drawing.saving import save_beside
from xlsappraise.payroll.ground import Ground, ground
from xlsappraise.payroll.payroll import Paid, compute
from xlsappraise.payroll.what_if_sheets import WhatIfData
from xlsappraise.plans import Plan
from xlsappraise.plans.library import plan_of
from xlsappraise.store.office import Office

_SHAPE = re.compile(r"(?P<plan>[a-z][a-z0-9-]*)\.(?P<path>[a-z][a-z0-9_.]*)=(?P<value>.+)", re.DOTALL)
_FIXED = ("id", "kind")
"""The keys that identify a rule"""
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")


@dataclass(frozen=True)
class Tried:
    """Hold actual and tried amounts."""

    period: Period
    changes: tuple[str, ...]
    actual: Paid
    tried: Paid
    workbook: Path | None = None

    @property
    def rows(self) -> list[tuple[str, str, Decimal, Decimal]]:
        """Return employee number, name, actual and tried sum of everybody who has either."""
        before, after = self.actual.totals, self.tried.totals
        zero = Decimal("0.00")
        people = {**self.actual.people, **self.tried.people}
        return [
            (number, people[number].name, before.get(number, zero), after.get(number, zero))
            for number in sorted({*before, *after})
        ]

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON shape: that of ``pay`` for the tried settings, and the differences."""
        rows = self.rows
        return {
            **self.tried.as_dict(language),
            "what_if": list(self.changes),
            "differences": [
                {"employee_id": n, "actual": float(a), "what_if": float(b), "difference": float(b - a)}
                for n, _name, a, b in rows
            ],
            "difference": float(sum((b - a for _n, _name, a, b in rows), Decimal(0))),
        }


def try_out(office: Office, period: Period, changes: Sequence[str]) -> Tried:
    """Compute both, write ``what-if.xlsx``; raise Refusal for a change that cannot be made."""
    base = ground(office, period)
    plans, keys = _changed(base, changes)
    using = replace(base.assigned, plans=plans)
    tried = Tried(
        period,
        tuple(changes),
        compute(replace(base, past=base.past)),
        compute(replace(base, assigned=using, changes=keys)),
    )
    from xlsappraise.payroll.what_if_sheets import what_if_sheets

    organisation = office.organisation
    data = WhatIfData(period, organisation, tried.changes, tuple(tried.rows), tried.actual.lines, tried.tried.lines)
    sheets = what_if_sheets(data, words(office.workspace.settings.language))
    return replace(tried, workbook=save_beside(office.workspace.what_if(period), sheets))


def _changed(base: Ground, changes: Sequence[str]) -> tuple[dict[str, Plan], frozenset[tuple[str, str]]]:
    """Return the plans with the changes made, and the settings among them."""
    plans = dict(base.assigned.plans)
    keys: set[tuple[str, str]] = set()
    done: set[tuple[str, str]] = set()
    for text in changes:
        match = _SHAPE.fullmatch(unicodedata.normalize("NFKC", text.strip()))
        if match is None:
            raise _unclear(text, phrase("it is not written as id.key=value, with the plan's id and the setting's key"))
        plan = plans.get(match["plan"])
        if plan is None:
            raise _unclear(text, phrase("nobody has the plan {plan}; in use: {known}",
                plan=match["plan"], known=tuple(plans)))  # fmt: skip
        steps, value = match["path"].split("."), value_of(match["value"])
        if (plan.id, match["path"]) in done:
            raise _unclear(text, phrase("the same setting is given twice"))
        done.add((plan.id, match["path"]))
        setting = next((s for s in plan.settings if [s.key] == steps), None)
        if setting is not None:
            keys.add((plan.id, setting.key))
            if setting.type == "scheme":
                written = text.replace("＝", "=").partition("=")[2]
                value = base.office.library.get(written.strip().strip("\"'")).id
        plans[plan.id] = _with(plan, steps, value, text)
    return plans, frozenset(keys)


def value_of(text: str) -> Any:
    """Read a value: a number, 20%, several with / between them, or anything as TOML writes it; else a text."""
    stripped = text.strip()
    if "/" in stripped and not stripped.startswith("["):
        return [value_of(part) for part in stripped.split("/")]
    percent = _PERCENT.fullmatch(stripped)
    if percent is not None:
        return Decimal(percent[1]) / 100
    try:
        return read_toml(f"value = {stripped}", Decimal)["value"]
    except TomlFault:
        return stripped


def _with(plan: Plan, steps: list[str], value: Any, text: str) -> Plan:
    """Return the plan with one value changed, checked like a plan file."""
    raw = plan.model_dump(by_alias=True, exclude_unset=True)
    setting = next((s for s in raw.get("setting", ()) if [s["key"]] == steps), None)
    if setting is not None:
        setting["value"] = value
    else:
        rule = next((r for r in raw["rule"] if r["id"] == steps[0]), None)
        if rule is None or len(steps) < 2:
            known = [s.key for s in plan.settings] + [f"{r.id}.…" for r in plan.rules]
            raise _unclear(text, phrase("the plan has {known}", known=tuple(known)))
        if steps[1] in _FIXED:
            raise _unclear(text, phrase("the {name} of a rule cannot be changed", name=steps[1]))
        _put(rule, steps[1:], value, text)
    try:
        return plan_of(raw, f"{plan.id}.toml")
    except Refusal as refusal:
        raise _unclear(text, joined((_fault(p) for p in refusal.problems), N_("; "))) from None


def _fault(found: Problem) -> Text:
    """Return what is wrong with a plan as a part of another sentence."""
    return phrase("{file}: {path}: {detail}", file=found.file, **found.facts)


def _put(part: Any, steps: list[str], value: Any, text: str) -> None:
    """Set the value that ``steps`` lead to, by name or by number from 0."""
    for index, step in enumerate(steps):
        if isinstance(part, list | tuple):
            if not step.isdigit() or int(step) >= len(part):
                raise _unclear(text, phrase("there are entries 0 to {last}", last=len(part) - 1))
            key: Any = int(step)
        elif isinstance(part, dict):
            key = step
        else:
            raise _unclear(text, phrase("there is no parameter “{name}”", name=step))
        if index == len(steps) - 1:
            part[key] = value
            return
        if isinstance(part, dict) and key not in part:
            raise _unclear(text, phrase("there is no parameter “{name}”", name=step))
        if isinstance(part[key], tuple):
            part[key] = list(part[key])
        part = part[key]


def _unclear(text: str, why: Text) -> Refusal:
    return Refusal(problem("what-if-unclear", found=text, expected=why))
