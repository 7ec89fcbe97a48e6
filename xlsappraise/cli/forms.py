"""The commands ``generate``, ``inspect`` and ``check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.arguments import period_argument, workspace_of
from xlsappraise.cli.commands import (
    command,
    echo_json,
    exit_code,
    option,
    parse_period,
    print_moved,
    print_problems,
    question,
    roster_option,
    sheet_option,
    split_list,
)
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.passwords import password_file
from xlsappraise.cli.progress import bar
from xlsappraise.cli.roster import print_list_problems, print_skipped, print_understood
from xlsappraise.cli.screen import echo, print_table


@command(
    "generate",
    N_("Issue a form to everyone in the roster who has none yet."),
    N_("Example: xlsappraise generate 2026-11 --only E001,E002"),
)
@period_argument
@option(
    "--only",
    multiple=True,
    callback=split_list,
    metavar="NO[,NO…]",
    help=N_("Only these employee numbers; a comma inside one is written twice."),
)
@option(
    "--reissue",
    multiple=True,
    callback=split_list,
    metavar="all|NO[,NO…]",
    help=N_(
        "Replace the forms of these employees, or of all, by new ones; good entries that came back are carried over."
    ),
)
@option(
    "--scheme",
    "schemes",
    multiple=True,
    callback=split_list,
    metavar="ID[,ID…]",
    help=N_("Only forms of these schemes, for example the logs that other forms are fed from."),
)
@option(
    "--prefill",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help=N_("Figures to fill in beforehand, a person a row; several files may be given."),
)
@option(
    "--prefill-template",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help=N_("Write the workbook for such figures instead, a sheet a scheme with its people; nothing is issued."),
)
@roster_option
@sheet_option
@option("--hidden", is_flag=True, help=N_("Issue forms to people in hidden or filtered rows too."))
@option(
    "--both",
    multiple=True,
    callback=split_list,
    metavar="NO[,NO…]",
    help=N_("These people keep the form of their former scheme and get one of the new scheme too."),
)
@option(
    "--yes",
    is_flag=True,
    help=N_("Go on without asking: replace forms that came back complete, issue a far-off period."),
)
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Another folder for the forms."))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def generate(
    ctx: click.Context,
    period: str,
    only: list[str],
    reissue: list[str],
    schemes: list[str],
    prefill: tuple[Path, ...],
    prefill_template: Path | None,
    roster: Path | None,
    sheet: str | None,
    hidden: bool,
    both: list[str],
    yes: bool,
    out: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Issue forms."""
    when = parse_period(period)
    shown: list[xa.Problem] = []

    def before(problems: Sequence[xa.Problem]) -> None:
        shown.extend(problems)
        print_list_problems(problems, notes=not quiet)

    if prefill_template is not None:
        with xa.open_workspace(xa.find_workspace(), roster=roster, sheet=sheet, writing=False) as office:
            written = xa.prefill_workbook(office, when, prefill_template, only=only, schemes=schemes, hidden=hidden)
        _print_template(written, as_json=as_json, quiet=quiet)
        ctx.exit(exit_code(written.problems))
    with xa.open_workspace(xa.find_workspace(), roster=roster, sheet=sheet) as office:
        result = xa.generate(
            office, when, only=only, reissue=reissue, schemes=schemes, prefill=prefill, out=out, hidden=hidden,
            both=both, yes=yes, before=before,
            ask=question(
                N_("Reissue them all the same?"), silent=as_json, others={"period-far-off": N_("Issue this period?")}
            ),
            progress=bar(_("Writing forms"), quiet=quiet),
        )  # fmt: skip
    print_list_problems(result.problems[len(shown) :], notes=not quiet)
    if as_json:
        echo_json(result.as_dict(active()))
    else:
        _print_issued(result, quiet=quiet)
    ctx.exit(exit_code(result.problems))


def _print_template(written: xa.PrefillWorkbook, *, as_json: bool, quiet: bool) -> None:
    print_list_problems(written.problems, notes=not quiet)
    if as_json:
        echo_json(written.as_dict(active()))
        return
    echo(_("Written: {file}").format(file=written.file))
    for title, count in () if quiet else written.people:
        echo(_("  {title}: {count} people").format(title=title, count=count))


def _print_issued(result: xa.IssuedForms, *, quiet: bool) -> None:
    if result.understood is not None and not quiet:
        print_understood(result.understood)
    counts = _("{issued} forms issued, {restored} written again, {already} had been issued before.").format(
        issued=len(result.issued), restored=len(result.restored), already=result.already_issued
    )
    echo(counts)
    if not result.issued and exit_code(result.problems):
        if result.restored or result.already_issued:
            echo(_("No new form was issued. Correct the problems above and run the same command again."))
        else:
            echo(_("Nothing was issued. Correct the problems above and run the same command again."))
    print_skipped(result.skipped)
    if result.replaced:
        people = dict.fromkeys(f"{old.person.employee_id} {old.person.name}" for old in result.replaced)
        text = _("Replaced, do not send these again: {people}")
        echo(text.format(people=_(", ").join(people)))
    print_moved(result.moved)
    if not quiet and (result.issued or result.restored):
        echo(_("They are in {folder}, one folder per supervisor.").format(folder=result.outbox))


@command(
    "inspect",
    N_("Show whose form a workbook is, and list its input and output cells."),
    N_("Example: xlsappraise inspect 2026-11/inbox/form.xlsx --json"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@password_file
def inspect(file: Path, as_json: bool, passwords: tuple[str, ...], quiet: bool) -> None:
    """Inspect a form."""
    with xa.open_workspace(workspace_of(file), writing=False) as office:
        found = xa.inspect(office, file, passwords=passwords)
    if as_json:
        echo_json(found.as_dict())
        return
    for title, text in (
        (_("Employee"), found.employee_id),
        (_("Name"), found.name),
        (_("Period"), found.period),
        (_("Scheme"), found.scheme_title),
        (_("Form number"), found.document),
    ):
        echo(_("{rule}: {details}").format(rule=title, details=text))
    if quiet:
        return
    rows = [(one.cell, one.id, one.label, "" if one.value is None else str(one.value)) for one in found.inputs]
    print_table([_("Cell"), _("Input"), _("Label"), _("Value")], rows)


@command(
    "check",
    N_("Validate returned files or folders of them; nothing is recorded."),
    N_("Example: xlsappraise check 2026-11/inbox"),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@password_file
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], as_json: bool, passwords: tuple[str, ...], quiet: bool) -> None:
    """Check files."""
    with xa.open_workspace(workspace_of(paths[0]), writing=False) as office:
        checked = xa.check(office, paths, passwords=passwords, progress=bar(_("Reading files"), quiet=quiet))
    if as_json:
        echo_json(checked.as_dict(active()))
    else:
        print_problems([found for found in checked.problems if not found.quiet], codes=False)
        idle = sum(found.quiet for found in checked.problems)
        if idle and not quiet:
            echo(_("{count} notes besides; they need nothing done (--json lists them).").format(count=idle), err=True)
        files, complete = len(checked.files), sum(one.complete for one in checked.files)
        echo(_("{files} files, {complete} of them complete.").format(files=files, complete=complete))
    ctx.exit(exit_code(checked.problems))
