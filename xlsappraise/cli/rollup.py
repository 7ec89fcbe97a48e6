"""``rollup``."""

from __future__ import annotations

from pathlib import Path

import click

from xlsappraise.base.i18n import N_, _, active
from xlsappraise.cli.passwords import password_file
from xlsappraise.cli.period import print_counts, summary_code, tell_summary
from xlsappraise.cli.progress import bar
from xlsappraise.cli.spoken import command, option, tell


@command(
    "rollup",
    N_("Make a quarter or a year from the periods below it, and write its summary."),
    N_("Example: xlsappraise rollup 2026-Q4 --json result.json"),
)
@click.argument("period", metavar="PERIOD")
@option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Also write the result as JSON."),
)
@password_file
@click.pass_context
def rollup(ctx: click.Context, period: str, json_file: Path | None, passwords: tuple[str, ...], quiet: bool) -> None:
    """Roll a period up."""
    from xlsappraise.report.rollup import rollup as run
    from xlsappraise.report.summarize import rollup_dict, write_json
    from xlsappraise.store.office import opened, parse_period
    from xlsappraise.store.workspace import Workspace

    when = parse_period(period)
    workspace = Workspace.find()
    with opened(workspace, alone=True) as office:
        done = run(office, when, bar(_("Reading files"), quiet=quiet), passwords)
    if json_file is not None:
        write_json(json_file, rollup_dict(done, active()))
    if not quiet:
        tell(done.problems, notes=False)
    if done.collection.forms:
        print_counts(done.collection)
    tell_summary(done, workspace.summary(when), quiet=quiet)
    open_results = any(one.total is None for group in done.rolled.groups.values() for one in group)
    ctx.exit(1 if open_results else summary_code(done))
