"""Describe a scheme line by line, as a person would read it."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import N_, SOURCE, Words, words
from xlsappraise.base.rounding import plain
from xlsappraise.forms.instructions import describe_grades, describe_total, how_scored
from xlsappraise.forms.layout.labels import section_label
from xlsappraise.product.shared import ShownLine
from xlsappraise.schemes import Scheme, Table

PERIOD_WORDS = {"week": N_("week"), "month": N_("month"), "quarter": N_("quarter"), "year": N_("year")}


def understood_lines(scheme: Scheme, language: str = SOURCE) -> tuple[ShownLine, ...]:
    """Describe how each criterion of a scheme was understood, and its grades."""
    say = words(language)
    return (
        *_sections(scheme, say, brief=False, standards=False),
        ShownLine(describe_total(scheme)),
        ShownLine(describe_grades(scheme)),
        ShownLine(say("{rule}: {details}").format(rule=say("Raters"), details=_raters(scheme, say))),
    )


def scheme_lines(scheme: Scheme, say: Words, *, brief: bool) -> Iterator[ShownLine]:
    """Yield the description of a whole scheme; ``brief``: without standards, rules and assumptions."""
    yield ShownLine(f"{scheme.title} ({scheme.id})", heading=True)
    pair = say("{rule}: {details}")
    for title, value in (
        (say("Role"), scheme.role),
        (say("Period"), say(PERIOD_WORDS[scheme.period])),
        (say("Source"), scheme.source),
        (say("Raters"), _raters(scheme, say)),
    ):
        if value:
            yield ShownLine(pair.format(rule=title, details=value))
    yield from _sections(scheme, say, brief=brief)
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


def _sections(scheme: Scheme, say: Words, *, brief: bool, standards: bool = True) -> Iterator[ShownLine]:
    pair = say("{rule}: {details}")
    number = 0
    for index, section in enumerate(scheme.sections):
        yield ShownLine(f"{section_label(scheme, index)}  {plain(section.points)}", heading=True)
        for criterion in section.criteria:
            number += 1
            yield ShownLine(f"  {number}. {criterion.title}  {plain(criterion.points)}")
            if not brief:
                if standards:
                    yield ShownLine(f"     {criterion.standard}")
                if standards and scheme.method_heading is not None and criterion.method is not None:
                    method = pair.format(rule=scheme.method_heading, details=criterion.method)
                    yield ShownLine(f"     {method}")
                if criterion.rater is not None:
                    title = scheme.rater(criterion.rater).title
                    yield ShownLine("     " + say("Marked by {rater} alone").format(rater=title))
                yield ShownLine(f"     {how_scored(scheme, criterion)}")


def _raters(scheme: Scheme, say: Words) -> str:
    weighted = any(criterion.rater is None for criterion in scheme.criteria)
    shares = say(", ").join(f"{r.title} {plain(r.weight * 100)}%" if weighted else r.title for r in scheme.raters)
    if not scheme.own:
        return shares
    text = say("{part}: several people, anonymous, at least {least}")
    several = [text.format(part=r.title, least=r.least) for r in scheme.raters if r.several]
    waits = [say("no result until all are back")] if scheme.missing_rater == "none" else []
    return say("; ").join([shares, say("a form of their own for each"), *several, *waits])


def _table(table: Table, say: Words) -> str:
    labels = (
        column.label.replace("\n", "") + ("" if column.required else say(" (optional)")) for column in table.columns
    )
    text = say("{title}, up to {rows} rows: {columns}")
    return text.format(title=table.title, rows=table.rows, columns=say(", ").join(labels))
