"""The main table: sections with their criteria, inputs, score formulas and subtotals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.heights import height
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.checked import lay_checked
from xlsappraise.forms.layout.doubts import lay_doubts
from xlsappraise.forms.layout.gaps import row_gaps
from xlsappraise.forms.layout.labels import live, packed, section_label, short, with_meaning
from xlsappraise.forms.layout.plan import GapBlock
from xlsappraise.forms.layout.remarks import REMARK_LIMIT, remark_height
from xlsappraise.schemes import Criterion, Rater, Section
from xlsappraise.schemes.rules import Input, Rule
from xlsappraise.scoring import criterion as scoring
from xlsappraise.scoring.criterion import EXCLUDED, LATER
from xlsappraise.scoring.total import subtotal_formula, weight_of
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address, area


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
    left_out: list[tuple[str, str, float]] = field(default_factory=list)
    caps: list[tuple[str, float]] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)
    """Functions that place the scores, which may refer to tables laid out below"""


def lay_sections(b: Builder) -> Body:
    """Lay out all sections; return the cells of the scores."""
    body = Body()
    for index, section in enumerate(b.scheme.sections):
        _section(b, body, index, section)
    return body


def _section(b: Builder, body: Body, index: int, section: Section) -> None:
    c = b.columns
    b.start()
    row = b.row(f"section.{index + 1}", 20)
    b.put((row, c.number), "band", section_label(b.scheme, index), last=(row, c.standard))
    b.put((row, c.points), "band_points", section.points or None)
    b.put((row, c.label), "band_right", b.say("Subtotal"), last=(row, c.inputs[-1]))
    first = len(b.rows)
    shown = []
    for place, criterion in enumerate(section.criteria):
        if place:
            b.start()
        shown.append(_criterion(b, body, section, criterion))
    scores = area((first, c.score), (len(b.rows) - 1, c.score))
    words = [b.say(EXCLUDED)] if any(scoring.excludable(k) for k in section.criteria) else []
    words += [b.say(LATER)] if any(k.across for k in section.criteria) else []
    b.put(
        (row, c.score),
        "band_score",
        sum(x for x in shown if isinstance(x, float)) if all(x is not None for x in shown) else "",
        formula=subtotal_formula(scores, len(shown), words),
    )
    body.sections.append((row, c.score))
    lay_checked(b, index, section)


def _criterion(b: Builder, body: Body, section: Section, criterion: Criterion) -> float | str | None:
    """Lay out a criterion; return the value of its score in an untouched form."""
    c = b.columns
    every = [(rule, item) for rule in criterion.rules for item in rule.inputs(criterion.points, b.say)]
    inputs = [(rule, item) for rule, item in every if item.type != "text"]
    heights = _heights(b, criterion, inputs)
    first = len(b.rows)
    last = first + len(heights) - 1
    cells: dict[str, dict[str, str]] = {rater.id: {} for rater in b.scheme.raters}
    for (rule, item), tall in zip(inputs, heights, strict=False):
        _input_row(b, criterion, rule, item, tall, cells)
    lay_doubts(b, criterion)
    if not inputs:
        _derived_row(b, criterion, heights[0])
    gaps = area((first, c.gap), (last, c.gap))
    number = len(body.criteria) + 1
    for role, column in c.roles:
        if role.shows is not None:
            b.put_exactly((first, column), (last, c.end(column)), f"{role.style}_top", role.shows(number, criterion))
    shown = b.filled.scores.get(criterion.id, scoring.blank_score(criterion, b.scheme))
    laid = _Laid(section, criterion, cells, (first, c.score), (last, c.end(c.score)), gaps, shown)
    body.later.append(_score(b, body, laid))
    for _rule, item in every:
        if item.type == "text":
            _text_rows(b, criterion, item, cells)
    _remark(b, criterion)
    body.criteria[criterion.id] = (first, c.score)
    body.points[criterion.id] = (first, c.points)
    if inputs:
        marker = c.inputs[[rater.id for rater in b.scheme.raters].index(b.scheme.first_marker(criterion).id)]
        needed = sum(1 for _rule, item in inputs if item.required) * len(b.scheme.markers(criterion))
        name = b.say("no. {number}").format(number=number)
        b.blocks.append(GapBlock(name, first, last, needed, marker))
    return shown


def _text_rows(b: Builder, criterion: Criterion, item: Input, cells: dict[str, dict[str, str]]) -> None:
    """Lay out an input for a text in rows of its own, one per rater, where the longest text shows."""
    c = b.columns
    tall = height("字" * int(item.max or 0), c.between(c.standard, c.score))
    for rater in b.scheme.raters:
        if criterion.rater in (None, rater.id):
            row = b.row(b.scheme.slot(f"{criterion.id}.{item.id}", rater), tall)
            label = f"{item.label}（{rater.title}）" if b.scheme.shared else item.label
            b.put((row, c.number), "remark_label", label, last=(row, c.title))
            slot = replace(_slot(b, criterion, item, rater, (row, c.standard)), last=(row, c.score))
            b.slot(slot, "remark")
            cells[rater.id][item.id] = address(slot.place)


def _remark(b: Builder, criterion: Criterion) -> None:
    """Lay out the remark in a row of its own below the criterion, where the longest one shows."""
    c = b.columns
    label = b.say("Remark")
    row = b.row(f"{criterion.id}.remark", remark_height(c.between(c.title, c.score)))
    b.put((row, c.number), "remark_label", label)
    slot = Slot(
        f"{criterion.id}.remark", criterion.id, label, b.scheme.first_marker(criterion).id,
        (row, c.title), (row, c.score), "text", max=REMARK_LIMIT,
    )  # fmt: skip
    b.slot(slot, "remark")
    bonus = any(section.bonus and criterion in section.criteria for section in b.scheme.sections)
    if b.scheme.explain_losses and not bonus:
        b.prompts[slot.id] = (b.say("Required where points are lost, with the facts; optional otherwise."),)
    elif b.scheme.explain_additions and bonus and any(map(_may_add, criterion.rules)):
        b.prompts[slot.id] = (b.say("Required where points are added, with their basis; optional otherwise."),)
    elif b.scheme.explain_ends:
        b.prompts[slot.id] = (b.say("Required where the best or the worst is given, with a fact; optional otherwise."),)


def _may_add(rule: Rule) -> bool:
    """Return whether not all that a rule counts takes points off."""
    return not rule.takes_each() or set(rule.happened()) > set(rule.takes_each())


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
        b.put_exactly(laid.place, laid.last, "score_top", "" if laid.shown is None else laid.shown, formula=formula)
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
    label = b.say("Worked out from the table “{title}”").format(title=b.say(", ").join(sorted(titles)))
    b.put_exactly((row, c.label), (row, c.end(c.inputs[-1])), "label_top", label)
    b.put((row, c.gap), "gap", 0)


def _heights(b: Builder, criterion: Criterion, inputs: Sequence[tuple[Rule, Input]]) -> list[float]:
    """Return the heights of the criterion's rows, which together fit its texts; what they lack is below the last."""
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
    rows[-1] += max(0.0, needed - sum(rows))
    return rows


