"""The commands of ``keys``: the keys that sign form numbers."""

from __future__ import annotations

import click

import xlsappraise as xa
from xlsappraise.cli.commands import TranslatedGroup, command, language
from xlsappraise.cli.i18n import N_, _
from xlsappraise.cli.screen import echo


@click.group(
    "keys",
    cls=TranslatedGroup,
    help=N_("The keys that sign the numbers of forms."),
    epilog=N_("Example: xlsappraise keys rotate"),
)
@language
def keys() -> None:
    """Group the commands on keys."""


@command(
    "rotate",
    N_("Sign new forms with a new key; forms issued so far stay good."),
    N_("Example: xlsappraise keys rotate"),
)
def rotate(quiet: bool) -> None:
    """Create a new signing key."""
    with xa.open_workspace(xa.find_workspace()) as office:
        done = xa.rotate_keys(office)
    text = _("New forms are signed with key {name}; {kept} older keys are kept for reading.")
    echo(text.format(name=done.name, kept=done.kept))
    if not quiet:
        text = _("Back up {file} now: without it no form that comes back can be recognised.")
        echo(text.format(file=done.file))


keys.add_command(rotate)
