"""The first rows: title, hint, progress, total and grade, the person, headings."""

from __future__ import annotations

from dataclasses import replace

from xlsappraise.base.rounding import plain
from xlsappraise.base.text import lines
from xlsappraise.drawing.heights import capacity, height
from xlsappraise.forms.layout.body import Body
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.foot import Foot
from xlsappraise.forms.layout.notice import of_stay
from xlsappraise.schemes.rules.base import quoted
from xlsappraise.xlsx.address import Place, address, area

TITLE, HINT, BOX_LABELS, BOXES, IDENTITY, HEADINGS = range(6)
HEAD_ROWS = 6


def reserve_head(b: Builder) -> None:
    """Add the rows of the head; ``lay_head`` fills them in once the main table is laid out."""
    for key, tall in zip(
        ("title", "hint", "progress.label", "progress", "identity", "headings"),
        (28.0, 18.0, 16.0, 36.0, 22.0, 22.0),
        strict=True,
    ):
        b.row(key, tall, stamp="token" if key == "title" else None)


def missing_cell(b: Builder) -> Place:
    """Return the cell that counts all gaps."""
    return (BOXES, b.columns.gap)


def token_cell(b: Builder) -> Place:
    """Return the visible cell with the form number."""
    return (IDENTITY, b.columns.inputs[0])


def lay_head(b: Builder, body: Body, foot: Foot) -> None:
    """Place the cells of the head."""
    _title(b)
    _boxes(b, body, foot)
    _identity(b)
    _headings(b)


def _title(b: Builder) -> None:
    c = b.columns
    b.put((TITLE, c.number), "form_title", b.scheme.title, last=(TITLE, c.standard))
    b.put((TITLE, c.points), "organisation", last=(TITLE, c.remark), stamp="organisation")
    hint = b.say(
        "Fill in the pale yellow cells only; a blank is not 0. At the end choose “{done}” at the "
        "bottom, save and send this file back."
    ).format(done=b.say("Rating finished"))
    due = _due(b)
    style = "hint_due" if due else "hint"
    if due:
        hint = b.say("{due} {hint}").format(due=due, hint=hint)
    if b.setting.stay is not None:
        style, hint = "hint_stay", f"{of_stay(b.scheme, b.setting.stay, b.filled)}\n{hint}"
    if style != "hint":
        tall = height(hint, b.columns.across(c.number, c.last(c.remark)))
        b.rows[HINT] = replace(b.rows[HINT], height=max(b.rows[HINT].height, tall))
    b.put((HINT, c.number), style, hint, last=(HINT, c.remark))


def _due(b: Builder) -> str:
    """Return when a form of a week is due, in words: its Sunday; nothing for other periods."""
    period = b.setting.period
    if period is None or period.kind != "week":
        return ""
    first, last = (
        b.say("{month:02d}-{day:02d}").format(month=day.month, day=day.day)
        for day in (period.first_day, period.last_day)
    )
    return b.say("The week is {first} to {last}; this form is due by Sunday, {last}.").format(first=first, last=last)


def _boxes(b: Builder, body: Body, foot: Foot) -> None:
    c = b.columns
    gaps = address(missing_cell(b))
    required = foot.required + sum(1 for s in b.slots if s.required and s.criterion is not None)
    required += sum(1 for table in b.scheme.tables if table.least > 0)
    open_ = foot.required + sum(count for _name, _cells, count in body.gaps)
    body_rows = area((HEAD_ROWS, c.gap), (len(b.rows) - 1, c.gap))
    b.put(missing_cell(b), "gap", open_, formula=f"=SUM({body_rows})")
    total, grade = address(foot.total), address(foot.grade)
    waiting = b.say("not complete")
    missing, missing_cached = _missing_list(b, body, foot, gaps)
    bands = (
        "  ".join(f"{upper.title} ≥{plain(upper.from_)}" for upper in b.scheme.grades[:-1])
        + f"  {b.scheme.grades[-1].title} <{plain(b.scheme.grades[-2].from_) if len(b.scheme.grades) > 1 else '0'}"
    )
    boxes = (
        (c.number, c.title, b.say("Filled in"), "box_progress",
         f'=MAX(0,{required}-{gaps})&" / {required}"', f"{required - open_} / {required}"),
        (c.standard, c.standard, b.say("Still missing (No.)"), "box_text", missing, missing_cached),
        (c.points, c.label, b.say("Total (full points {points})").format(points=plain(b.scheme.total.points)),
         "box_total", f'=IF({total}="",{quoted(waiting)},{total})', waiting),
        (c.inputs[0], c.score, b.say("Grade"), "box_grade", f'=IF({grade}="","—",{grade})', "—"),
        (c.remark, c.remark, b.say("Grade bands"), "box_bands", None, bands),
    )  # fmt: skip
    for first, last, label, style, formula, value in boxes:
        b.put((BOX_LABELS, first), "box_label", label, last=(BOX_LABELS, last))
        b.put((BOXES, first), style, value, last=(BOXES, last), formula=formula)
    tall = max(
        lines(missing_cached, capacity(c.width(c.standard), 9)) * 13.0 + 8,
        lines(bands, capacity(c.width(c.remark), 8)) * 12.0 + 6,
    )
    b.rows[BOXES] = replace(b.rows[BOXES], height=max(b.rows[BOXES].height, tall))


def _missing_list(b: Builder, body: Body, foot: Foot, gaps: str) -> tuple[str, str]:
    """Return the formula that lists what is missing, and its value in an untouched form."""
    comma, complete = b.say(", "), b.say("complete")
    tokens = [(name, f"SUM({cells})") for name, cells, _count in body.gaps]
    if foot.adjustment_gaps:
        tokens.append((b.say("reason"), f"SUM({foot.adjustment_gaps})"))
    if foot.signoff_gaps:
        tokens.append((b.say("sign-off"), "+".join(foot.signoff_gaps)))
    listed = "&".join(f'IF({count}>0,{quoted(token + " ")},"")' for token, count in tokens)
    formula = f'=IF({gaps}=0,{quoted(complete)},SUBSTITUTE(TRIM({listed})," ",{quoted(comma)}))'
    blank = [name for name, _cells, count in body.gaps if count]
    return formula, comma.join([*blank, b.say("sign-off")])


def _identity(b: Builder) -> None:
    c = b.columns
    b.put((IDENTITY, c.number), "ratee", last=(IDENTITY, c.title), stamp="ratee")
    b.put((IDENTITY, c.standard), "identity", last=(IDENTITY, c.standard), stamp="post")
    b.put((IDENTITY, c.points), "identity", last=(IDENTITY, c.label), stamp="raters")
    b.put(token_cell(b), "token", last=(IDENTITY, c.remark), stamp="number")


def _headings(b: Builder) -> None:
    c = b.columns
    titles = [rater.title if b.plain else b.scheme.column_heading(rater) for rater in b.scheme.raters]
    raters = dict(zip(c.inputs, titles, strict=True)) if b.scheme.shared else {}
    for role, column in c.roles:
        heading = raters.get(column) or b.say(role.heading)
        b.put_exactly((HEADINGS, column), (HEADINGS, c.end(column)), "heading", heading)
