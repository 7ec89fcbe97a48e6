"""``history``: results of periods before the program was used."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xlsappraise.base.i18n import N_, _, active
from xlsappraise.cli.spoken import SpokenGroup, command, exit_code, language, option, tell


@click.group(
    "history",
    cls=SpokenGroup,
    help=N_("Results of periods before this program was used."),
    epilog=N_("Example: xlsappraise history import 历史成绩.xlsx"),
)
@language
def history() -> None:
    """Hold the commands about earlier results."""


@command(
    "import",
    N_("Import results from a workbook with the headings 工号 期间 考核方案 总分 等级; all of them or none."),
    N_("Example: xlsappraise history import 历史成绩.xlsx"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@option("--replace", is_flag=True, help=N_("Replace results that were imported earlier and say something else."))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def import_results(ctx: click.Context, file: Path, replace: bool, as_json: bool, quiet: bool) -> None:
    """Import earlier results."""
    from xlsappraise.results.history_import import import_history
    from xlsappraise.store.office import existing, opened
    from xlsappraise.store.workspace import Workspace

    with opened(Workspace.find(existing(file).parent), alone=True) as office:
        done = import_history(office, file, replace=replace)
    code = exit_code(done.problems)
    if as_json:
        click.echo(json.dumps(done.as_dict(active()), ensure_ascii=False, indent=2))
        ctx.exit(code)
    tell(done.problems, notes=not quiet)
    counts = _("{imported} results imported, {replaced} replaced, {unchanged} had been imported before.").format(
        imported=len(done.imported), replaced=len(done.replaced), unchanged=done.unchanged
    )
    click.echo(counts)
    if code:
        click.echo(_("Nothing was imported. Mend what is named above and run the same command again."))
    ctx.exit(code)


history.add_command(import_results)
