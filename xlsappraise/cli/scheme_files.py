"""``schemes new``, ``schemes export``, ``schemes import`` and ``schemes diff``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.commands import (
    command,
    current_workspace,
    echo_json,
    echo_lines,
    exit_code,
    option,
    pasted,
    print_problems,
)
from xlsappraise.cli.i18n import N_, _, active, shown
from xlsappraise.cli.screen import echo

REPLACE = N_("Replace a file that already exists with other content.")


@contextmanager
def corrected(ctx: click.Context, words: str, *arguments: object) -> Iterator[None]:
    """Print what is wrong with a workbook, and the command to run when it is corrected."""
    try:
        yield
    except xa.Refusal as refusal:
        print_problems(refusal.problems)
        usage = any(found.usage for found in refusal.problems)
        again = pasted(words, *arguments)
        if any(found.code == "scheme-file-exists" for found in refusal.problems):
            echo(_("To replace it, run: {command}").format(command=f"{again} --replace"), err=True)
        elif not usage:
            text = _("Nothing was written. Correct these cells and run again: {command}")
            echo(text.format(command=again), err=True)
        elif any(found.code.endswith("-book-unreadable") for found in refusal.problems):
            echo(_("Then run again: {command}").format(command=again), err=True)
        ctx.exit(2 if usage else exit_code(refusal.problems))


def given(file: Path, out: Path | None) -> tuple[object, ...]:
    """Return the arguments of an import as they were given."""
    return (file,) if out is None else (file, "--out", out)


@command(
    "new",
    N_("Write a blank workbook for a new scheme, to be filled in as on paper."),
    N_("Example: xlsappraise schemes new 客服考核.xlsx"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--replace", is_flag=True, help=REPLACE)
@click.pass_context
def new_scheme(ctx: click.Context, file: Path, replace: bool, quiet: bool) -> None:
    """Write a blank scheme workbook."""
    here = current_workspace()
    with corrected(ctx, "schemes new", file):
        xa.new_scheme(file, language=active() if here is None else None, replace=replace, workspace=here)
    if not quiet:
        echo(_("Written: {file}").format(file=file))
        echo(_("Fill it in with Excel or WPS, then run: {command}").format(command=pasted("schemes import", file)))


@command(
    "export",
    N_("Write a scheme into an Excel workbook, to be changed there."),
    N_("Example: xlsappraise schemes export furniture-callback 回访方案.xlsx"),
)
@click.argument("scheme_id", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--replace", is_flag=True, help=REPLACE)
@click.pass_context
def export_scheme(ctx: click.Context, scheme_id: str, file: Path, replace: bool, quiet: bool) -> None:
    """Export a scheme."""
    with corrected(ctx, "schemes export", scheme_id, file):
        xa.export_scheme(scheme_id, file, replace=replace, workspace=current_workspace())
    if not quiet:
        echo(_("Written: {file}").format(file=file))
        echo(_("Change it in Excel or WPS, then run: {command}").format(command=pasted("schemes import", file)))


@command(
    "import",
    N_("Read a scheme from an Excel workbook; every mistake is reported with its cell."),
    N_("Example: xlsappraise schemes import 回访方案.xlsx"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--out", type=click.Path(path_type=Path), metavar="FILE.toml", help=N_("Write the scheme into this file."))
@option("--replace", is_flag=True, help=REPLACE)
@click.pass_context
def import_scheme(ctx: click.Context, file: Path, out: Path | None, replace: bool, quiet: bool) -> None:
    """Import a scheme."""
    with corrected(ctx, "schemes import", *given(file, out)):
        done = xa.import_scheme(file, out=out, replace=replace, workspace=current_workspace(), language=active())
    print_problems(done.notes)
    if quiet:
        if done.changed:
            echo(done.file)
        return
    if done.lines:
        echo(_("This is how it was understood:"))
        echo_lines(done.lines)
    if done.changed:
        echo(_("Written: {file}").format(file=done.file))
    else:
        echo(_("{file} already has this content; nothing was changed.").format(file=done.file))
    if done.lines:
        text = _("Write “{title}” into the column 考核方案 of the roster for whom it is meant, then run: {command}")
        period = _period_now(done.scheme.period)
        echo(text.format(title=done.scheme.title, command=pasted("generate", period)))


def _period_now(kind: str) -> str:
    """Return the period of a kind that today is in."""
    today = date.today()
    year, week, _day = today.isocalendar()
    quarter = f"{today.year}-Q{(today.month + 2) // 3}"
    names = {"week": f"{year}-W{week:02d}", "month": f"{today:%Y-%m}", "quarter": quarter, "year": str(today.year)}
    return names[kind]


@command(
    "diff",
    N_("Show what changed between two schemes: ids, TOML files or workbooks. An id is first the shipped edition."),
    N_("Example: xlsappraise schemes diff furniture-callback 回访方案.xlsx"),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
def diff_schemes(old: str, new: str | None, as_json: bool, quiet: bool) -> None:
    """Compare two schemes."""
    here = current_workspace()
    found = xa.diff_schemes(old, new, workspace=here)
    if as_json:
        echo_json([d.as_dict(active()) for d in found])
        return
    if not quiet and xa.is_replaced(old, workspace=here):
        echo(_("{old}: compared is the shipped edition; the workspace has its own.").format(old=old))
    for difference in found:
        echo(shown(difference.described()))
    if not found and not quiet:
        echo(_("{old} and {new} are the same.").format(old=old, new=old if new is None else new))
