"""The commands ``schemes list``, ``schemes show`` and ``schemes check``; the others are in ``scheme_files``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.commands import (
    PERIOD_WORDS,
    TranslatedGroup,
    command,
    current_workspace,
    echo_json,
    echo_lines,
    exit_code,
    language,
    option,
    print_problems,
)
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.scheme_files import diff_schemes, export_scheme, import_scheme, new_scheme
from xlsappraise.cli.screen import echo


@click.group(
    "schemes",
    cls=TranslatedGroup,
    help=N_("List, show and check appraisal schemes."),
    epilog=N_("Example: xlsappraise schemes show furniture-callback"),
)
@language
def schemes() -> None:
    """Group the commands on schemes."""


@command("list", N_("List the shipped schemes and your own."), N_("Example: xlsappraise schemes list --json"))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def list_schemes(ctx: click.Context, as_json: bool, quiet: bool) -> None:
    """List schemes."""
    found = xa.list_schemes(current_workspace())
    if as_json:
        echo_json([{"id": s.id, "title": s.title, "role": s.role, "period": s.period} for s in found.schemes])
    elif quiet:
        echo("\n".join(scheme.id for scheme in found.schemes))
    else:
        _print_schemes(found.schemes)
    print_problems(found.problems)
    ctx.exit(exit_code(found.problems))


def _print_schemes(schemes: Sequence[xa.Scheme]) -> None:
    """Print schemes by period and role."""
    for kind, word in PERIOD_WORDS.items():
        of_kind = [s for s in schemes if s.period == kind]
        if of_kind:
            echo(_("Each {period}").format(period=_(word)), bold=True)
        for role in sorted({s.role for s in of_kind}):
            echo(f"  {role}")
            for scheme in of_kind:
                if scheme.role == role:
                    echo(f"    {scheme.id}  {scheme.title}")


@command(
    "show",
    N_("Print a scheme as a person would read it."),
    N_("Example: xlsappraise schemes show furniture-callback --preview 样表.xlsx"),
)
@click.argument("scheme_id", metavar="ID")
@option(
    "--preview",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help=N_("Write a sample form into this file instead."),
)
@option(
    "--prefill-template",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help=N_(
        "Write a workbook for figures to fill in beforehand (generate --prefill) instead, with the people of the list."
    ),
)
def show_scheme(scheme_id: str, preview: Path | None, prefill_template: Path | None, quiet: bool) -> None:
    """Show a scheme."""
    folder = current_workspace()
    if preview is None and prefill_template is None:
        echo_lines(xa.show_scheme(scheme_id, language=active(), workspace=folder, brief=quiet))
    for path, write in ((preview, xa.preview_scheme), (prefill_template, xa.prefill_template)):
        if path is not None:
            echo(_("Written: {file}").format(file=write(scheme_id, path, workspace=folder)))


@command(
    "check",
    N_("Check scheme files; every mistake is reported with its place."),
    N_("Example: xlsappraise schemes check schemes/my-scheme.toml"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.pass_context
def check_schemes(ctx: click.Context, files: tuple[Path, ...], quiet: bool) -> None:
    """Check scheme files."""
    checked = xa.check_schemes(files)
    if not quiet:
        for name, scheme in checked.schemes:
            echo(_("{file}: {title} is in order.").format(file=name, title=scheme.title))
    print_problems(checked.problems)
    ctx.exit(2 if any(p.usage for p in checked.problems) else exit_code(checked.problems))


for subcommand in (list_schemes, show_scheme, check_schemes, new_scheme, export_scheme, import_scheme, diff_schemes):
    schemes.add_command(subcommand)
