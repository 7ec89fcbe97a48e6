"""The table: sections with their criteria, inputs, live scores and subtotals."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsappraise.rounding import plain
from xlsappraise.rules import Input, Rule
from xlsappraise.scheme import Criterion, Rater, Scheme, Section
from xlsappraise.scoring import criterion as scoring
from xlsappraise.scoring.total import subtotal_formula
from xlsappraise.workbook.layout.builder import Builder, height
from xlsappraise.workbook.layout.gaps import row_gaps
from xlsappraise.workbook.layout.plan import Place, Slot, address, area

REMARK_LIMIT = 200
_NUMERALS = "一二三四五六七八九十"


@dataclass
class Body:
    """What the head and the foot need to know of the table."""

    criteria: dict[str, Place] = field(default_factory=dict)
    points: dict[str, Place] = field(default_factory=dict)
    sections: list[Place] = field(default_factory=list)
    gaps: list[tuple[str, str]] = field(default_factory=list)
    """(number in the form, area of the gap column) per criterion"""
    input_rows: int = 0


def lay_table(b: Builder) -> Body:
    """Lay out all sections; return where the scores stand."""
    body = Body()
    for index, section in enumerate(b.scheme.sections):
        _section(b, body, index, section)
    return body


def section_label(scheme: Scheme, index: int) -> str:
    """Write a section's heading with what its points are worth (index from 0)."""
    section, say = scheme.sections[index], scheme.say
    numeral = _NUMERALS[index] if scheme.language == "zh_CN" and index < len(_NUMERALS) else str(index + 1)
    title = f"{numeral}　{section.title}"
    if section.bonus:
        return say("{title} (on top of the full points)").format(title=title)
    if section.weight != 1:
        return say("{title} (weight {share} %)").format(title=title, share=plain(section.weight * 100))
    return title


def _section(b: Builder, body: Body, index: int, section: Section) -> None:
    c = b.columns
    row = b.row(f"section.{index + 1}", 20)
    b.put((row, c.number), "band", section_label(b.scheme, index), last=(row, c.standard))
    b.put((row, c.points), "band_points", section.points)
    b.put((row, c.label), "band_right", b.say("Subtotal"), last=(row, c.inputs[-1]))
    scores: list[float | None] = []
    first = len(b.rows)
    for criterion in section.criteria:
        _criterion(b, body, criterion)
        scores.append(scoring.blank_score(criterion, b.scheme))
    done = [score for score in scores if score is not None]
    b.put(
        (row, c.score),
        "band_score",
        sum(done) if len(done) == len(scores) else "",
        formula=subtotal_formula(area((first, c.score), (len(b.rows) - 1, c.score)), len(scores)),
    )
    b.put((row, c.remark), "band")
    body.sections.append((row, c.score))


def _criterion(b: Builder, body: Body, criterion: Criterion) -> None:
    c = b.columns
    inputs: list[tuple[Rule, Input]] = [
        (rule, item) for rule in criterion.rules for item in rule.inputs(criterion.points, b.say)
    ]
    heights = _heights(b, criterion, inputs)
    first = len(b.rows)
    last = first + len(inputs) - 1
    number = len(body.criteria) + 1
    cells: dict[str, dict[str, str]] = {rater.id: {} for rater in b.scheme.raters}
    for (rule, item), tall in zip(inputs, heights, strict=True):
        _input_row(b, criterion, rule, item, tall, cells)
    gaps = area((first, c.gap), (last, c.gap))
    b.put((first, c.number), "number", number, last=(last, c.number))
    b.put((first, c.title), "title", criterion.title, last=(last, c.title))
    b.put((first, c.standard), "standard", criterion.standard, last=(last, c.standard))
    b.put((first, c.points), "points", criterion.points, last=(last, c.points))
    blank = scoring.blank_score(criterion, b.scheme)
    b.put(
        (first, c.score),
        "score",
        "" if blank is None else blank,
        last=(last, c.score),
        formula=scoring.formula(b.scheme, criterion, cells, address((first, c.points)), gaps),
    )
    remark = Slot(
        f"{criterion.id}.remark", criterion.id, b.say("Remark"), b.scheme.lead.id,
        (first, c.remark), (last, c.remark), "text", max=REMARK_LIMIT,
    )  # fmt: skip
    b.slot(remark, "remark")
    body.criteria[criterion.id] = (first, c.score)
    body.points[criterion.id] = (first, c.points)
    body.gaps.append((str(number), gaps))
    body.input_rows += len(inputs)


def _heights(b: Builder, criterion: Criterion, inputs: list[tuple[Rule, Input]]) -> list[float]:
    """Share the height that the texts need among the criterion's rows."""
    c = b.columns
    entry = c.widths[c.inputs[0]]
    rows = [
        max(
            20.0,
            height(longest_label(rule, item), c.widths[c.label]),
            *(height(choice, entry) for choice in item.choices or ()),
        )
        for rule, item in inputs
    ]
    needed = max(
        height(criterion.standard, c.widths[c.standard]) + 4,
        height(criterion.title, c.widths[c.title], 10) + 4,
    )
    extra = max(0.0, needed - sum(rows)) / len(rows)
    return [round((tall + extra) * 4) / 4 for tall in rows]


def longest_label(rule: Rule, item: Input) -> str:
    """Return the longest text that the label cell may come to show."""
    anchors = getattr(rule, "anchors", ())
    tail = max((anchor.label for anchor in anchors), key=len, default="")
    return f"{item.label} · {tail}" if tail else item.label


def _input_row(
    b: Builder, criterion: Criterion, rule: Rule, item: Input, tall: float, cells: dict[str, dict[str, str]]
) -> None:
    c = b.columns
    base = f"{criterion.id}.{item.id}"
    row = b.row(base, tall)
    counted: list[Slot] = []
    for rater, column in zip(b.scheme.raters, c.inputs, strict=True):
        slot = _slot(b, criterion, item, rater, (row, column))
        b.slot(slot, f"input_{item.type}" if rater.weight > 0 else f"input_{item.type}_aside")
        cells[rater.id][item.id] = address(slot.place)
        if rater.weight > 0:
            counted.append(slot)
    lead = cells[b.scheme.lead.id][item.id]
    b.put((row, c.label), "label", item.label, formula=rule.live_label(item.label, lead))
    b.put((row, c.gap), "gap", len(counted) if item.required else 0, formula=row_gaps(counted))


def _slot(b: Builder, criterion: Criterion, item: Input, rater: Rater, place: Place) -> Slot:
    return Slot(
        b.scheme.slot(f"{criterion.id}.{item.id}", rater),
        criterion.id,
        item.label,
        rater.id,
        place,
        place,
        item.type,
        item.min,
        item.max,
        item.step,
        item.choices,
        required=item.required and rater.weight > 0,
        hint=criterion.title,
    )
