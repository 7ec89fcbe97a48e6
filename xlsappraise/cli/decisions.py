"""The commands ``accept``, ``acknowledge`` and ``withdraw``."""

from __future__ import annotations

from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.arguments import period_argument, reason_given, workspace_of
from xlsappraise.cli.commands import (
    attended,
    command,
    exit_code,
    option,
    parse_period,
    print_moved,
    print_problems,
    question,
    split_list,
)
from xlsappraise.cli.i18n import N_, _, shown
from xlsappraise.cli.passwords import password_file
from xlsappraise.cli.questions import asked
from xlsappraise.cli.screen import echo, print_table


def _reason_or_none(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return None if value is None else reason_given(ctx, parameter, value)


def _listed(ctx: click.Context, parameter: click.Parameter, value: str) -> list[str]:
    return split_list(ctx, parameter, (value,))


@command(
    "accept",
    N_("Accept a file that was set aside as the version that counts, and list where others differ."),
    N_("Example: xlsappraise accept 2026-11/inbox/form.xlsx --reason 主管确认以此份为准"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@option("--reason", required=True, callback=reason_given, help=N_("Why; kept in the ledger."))
@option(
    "--as",
    "form",
    metavar="FORM",
    help=N_("Which form a file without a form number is: the number that “status” proposes, or the employee number."),
)
@password_file
def accept(file: Path, reason: str, form: str | None, passwords: tuple[str, ...], quiet: bool) -> None:
    """Accept a version."""
    with xa.open_workspace(workspace_of(file)) as office:
        done = xa.accept(office, file, reason=reason, form=form, passwords=passwords)
    person, period = done.form.person, done.form.period
    text = _("Accepted for {number} {name}, {period}: {file}")
    echo(text.format(number=person.employee_id, name=person.name, period=period, file=done.file))
    if not quiet:
        if done.others:
            _print_differences(done)
        print_problems(done.outdated)
        if not done.outdated:
            echo(_("Run “xlsappraise summarize {period}” to bring the summary up to date.").format(period=period))


@command(
    "acknowledge",
    N_("Settle what was found about a returned file that you have seen and that needs nothing more."),
    N_("Example: xlsappraise acknowledge 2026-11/inbox/form.xlsx --reason 已与主管核对"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@option("--reason", callback=_reason_or_none, help=N_("Why; kept in the ledger. It is asked for if left out."))
@option("--undo", is_flag=True, help=N_("Open again what was acknowledged about the file."))
@password_file
def acknowledge(file: Path, reason: str | None, undo: bool, passwords: tuple[str, ...], quiet: bool) -> None:
    """Acknowledge a file."""
    if not undo and not reason:
        if not attended():
            raise click.UsageError(_("A reason is needed; it is kept in the ledger."))
        reason = asked(_("Why nothing more is needed (kept in the ledger)"))
    with xa.open_workspace(workspace_of(file)) as office:
        done = xa.acknowledge(office, file, reason=reason or "", undo=undo, passwords=passwords)
    text = _("Open again: {file} (findings: {count})") if undo else _("Settled: {file} (findings: {count})")
    echo(text.format(file=done.file, count=len(done.findings)))
    if not quiet:
        print_problems(done.findings, codes=False)
        if not undo:
            echo(_("Another version of the file is reported anew."))


def _print_differences(done: xa.AcceptedFile) -> None:
    """Print a table of the cells in which the accepted version differs from the others."""
    headings = [_("Cell"), _("Label"), _("Accepted: {file}").format(file=done.file), *done.others]
    print_table(headings, [(line.cell, line.label, *map(shown, line.values)) for line in done.differences])


@command(
    "withdraw",
    N_("Withdraw issued forms so that they no longer count (someone left, wrong supervisor): all of them or none."),
    N_("Example: xlsappraise withdraw E007,E009 2026-11 --reason 已离职"),
)
@click.argument("numbers", metavar="all|NO[,NO…]", callback=_listed)
@period_argument
@option("--reason", required=True, callback=reason_given, help=N_("Why; kept in the ledger."))
@option(
    "--scheme",
    "schemes",
    multiple=True,
    callback=split_list,
    metavar="ID[,ID…]",
    help=N_("Only forms of these schemes, where the employees have forms of several."),
)
@option(
    "--rater",
    metavar="NAME",
    help=N_("Only the form of this rater, where several people have a form of their own about the employee."),
)
@option("--yes", is_flag=True, help=N_("Withdraw forms that have come back complete without asking."))
@click.pass_context
def withdraw(
    ctx: click.Context,
    numbers: list[str],
    period: str,
    reason: str,
    schemes: list[str],
    rater: str | None,
    yes: bool,
    quiet: bool,
) -> None:
    """Withdraw forms."""
    when = parse_period(period)
    with xa.open_workspace(xa.find_workspace()) as office:
        done = xa.withdraw(
            office, numbers, when, reason=reason, schemes=schemes, rater=rater, yes=yes,
            ask=question(N_("Withdraw them all the same?"), silent=False),
        )  # fmt: skip
    print_problems(done.problems, notes=not quiet)
    for form in done.forms:
        text = _("Withdrawn: {number} {name}, {scheme}")
        echo(text.format(number=form.person.employee_id, name=form.person.name, scheme=done.titles[form.scheme]))
    print_moved(done.moved)
    if not quiet:
        echo(_("A file that still comes back for it is refused, with a message."))
    ctx.exit(exit_code(done.problems))
