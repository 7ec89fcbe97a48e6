"""``accept`` and ``withdraw``."""

from __future__ import annotations

from pathlib import Path

import click

from xlsappraise.cli.spoken import command, option
from xlsappraise.i18n import N_, _


def _given(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter(_("A reason is needed; it is kept in the ledger."))
    return value.strip()


@command(
    "accept",
    N_("Choose one among differing versions of a form that were set aside."),
    N_("Example: xlsappraise accept 2026-11/inbox/form.xlsx --reason 主管确认以此份为准"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@option("--reason", required=True, callback=_given, help=N_("Why; kept in the ledger."))
def accept(file: Path, reason: str, quiet: bool) -> None:
    """Accept a version."""
    from xlsappraise.pipeline.decide import accept as run
    from xlsappraise.pipeline.office import existing, opened
    from xlsappraise.workspace import Workspace

    with opened(Workspace.find(existing(file).parent), alone=True) as office:
        issue, version = run(office, file, reason)
    text = _("Accepted for {number} {name}, {period}: {file}")
    click.echo(text.format(number=issue.employee_id, name=issue.name, period=issue.period, file=version.file))
    if not quiet:
        click.echo(
            _("Run “xlsappraise summarize {period}” to bring the summary up to date.").format(period=issue.period)
        )


@command(
    "withdraw",
    N_("Take an issued form out of the count (someone left, wrong supervisor)."),
    N_("Example: xlsappraise withdraw E007 2026-11 --reason 已离职"),
)
@click.argument("number", metavar="NO")
@click.argument("period", metavar="PERIOD")
@option("--reason", required=True, callback=_given, help=N_("Why; kept in the ledger."))
@option(
    "--rater",
    metavar="NAME",
    help=N_("Only the form of this rater, where several people have a form of their own about the employee."),
)
def withdraw(number: str, period: str, reason: str, rater: str | None, quiet: bool) -> None:
    """Withdraw forms."""
    from xlsappraise.pipeline.decide import withdraw as run
    from xlsappraise.pipeline.office import opened, parse_period
    from xlsappraise.workspace import Workspace

    when = parse_period(period)
    with opened(Workspace.find(), alone=True) as office:
        issues = run(office, number, when, reason, rater)
    for issue in issues:
        click.echo(
            _("Withdrawn: {number} {name}, {scheme}").format(
                number=issue.employee_id, name=issue.name, scheme=issue.scheme_id
            )
        )
    if not quiet:
        click.echo(_("A file that still comes back for it is refused and said so."))
