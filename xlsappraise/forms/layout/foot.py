"""The rows below the main table: adjustments, total, grade, extra fields, sign-off."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsappraise.base.rounding import plain
from xlsappraise.forms.layout.body import REMARK_LIMIT, Body
from xlsappraise.forms.layout.builder import LINE, Builder
from xlsappraise.forms.layout.gaps import reason_gap, row_gaps
from xlsappraise.forms.layout.notice import lay_closing
from xlsappraise.schemes import Adjustments, ExtraField, Rater
from xlsappraise.scoring.total import Parts, adjustment_formula, grade_formula, total_formula
from xlsappraise.typed.slot import InputType, Slot
from xlsappraise.xlsx.address import Place, address, area

TEXT_LIMIT = 500
CARRIED = ("carried_1", "carried_2", "carried_3")
"""The names of the stamped texts that are carried over from the last period"""
NAME_LIMIT = 40


@dataclass
class Foot:
    """The cells of the foot that the head refers to; areas are of the gap column."""

    total: Place = (0, 0)
    grade: Place = (0, 0)
    adjustment_gaps: str | None = None
    signoff_gaps: list[str] = field(default_factory=list)
    required: int = 0


def lay_foot(b: Builder, body: Body, missing: str) -> Foot:
    """Lay out everything below the main table; ``missing`` is the cell that counts all gaps."""
    foot = Foot()
    adjustments = _adjustments(b, foot) if b.scheme.adjustments else None
    _totals(b, body, foot, missing, adjustments)
    _fields(b)
    _signoff(b, foot)
    lay_closing(b)
    return foot


def _adjustments(b: Builder, foot: Foot) -> Place:
    bounds = b.scheme.adjustments
    assert bounds is not None, "only called for schemes with adjustments"
    c = b.columns
    head = b.row("adjustment.head", 20)
    template = b.say("{title} (net {low} to {high})") if bounds.net else b.say("{title} (each {low} to {high})")
    title = template.format(title=bounds.title or b.say("Adjustments"), low=signed(bounds.min), high=signed(bounds.max))
    b.put((head, c.number), "band", title, last=(head, c.label))
    b.put((head, c.inputs[0]), "band_right", b.say("Subtotal"), last=(head, c.inputs[-1]))
    first = len(b.rows)
    for number in range(1, bounds.rows + 1):
        _adjustment_row(b, bounds, number)
    last = len(b.rows) - 1
    entries = area((first, c.inputs[0]), (last, c.inputs[0]))
    b.put((head, c.score), "band_score", 0, formula=adjustment_formula(bounds, entries))
    b.put((head, c.remark), "band")
    foot.adjustment_gaps = area((first, c.gap), (last, c.gap))
    return (head, c.score)


def signed(value: float) -> str:
    """Format points with their sign; 0 has none."""
    return plain(value) if value == 0 else f"+{plain(value)}" if value > 0 else f"−{plain(-value)}"


def _adjustment_row(b: Builder, bounds: Adjustments, number: int) -> None:
    c = b.columns
    row = b.row(f"adjustment.{number}")
    rater = b.scheme.lead.id
    title = bounds.title or b.say("Adjustments")
    points = Slot(
        f"adjustment.{number}.points", None, b.say("{title} {number}: points").format(title=title, number=number),
        rater, (row, c.inputs[0]), (row, c.inputs[-1]), "number", bounds.min, bounds.max, bounds.step,
    )  # fmt: skip
    reason = Slot(
        f"adjustment.{number}.reason", None, b.say("{title} {number}: reason").format(title=title, number=number),
        rater, (row, c.title), (row, c.label), "text", max=REMARK_LIMIT,
    )  # fmt: skip
    b.put((row, c.number), "number", f"±{number}")
    b.slot(points, "input_number")
    b.slot(reason, "remark")
    b.put((row, c.score), "plain", last=(row, c.remark), value=b.say("Points need a reason"))
    b.put((row, c.gap), "gap", 0, formula=reason_gap(points, reason))


def _totals(b: Builder, body: Body, foot: Foot, missing: str, adjustments: Place | None) -> None:
    c = b.columns
    row = b.row("total", 24)
    full = plain(b.scheme.total.points)
    if b.scheme.total.max is None:
        label = b.say("Total (full points {points})").format(points=full)
    else:
        label = b.say("Total (full points {points}, at most {max})").format(points=full, max=plain(b.scheme.total.max))
    b.put((row, c.number), "total_label", label, last=(row, c.inputs[-1]))
    parts = Parts(
        [address(p) for p in body.sections], address(adjustments) if adjustments else None, body.left_out, body.caps
    )
    formula = total_formula(b.scheme, missing, parts)
    b.put((row, c.score), "total", "", formula=formula)
    b.put((row, c.remark), "total_label")
    foot.total = (row, c.score)
    row = b.row("grade", 22)
    b.put((row, c.number), "total_label", b.say("Grade"), last=(row, c.inputs[-1]))
    b.put((row, c.score), "grade", "", formula=grade_formula(b.scheme, address(foot.total)))
    b.put((row, c.remark), "total_label")
    foot.grade = (row, c.score)


def _fields(b: Builder) -> None:
    carried = iter(CARRIED)
    for extra in b.scheme.fields:
        if extra.carry:
            _carried(b, extra, next(carried))
        _field(b, extra)


def _field(b: Builder, extra: ExtraField) -> None:
    c = b.columns
    row = b.row(f"field.{extra.id}", max(20.0, extra.lines * LINE + 6))
    b.put((row, c.number), "field_label", extra.label, last=(row, c.title))
    number = extra.type in ("number", "percent", "integer")
    slot = Slot(
        f"field.{extra.id}", None, extra.label, b.scheme.lead.id, (row, c.standard), (row, c.remark),
        extra.type, 0 if number else None, TEXT_LIMIT if extra.type == "text" else None,
        1 if extra.type == "integer" else None, extra.choices,
    )  # fmt: skip
    b.slot(slot, "remark" if extra.type == "text" else f"input_{extra.type}")


def _carried(b: Builder, extra: ExtraField, stamp: str) -> None:
    """Lay out the row that shows the field's text of the last period."""
    c = b.columns
    row = b.row(f"field.{extra.id}.before", max(20.0, extra.lines * LINE + 6))
    label = b.say("{label} of the last period").format(label=extra.label)
    b.put((row, c.number), "field_label", label, last=(row, c.title))
    b.put((row, c.standard), "carried", last=(row, c.remark), stamp=stamp)