def _longest(b: Builder, criterion: Criterion, rule: Rule, item: Input) -> str:
    """Return the longest text that the label cell of this form may show."""
    name = b.scheme.slot(f"{criterion.id}.{item.id}", b.scheme.first_marker(criterion))
    anchors = getattr(rule, "anchors", ())
    tail = max((anchor.label for anchor in anchors), key=len, default="")
    label = _label(b, criterion, item)
    beside = name in b.filled.full or name in b.filled.origins
    return with_meaning(f"{label} · {tail}" if tail and not beside else label, _meaning(b, item))


def _meaning(b: Builder, item: Input) -> str:
    return packed(item.meaning, b.columns.own_width(b.columns.label))


def _input_row(
    b: Builder, criterion: Criterion, rule: Rule, item: Input, tall: float, cells: dict[str, dict[str, str]]
) -> None:
    """Lay out one input, a cell per rater.

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
        b.slot_exactly(slot, top="_top")
        cells[rater.id][item.id] = address(slot.place)
        b.prompts[slot.id] = item.meaning
        if rater.weight > 0:
            counted.append(slot)
    first = b.scheme.first_marker(criterion)
    lead = cells[first.id][item.id]
    prefilled = b.filled.values.get(b.scheme.slot(base, first))
    label = _label(b, criterion, item)
    shown = label if prefilled is None or isinstance(prefilled, str) else rule.live_text(label, prefilled)
    meaning = _meaning(b, item)
    formula = live(rule.live_label(label, lead), meaning)
    b.put_exactly((row, c.label), (row, c.end(c.label)), "label_top", with_meaning(shown, meaning), formula=formula)
    missing = sum(1 for slot in counted if b.open(slot))
    above = {rater: mine[item.at_most] for rater, mine in cells.items() if item.at_most in mine}
    b.put((row, c.gap), "gap", missing, formula=row_gaps(counted, above))


def _label(b: Builder, criterion: Criterion, item: Input) -> str:
    """Return the label of an input, with where its figure comes from and the target that it is a part of."""
    name = b.scheme.slot(f"{criterion.id}.{item.id}", b.scheme.first_marker(criterion))
    beside = [b.filled.origins[name]] if name in b.filled.origins else []
    if name in b.filled.full:
        beside.append(b.say("whole period: {target}").format(target=plain(b.filled.full[name])))
    return "\n".join((short(criterion, item, b.say), *beside))


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
