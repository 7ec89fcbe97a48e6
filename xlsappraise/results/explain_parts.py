"""The lines of results that are made of other results: of several raters' forms, of shorter periods."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from math import isnan

from xlsappraise.base.i18n import Text, joined, phrase
from xlsappraise.base.rounding import plain, round_number
from xlsappraise.results.composing import answers_column, part_column
from xlsappraise.results.explained import ExplainedLine
from xlsappraise.results.rollup import Below, Rolled
from xlsappraise.results.several_raters import Composite
from xlsappraise.schemes import Scheme
from xlsappraise.scoring.engine import GRADE, TOTAL, section_column
from xlsappraise.scoring.form_working import FormWorking
from xlsappraise.scoring.score_row import ScoreRow
from xlsappraise.scoring.terms import signed


def composite_lines(composite: Composite) -> Iterator[ExplainedLine]:
    """Yield a line per part, then the total with its calculation where it is made of the parts' totals."""
    scheme, scores = composite.scheme, composite.scores
    parts: list[tuple[float, float]] = []
    if composite.row is not None:
        for rater in scheme.raters:
            mean, answers = float(composite.row[part_column(rater)]), int(composite.row[answers_column(rater)])
            shown = phrase("does not count") if isnan(mean) else f"{mean:.2f}"
            points = plain(scheme.form_of(rater.id).total.points) if scheme.divided else ""
            how = phrase("weight {share} %, {count} forms", share=plain(rater.weight * 100), count=answers)
            yield ExplainedLine(rater.title, "", shown, points, how)
            if not isnan(mean):
                parts.append((rater.weight, mean))
    if scores is not None:
        how = phrase("The parts by their weights; parts that are missing or withheld leave theirs to the others.")
        total = float(scores[TOTAL])
        worked = _weighted(parts, total)
        if scheme.divided:
            how = phrase("Each criterion with the mark of those who mark it; one that nobody marked is left out.")
            yield from _criteria(composite, scores)
            worked = _of_sections(scheme, scores)
        yield ExplainedLine(phrase("Total"), "", f"{total:.2f}", plain(scheme.total.points), how, worked)
        yield ExplainedLine(phrase("Grade"), "", str(scores[GRADE]), "", "")


def _criteria(composite: Composite, scores: ScoreRow) -> Iterator[ExplainedLine]:
    """Yield a line per criterion with those who mark it, and one per section."""
    scheme = composite.scheme
    working = FormWorking(scheme, {}, scores)
    for index, section in enumerate(scheme.sections):
        for criterion in section.criteria:
            score = float(scores[criterion.id])
            shown = phrase("does not count") if isnan(score) else f"{score:.2f}"
            how = phrase("marked by: {raters}", raters=tuple(rater.title for rater in scheme.markers(criterion)))
            yield ExplainedLine(criterion.title, "", shown, plain(criterion.points), how)
        figure = f"{float(scores[section_column(index)]):.2f}"
        share = "" if section.weight == 1 else f" × {plain(section.weight * 100)}%"
        title = phrase("Subtotal: {title}", title=section.title)
        worked = working.subtotal(index)
        shown = worked.shown(figure) if round_number(worked.value) == round_number(float(figure)) else ""
        yield ExplainedLine(title, "", f"{figure}{share}", plain(section.points), "", shown)


def _of_sections(scheme: Scheme, scores: ScoreRow) -> str:
    """Return how the total was computed from the subtotals; what nobody marked leaves the full points."""
    worked, total = FormWorking(scheme, {}, scores).total(), float(scores[TOTAL])
    if round_number(worked.value) == round_number(total):
        return worked.shown(f"{total:.2f}")
    full = scheme.total.points
    counted = math.fsum(c.points for c in scheme.criteria if not isnan(float(scores[c.id])))
    subtotals = [float(scores[section_column(index)]) for index in range(len(scheme.sections))]
    figures = _figures(subtotals, lambda some: math.fsum(some) * full / counted, total)
    return f"({' + '.join(figures)}) × {plain(full)} ÷ {plain(counted)} = {total:.2f}" if figures else ""


