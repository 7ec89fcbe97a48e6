"""The commands about plans: list, show, check, export, import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base import files as disk
from xlsappraise.base.i18n import N_, SOURCE, words
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.payroll.data import setting_words
from xlsappraise.plans import Plan, PlanLibrary, load_plan
from xlsappraise.plans.book import plan_toml, read_plan_book, write_plan_book
from xlsappraise.product.books import book_language, free_book, written_file
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
    return tuple(_lines(_named(name, _library(workspace)), language, brief=brief))


def _named(name: str, library: PlanLibrary) -> Plan:
    """Return the plan of an id or title; raise Refusal with a suggestion."""
    plan = library.find(name)
    if plan is None:
        raise Refusal(problem("plan-not-known", found=name, expected=library.suggest(name)))
    return plan


def _lines(plan: Plan, language: str, *, brief: bool) -> Iterator[ShownLine]:
    say = words(language)
    yield ShownLine(f"{plan.title} ({plan.id})", heading=True)
    for rule in plan.rules:
        yield ShownLine(f"  {rule.title}  [{rule.id}]")
        yield ShownLine(f"      {plan.rule_text(rule, say)}")
    for title, lines in plan.confirmed_lists(plan.rules):
        yield ShownLine(f"  {title}")
        yield from (ShownLine(f"      {line}") for line in lines)
    for setting in plan.settings:
        value = setting_words(setting, setting.value, say)
        text = say(N_("  setting {key}: {title} = {value}"))
        yield ShownLine(text.format(key=setting.key, title=setting.title, value=value))
    if not brief:
        for line in (*plan.assumptions, *plan.notes):
            yield ShownLine(f"  · {line}")


def export_plan(
    name: str,
    file: AnyPath,
    *,
    language: str | None = None,
    replace: bool = False,
    workspace: AnyPath | None = None,
) -> Path:
    """Write a plan into an Excel workbook, to be changed there; return its path.

    ``language``: of the headings; that of the workspace unless given. Raise Refusal: ``scheme-book-name``,
    ``plan-not-known``, ``folder-not-found``, ``scheme-file-exists`` unless ``replace``, ``file-not-writable``.
    """
    path = free_book(file, replace=replace)
    plan = _named(name, _library(workspace))
    with written_file(path):
        write_plan_book(plan, path, language or book_language(workspace))
    return path


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """A plan that was read from a workbook, and its TOML file; ``changed``: whether that was written."""

    plan: Plan
    file: Path
    changed: bool


def import_plan(
    file: AnyPath, *, out: AnyPath | None = None, replace: bool = False, workspace: AnyPath | None = None
) -> ImportedPlan:
    """Read a plan from an Excel workbook and write it as TOML.

    ``out``: the file to write; else the file in the workspace's ``plans`` folder (outside of a workspace: beside the
    workbook) that is named after the plan. Raise Refusal: every mistake in the workbook with its cell,
    ``scheme-file-exists`` where the file says something else and ``replace`` is not given, ``file-not-writable``.
    """
    path = Path(file)
    plan = read_plan_book(path)
    folder = path.parent if workspace is None else Workspace(Path(workspace)).plans
    target = folder / f"{plan.id}.toml" if out is None else Path(out)
    if target.exists():
        with suppress(Refusal):
            if load_plan(target) == plan:
                return ImportedPlan(plan, target, changed=False)
        if not replace:
            raise Refusal(problem("scheme-file-exists", file=str(target)))
    with written_file(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        disk.write_bytes(target, plan_toml(plan).encode())
    return ImportedPlan(plan, target, changed=True)


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
