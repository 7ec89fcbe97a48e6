"""``plans list``, ``show``, ``check``, ``export`` and ``import``."""

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
    pasted,
    print_problems,
)
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.scheme_files import REPLACE, corrected, given
from xlsappraise.cli.screen import echo


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
            echo(plan.id if quiet else f"{plan.id:26} {plan.title}")
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
            echo(_("{file}: {title} is in order.").format(file=name, title=plan.title))
    print_problems(checked.problems)
    ctx.exit(exit_code(checked.problems))


@command(
    "export",
    N_("Write a plan into an Excel workbook, to be changed there."),
    N_("Example: xlsappraise plans export bonus-pool 奖金方案.xlsx"),
)
@click.argument("plan_id", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--replace", is_flag=True, help=REPLACE)
@click.pass_context
def export_plan(ctx: click.Context, plan_id: str, file: Path, replace: bool, quiet: bool) -> None:
    """Export a plan."""
    here = current_workspace()
    with corrected(ctx, "plans export", plan_id, file):
        xa.export_plan(plan_id, file, language=active() if here is None else None, replace=replace, workspace=here)
    if not quiet:
        echo(_("Written: {file}").format(file=file))
        echo(_("Change it in Excel or WPS, then run: {command}").format(command=pasted("plans import", file)))


@command(
    "import",
    N_("Read a plan from an Excel workbook; every mistake is reported with its cell."),
    N_("Example: xlsappraise plans import 奖金方案.xlsx"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--out", type=click.Path(path_type=Path), metavar="FILE.toml", help=N_("Write the plan into this file."))
@option("--replace", is_flag=True, help=REPLACE)
@click.pass_context
def import_plan(ctx: click.Context, file: Path, out: Path | None, replace: bool, quiet: bool) -> None:
    """Import a plan."""
    with corrected(ctx, "plans import", *given(file, out)):
        done = xa.import_plan(file, out=out, replace=replace, workspace=current_workspace())
    if done.changed:
        echo(str(done.file) if quiet else _("Written: {file}").format(file=done.file))
    elif not quiet:
        echo(_("{file} already has this content; nothing was changed.").format(file=done.file))


for subcommand in (list_plans, show_plan, check_plans, export_plan, import_plan):
    plans.add_command(subcommand)
