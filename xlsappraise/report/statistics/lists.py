"""The lists of a statistics sheet: counts per form, unsettled rows, free texts, all rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import N_
from xlsappraise.drawing.lists import ListColumn
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.spec import Area, Chart, Formula, Series
from xlsappraise.report.measured import listed_texts, open_column, worths
from xlsappraise.report.score_table import number
from xlsappraise.report.statistics.canvas import Canvas, chart_area
from xlsappraise.report.statistics.rows import RowList, shown
from xlsappraise.report.vocabulary import NONE
from xlsappraise.schemes import Criterion, Table, TableColumn
from xlsappraise.schemes.rules.share import Share
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    import pandas as pd

    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Formula, Value


DUE_DAYS = 2
"""The number of days after its date when an open row is due: 48 hours"""

OPEN_NEEDS = [10.0, 18.0, 7.0, 14.0, 15.0, 20.0, 40.0]
_KEPT = 4  # rows of a list to keep on the page of its heading
TEXT_NEEDS = [20.0, 6.0, 14.0, 40.0]


def put_open(canvas: Canvas, rows: RowList, end: date) -> None:
    """List the rows of less than full worth, by group in the scheme's order; open ones with the days they are open."""
    column = open_column(rows.table)
    if column is None:
        return
    found = _unsettled(rows, column, end)
    say = canvas.say
    canvas.heading(
        say("Not complete: {column} ({count} rows)").format(column=clean(column.label), count=len(found)), _KEPT
    )
    if not found:
        canvas.draft.put(canvas.row, 0, say("Every row is complete."), "text", across=canvas.grid.count)
        canvas.row += 1
        return
    lead = say(
        "“Due” means that the row is still open and 48 hours have passed since its date, counted to the end of the "
        "period: make a telephone call now if nobody has answered."
    )
    canvas.draft.put(canvas.row, 0, lead, "lead", across=canvas.grid.count)
    canvas.row += 1
    group, day = _group(rows.table), _day(rows.table)
    spans = canvas.grid.whole(OPEN_NEEDS)
    heads = (
        clean(group.label) if group else say("Group"), say("Employee"), say("Row"),
        clean(day.label) if day else say("Date"), clean(column.label), say("Follow-up"), say("Details"),
    )  # fmt: skip
    canvas.line(spans, [(head, "head-right" if index == 2 else "head") for index, head in enumerate(heads)])
    for record, waiting in found:
        canvas.line(spans, _open_cells(rows.table, column, record, waiting, say))


def _open_cells(
    table: Table, column: TableColumn, record: dict[str, Any], waiting: tuple[bool, int | None], say: Words
) -> list[tuple[Value | Formula, str]]:
    group, day = _group(table), _day(table)
    follow_up, style = _follow_up(waiting, say)
    return [
        (shown(record[group.id]) if group else None, "text"),
        (_employee(record), "text"),
        (int(record["@row"]), "int"),
        (shown(record[day.id]) if day else None, "text"),
        (shown(record[column.id]), "text"),
        (follow_up, style),
        (_details(table, record, say), "text"),
    ]


def _unsettled(rows: RowList, column: TableColumn, end: date) -> list[tuple[dict[str, Any], tuple[bool, int | None]]]:
    """Return the rows of less than full worth with (still open, days open), sorted by group, due, date."""
    worth = dict(worths(column))
    group, day = _group(rows.table), _day(rows.table)
    order = [choice.label for choice in group.choices or ()] if group else []
    found = []
    for record in rows.frame.to_dict("records"):
        answer = record[column.id]
        if answer is None or worth.get(answer) == 1:
            continue
        waiting = answer not in worth, _days(record[day.id], end) if day else None
        place = order.index(record[group.id]) if group and record[group.id] in order else len(order)
        key = (place, not _due(waiting), not waiting[0], shown(record[day.id]) if day else "")
        found.append((key, {str(name): value for name, value in record.items()}, waiting))
    return [(record, waiting) for _key, record, waiting in sorted(found, key=lambda item: item[0])]


