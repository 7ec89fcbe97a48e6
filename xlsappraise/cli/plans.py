"""The commands ``plans list``, ``plans show`` and ``plans check``."""

from __future__ import annotations

from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.commands import (
    TranslatedGroup,
    command,
    current_workspace,
    echo_json,
    echo_lines,
    exit_code,
    language,
    option,
    print_problems,
)
from xlsappraise.cli.i18n import N_, _, active


@click.group(
    "plans",
    cls=TranslatedGroup,
    help=N_("List, show and check pay and promotion plans."),
    epilog=N_("Example: xlsappraise plans show bonus-pool"),
)
@language
def plans() -> None:
    """Group the commands on plans."""


@command("list", N_("List the shipped plans and your own."), N_("Example: xlsappraise plans list --json"))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def list_plans(ctx: click.Context, as_json: bool, quiet: bool) -> None:
    """List plans."""
    found = xa.list_plans(current_workspace())
    if as_json:
        echo_json([{"id": p.id, "title": p.title, "scheme": p.scheme} for p in found.plans])
    else:
        for plan in found.plans:
            click.echo(plan.id if quiet else f"{plan.id:26} {plan.title}")
    print_problems(found.problems)
    ctx.exit(exit_code(found.problems))


@command(
    "show",
    N_("Print a plan as a person would read it: rules, settings, assumptions."),
    N_("Example: xlsappraise plans show floor-supervisor-pay"),
)
@click.argument("plan_id", metavar="ID")
def show_plan(plan_id: str, quiet: bool) -> None:
    """Show a plan."""
    echo_lines(xa.show_plan(plan_id, language=active(), workspace=current_workspace(), brief=quiet))


@command(
    "check",
    N_("Check plan files; every mistake is reported with its place."),
    N_("Example: xlsappraise plans check plans/my-plan.toml"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.pass_context
def check_plans(ctx: click.Context, files: tuple[Path, ...], quiet: bool) -> None:
    """Check plan files."""
    checked = xa.check_plans(files)
    if not quiet:
        for name, plan in checked.plans:
            click.echo(_("{file}: {title} is in order.").format(file=name, title=plan.title))
    print_problems(checked.problems)
    ctx.exit(exit_code(checked.problems))


for subcommand in (list_plans, show_plan, check_plans):
    plans.add_command(subcommand)
