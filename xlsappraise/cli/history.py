"""The commands of ``history``: results of periods before the program was used."""

from __future__ import annotations

from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.commands import TranslatedGroup, command, echo_json, exit_code, language, option, print_problems
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.screen import echo


@click.group(
    "history",
    cls=TranslatedGroup,
    help=N_("Results of periods before this program was used."),
    epilog=N_("Example: xlsappraise history import 历史成绩.xlsx"),
)
@language
def history() -> None:
    """Group the commands on earlier results."""


@command(
    "import",
    N_("Import results from a workbook with the headings 工号 期间 考核方案 总分 等级; all of them or none."),
    N_("Example: xlsappraise history import 历史成绩.xlsx"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--replace", is_flag=True, help=N_("Replace results that were imported earlier with other values."))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def import_results(ctx: click.Context, file: Path, replace: bool, as_json: bool, quiet: bool) -> None:
    """Import earlier results."""
    with xa.open_workspace(xa.find_workspace(file)) as office:
        done = xa.import_history(office, file, replace=replace)
    code = exit_code(done.problems)
    if as_json:
        echo_json(done.as_dict(active()))
        ctx.exit(code)
    print_problems(done.problems, notes=not quiet)
    counts = _("{imported} results imported, {replaced} replaced, {unchanged} had been imported before.").format(
        imported=len(done.imported), replaced=len(done.replaced), unchanged=done.unchanged
    )
    echo(counts)
    if code:
        echo(_("Nothing was imported. Correct the problems above and run the same command again."))
    ctx.exit(code)


history.add_command(import_results)
