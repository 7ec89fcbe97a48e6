"""The commands ``init`` and ``demo``."""

from __future__ import annotations

from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli import commands
from xlsappraise.cli.commands import command, option, print_problems
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.language import asked_for_language, use_language
from xlsappraise.cli.period import print_counts
from xlsappraise.cli.questions import LanguageChoice
from xlsappraise.cli.screen import echo


@command(
    "init",
    N_("Make a workspace: settings, a roster to fill in, a signing key."),
    N_("Example: xlsappraise init 考核"),
)
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
@option("--organisation", default="", help=N_("The organisation's name as printed on forms."))
@click.pass_context
def init(ctx: click.Context, folder: Path, organisation: str, quiet: bool) -> None:
    """Create a workspace."""
    chosen = ctx.get_parameter_source("lang") is click.core.ParameterSource.COMMANDLINE
    language = active() if chosen else "zh_CN"
    if not organisation and not quiet and commands.attended() and xa.workspace_at(folder) is None:
        organisation = click.prompt(_("Name of your organisation, as printed on forms"), default="", show_default=False)
        if not chosen:
            language = click.prompt(
                _("Language of the roster, the messages and the summaries"), default=language,
                type=LanguageChoice(),
            )  # fmt: skip
    workspace = xa.init(folder, organisation=organisation, language=language)
    if not asked_for_language():
        use_language(workspace.language)
    if not quiet:
        echo(_("The workspace is ready: {folder}").format(folder=folder))
        echo(_("1. Fill in {roster} in Excel or WPS, one person a row, and save it.").format(roster=workspace.roster))
        echo(_("2. In this folder run: xlsappraise generate 2026-11 (your month)"))
        echo(
            _(
                "3. Keep {folder} safe and back it up: it holds the signing key, the ledger and every returned file."
            ).format(folder=".xlsappraise")
        )


@command(
    "demo",
    N_("Run every step on sample workbooks and list what to open."),
    N_("Example: xlsappraise demo"),
)
@click.argument("folder", type=click.Path(path_type=Path), default="demo", metavar="[DIR]")
def demo(folder: Path, quiet: bool) -> None:
    """Run the demo; the exit code is 0 although the samples contain errors."""
    shown = xa.demo(folder)
    forms, done = shown.forms, shown.summary
    if not quiet:
        print_problems(done.problems, notes=False)
        echo()
    print_counts(done.collected)
    echo()
    echo(_("Open these:"))
    first = next(iter([*forms.restored, *forms.issued]))
    for title, path in (
        (_("a scorecard as a supervisor gets it"), forms.outbox / first.file),
        (_("what came back, faults included"), shown.inbox),
        (_("marked copies to send back"), done.corrections),
        (_("the summary for the manager"), done.workbook),
    ):
        echo("  " + _("{rule}: {details}").format(rule=title, details=path))
    echo(_("Then try, in {folder}: xlsappraise status {period}").format(folder=folder, period=shown.period))
