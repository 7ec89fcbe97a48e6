"""``schemes list``, ``schemes show`` and ``schemes check``; the others are in ``scheme_files``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlsappraise.cli.scheme_files import diff_schemes, export_scheme, import_scheme, library
from xlsappraise.cli.spoken import SpokenGroup, command, exit_code, language, option, tell
from xlsappraise.i18n import N_, _

if TYPE_CHECKING:
    from xlsappraise.scheme import Scheme

PERIOD_WORDS = {"month": N_("month"), "quarter": N_("quarter"), "year": N_("year")}


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
    else:
        for scheme in known:
            if quiet:
                click.echo(scheme.id)
            else:
                click.echo(f"{scheme.id}  {scheme.title}  {scheme.role}  {_(PERIOD_WORDS[scheme.period])}")
    tell(known_schemes.problems)
    ctx.exit(exit_code(known_schemes.problems))


@command(
    "show",
    N_("Print a scheme as a person would read it."),
    N_("Example: xlsappraise schemes show furniture-callback"),
)
@click.argument("scheme_id", metavar="ID")
def show_scheme(scheme_id: str, quiet: bool) -> None:
    """Show a scheme."""
    _print_scheme(library().get(scheme_id), quiet=quiet)


def _print_scheme(scheme: Scheme, *, quiet: bool) -> None:
    from xlsappraise.rounding import plain
    from xlsappraise.workbook.instructions import grades_told, how_scored, total_told
    from xlsappraise.workbook.layout.body import section_label

    click.echo(click.style(f"{scheme.title} ({scheme.id})", bold=True))
    raters = _(", ").join(f"{r.title} {plain(r.weight * 100)}%" for r in scheme.raters)
    for title, value in (
        (_("Role"), scheme.role),
        (_("Period"), _(PERIOD_WORDS[scheme.period])),
        (_("Source"), scheme.source),
        (_("Raters"), raters),
    ):
        click.echo(_("{rule}: {details}").format(rule=title, details=value))
    number = 0
    for index, section in enumerate(scheme.sections):
        click.echo(click.style(f"{section_label(scheme, index)}  {plain(section.points)}", bold=True))
        for criterion in section.criteria:
            number += 1
            click.echo(f"  {number}. {criterion.title}  {plain(criterion.points)}")
            if not quiet:
                click.echo(f"     {criterion.standard}")
                click.echo(f"     {how_scored(scheme, criterion)}")
    click.echo(total_told(scheme))
    click.echo(grades_told(scheme))
    if scheme.assumptions and not quiet:
        click.echo(_("Assumptions") + ":")
        for text in scheme.assumptions:
            click.echo(f"  - {text}")


@command(
    "check",
    N_("Check scheme files; every mistake is named with its path."),
    N_("Example: xlsappraise schemes check schemes/my-scheme.toml"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.pass_context
def check_schemes(ctx: click.Context, files: tuple[Path, ...], quiet: bool) -> None:
    """Check scheme files."""
    from xlsappraise.problems import CATALOGUE, Problem, Refusal
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
