"""``show_scheme``: a scheme as a person would read it."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import N_, SOURCE, Words, words
from xlsappraise.base.rounding import plain
from xlsappraise.forms.instructions import describe_grades, describe_total, how_scored
from xlsappraise.forms.layout.body import section_label
from xlsappraise.product.schemes import library_of
from xlsappraise.product.shared import AnyPath, ShownLine
from xlsappraise.schemes import Scheme, Table

PERIOD_WORDS = {"month": N_("month"), "quarter": N_("quarter"), "year": N_("year")}


def show_scheme(
    name: str, *, language: str = SOURCE, workspace: AnyPath | None = None, brief: bool = False
) -> tuple[ShownLine, ...]:
    """Describe a scheme line by line, except its ids; ``brief``: without standards, rules and assumptions.

    ``name``: an id or a title. ``language``: of the words around the scheme's own texts.
    Raise Refusal: ``scheme-unknown`` with a suggestion.
    """
    return tuple(_lines(library_of(workspace).get(name), words(language), brief=brief))


def _lines(scheme: Scheme, say: Words, *, brief: bool) -> Iterator[ShownLine]:
    yield ShownLine(f"{scheme.title} ({scheme.id})", heading=True)
    pair = say("{rule}: {details}")
    for title, value in (
        (say("Role"), scheme.role),
        (say("Period"), say(PERIOD_WORDS[scheme.period])),
        (say("Source"), scheme.source),
        (say("Raters"), _raters(scheme, say)),
    ):
        yield ShownLine(pair.format(rule=title, details=value))
    yield from _sections(scheme, brief=brief)
    for table in scheme.tables:
        yield ShownLine(pair.format(rule=say("Table"), details=_table(table, say)))
    for title, texts in (
        (say("Also recorded"), [field.label for field in scheme.fields]),
        (say("Other standards apply to"), [variant.title for variant in scheme.variants]),
    ):
        if texts:
            yield ShownLine(pair.format(rule=title, details=say(", ").join(texts)))
    yield ShownLine(describe_total(scheme))
    yield ShownLine(describe_grades(scheme))
    for grade in scheme.grades:
        if grade.action:
            yield ShownLine(say("{grade}: listed for “{action}”").format(grade=grade.title, action=grade.action))
    if scheme.assumptions and not brief:
        yield ShownLine(say("Assumptions") + ":")
        yield from (ShownLine(f"  - {text}") for text in scheme.assumptions)


def _sections(scheme: Scheme, *, brief: bool) -> Iterator[ShownLine]:
    number = 0
    for index, section in enumerate(scheme.sections):
        yield ShownLine(f"{section_label(scheme, index)}  {plain(section.points)}", heading=True)
        for criterion in section.criteria:
            number += 1
            yield ShownLine(f"  {number}. {criterion.title}  {plain(criterion.points)}")
            if not brief:
                yield ShownLine(f"     {criterion.standard}")
                yield ShownLine(f"     {how_scored(scheme, criterion)}")


def _raters(scheme: Scheme, say: Words) -> str:
    shares = say(", ").join(f"{r.title} {plain(r.weight * 100)}%" for r in scheme.raters)
    if not scheme.own:
        return shares
    text = say("{part}: several people, anonymous, at least {least}")
    several = [text.format(part=r.title, least=r.least) for r in scheme.raters if r.several]
    return say("; ").join([shares, say("a form of their own for each"), *several])


def _table(table: Table, say: Words) -> str:
    labels = (
        column.label.replace("\n", "") + ("" if column.required else say(" (optional)")) for column in table.columns
    )
    text = say("{title}, up to {rows} rows: {columns}")
    return text.format(title=table.title, rows=table.rows, columns=say(", ").join(labels))
