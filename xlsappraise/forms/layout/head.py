"""The first rows, which stay in sight: title, the person, the raters, what is left to do, headings."""

from __future__ import annotations

from xlsappraise.base.text import lines
from xlsappraise.drawing.heights import capacity, height
from xlsappraise.forms.layout import selfcheck
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.foot import Foot
from xlsappraise.forms.layout.notice import of_stay
from xlsappraise.forms.layout.plan import SelfCheck
from xlsappraise.schemes.rules.base import quoted
from xlsappraise.scoring.criterion import excludable
from xlsappraise.xlsx.address import Place, address, area

TITLE, RATEE, LINE, BOXES = range(4)
HEAD = (("title", 27.0), ("ratee", 17.25), ("raters", 14.25), ("progress", 17.25))
"""The rows above the headings; with a row of headings they are 120 pixels high"""
HEADINGS = 14.25


def reserve_head(b: Builder) -> None:
    """Add the rows of the head; ``lay_head`` fills them in once everything else is laid out."""
    for key, tall in HEAD:
        b.row(key, tall, stamp="token" if key == "title" else None)


def missing_cell(b: Builder) -> Place:
    """Return the cell that counts all gaps."""
    return (BOXES, b.columns.gap)


def token_cell(b: Builder) -> Place:
    """Return the visible cell with the form number."""
    return (RATEE, b.columns.form_number)


def lay_headings(b: Builder) -> None:
    """Lay out the headings of the scorecard."""
    c = b.columns
    titles = [b.scheme.column_heading(rater) for rater in b.scheme.raters]
    raters = dict(zip(c.inputs, titles, strict=True)) if b.scheme.shared else {}
    shown = [(column, raters.get(column) or b.say(role.heading)) for role, column in c.roles]
    tall = max(lines(text, capacity(c.own_width(column), 9)) for column, text in shown) * 13.05 + 1.2
    row = b.row("headings", max(HEADINGS, tall))
    for column, text in shown:
        b.put_exactly((row, column), (row, c.end(column)), "form_heading", text)


def lay_guide(b: Builder) -> None:
    """Lay out the legend, and what is said of this period; both are below the headings and scroll away."""
    c = b.columns
    row = b.row("hint", 16.0)
    done = b.say("Rating finished")
    inputs = (item for one in b.scheme.criteria for rule in one.rules for item in rule.inputs(one.points, b.say))
    counts = any(item.type == "integer" and not item.required for item in inputs)
    optional = b.say("Optional; a blank count of lapses means none") if counts else b.say("May stay blank")
    b.put((row, c.number), "legend_must", b.say("Required, still blank"), last=(row, c.title))
    b.put((row, c.standard), "legend_may", optional)
    b.put((row, c.points), "legend_done", b.say("Already filled in"), last=(row, c.label))
    b.put((row, c.inputs[0]), "guide", b.say("Last: choose “{done}”").format(done=done), last=(row, c.score))
    said = [text for text in (_due(b), _stay(b)) if text]
    if said:
        text = "\n".join(said)
        row = b.row("notice", max(18.0, height(text, c.between(c.number, c.score))))
        b.put((row, c.number), "notice", text, last=(row, c.score))


def _stay(b: Builder) -> str:
    return of_stay(b.scheme, b.setting.stay, b.filled) if b.setting.stay is not None else ""


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


def lay_head(b: Builder, check: SelfCheck, foot: Foot) -> None:
    """Place the cells of the head."""
    c = b.columns
    long = lines(b.scheme.title, capacity(c.between(c.number, c.standard), 15)) > 1
    style = "form_title_long" if long else "form_title"
    b.put((TITLE, c.number), style, b.scheme.title, last=(TITLE, c.standard))
    b.put((TITLE, c.points), "organisation", last=(TITLE, c.score), stamp="organisation")
    right = c.last(c.score)
    b.put_exactly((RATEE, c.number), (RATEE, c.form_number - 1), "ratee", stamp="ratee")
    b.put_exactly(token_cell(b), (RATEE, right), "token", stamp="number")
    b.put((LINE, c.number), "identity", last=(LINE, c.score), stamp="line")
    _boxes(b, check, foot)


def _boxes(b: Builder, check: SelfCheck, foot: Foot) -> None:
    c, say = b.columns, b.say
    gaps = address(missing_cell(b))
    counts: dict[int, int] = {}
    for cell in b.cells:
        if cell.style == "gap" and isinstance(cell.value, int):
            counts[cell.place[0]] = cell.value
    open_ = sum(counts.values())
    required = sum(block.needed for block in check.blocks)
    b.put(missing_cell(b), "gap", open_, formula=f"=SUM({area(*((row, c.gap) for row in check.rows))})")
    first = selfcheck.first_gap(counts)
    b.put(check.first_gap, "gap", first, formula=selfcheck.first_gap_formula(check, gaps, c.gap))
    counted = {cell.place: cell.value for cell in b.cells}
    doubt = selfcheck.first_doubt({place: int(counted[place] or 0) for place in check.doubts})
    if check.doubts:
        b.put(check.first_doubt, "gap", doubt, formula=selfcheck.first_doubt_formula(check))
    b.put(check.position, "gap", selfcheck.position(check, first), formula=selfcheck.position_formula(check))
    aids = [selfcheck.table_aid(table, first, {}, {}, say) for table in check.tables]
    for table, shown in zip(check.tables, aids, strict=True):
        b.put(table.aid, "aid", shown, formula=selfcheck.table_aid_formula(check, table, say))
    total, grade, waiting = address(foot.total), address(foot.grade), say("not complete")
    none = quoted(say("nothing to score"))
    may_lack_all = any(excludable(criterion) for criterion in b.scheme.criteria)
    without = f"IF({gaps}=0,{none},{quoted(waiting)})" if may_lack_all else quoted(waiting)
    grade_label = say("Grade: ")
    done = say("Filled in: {count}").format(count="|").split("|")[0]
    boxes = (
        (c.number, c.title, "box_progress",
         f'={quoted(done)}&MAX(0,{required}-{gaps})&" / {required}"', f"{done}{required - open_} / {required}"),
        (c.standard, c.standard, "box_text",
         selfcheck.box_formula(check, gaps, c.gap, say), selfcheck.box_text(check, counts, aids, doubt, say)),
        (c.points, c.points, "box_label", None, say("Total")),
        (c.label, c.label, "box_total", f'=IF({total}="",{without},{total})', waiting),
        (c.inputs[0], c.score, "box_grade",
         f'={quoted(grade_label)}&IF({grade}="","—",{grade})', grade_label + "—"),
    )  # fmt: skip
    for left, right, style, formula, value in boxes:
        b.put((BOXES, left), style, value, last=(BOXES, right), formula=formula)
