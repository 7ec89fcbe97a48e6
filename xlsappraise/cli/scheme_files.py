"""The commands ``schemes export``, ``schemes import`` and ``schemes diff``."""

from __future__ import annotations

from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.commands import command, current_workspace, echo_json, option
from xlsappraise.cli.i18n import N_, _, active, shown

REPLACE = N_("Replace a file that already exists with other content.")


@command(
    "export",
    N_("Write a scheme into an Excel workbook, to be changed there."),
    N_("Example: xlsappraise schemes export furniture-callback 回访方案.xlsx"),
)
@click.argument("scheme_id", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--replace", is_flag=True, help=REPLACE)
def export_scheme(scheme_id: str, file: Path, replace: bool, quiet: bool) -> None:
    """Export a scheme."""
    xa.export_scheme(scheme_id, file, replace=replace, workspace=current_workspace())
    if not quiet:
        click.echo(_("Written: {file}").format(file=file))
        click.echo(_("Change it in Excel or WPS, then run: xlsappraise schemes import {file}").format(file=file.name))


@command(
    "import",
    N_("Read a scheme from an Excel workbook; every mistake is reported with its cell."),
    N_("Example: xlsappraise schemes import 回访方案.xlsx"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--out", type=click.Path(path_type=Path), metavar="FILE.toml", help=N_("Write the scheme into this file."))
@option("--replace", is_flag=True, help=REPLACE)
def import_scheme(file: Path, out: Path | None, replace: bool, quiet: bool) -> None:
    """Import a scheme."""
    done = xa.import_scheme(file, out=out, replace=replace, workspace=current_workspace())
    if not done.changed:
        if not quiet:
            click.echo(_("{file} already has this content; nothing was changed.").format(file=done.file))
        return
    click.echo(str(done.file) if quiet else _("Written: {file}").format(file=done.file))


@command(
    "diff",
    N_("List the differences between two schemes: ids, TOML files or workbooks."),
    N_("Example: xlsappraise schemes diff furniture-callback schemes/furniture-callback.toml"),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
def diff_schemes(old: str, new: str, as_json: bool, quiet: bool) -> None:
    """Compare two schemes."""
    found = xa.diff_schemes(old, new, workspace=current_workspace())
    if as_json:
        echo_json([d.as_dict(active()) for d in found])
        return
    for difference in found:
        click.echo(shown(difference.described()))
    if not found and not quiet:
        click.echo(_("{old} and {new} are the same.").format(old=old, new=new))
