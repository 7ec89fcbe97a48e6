"""``schemes export``, ``schemes import`` and ``schemes diff``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlsappraise.base.i18n import N_, _, active, shown
from xlsappraise.cli.spoken import command, option

if TYPE_CHECKING:
    from xlsappraise.schemes import Library, Scheme

REPLACE = N_("Replace a file that is already there and says something else.")


def library() -> Library:
    """Return the shipped schemes, and the workspace's own where there is one."""
    from xlsappraise.schemes import Library

    return Library(_own_folder())


def _own_folder() -> Path | None:
    """Return the folder of the workspace's own schemes; None outside of a workspace."""
    from xlsappraise.base.problems import Refusal
    from xlsappraise.store.workspace import Workspace

    try:
        return Workspace.find().schemes
    except Refusal as refusal:
        if refusal.problems[0].code != "workspace-missing":
            raise
        return None


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
    from xlsappraise.base import files
    from xlsappraise.base.problems import Refusal, problem
    from xlsappraise.schemebook import write_scheme_book

    if file.suffix.lower() != ".xlsx":
        raise Refusal(problem("scheme-book-name", file=str(file)))
    scheme = library().get(scheme_id)
    if file.exists() and not replace:
        raise Refusal(problem("scheme-file-exists", file=str(file)))
    try:
        write_scheme_book(scheme, file)
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(file), found=files.reason(error))) from None
    if not quiet:
        click.echo(_("Written: {file}").format(file=file))
        click.echo(_("Change it in Excel or WPS, then run: xlsappraise schemes import {file}").format(file=file.name))


@command(
    "import",
    N_("Read a scheme from an Excel workbook; every mistake is named with its cell."),
    N_("Example: xlsappraise schemes import 回访方案.xlsx"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--out", type=click.Path(path_type=Path), metavar="FILE.toml", help=N_("Write the scheme into this file."))
@option("--replace", is_flag=True, help=REPLACE)
def import_scheme(file: Path, out: Path | None, replace: bool, quiet: bool) -> None:
    """Import a scheme."""
    from xlsappraise.base import files
    from xlsappraise.base.problems import Refusal, problem
    from xlsappraise.schemebook import read_scheme_book, scheme_toml

    scheme = read_scheme_book(file)
    target = out or _target(_own_folder() or file.parent, scheme.id)
    if target.exists():
        if _same(target, scheme):
            if not quiet:
                click.echo(_("{file} already says the same; nothing was changed.").format(file=target))
            return
        if not replace:
            raise Refusal(problem("scheme-file-exists", file=str(target)))
    try:
        files.write_bytes(target, scheme_toml(scheme).encode())
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(target), found=files.reason(error))) from None
    click.echo(_("Written: {file}").format(file=target) if not quiet else str(target))


def _target(folder: Path, scheme_id: str) -> Path:
    """Return the file in a folder that has the scheme already, whatever its name; else the one named after it."""
    import tomllib

    for path in sorted(folder.glob("*.toml")):
        try:
            if tomllib.loads(path.read_text(encoding="utf-8-sig")).get("id") == scheme_id:
                return path
        except (OSError, ValueError):
            continue
    return folder / f"{scheme_id}.toml"


def _same(path: Path, scheme: Scheme) -> bool:
    from xlsappraise.base.problems import Refusal
    from xlsappraise.schemes import load_scheme

    try:
        return load_scheme(path).canonical() == scheme.canonical()
    except Refusal:
        return False


@command(
    "diff",
    N_("Tell what changed between two schemes: ids, TOML files or workbooks."),
    N_("Example: xlsappraise schemes diff furniture-callback schemes/furniture-callback.toml"),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
def diff_schemes(old: str, new: str, as_json: bool, quiet: bool) -> None:
    """Compare two schemes."""
    from xlsappraise.schemebook import differences

    one, two = (_scheme(name) for name in (old, new))
    found = differences(one, two)
    if as_json:
        click.echo(json.dumps([d.as_dict(active()) for d in found], ensure_ascii=False, indent=2))
        return
    for difference in found:
        click.echo(shown(difference.told()))
    if not found and not quiet:
        click.echo(_("{old} and {new} say the same.").format(old=old, new=new))


def _scheme(name: str) -> Scheme:
    """Return the scheme of a file, or of the library."""
    from xlsappraise.schemebook import read_scheme_book
    from xlsappraise.schemes import load_scheme

    ending = Path(name).suffix.lower()
    if ending == ".toml":
        return load_scheme(Path(name))
    return read_scheme_book(Path(name)) if ending == ".xlsx" else library().get(name)
