"""The main table: sections with their criteria, inputs, score formulas and subtotals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.heights import height
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.gaps import row_gaps
from xlsappraise.forms.layout.labels import live, packed, with_meaning
from xlsappraise.schemes import Criterion, Rater, Scheme, Section
from xlsappraise.schemes.rules import Input, Rule
from xlsappraise.scoring import criterion as scoring
from xlsappraise.scoring.criterion import EXCLUDED, LATER
from xlsappraise.scoring.total import subtotal_formula, weight_of
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address, area

REMARK_LIMIT = 200
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class TablePlace:
    """The cells of a table: areas by column id, and the area of its gap column."""

    columns: Mapping[str, str]
    gaps: str


Later = Callable[[Mapping[str, TablePlace]], None]


@dataclass
class Body:
    """The cells of the main table that the head and the foot refer to."""

    criteria: dict[str, Place] = field(default_factory=dict)
    points: dict[str, Place] = field(default_factory=dict)
    sections: list[Place] = field(default_factory=list)
    gaps: list[tuple[str, str, int]] = field(default_factory=list)
    """(name in the list of what is missing, area of the gap column, initial number of missing inputs)"""
    input_rows: int = 0
    left_out: list[tuple[str, str, float]] = field(default_factory=list)
    caps: list[tuple[str, float]] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)
    """Functions that place the scores, which may refer to tables laid out below"""


def lay_table(b: Builder) -> Body:
    """Lay out all sections; return the cells of the scores."""
    body = Body()
    for index, section in enumerate(b.scheme.sections):
        _section(b, body, index, section)
    return body


def section_label(scheme: Scheme, index: int) -> str:
    """Return a section's heading with its weight (index from 0)."""
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
    b.put((row, c.points), "band_points", section.points or None)
    b.put((row, c.label), "band_right", b.say("Subtotal"), last=(row, c.inputs[-1]))
    first = len(b.rows)
    shown = [_criterion(b, body, section, criterion) for criterion in section.criteria]
    scores = area((first, c.score), (len(b.rows) - 1, c.score))
    words = [b.say(EXCLUDED)] if any(scoring.excludable(k) for k in section.criteria) else []
    words += [b.say(LATER)] if any(k.across for k in section.criteria) else []
    b.put(
        (row, c.score),
        "band_score",
        sum(x for x in shown if isinstance(x, float)) if all(x is not None for x in shown) else "",
        formula=subtotal_formula(scores, len(shown), words),
    )
    b.put((row, c.remark), "band")
    body.sections.append((row, c.score))


def _criterion(b: Builder, body: Body, section: Section, criterion: Criterion) -> float | str | None:
    """Lay out a criterion; return the value of its score in an untouched form."""
    c = b.columns
    inputs: list[tuple[Rule, Input]] = [
        (rule, item) for rule in criterion.rules for item in rule.inputs(criterion.points, b.say)
    ]
    heights = _heights(b, criterion, inputs)
    first = len(b.rows)
    last = first + len(heights) - 1
    cells: dict[str, dict[str, str]] = {rater.id: {} for rater in b.scheme.raters}
    missing = 0
    for (rule, item), tall in zip(inputs, heights, strict=False):
        missing += _input_row(b, criterion, rule, item, tall, cells)
    if not inputs:
        _derived_row(b, criterion, heights[0])
    gaps = area((first, c.gap), (last, c.gap))
    number = len(body.criteria) + 1
    for role, column in c.roles:
        if role.shows is not None:
            b.put_exactly((first, column), (last, c.end(column)), role.style, role.shows(number, criterion))
    shown = b.filled.scores.get(criterion.id, scoring.blank_score(criterion, b.scheme))
    laid = _Laid(section, criterion, cells, (first, c.score), (last, c.end(c.score)), gaps, shown)
    body.later.append(_score(b, body, laid))
    remark = Slot(
        f"{criterion.id}.remark", criterion.id, b.say("Remark"), b.scheme.first_marker(criterion).id,
        (first, c.remark), (last, c.end(c.remark)), "text", max=REMARK_LIMIT,
    )  # fmt: skip
    b.slot_exactly(remark, "remark")
    body.criteria[criterion.id] = (first, c.score)
    body.points[criterion.id] = (first, c.points)
    if inputs:
        body.gaps.append((str(number), gaps, missing))
    body.input_rows += len(heights)
    return shown


@dataclass(frozen=True, slots=True)
class _Laid:
    """A criterion whose rows are laid out: input cells by rater, the cell of the score and its initial value."""

    section: Section
    criterion: Criterion
    cells: dict[str, dict[str, str]]
    place: Place
    last: Place
    gaps: str
    shown: float | str | None


def _score(b: Builder, body: Body, laid: _Laid) -> Later:
    """Return a function that places the score once the tables are laid out."""
    criterion, cells = laid.criterion, laid.cells

    def put(tables: Mapping[str, TablePlace]) -> None:
        table_columns = [pair for rule in criterion.rules for pair in rule.table_columns()]
        for table, column in table_columns:
            for names in cells.values():
                names[f"{table}.{column}"] = tables[table].columns[column]
        all_gaps = ",".join([laid.gaps, *sorted({tables[table].gaps for table, _column in table_columns})])
        points = (laid.place[0], b.columns.points)
        formula = scoring.formula(b.scheme, criterion, cells, address(points), all_gaps)
        b.put_exactly(laid.place, laid.last, "score", "" if laid.shown is None else laid.shown, formula=formula)
        if scoring.excludable(criterion) and not laid.section.bonus:
            body.left_out.append((address(laid.place), address(points), weight_of(b.scheme, laid.section)))
        for rater in b.scheme.markers(criterion):
            caps = [rule.total_cap(cells[rater.id]) for rule in criterion.rules]
            body.caps += [cap for cap in caps if cap is not None]

    return put


