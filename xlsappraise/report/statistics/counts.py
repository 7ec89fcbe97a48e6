"""The panel of a chain of counts: each count, its rate of the one before, a chart, and the counts per form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.spec import Area, Chart, Formula, Series
from xlsappraise.report.data import COUNT_COLUMNS
from xlsappraise.report.score_table import number
from xlsappraise.report.statistics.grid import chart_area
from xlsappraise.report.statistics.panels import Canvas
from xlsappraise.report.vocabulary import NONE
from xlsappraise.schemes import Criterion
from xlsappraise.schemes.rules.share import Share
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    import pandas as pd

NEEDS = [22.0, 10.0, 28.0, 10.0]
_WIDTHS = (10.0, 11.0, 14.0)
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
        """How wide the columns of the list of forms are."""
        return [*_WIDTHS, *(13.0 for _count in self.rule.counts)]

    @property
    def size(self) -> int:
        """How many forms there are."""
        return len(self.frame)

    def total(self, index: int) -> Formula:
        """Add one count up over all forms."""
        column = column_letters(len(_WIDTHS) + index)
        ref = f"${column}${self.top + 1}:${column}${self.top + self.size}"
        return Formula(f"=SUM({ref})", float(self.frame[self.rule.counts[index].id].astype(float).sum()))


def put_counts(canvas: Canvas, counts: Counts) -> None:
    """Put each count with its rate of the one before, and a chart of the rates."""
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
    """Compare the rates, as far down as there is anything to divide by."""
    say, spans = canvas.say, canvas.grid.laid(NEEDS)
    known = 0
    for index in range(1, len(counts.rule.counts)):
        if not counts.total(index - 1).value:
            break
        known = index
    if not known:
        return None
    first, last = head + 2, head + 1 + known
    names, rates = spans[2][0], spans[3][0]
    series = Series(say("Rate"), Area(first, names, last, names), Area(first, rates, last, rates), ACCENT)
    area = chart_area(canvas.grid, sum(spans[-1]), (head, head + len(counts.rule.counts)), _CHART_ROWS)
    return Chart(
        "bar", area, say("Rates"), say("Rate"), say("Share of the one before"), (series,),
        labels="0.0%", value_format="0%", low=0, high=1, unit=0.2,
    )  # fmt: skip


def put_forms(canvas: Canvas, counts: Counts) -> None:
    """Put the counts of each form: what the figures above add up. ``counts.top`` says where the first one stands."""
    say = canvas.say
    canvas.heading(say("{criterion}: counts per form").format(criterion=clean(counts.criterion.title)))
    fixed = [(say("Employee no."), "head"), (say("Name"), "head"), (say("Department"), "head")]
    canvas.draft.put_row(canvas.row, [*fixed, *((clean(count.label), "head-right") for count in counts.rule.counts)])
    canvas.row += 1
    for record in counts.frame.to_dict("records"):
        person = [(clean(record[name]), "text") for name in COUNT_COLUMNS]
        canvas.draft.put_row(
            canvas.row, [*person, *((number(record[count.id]), "int") for count in counts.rule.counts)]
        )
        canvas.row += 1
