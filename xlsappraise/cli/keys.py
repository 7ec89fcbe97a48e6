"""``keys``: the keys that sign form numbers."""

from __future__ import annotations

import click

from xlsappraise.base.i18n import N_, _
from xlsappraise.cli.spoken import SpokenGroup, command, language


@click.group(
    "keys",
    cls=SpokenGroup,
    help=N_("The keys that sign the numbers of forms."),
    epilog=N_("Example: xlsappraise keys rotate"),
)
@language
def keys() -> None:
    """Hold the commands about keys."""


@command(
    "rotate",
    N_("Sign new forms with a new key; forms issued so far stay good."),
    N_("Example: xlsappraise keys rotate"),
)
def rotate(quiet: bool) -> None:
    """Make a new key."""
    from xlsappraise.store.office import opened
    from xlsappraise.store.start import rotate_keys
    from xlsappraise.store.workspace import Workspace

    workspace = Workspace.find()
    with opened(workspace, alone=True) as office:
        name, kept = rotate_keys(office)
    click.echo(
        _("New forms are signed with key {name}; {kept} older keys are kept for reading.").format(name=name, kept=kept)
    )
    if not quiet:
        click.echo(
            _("Back up {file} now: without it no form that comes back can be recognised.").format(file=workspace.keys)
        )


keys.add_command(rotate)