def _derived_row(b: Builder, criterion: Criterion, tall: float) -> None:
    """Lay out the row of a criterion that is computed from a table alone."""
    c = b.columns
    titles = {b.scheme.table(t).title for rule in criterion.rules for t, _column in rule.table_columns()}
    row = b.row(f"{criterion.id}.derived", tall)
    label = b.say("Worked out from the table “{title}” below").format(title=b.say(", ").join(sorted(titles)))
    b.put_exactly((row, c.label), (row, c.end(c.inputs[-1])), "label", label)
    b.put((row, c.gap), "gap", 0)


def _heights(b: Builder, criterion: Criterion, inputs: list[tuple[Rule, Input]]) -> list[float]:
    """Return the heights of the criterion's rows, which together fit its texts."""
    c = b.columns
    entry = c.own_width(c.inputs[0])
    rows = [
        max(
            20.0,
            height(_longest(b, criterion, rule, item), c.own_width(c.label)),
            *(height(choice, entry) for choice in item.choices or ()),
        )
        for rule, item in inputs
    ] or [20.0]
    needed = max(
        height(str(role.shows(0, criterion) or ""), c.own_width(column), role.size) + 4
        for role, column in c.roles
        if role.shows is not None and role.size is not None
    )
    extra = max(0.0, needed - sum(rows)) / len(rows)
    return [round((tall + extra) * 4) / 4 for tall in rows]


def _longest(b: Builder, criterion: Criterion, rule: Rule, item: Input) -> str:
    """Return the longest text that the label cell of this form may show."""
    name = b.scheme.slot(f"{criterion.id}.{item.id}", b.scheme.first_marker(criterion))
    return _label(b, criterion, item) if name in b.filled.full else longest_label(b, rule, item)


def longest_label(b: Builder, rule: Rule, item: Input) -> str:
    """Return the longest text that the label cell may show."""
    anchors = getattr(rule, "anchors", ())
    tail = max((anchor.label for anchor in anchors), key=len, default="")
    return with_meaning(f"{item.label} · {tail}" if tail else item.label, _meaning(b, item))


def _meaning(b: Builder, item: Input) -> str:
    return "" if b.plain else packed(item.meaning, b.columns.own_width(b.columns.label))


def _input_row(
    b: Builder, criterion: Criterion, rule: Rule, item: Input, tall: float, cells: dict[str, dict[str, str]]
) -> int:
    """Lay out one input, a cell per rater; return how many of them are missing in the untouched form.

    Where the criterion names its rater, the others' cells are closed.
    """
    c = b.columns
    base = f"{criterion.id}.{item.id}"
    row = b.row(base, tall)
    counted: list[Slot] = []
    for rater, column in zip(b.scheme.raters, c.inputs, strict=True):
        if criterion.rater not in (None, rater.id):
            b.put_exactly((row, column), (row, c.end(column)), "closed")
            continue
        slot = _slot(b, criterion, item, rater, (row, column))
        b.slot_exactly(slot, f"input_{item.type}" if rater.weight > 0 else f"input_{item.type}_aside")
        cells[rater.id][item.id] = address(slot.place)
        b.prompts[slot.id] = () if b.plain else item.meaning
        if rater.weight > 0:
            counted.append(slot)
    first = b.scheme.first_marker(criterion)
    lead = cells[first.id][item.id]
    prefilled = b.filled.values.get(b.scheme.slot(base, first))
    label = _label(b, criterion, item)
    shown = label if prefilled is None or isinstance(prefilled, str) else rule.live_text(label, prefilled)
    meaning = _meaning(b, item)
    formula = live(rule.live_label(label, lead), meaning)
    b.put_exactly((row, c.label), (row, c.end(c.label)), "label", with_meaning(shown, meaning), formula=formula)
    missing = sum(1 for slot in counted if b.open(slot))
    above = {rater: mine[item.at_most] for rater, mine in cells.items() if item.at_most in mine}
    b.put((row, c.gap), "gap", missing, formula=row_gaps(counted, above))
    return missing


def _label(b: Builder, criterion: Criterion, item: Input) -> str:
    """Return the label of an input, with where its figure comes from and the target that it is a part of."""
    name = b.scheme.slot(f"{criterion.id}.{item.id}", b.scheme.first_marker(criterion))
    beside = [b.filled.origins[name]] if name in b.filled.origins else []
    if name in b.filled.full:
        beside.append(b.say("whole period: {target}").format(target=plain(b.filled.full[name])))
    return "\n".join((item.label, *beside))


def _slot(b: Builder, criterion: Criterion, item: Input, rater: Rater, place: Place) -> Slot:
    return Slot(
        b.scheme.slot(f"{criterion.id}.{item.id}", rater),
        criterion.id,
        item.label,
        rater.id,
        place,
        (place[0], b.columns.end(place[1])),
        item.type,
        item.min,
        item.max,
        item.step,
        item.choices,
        required=item.required and rater.weight > 0,
        hint=criterion.title,
        at_most=b.scheme.slot(f"{criterion.id}.{item.at_most}", rater) if item.at_most else None,
    )
