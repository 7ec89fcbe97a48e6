"""The library of plans: shipped ones, and those of the workspace, which replace shipped ones of the same id."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from xlsappraise.base.files import text_fault
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.resources import resource
from xlsappraise.base.text import Suggestions, fold
from xlsappraise.base.toml import TomlFault, head_values, read_toml, toml_text
from xlsappraise.plans.lint import clashes, faults, validation_problems
from xlsappraise.plans.model import Plan

FOLDER = "plans"


def load_plan(path: Path) -> Plan:
    """Read and check a plan file; raise Refusal with all its problems."""
    try:
        return _plan_of(toml_text(path), path.name)
    except TomlFault as fault:
        raise Refusal(problem("plan-unreadable", file=path.name, found=fault.why)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(problem("plan-unreadable", file=path.name, found=text_fault(error))) from None


@cache
def _plan_of(text: str, file: str) -> Plan:
    """Return the plan that a file describes; the same text is read once, as plans cannot be changed."""
    return plan_of(read_toml(text, Decimal), file)


def plan_of(raw: dict[str, Any], file: str) -> Plan:
    """Return the plan of parsed TOML; raise Refusal with all its problems."""
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        raise Refusal(*validation_problems(error, file)) from None
    found = list(faults(plan, file))
    if found:
        raise Refusal(*found)
    return plan


class PlanLibrary:
    """All plans by id; invalid files are reported in ``problems``, and shipped plans they replace are not used."""

    def __init__(self, own: Path | None = None) -> None:
        self.plans: dict[str, Plan] = {}
        self.problems: list[Problem] = []
        for folder in filter(None, (resource("templates") / FOLDER, own)):
            for path in sorted(folder.glob("*.toml")):
                self._load(path)
        self.problems += clashes(self.plans.values())
        self._suggestions = Suggestions(name for one in self.plans.values() for name in (one.id, one.title))

    def _load(self, path: Path) -> None:
        try:
            plan = load_plan(path)
        except Refusal as refusal:
            self.problems.extend(refusal.problems)
            for name in (path.stem, head_values(path).get("id", "")):
                self.plans.pop(name, None)
            return
        if plan.id != path.stem:
            for name in (path.stem, plan.id):
                self.plans.pop(name, None)
            detail = phrase("the file must be called {name}.toml", name=plan.id)
            self.problems.append(problem("plan-fault", file=path.name, path="id", detail=detail))
            return
        self.plans[plan.id] = plan

    def find(self, name: str) -> Plan | None:
        """Return the plan with this id or title, regardless of character widths and blanks."""
        wanted = fold(name)
        return next((plan for plan in self.plans.values() if wanted in (plan.id, fold(plan.title))), None)

    def suggest(self, name: str) -> str:
        """Return the id or title most similar to ``name``, or all titles."""
        return self._suggestions.nearest(name.strip()) or ", ".join(plan.title for plan in self.plans.values())
