"""The instructions sheet, generated from the rules that score the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.heights import height
from xlsappraise.forms.layout.checked import checked_choices
from xlsappraise.forms.layout.notice import grade_bands
from xlsappraise.schemes import Criterion, Scheme
from xlsappraise.scoring.criterion import excludable

WIDTHS = (5.0, 20.0, 8.0, 78.0)


@dataclass(frozen=True, slots=True)
class InstructionLine:
    """A row of the instructions sheet: values by column (None spans to the last), style, height."""

    values: tuple[str | float, ...]
    style: str
    height: float


def lines(scheme: Scheme) -> Iterator[InstructionLine]:
    """Yield the rows: steps, the scheme's own instructions, how each criterion is earned, grades."""
    say = scheme.say
    yield InstructionLine((scheme.title,), "page_title", 28)
    yield InstructionLine((say("Steps"),), "page_head", 20)
    for number, step in enumerate(_steps(scheme), 1):
        yield _paragraph(f"{number}. " + step.format(done=say("Rating finished")))
    if scheme.instructions:
        yield InstructionLine((say("For this form"),), "page_head", 20)
        for text in scheme.instructions:
            yield _paragraph(f"· {text}")
    yield InstructionLine((say("How each criterion is scored"),), "page_head", 20)
    for number, criterion in enumerate(scheme.criteria, 1):
        text = how_scored(scheme, criterion)
        tall = max(height(text, WIDTHS[3]), height(criterion.title, WIDTHS[1]))
        yield InstructionLine((number, criterion.title, criterion.points, text), "page_cell", tall)
    yield InstructionLine((say("Total and grade"),), "page_head", 20)
    yield _paragraph(describe_total(scheme))
    yield _paragraph(describe_grades(scheme))


def _steps(scheme: Scheme) -> Iterator[str]:
    """Yield the steps of filling in, those alone that this form has."""
    say = scheme.say
    rules = [rule for criterion in scheme.criteria for rule in criterion.rules]
    inputs = [item for c in scheme.criteria for rule in c.rules for item in rule.inputs(c.points, say)]
    yield say(
        "Fill in the strong yellow cells; pale ones may stay blank. Everything else is locked and computes itself."
    )
    if any(not item.required and item.type == "integer" for item in inputs):
        yield say("Click a cell to see what it takes. A blank count of lapses means none; any other blank is missing.")
    else:
        yield say("Click a cell to see what it takes. A blank counts as not filled in, never as 0.")
    if any(checked_choices(scheme, section, say) for section in scheme.sections):
        yield say("At the end of a section, say whether there was anything to record; without that there is no total.")
    for word in dict.fromkeys(word for rule in rules for word in rule.no_answer().values()):
        text = say("“{word}” means that there was no occasion; a single line that it is chosen for needs a remark why.")
        yield text.format(word=word, done="{done}")
    if scheme.tables:
        yield say(
            "Tables: one entry a row. A row counts as soon as one of its required columns is filled in, and must then "
            "be whole. Do not add rows; when none is left, tell HR."
        )
    yield say("“Still missing” at the top names what is missing first and leads to it; the total appears at the end.")
    yield say("A cell that turns red holds something wrong or hard to believe; look at it again.")
    if scheme.adjustments:
        yield say("An adjustment needs a reason in the same row.")
    yield say(
        "Last, choose “{done}” at the bottom, save, and send this same file back. Do not copy it "
        "into another workbook and do not insert or delete rows."
    )


def _paragraph(text: str) -> InstructionLine:
    return InstructionLine((text,), "page_text", height(text, sum(WIDTHS), 10))


def how_scored(scheme: Scheme, criterion: Criterion) -> str:
    """Describe how a criterion's points are earned, in the scheme's language; rules that say the same, once."""
    say = scheme.say
    sentences = list(dict.fromkeys(rule.sentence(criterion.points, say) for rule in criterion.rules))
    if len(sentences) == 1 < len(criterion.rules):
        return say("For each entry, and added up: {rule}.").format(rule=sentences[0])
    return say("{rule}.").format(rule=say("; then ").join(sentences))


def describe_total(scheme: Scheme) -> str:
    """Describe how the total is computed, in the scheme's language."""
    say = scheme.say
    parts = [say("Every score is rounded to two decimals; the total is rounded once.")]
    if len(scheme.scoring_raters) > 1 and any(c.rater is None for c in scheme.criteria):
        shares = say(", ").join(f"{r.title} {plain(r.weight * 100)}%" for r in scheme.scoring_raters)
        parts.append(say("The raters' marks are averaged: {shares}.").format(shares=shares))
    for rater in scheme.scoring_raters if len(scheme.raters) > 1 else ():
        mine = say(", ").join(c.title for c in scheme.criteria if c.rater == rater.id)
        if mine:
            parts.append(say("Marked by {rater} alone: {criteria}.").format(rater=rater.title, criteria=mine))
    if any(r.weight == 0 for r in scheme.raters):
        aside = say(", ").join(r.title for r in scheme.raters if r.weight == 0)
        parts.append(say("{raters}: shown for comparison, not counted.").format(raters=aside))
    weighted = [s for s in scheme.sections if s.weight != 1]
    if scheme.total.mean:
        parts.append(say("The total is the mean of the sections."))
    elif weighted:
        shares = say(", ").join(f"{s.title} {plain(s.weight * 100)}%" for s in weighted)
        parts.append(say("Sections count with their weights: {shares}.").format(shares=shares))
    if any(excludable(c) for s in scheme.sections if not s.bonus for c in s.criteria):
        parts.append(say("A criterion with nothing to measure is left out, and the rest is scaled to the full points."))
    if scheme.total.max is not None:
        parts.append(say("The total is at most {max}.").format(max=plain(scheme.total.max)))
    return "".join(parts) if scheme.language == "zh_CN" else " ".join(parts)


def describe_grades(scheme: Scheme) -> str:
    """Describe the grades with their bounds, in the scheme's language."""
    return scheme.say("Grades: {grades}.").format(grades=scheme.say(", ").join(grade_bands(scheme)))
