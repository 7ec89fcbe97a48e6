"""What several commands take: a period, a reason, the name of a returned file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.commands import F
from xlsappraise.cli.i18n import _

_DOTS = " \u3000….。．·⋯"
"""What a reason that was not written consists of: the dots of a command to be pasted, and blanks"""


class _PeriodArgument(click.Argument):
    """The argument that names a period."""

    def get_error_hint(self, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's signature
        """Return what the argument is called where it is missing."""
        return _("the period, for example 2026-11")


def period_argument(function: F) -> F:
    """Add the argument ``period``."""
    return click.argument("period", cls=_PeriodArgument, metavar="PERIOD")(function)


def reason_given(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return a reason; raise BadParameter for a blank one, or the dots that stand for it in a command to be pasted."""
    if not value.strip():
        raise click.BadParameter(_("A reason is needed; it is kept in the ledger."))
    if not value.strip(_DOTS):
        raise click.BadParameter(_("Write the reason itself in place of the dots; it is kept in the ledger."))
    return value.strip()


def workspace_of(file: Path) -> Path:
    """Return the workspace that a file is in; the current one for a name that is to be found in an inbox."""
    try:
        return xa.find_workspace(file)
    except xa.Refusal:
        with suppress(xa.Refusal):
            return xa.find_workspace()
        raise