def rolled_lines(rolled: Rolled) -> Iterator[ExplainedLine]:
    """Yield a line per shorter period or part, then the result with its calculation."""
    for below in rolled.below:
        yield ExplainedLine(str(below.period), "", _value(below), "", _gaps([below]))
    for part in rolled.parts:
        how = phrase("weight {share} %, mean of {count}", share=plain(part.spec.weight * 100), count=part.count)
        shown = phrase("no result") if part.value is None else f"{part.value:.2f}"
        values = [below.value for below in part.below if below.value is not None]
        worked = "" if part.value is None else _mean(values, round_number(part.value))
        yield ExplainedLine(part.spec.title, _listed(part.below), shown, "", how, worked)
    why: Text = ""
    worked = ""
    if rolled.imported:
        why = phrase("The result was imported.")
    elif rolled.total is not None and rolled.parts:
        why = phrase("The parts by their weights; the total is rounded once.")
        parts = [(part.spec.weight, part.value) for part in rolled.parts if part.value is not None]
        worked = _weighted(parts, rolled.total)
    elif rolled.total is not None:
        why = phrase("The mean of the results of the shorter periods, rounded once.")
        worked = _mean([below.value for below in rolled.below if below.value is not None], rolled.total)
    total = phrase("no result") if rolled.total is None else f"{rolled.total:.2f}"
    yield ExplainedLine(phrase("Total"), "", total, plain(rolled.scheme.total.points), why, worked)
    yield ExplainedLine(phrase("Grade"), "", rolled.grade or "", "", "")


def _value(below: Below) -> Text:
    if below.leave:
        return phrase("on leave")
    return phrase("no result") if below.value is None else f"{below.value:.2f}"


def _gaps(below: Sequence[Below]) -> Text:
    """Return which shorter periods have no result."""
    missing = tuple(str(period) for one in below for period in one.missing if period != one.period)
    return phrase("without {periods}", periods=missing) if missing else ""


def _listed(below: Sequence[Below]) -> Text:
    """Return the results of the periods of a part, one after the other."""
    if not below:
        return ""
    return joined((phrase("{period}: {result}", period=one.period, result=_value(one)) for one in below), "; ")


def _mean(values: Sequence[float], result: float) -> str:
    """Return how a mean of results was computed; blank where it is one value."""
    if len(values) < 2:
        return ""
    figures = _figures(values, lambda some: math.fsum(some) / len(some), result)
    return f"({' + '.join(figures)}) ÷ {len(values)} = {result:.2f}" if figures else ""


def _weighted(parts: Sequence[tuple[float, float]], result: float) -> str:
    """Return how a total was computed from parts (weight, value); blank where it is one of them, or a bound."""
    counted = [(weight, value) for weight, value in parts if weight]
    weights = [weight for weight, _value in counted]
    whole = math.fsum(weights)
    if len(counted) < 2:
        return ""

    def total(some: Sequence[float]) -> float:
        return math.fsum(weight * value for weight, value in zip(weights, some, strict=True)) / whole

    figures = _figures([value for _weight, value in counted], total, result)
    if not figures:
        return ""
    text = " + ".join(f"{plain(weight)} × {figure}" for weight, figure in zip(weights, figures, strict=True))
    return f"{text if round_number(whole, 9) == 1 else f'({text}) ÷ {plain(whole)}'} = {result:.2f}"


def _figures(values: Sequence[float], gives: Callable[[Sequence[float]], float], result: float) -> list[str]:
    """Write values in six decimals, or in all where these would give another result; nothing where it was bounded."""
    for chosen in ([round_number(value, 6) for value in values], values):
        if round_number(gives(chosen)) == round_number(result):
            return [signed(value) for value in chosen]
    return []
