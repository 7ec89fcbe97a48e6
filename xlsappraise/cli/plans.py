"""``plans list``, ``plans show`` and ``plans check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlsappraise.base.i18n import N_, _
from xlsappraise.cli.spoken import SpokenGroup, command, exit_code, language, option, tell

if TYPE_CHECKING:
    from xlsappraise.plans import PlanLibrary


@click.group(
    "plans",
    cls=SpokenGroup,
    help=N_("List, show and check pay and promotion plans."),
    epilog=N_("Example: xlsappraise plans show bonus-pool"),
)
@language
def plans() -> None:
    """Hold the plan commands."""


def _library() -> PlanLibrary:
    from xlsappraise.base.problems import Refusal
    from xlsappraise.plans import PlanLibrary
    from xlsappraise.store.workspace import Workspace

    try:
        own = Workspace.find().plans
    except Refusal as refusal:
        if refusal.problems[0].code != "workspace-missing":
            raise
        own = None
    return PlanLibrary(own)


@command("list", N_("List the shipped plans and your own."), N_("Example: xlsappraise plans list --json"))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def list_plans(ctx: click.Context, as_json: bool, quiet: bool) -> None:
    """List plans."""
    import json

    known = _library()
    if as_json:
        rows = [{"id": p.id, "title": p.title, "scheme": p.scheme} for p in known.plans.values()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for plan in known.plans.values():
            click.echo(plan.id if quiet else f"{plan.id:26} {plan.title}")
    tell(known.problems)
    ctx.exit(exit_code(known.problems))


@command(
    "show",
    N_("Print a plan as a person would read it: rules, settings, assumptions."),
    N_("Example: xlsappraise plans show floor-supervisor-pay"),
)
@click.argument("plan_id", metavar="ID")
def show_plan(plan_id: str, quiet: bool) -> None:
    """Show a plan."""
    from xlsappraise.base.problems import Refusal, problem
    from xlsappraise.payroll.data import setting_words

    known = _library()
    plan = known.find(plan_id)
    if plan is None:
        raise Refusal(problem("plan-not-known", found=plan_id, expected=known.suggest(plan_id)))
    click.echo(click.style(f"{plan.title} ({plan.id})", bold=True))
    for rule in plan.rules:
        click.echo(f"  {rule.title}  [{rule.id}]")
        click.echo(f"      {plan.told(rule, _)}")
    for setting in plan.settings:
        click.echo(_("  setting {key}: {title} = {value}").format(
            key=setting.key, title=setting.title, value=setting_words(setting, setting.value, _)))  # fmt: skip
    if not quiet:
        for text in (*plan.assumptions, *plan.notes):
            click.echo(f"  · {text}")


@command(
    "check",
    N_("Check plan files; every mistake is named with its path."),
    N_("Example: xlsappraise plans check plans/my-plan.toml"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.pass_context
def check_plans(ctx: click.Context, files: tuple[Path, ...], quiet: bool) -> None:
    """Check plan files."""
    from xlsappraise.base.problems import Problem, Refusal
    from xlsappraise.plans import load_plan

    problems: list[Problem] = []
    for file in files:
        try:
            plan = load_plan(file)
        except Refusal as refusal:
            problems.extend(refusal.problems)
        else:
            if not quiet:
                click.echo(_("{file}: {title} is in order.").format(file=file.name, title=plan.title))
    tell(problems)
    ctx.exit(exit_code(problems))


for made in (list_plans, show_plan, check_plans):
    plans.add_command(made)
