"""Find the faults of whole sheets or columns of the facts workbook that hold back a plan."""

from __future__ import annotations

from collections.abc import Iterable

from xlsappraise.base.i18n import Words
from xlsappraise.base.problems import Problem
from xlsappraise.factbook.plan import SHEETS, figure_key, is_departments, is_settings
from xlsappraise.plans.terms import PlanTerms

_OF_SHEETS = ("facts-sheet-gone", "facts-sheet-missing", "facts-heading-missing", "facts-heading-twice")
_OF_FIGURES = {"facts-column-missing": "expected", "facts-title-taken": "found"}
"""The fact of a problem that holds the title of a figure"""


def sheet_faults(plan: PlanTerms, problems: Iterable[Problem], say: Words) -> list[Problem]:
    """Return the faults that make facts of a plan unknown for everybody; those of other plans' columns are left out.

    The sheets of settings and of departments are left out too: only the rules that use a missing value wait.
    """
    return [wrong for wrong in problems if not _elsewhere(wrong) and _concerns(wrong, plan, say)]


def _elsewhere(wrong: Problem) -> bool:
    return is_settings(wrong.sheet) or is_departments(wrong.sheet)


def _concerns(wrong: Problem, plan: PlanTerms, say: Words) -> bool:
    if wrong.code in _OF_FIGURES:
        title = str(wrong.facts.get(_OF_FIGURES[wrong.code]))
        return figure_key(title) in {figure_key(fact.title) for fact in plan.facts if fact.scope == "person"}
    if wrong.code not in _OF_SHEETS:
        return False
    if wrong.sheet == say(SHEETS["conditions"]):
        return False  # nothing is paid by them
    if wrong.sheet == say(SHEETS["incidents"]):
        return bool(plan.incidents)
    return bool(plan.incidents or any(fact.scope == "person" for fact in plan.facts))
