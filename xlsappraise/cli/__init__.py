"""The command line: options, a call of the public API, output, exit code. Heavy libraries are imported in commands."""

from __future__ import annotations

import sys

import click

from xlsappraise import __version__
from xlsappraise.cli.commands import TranslatedGroup, language
from xlsappraise.cli.decisions import accept, acknowledge, withdraw
from xlsappraise.cli.facts import facts
from xlsappraise.cli.forms import check, generate, inspect
from xlsappraise.cli.history import history
from xlsappraise.cli.i18n import N_
from xlsappraise.cli.keys import keys
from xlsappraise.cli.language import choose_language
from xlsappraise.cli.pay import pay, promote
from xlsappraise.cli.period import explain, status, summarize
from xlsappraise.cli.plans import plans
from xlsappraise.cli.retention import retention
from xlsappraise.cli.rollup import rollup
from xlsappraise.cli.roster import roster
from xlsappraise.cli.schemes import schemes
from xlsappraise.cli.start import demo, init

COMMANDS = (
    init,
    schemes,
    roster,
    generate,
    inspect,
    check,
    status,
    accept,
    acknowledge,
    withdraw,
    summarize,
    rollup,
    explain,
    facts,
    history,
    pay,
    promote,
    plans,
    retention,
    keys,
    demo,
)


@click.group(
    cls=TranslatedGroup,
    help=N_("Appraisal scorecards as Excel workbooks: issue them, collect what comes back, summarise."),
    epilog=N_("Example: xlsappraise generate 2026-11"),
)
@click.version_option(__version__, prog_name="xlsappraise")
@language
def cli() -> None:
    """Group the commands."""


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the program with the arguments of the process."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    choose_language(sys.argv[1:])
    cli(prog_name="xlsappraise")
