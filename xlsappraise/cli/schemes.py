"""``schemes list``, ``schemes show`` and ``schemes check``; the others are in ``scheme_files``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xlsappraise.base.i18n import N_, _
from xlsappraise.cli.scheme_files import diff_schemes, export_scheme, import_scheme, library
from xlsappraise.cli.scheme_text import print_scheme, print_schemes
from xlsappraise.cli.spoken import SpokenGroup, command, exit_code, language, option, tell


@click.group(
    "schemes",
    cls=SpokenGroup,
    help=N_("List, show and check appraisal schemes."),
    epilog=N_("Example: xlsappraise schemes show furniture-callback"),
)
@language
def schemes() -> None:
    """Hold the scheme commands."""


@command("list", N_("List the shipped schemes and your own."), N_("Example: xlsappraise schemes list --json"))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def list_schemes(ctx: click.Context, as_json: bool, quiet: bool) -> None:
    """List schemes."""
    known_schemes = library()
    known = sorted(known_schemes.schemes.values(), key=lambda s: (s.period, s.role, s.id))
    if as_json:
        rows = [{"id": s.id, "title": s.title, "role": s.role, "period": s.period} for s in known]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif quiet:
        click.echo("\n".join(scheme.id for scheme in known))
    else:
        print_schemes(known)
    tell(known_schemes.problems)
    ctx.exit(exit_code(known_schemes.problems))


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
    help=N_("Write an empty workbook for figures that are known beforehand (generate --prefill) instead."),
)
def show_scheme(scheme_id: str, preview: Path | None, prefill_template: Path | None, quiet: bool) -> None:
    """Show a scheme."""
    scheme = library().get(scheme_id)
    if preview is None and prefill_template is None:
        print_scheme(scheme, quiet=quiet)
        return
    from xlsappraise.issuing.previews import write_prefill_template, write_preview

    for path, write in ((preview, write_preview), (prefill_template, write_prefill_template)):
        if path is not None:
            click.echo(_("Written: {file}").format(file=write(scheme, path)))


@command(
    "check",
    N_("Check scheme files; every mistake is named with its path."),
    N_("Example: xlsappraise schemes check schemes/my-scheme.toml"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.pass_context
def check_schemes(ctx: click.Context, files: tuple[Path, ...], quiet: bool) -> None:
    """Check scheme files."""
    from xlsappraise.base.problems import CATALOGUE, Problem, Refusal
    from xlsappraise.schemes import load_scheme

    problems: list[Problem] = []
    for file in files:
        try:
            scheme = load_scheme(file)
        except Refusal as refusal:
            problems.extend(refusal.problems)
        else:
            if not quiet:
                click.echo(_("{file}: {title} is in order.").format(file=file.name, title=scheme.title))
    tell(problems)
    usage = any(CATALOGUE[p.code].usage for p in problems)
    ctx.exit(2 if usage else exit_code(problems))


for made in (list_schemes, show_scheme, check_schemes, export_scheme, import_scheme, diff_schemes):
    schemes.add_command(made)
