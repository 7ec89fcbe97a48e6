"""The command ``rollup``."""

from __future__ import annotations

from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.arguments import period_argument
from xlsappraise.cli.commands import ask_of_losses, command, option, parse_period, yes_option
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.open_findings import print_counted, print_open
from xlsappraise.cli.passwords import password_file
from xlsappraise.cli.period import print_counts, print_summary, summary_code
from xlsappraise.cli.progress import bar


@command(
    "rollup",
    N_("Roll up the results of months or quarters into a quarter or a year, and write its summary."),
    N_("Example: xlsappraise rollup 2026-Q4 --json result.json"),
)
@period_argument
@option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Also write the result as JSON."),
)
@password_file
@yes_option
@click.pass_context
def rollup(
    ctx: click.Context, period: str, json_file: Path | None, passwords: tuple[str, ...], yes: bool, quiet: bool
) -> None:
    """Roll up a quarter or year."""
    when = parse_period(period)
    with xa.open_workspace(xa.find_workspace()) as office:
        progress = bar(_("Reading files"), quiet=quiet)
        done = xa.rollup(office, when, passwords=passwords, progress=progress, yes=yes, ask=ask_of_losses())
    if json_file is not None:
        xa.write_json(json_file, done.as_dict(active()))
    if not quiet:
        print_open(done.findings)
        print_counted(done.findings, when)
    if done.collected.forms:
        print_counts(done.collected)
    print_summary(done, office.workspace.summary(when), quiet=quiet)
    ctx.exit(1 if done.not_rolled_up else summary_code(done))