def _days(value: object, end: date) -> int | None:
    """Count the days from a date to the end of the period."""
    try:
        return (end - date.fromisoformat(str(value))).days
    except ValueError:
        return None


def _due(waiting: tuple[bool, int | None]) -> bool:
    still_open, days = waiting
    return still_open and days is not None and days >= DUE_DAYS


def _follow_up(waiting: tuple[bool, int | None], say: Words) -> tuple[str, str]:
    still_open, days = waiting
    if not still_open:
        return say("not met"), "calm"
    if days is None:
        return say("open"), "warn"
    text = say("due, open {days} days") if _due(waiting) else say("open {days} days")
    return text.format(days=days), "bad" if _due(waiting) else "warn"


def _group(table: Table) -> TableColumn | None:
    """Return the first grouping column that has choices."""
    return next((column for column in table.columns if column.group and column.choices is not None), None)


def _day(table: Table) -> TableColumn | None:
    return next((column for column in table.columns if column.type == "date"), None)


def _employee(record: dict[str, Any]) -> str:
    return f"{clean(record['@employee_id'])} {clean(record['@name'])}"


def _details(table: Table, record: dict[str, Any], say: Words) -> str:
    text = say("{label}: {text}")
    texts = [
        text.format(label=clean(column.label), text=shown(record[column.id]))
        for column in table.columns
        if column.type == "text" and shown(record[column.id])
    ]
    return say("; ").join(texts)


def put_texts(canvas: Canvas, rows: RowList) -> None:
    """List the texts of each listed text column, with the person and the row."""
    for column in listed_texts(rows.table):
        texts = [(record, shown(record[column.id])) for record in rows.frame.to_dict("records")]
        written = [(record, text) for record, text in texts if text]
        if not written:
            continue
        say = canvas.say
        heading = say("{column} ({count} entries)").format(column=clean(column.label), count=len(written))
        canvas.heading(heading, _KEPT)
        group = next((c for c in rows.table.columns if c.group), None)
        spans = canvas.grid.whole(TEXT_NEEDS)
        third = clean(group.label) if group else say("Department")
        canvas.line(
            spans,
            [(say("Employee"), "head"), (say("Row"), "head-right"), (third, "head"), (clean(column.label), "head")],
        )
        for record, text in written:
            fields = {str(name): value for name, value in record.items()}
            beside = shown(fields[group.id]) if group else clean(fields["@department"])
            canvas.line(
                spans, [(_employee(fields), "text"), (int(fields["@row"]), "int"), (beside, "text"), (text, "text")]
            )


def put_rows(canvas: Canvas, rows: RowList) -> None:
    """Put all rows, which the formulas refer to; ``rows.top`` must be the row of the first one."""
    say = canvas.say
    text = say("{table}: all rows ({count})").format(table=clean(rows.table.title), count=rows.size)
    canvas.heading(text, _KEPT)
    canvas.draft.put_row(canvas.row, list(rows.headings(say)))
    canvas.row += 1
    for record in rows.frame.to_dict("records"):
        canvas.draft.put_row(canvas.row, list(rows.cells({str(k): v for k, v in record.items()})))
        canvas.row += 1


NEEDS = [22.0, 10.0, 28.0, 10.0]
_WHOSE = {
    "@employee_id": ListColumn(N_("Employee no."), "text", 10, 10),
    "@name": ListColumn(N_("Name"), "text", 11, 11),
    "@department": ListColumn(N_("Department"), "text", 14, 14),
}
_CHART_ROWS = 9


