"""``list_plans``, ``show_plan`` and ``check_plans``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.i18n import N_, SOURCE, words
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.payroll.data import setting_words
from xlsappraise.plans import Plan, PlanLibrary, load_plan
from xlsappraise.product.shared import AnyPath, ShownLine
from xlsappraise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ListedPlans:
    """The plans that can be used, and what is wrong with the files of others."""

    plans: tuple[Plan, ...]
    problems: tuple[Problem, ...]


def list_plans(workspace: AnyPath | None = None) -> ListedPlans:
    """Return the shipped pay and promotion plans, and those of a workspace folder, which replace them by id."""
    library = _library(workspace)
    return ListedPlans(tuple(library.plans.values()), tuple(library.problems))


def _library(workspace: AnyPath | None) -> PlanLibrary:
    return PlanLibrary(None if workspace is None else Workspace(Path(workspace)).plans)


def show_plan(
    name: str, *, language: str = SOURCE, workspace: AnyPath | None = None, brief: bool = False
) -> tuple[ShownLine, ...]:
    """Describe a plan line by line: rules, settings and, unless ``brief``, assumptions.

    ``name``: an id or a title. Raise Refusal: ``plan-not-known``.
    """
    library = _library(workspace)
    plan = library.find(name)
    if plan is None:
        raise Refusal(problem("plan-not-known", found=name, expected=library.suggest(name)))
    return tuple(_lines(plan, language, brief=brief))


def _lines(plan: Plan, language: str, *, brief: bool) -> Iterator[ShownLine]:
    say = words(language)
    yield ShownLine(f"{plan.title} ({plan.id})", heading=True)
    for rule in plan.rules:
        yield ShownLine(f"  {rule.title}  [{rule.id}]")
        yield ShownLine(f"      {plan.rule_text(rule, say)}")
    for setting in plan.settings:
        value = setting_words(setting, setting.value, say)
        text = say(N_("  setting {key}: {title} = {value}"))
        yield ShownLine(text.format(key=setting.key, title=setting.title, value=value))
    if not brief:
        for line in (*plan.assumptions, *plan.notes):
            yield ShownLine(f"  · {line}")


@dataclass(frozen=True, slots=True)
class CheckedPlans:
    """The plans of the files that are in order, by the file's name, and what is wrong with the others."""

    plans: tuple[tuple[str, Plan], ...]
    problems: tuple[Problem, ...]


def check_plans(files: Iterable[AnyPath]) -> CheckedPlans:
    """Check plan files; each problem names the path of the setting it is about."""
    plans: list[tuple[str, Plan]] = []
    problems: list[Problem] = []
    for file in map(Path, files):
        try:
            plans.append((file.name, load_plan(file)))
        except Refusal as refusal:
            problems.extend(refusal.problems)
    return CheckedPlans(tuple(plans), tuple(problems))
