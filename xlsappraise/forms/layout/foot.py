"""The rows below the main table: adjustments, total, grade, extra fields, sign-off."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.base.i18n import N_
from xlsappraise.base.rounding import plain
from xlsappraise.drawing.heights import height
from xlsappraise.forms.layout.body import Body
from xlsappraise.forms.layout.builder import LINE, Builder
from xlsappraise.forms.layout.doubts import lay_field_doubts, lay_sign_off_doubts
from xlsappraise.forms.layout.gaps import reason_gap, row_gaps
from xlsappraise.forms.layout.notice import lay_closing
from xlsappraise.forms.layout.plan import GapBlock
from xlsappraise.forms.layout.remarks import REMARK_LIMIT, remark_height
from xlsappraise.schemes import Adjustments, ExtraField, Rater
from xlsappraise.scoring.total import Parts, adjustment_formula, grade_formula, total_formula
from xlsappraise.typed.slot import InputType, Slot
from xlsappraise.xlsx.address import Place, address, area

TEXT_LIMIT = 500
OVERALL = "closing.comment"
OVERALL_LABEL = N_("Overall comment, what to improve")
CARRIED = ("carried_1", "carried_2", "carried_3")
"""The names of the stamped texts that are carried over from the last period"""
NAME_LIMIT = 40


def field_height(width: float) -> float:
    """Return the height of a cell in which the longest text of a field shows."""
    return height("字" * TEXT_LIMIT, width)


@dataclass
class Foot:
    """The cells of the foot that the head refers to."""

    total: Place = (0, 0)
    grade: Place = (0, 0)


def lay_foot(b: Builder, body: Body, missing: str) -> Foot:
    """Lay out everything below the main table; ``missing`` is the cell that counts all gaps."""
    foot = Foot()
    adjustments = _adjustments(b) if b.scheme.adjustments else None
    _totals(b, body, foot, missing, adjustments)
    _fields(b)
    _overall(b)
    _signoff(b)
    lay_closing(b)
    return foot


def _adjustments(b: Builder) -> Place:
    bounds = b.scheme.adjustments
    assert bounds is not None, "only called for schemes with adjustments"
    c = b.columns
    b.start()
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
    return (head, c.score)


def signed(value: float) -> str:
    """Format points with their sign; 0 has none."""
    return plain(value) if value == 0 else f"+{plain(value)}" if value > 0 else f"−{plain(-value)}"


def _adjustment_row(b: Builder, bounds: Adjustments, number: int) -> None:
    c = b.columns
    row = b.row(f"adjustment.{number}", remark_height(c.between(c.title, c.label)))
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
    b.slot(points)
    b.slot(reason, "remark")
    b.put((row, c.score), "plain", last=(row, c.score), value=b.say("Points need a reason"))
    b.put((row, c.gap), "gap", 0, formula=reason_gap(points, reason))
    b.blocks.append(GapBlock(b.say("{title} {number}").format(title=title, number=number), row, row, 0, c.title))


def _totals(b: Builder, body: Body, foot: Foot, missing: str, adjustments: Place | None) -> None:
    c = b.columns
    b.start()
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
    foot.total = (row, c.score)
    row = b.row("grade", 22)
    b.put((row, c.number), "total_label", b.say("Grade"), last=(row, c.inputs[-1]))
    b.put((row, c.score), "grade", "", formula=grade_formula(b.scheme, address(foot.total)))
    foot.grade = (row, c.score)


def _fields(b: Builder) -> None:
    carried = iter(CARRIED)
    for extra in b.scheme.fields:
        if extra.carry:
            _carried(b, extra, next(carried))
        _field(b, extra)


def _field(b: Builder, extra: ExtraField) -> None:
    c = b.columns
    b.start()
    text = extra.type == "text"
    wide = c.between(c.standard, c.score)
    row = b.row(f"field.{extra.id}", max(20.0, extra.lines * LINE + 6, field_height(wide) if text else 0.0))
    b.put((row, c.number), "field_label", extra.label, last=(row, c.title))
    number = extra.type in ("number", "percent", "integer")
    slot = Slot(
        f"field.{extra.id}", None, extra.label, b.scheme.lead.id, (row, c.standard), (row, c.score),
        extra.type, 0 if number else None, TEXT_LIMIT if text else extra.max,
        1 if extra.type == "integer" else None, extra.choices,
    )  # fmt: skip
    b.slot(slot, "remark" if text else None)
    if lay_field_doubts(b, extra):
        b.blocks.append(GapBlock(extra.label, row, row, 0, c.standard))


def _overall(b: Builder) -> None:
    """Lay out the comment on the whole, unless the scheme asks for a text of several lines itself."""
    if any(extra.type == "text" and extra.lines > 1 for extra in b.scheme.fields):
        return
    c = b.columns
    label = b.say(OVERALL_LABEL)
    row = b.row(OVERALL, remark_height(c.between(c.standard, c.score)))
    b.put((row, c.number), "field_label", label, last=(row, c.title))
    slot = Slot(OVERALL, None, label, b.scheme.lead.id, (row, c.standard), (row, c.score), "text", max=REMARK_LIMIT)
    b.slot(slot, "remark")


def _carried(b: Builder, extra: ExtraField, stamp: str) -> None:
    """Lay out the row that shows the field's text of the last period."""
    c = b.columns
    b.start()
    row = b.row(f"field.{extra.id}.before", max(20.0, field_height(c.between(c.standard, c.score))))
    label = b.say("{label} of the last period").format(label=extra.label)
    b.put((row, c.number), "field_label", label, last=(row, c.title))
    b.put((row, c.standard), "carried", last=(row, c.score), stamp=stamp)


def _signoff(b: Builder) -> None:
    c = b.columns
    head = b.row("signoff.head", 20)
    done = b.say("Rating finished")
    title = b.say("Sign-off: when nothing is missing, choose “{done}” on the right").format(done=done)
    b.put((head, c.number), "band", title, last=(head, c.score))
    for rater in b.scheme.raters:
        _signoff_row(b, rater)


def _signoff_row(b: Builder, rater: Rater) -> None:
    c = b.columns
    row = b.row(b.scheme.slot("signoff", rater), max(24.0, height("字" * NAME_LIMIT, c.width(c.standard))))
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
    label = b.say("{rater}: name").format(rater=rater.title)
    if rater.several:
        label = b.say("{rater}: anonymous, no name").format(rater=rater.title)
    elif not counts:
        label = b.say("{label} (for comparison, not counted)").format(label=label)
    b.put((row, c.number), "field_label", label, last=(row, c.standard if rater.several else c.title))
    if not rater.several:
        b.slot(name, None if name.required else "remark")
    b.put((row, c.points), "field_label_right", b.say("Date"))
    b.slot(day)
    b.slot(confirm)
    required = [slot for slot in (name, day, confirm) if slot.required and not (rater.several and slot is name)]
    b.put((row, c.gap), "gap", len(required), formula=row_gaps(required))
    if required:
        doubted = not rater.several and lay_sign_off_doubts(b, confirm, (name, day))
        again = (b.say("name and date of the sign-off"), name.place[1]) if doubted else None
        b.blocks.append(GapBlock(b.say("sign-off"), row, row, len(required), required[0].place[1], again))