@dataclass(frozen=True)
class Counts:
    """The counts of one share rule in all forms; ``top`` is the row of the first form, counted from zero."""

    criterion: Criterion
    rule: Share
    frame: pd.DataFrame
    top: int

    @property
    def widths(self) -> list[float]:
        """The widths of the columns of the list of forms."""
        return [*(column.most for column in _WHOSE.values()), *(13.0 for _count in self.rule.counts)]

    @property
    def size(self) -> int:
        """The number of forms."""
        return len(self.frame)

    def total(self, index: int) -> Formula:
        """Return the sum of one count over all forms as a formula."""
        column = column_letters(len(_WHOSE) + index)
        ref = f"${column}${self.top + 1}:${column}${self.top + self.size}"
        return Formula(f"=SUM({ref})", float(self.frame[self.rule.counts[index].id].astype(float).sum()))


def put_counts(canvas: Canvas, counts: Counts) -> None:
    """Put each count with its ratio to the count before, and a chart of the ratios."""
    say = canvas.say
    canvas.heading(clean(counts.criterion.title))
    spans = canvas.grid.laid(NEEDS)
    head = canvas.row
    heads = (say("Count"), say("All forms"), say("Rate"), say("Share of the one before"))
    canvas.line(spans, [(text, "head-right" if index % 2 else "head") for index, text in enumerate(heads)])
    where = column_letters(spans[1][0])
    ratio = say("{part} ÷ {whole}")
    for index, count in enumerate(counts.rule.counts):
        name, rate = "", Formula(f'="{NONE}"', NONE)
        if index:
            before = counts.rule.counts[index - 1]
            name = ratio.format(part=clean(count.label), whole=clean(before.label))
            rate = _rate(f"${where}${canvas.row}", f"${where}${canvas.row + 1}", counts, index)
        content = rate if index else None
        canvas.line(
            spans, [(clean(count.label), "text"), (counts.total(index), "int"), (name, "text"), (content, "rate")]
        )
    last = canvas.row - 1
    canvas.below(_chart(canvas, counts, head), last)


def _rate(whole_cell: str, part_cell: str, counts: Counts, index: int) -> Formula:
    whole, part = (float(str(counts.total(i).value)) for i in (index - 1, index))
    return Formula(f'=IF({whole_cell}=0,"{NONE}",{part_cell}/{whole_cell})', part / whole if whole else NONE)


def _chart(canvas: Canvas, counts: Counts, head: int) -> Chart | None:
    """Return a chart of the ratios up to the first undefined one; None if there is none."""
    say, spans = canvas.say, canvas.grid.laid(NEEDS)
    compared = 0
    for index in range(1, len(counts.rule.counts)):
        if not counts.total(index - 1).value:
            break
        compared = index
    if not compared:
        return None
    first, last = head + 2, head + 1 + compared
    names, rates = spans[2][0], spans[3][0]
    series = Series(say("Rate"), Area(first, names, last, names), Area(first, rates, last, rates), ACCENT)
    area = chart_area(canvas.grid, sum(spans[-1]), (head, head + len(counts.rule.counts)), _CHART_ROWS)
    return Chart(
        "bar", area, say("Rates"), say("Rate"), say("Share of the one before"), (series,),
        labels="0.0%", value_format="0%", low=0, high=1, unit=0.2,
    )  # fmt: skip


def put_forms(canvas: Canvas, counts: Counts) -> None:
    """Put the counts of each form, which the formulas refer to; ``counts.top`` must be the row of the first one."""
    say = canvas.say
    canvas.heading(say("{criterion}: counts per form").format(criterion=clean(counts.criterion.title)))
    fixed = [(say(column.heading), column.head) for column in _WHOSE.values()]
    canvas.draft.put_row(canvas.row, [*fixed, *((clean(count.label), "head-right") for count in counts.rule.counts)])
    canvas.row += 1
    for record in counts.frame.to_dict("records"):
        person = [(clean(record[name]), column.style) for name, column in _WHOSE.items()]
        canvas.draft.put_row(
            canvas.row, [*person, *((number(record[count.id]), "int") for count in counts.rule.counts)]
        )
        canvas.row += 1
