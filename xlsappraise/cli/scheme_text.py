"""A scheme as a person would read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from xlsappraise.base.i18n import N_, _

if TYPE_CHECKING:
    from xlsappraise.schemes import Scheme, Table

PERIOD_WORDS = {"month": N_("month"), "quarter": N_("quarter"), "year": N_("year")}


def print_schemes(schemes: list[Scheme]) -> None:
    """Print schemes under their period and role."""
    for kind, word in PERIOD_WORDS.items():
        mine = [s for s in schemes if s.period == kind]
        if mine:
            click.echo(click.style(_("Each {period}").format(period=_(word)), bold=True))
        for role in sorted({s.role for s in mine}):
            click.echo(f"  {role}")
            for scheme in mine:
                if scheme.role == role:
                    click.echo(f"    {scheme.id}  {scheme.title}")


def print_scheme(scheme: Scheme, *, quiet: bool) -> None:
    """Print everything that a scheme says, except its ids."""
    from xlsappraise.forms.instructions import grades_told, total_told

    click.echo(click.style(f"{scheme.title} ({scheme.id})", bold=True))
    pair = _("{rule}: {details}")
    for title, value in (
        (_("Role"), scheme.role),
        (_("Period"), _(PERIOD_WORDS[scheme.period])),
        (_("Source"), scheme.source),
        (_("Raters"), _raters(scheme)),
    ):
        click.echo(pair.format(rule=title, details=value))
    _print_sections(scheme, quiet=quiet)
    for table in scheme.tables:
        click.echo(pair.format(rule=_("Table"), details=_table(table)))
    for title, texts in (
        (_("Also recorded"), [field.label for field in scheme.fields]),
        (_("Other standards apply to"), [variant.title for variant in scheme.variants]),
    ):
        if texts:
            click.echo(pair.format(rule=title, details=_(", ").join(texts)))
    click.echo(total_told(scheme))
    click.echo(grades_told(scheme))
    for grade in scheme.grades:
        if grade.action:
            click.echo(_("{grade}: listed for “{action}”").format(grade=grade.title, action=grade.action))
    if scheme.assumptions and not quiet:
        click.echo(_("Assumptions") + ":")
        for text in scheme.assumptions:
            click.echo(f"  - {text}")


def _print_sections(scheme: Scheme, *, quiet: bool) -> None:
    from xlsappraise.base.rounding import plain
    from xlsappraise.forms.instructions import how_scored
    from xlsappraise.forms.layout.body import section_label

    number = 0
    for index, section in enumerate(scheme.sections):
        click.echo(click.style(f"{section_label(scheme, index)}  {plain(section.points)}", bold=True))
        for criterion in section.criteria:
            number += 1
            click.echo(f"  {number}. {criterion.title}  {plain(criterion.points)}")
            if not quiet:
                click.echo(f"     {criterion.standard}")
                click.echo(f"     {how_scored(scheme, criterion)}")


def _raters(scheme: Scheme) -> str:
    from xlsappraise.base.rounding import plain

    told = _(", ").join(f"{r.title} {plain(r.weight * 100)}%" for r in scheme.raters)
    if not scheme.own:
        return told
    several = [r for r in scheme.raters if r.several]
    parts = [told, _("a form of their own for each")]
    parts += [
        _("{part}: several people, anonymous, at least {least}").format(part=r.title, least=r.least) for r in several
    ]
    return _("; ").join(parts)


def _table(table: Table) -> str:
    return _("{title}, up to {rows} rows: {columns}").format(
        title=table.title, rows=table.rows, columns=_(", ").join(_labels(table))
    )


def _labels(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column.label.replace("\n", "") + ("" if column.required else _(" (optional)"))
