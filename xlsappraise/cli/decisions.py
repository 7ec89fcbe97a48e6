"""``accept`` and ``withdraw``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlsappraise.base.i18n import N_, _, shown
from xlsappraise.cli.passwords import password_file
from xlsappraise.cli.spoken import command, option

if TYPE_CHECKING:
    from xlsappraise.returned.side_by_side import Differing


def _given(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter(_("A reason is needed; it is kept in the ledger."))
    return value.strip()


@command(
    "accept",
    N_("Make a file that was set aside the version of its form that counts, and tell where others differ."),
    N_("Example: xlsappraise accept 2026-11/inbox/form.xlsx --reason 主管确认以此份为准"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@option("--reason", required=True, callback=_given, help=N_("Why; kept in the ledger."))
@option(
    "--as",
    "form",
    metavar="FORM",
    help=N_("Which form a file without a form number is: the number that “status” proposes, or the employee number."),
)
@password_file
def accept(file: Path, reason: str, form: str | None, passwords: tuple[str, ...], quiet: bool) -> None:
    """Accept a version."""
    from xlsappraise.returned.accept import accept as run
    from xlsappraise.returned.accept import on_disk
    from xlsappraise.returned.side_by_side import side_by_side
    from xlsappraise.store.office import existing, opened
    from xlsappraise.store.workspace import Workspace

    with opened(Workspace.find(existing(on_disk(file)).parent), alone=True) as office:
        done = run(office, file, reason, form, passwords)
        blueprint = office.blueprints([done.issue])[done.issue.master_id]
    issue, versions = done.issue, (done.chosen, *done.others)
    text = _("Accepted for {number} {name}, {period}: {file}")
    click.echo(text.format(number=issue.employee_id, name=issue.name, period=issue.period, file=done.chosen.file))
    if not quiet:
        if done.others:
            _print_differences([v.file for v in versions], side_by_side(blueprint, versions))
        click.echo(
            _("Run “xlsappraise summarize {period}” to bring the summary up to date.").format(period=issue.period)
        )


def _print_differences(files: list[str], found: list[Differing]) -> None:
    """Print in which cells the chosen version differs from the others."""
    from rich.console import Console
    from rich.table import Table

    table = Table(_("Cell"), _("Label"), _("Accepted: {file}").format(file=files[0]), *files[1:])
    for line in found:
        table.add_row(line.cell, line.label, *map(shown, line.values))
    Console(markup=False).print(table)


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
    from xlsappraise.returned.accept import withdraw as run
    from xlsappraise.store.office import opened, parse_period
    from xlsappraise.store.workspace import Workspace

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
