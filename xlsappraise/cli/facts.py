"""The command ``facts``."""

from __future__ import annotations

from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.arguments import period_argument
from xlsappraise.cli.commands import command, exit_code, parse_period, print_problems, roster_option
from xlsappraise.cli.i18n import N_, _
from xlsappraise.cli.screen import echo

_NAMED = 10
"""The most settings without a value that are listed"""


@command(
    "facts",
    N_("Write a workbook for what pay and promotion need beyond the scores; run again it keeps what is filled in."),
    N_("Example: xlsappraise facts 2026-11"),
)
@period_argument
@roster_option
@click.pass_context
def facts(ctx: click.Context, period: str, roster: Path | None, quiet: bool) -> None:
    """Write the facts workbook."""
    when = parse_period(period)
    with xa.open_workspace(xa.find_workspace(), roster=roster) as office:
        prepared = xa.facts(office, when)
    print_problems(prepared.problems)
    if prepared.written is None:
        echo(_("Nothing was written. Correct the problems above and run the same command again."))
    else:
        _print(prepared.written, quiet=quiet)
    ctx.exit(exit_code(prepared.problems))


def _print(written: xa.WrittenFacts, *, quiet: bool) -> None:
    echo(_("Facts: {file}").format(file=written.path))
    text = _("{people} people, {planned} of them with a plan; {blank} cells that a plan needs are still blank.")
    echo(text.format(people=written.people, planned=written.planned, blank=len(written.blank)))
    if written.unset:
        names = [f"{plan} · {setting}" for plan, setting in written.unset]
        shown = names[:_NAMED] + (["…"] if len(names) > _NAMED else [])
        echo(_("Settings without a value: {names}").format(names=_(", ").join(shown)))
    if quiet:
        return
    if not written.planned:
        echo(
            _(
                "Nobody in the roster has a plan. A column 奖金方案 in the roster assigns plans: the id or title of "
                "one, or several with 、 between them."
            )
        )
    echo(_("Fill in the pale yellow cells and save. Run the same command again when the roster or plans change."))