def _signoff(b: Builder, foot: Foot) -> None:
    c = b.columns
    head = b.row("signoff.head", 20)
    b.put((head, c.number), "band", b.say("Sign-off"), last=(head, c.remark))
    for rater in b.scheme.raters:
        _signoff_row(b, foot, rater)


def _signoff_row(b: Builder, foot: Foot, rater: Rater) -> None:
    c = b.columns
    row = b.row(b.scheme.slot("signoff", rater), 24)
    counts = rater.weight > 0
    dated = b.scheme.signoff.dated and counts
    done = b.say("Rating finished")

    def slot(name: str, label: str, first: int, last: int, kind: InputType, *, required: bool) -> Slot:
        return Slot(
            b.scheme.slot(f"signoff.{name}", rater),
            None,
            label,
            rater.id,
            (row, first),
            (row, last),
            kind,
            max=NAME_LIMIT if kind == "text" else None,
            choices=(done,) if kind == "choice" else None,
            required=required,
        )

    name = slot("name", b.say("Name"), c.standard, c.standard, "text", required=dated)
    day = slot("date", b.say("Date"), c.label, c.label, "date", required=dated)
    confirm = slot("done", b.say("Confirmation"), c.inputs[0], c.score, "choice", required=counts)
    b.put((row, c.number), "field_label", b.say("{rater}: name").format(rater=rater.title), last=(row, c.title))
    b.slot(name, "remark")
    b.put((row, c.points), "field_label_right", b.say("Date"))
    b.slot(day, "input_date")
    b.slot(confirm, "input_choice" if counts else "input_choice_aside")
    hint = b.say("← choose “{done}”").format(done=done) if counts else b.say("for comparison, not counted")
    b.put((row, c.remark), "plain", hint)
    required = [s for s in (name, day, confirm) if s.required]
    b.put((row, c.gap), "gap", len(required), formula=row_gaps(required))
    if required:
        foot.signoff_gaps.append(address((row, c.gap)))
        foot.required += len(required)
