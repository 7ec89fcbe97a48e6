"""The sheet 趋势: each person's results over up to twelve periods, the change on the last one, and streaks.

Below the list are the mean of each scheme over the same periods, and a chart of the means.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.base.rounding import round_number
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import ROW, clean
from xlsappraise.drawing.pages import kept_together, list_page, on_one_page, rows_left
from xlsappraise.drawing.report_styles import LINE_COLOURS
from xlsappraise.drawing.spec import Area, Chart, Formula, Series, Sheet, Sparkline, Value
from xlsappraise.report import figures
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.score_table import ScoreTable
from xlsappraise.report.streaks import streak
from xlsappraise.report.vocabulary import NONE, chart_title
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.period import Period
    from xlsappraise.drawing.draft import SheetDraft
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData

MOST = 12
"""Periods that are shown, this one included"""
LEAST = 3
"""Periods that make a trend; of two, the scores sheet shows the change"""
CHARTED = 6
_WHOSE = (*PERSON.values(), ListColumn(N_("Scheme"), "text", 14, 34))
_FIXED = len(_WHOSE)  # columns before the periods
_FEWEST_ROWS = 16  # of the chart
_FOOT = 1.0  # the least distance in points from the lowest bar of a sparkline to the axis


@dataclass(frozen=True, slots=True)
class _TrendRow:
    """A valid result of this period; ``scheme`` is the plain id, the same for all editions."""

    employee_id: str
    department: str
    whose: tuple[str, ...]
    title: str
    scheme: str
    total: float
    grade: str


@dataclass(frozen=True, slots=True)
class _Group:
    """The people of a scheme: their number, and the titles of its editions on the scores sheet."""

    scheme: str
    label: str
    titles: tuple[str, ...]
    count: int


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheet; none with results of fewer than LEAST periods."""
    return [sheet(report)] if has_trend(report.data) else []


def has_trend(data: SummaryData) -> bool:
    """Return whether there are results of enough periods."""
    valid = _with_total(data)
    schemes = {data.plain_id(str(key)) for key in valid["scheme"].unique()}
    return bool(schemes) and len(_periods(data, schemes)) >= LEAST


def sheet(report: Report) -> Sheet:
    """Describe the sheet, people by scheme, department and number."""
    data, say = report.data, report.say
    people = _people(data)
    periods = _periods(data, {person.scheme for person in people})
    name, columns = say("Trend"), _columns(periods, say)
    rows = [_row(data, person, periods, row, say) for row, person in enumerate(people, start=2)]
    draft = list_draft(name, columns, rows)
    draft.sparklines += [line for row, cells in enumerate(rows, start=1) for line in _line(row, cells, len(periods))]
    page = list_page(data, say, name)
    first = len(rows) + 2
    _put_means(draft, report, _groups(data, people, say), periods, first)
    page = kept_together(page, draft, [(first - 1, max(draft.heights))])
    return draft.sheet(on_one_page(page, draft), freeze=(1, 2), autofilter=table_area(columns, rows))


def _with_total(data: SummaryData) -> pd.DataFrame:
    return data.results[(data.results["state"] == "valid") & data.results["total"].notna()]


def _people(data: SummaryData) -> list[_TrendRow]:
    titles = data.titles
    valid = _with_total(data)
    found = [
        _TrendRow(
            clean(one["employee_id"]), clean(one["department"]), tuple(clean(one[field]) for field in PERSON),
            titles[str(one["scheme"])],
            data.plain_id(str(one["scheme"])), float(one["total"]), clean(one["grade"]),
        )
        for one in valid.to_dict("records")
    ]  # fmt: skip
    return sorted(found, key=lambda p: (p.title, p.department, p.employee_id))


def _periods(data: SummaryData, schemes: set[str]) -> list[Period]:
    """Return this period and those of the eleven before it that have a result, oldest first."""
    found, period = [data.period], data.period
    for _count in range(MOST - 1):
        period = period.previous()
        if any(data.standing.of(scheme, period) for scheme in schemes):
            found.append(period)
    return found[::-1]


def _columns(periods: Sequence[Period], say: Words) -> tuple[ListColumn, ...]:
    return (
        *(column.worded(say) for column in _WHOSE),
        *(ListColumn(str(period), "score", 9, 9) for period in periods),
        ListColumn(say("Last period"), "score", 10, 10),
        ListColumn(say("Change"), "signed", 10, 10),
        ListColumn(say("Course"), "text", 20, 20),
        ListColumn(say("Streaks"), "text", 20, 34),
    )


def _row(data: SummaryData, person: _TrendRow, periods: Sequence[Period], row: int, say: Words) -> Row:
    earlier = [data.standing.score(person.scheme, period, person.employee_id) for period in periods[:-1]]
    totals: list[float | None] = [None if score is None else score.total for score in earlier]
    run = data.standing.run(person.scheme, data.period.previous(), person.employee_id)
    results = [(person.total, person.grade), *((score.total, score.grade) for score in run)]
    last, change = _compared([*totals, person.total], _follows(periods), row)
    return [*person.whose, person.title, *totals, person.total, last, change, None, streak(results, say)]


def _follows(periods: Sequence[Period]) -> bool:
    """Return whether the last column but one is the period just before this one."""
    return len(periods) > 1 and periods[-2] == periods[-1].previous()


def _compared(totals: Sequence[float | None], follows: bool, row: int) -> tuple[Formula | None, Formula]:
    """Return the total of the period just before (None if it has no column), and the change on it."""
    this = f"{column_letters(_FIXED + len(totals) - 1)}{row}"
    before = f"{column_letters(_FIXED + len(totals) - 2)}{row}"
    last = f"{column_letters(_FIXED + len(totals))}{row}"
    new, old = totals[-1], totals[-2] if follows else None
    changed = "" if new is None or old is None else round_number(new - old)
    formula = f'=IF(AND(ISNUMBER({this}),ISNUMBER({last})),ROUND({this}-{last},2),"")'
    shown = Formula(f'=IF(ISNUMBER({before}),{before},"")', "" if old is None else old) if follows else None
    return shown, Formula(formula, changed)


def _line(row: int, cells: Sequence[Value | Formula], count: int) -> list[Sparkline]:
    """Return the sparkline of a row's ``count`` results, scaled to the row; none for fewer than LEAST."""
    shown = [cell.value if isinstance(cell, Formula) else cell for cell in cells[_FIXED : _FIXED + count]]
    values = [float(value) for value in shown if isinstance(value, (int, float))]
    if len(values) < LEAST:
        return []
    low, high = min(values), max(values)
    foot = max(0.0, low - max(_FOOT, (high - low) / 2))
    return [Sparkline(row, _FIXED + count + 2, Area(row, _FIXED, row, _FIXED + count - 1), foot, max(high, _FOOT))]


def _groups(data: SummaryData, people: Sequence[_TrendRow], say: Words) -> list[_Group]:
    """Return the schemes, the one with the most people first."""
    found = []
    for scheme in {person.scheme: None for person in people}:
        titles = sorted({person.title for person in people if person.scheme == scheme})
        keys = [key for key, title in data.titles.items() if title in titles]
        plain = sorted({clean(one.title) for key in keys if (one := data.scheme(key)) is not None})
        several = say(", ").join(plain)
        label = titles[0] if len(titles) == 1 else f"{several} ({scheme})"
        found.append(_Group(scheme, label, tuple(titles), sum(person.scheme == scheme for person in people)))
    return sorted(found, key=lambda group: (-group.count, group.label))


def _put_means(
    draft: SheetDraft, report: Report, groups: Sequence[_Group], periods: Sequence[Period], first: int
) -> None:
    """Put the means per scheme and period, beginning at the row ``first``, and their chart below."""
    data, say = report.data, report.say
    table, width = report.scores, len(draft.widths)
    draft.put(first, 0, say("Mean per scheme"), "section", across=width)
    draft.tall(first, 28)
    head = first + 1
    draft.put(head, 0, say("Scheme"), "head", across=_FIXED)
    draft.put_row(head, [(column.heading, column.head) for column in _columns(periods, say)[_FIXED:-1]], _FIXED)
    draft.put(head, width - 1, say("People in this period"), "head-right")
    for row, group in enumerate(groups, start=head + 1):
        cells = _means(data, table, group, periods, row + 1)
        draft.put(row, 0, group.label, "text", across=_FIXED)
        styles = ["mean"] * len(periods) + ["score", "signed", "text"]
        draft.put_row(row, list(zip(cells, styles, strict=True)), _FIXED)
        draft.put(row, width - 1, group.count, "int")
        draft.sparklines += _line(row, [None] * _FIXED + cells, len(periods))
    top = head + len(groups) + 2
    tall = rows_left(draft.widths, sum(draft.heights.values()) + ROW, _FEWEST_ROWS)
    draft.draw(_chart(groups, draft, periods, head, Area(top, 0, top + tall - 1, width - 1), say))


def _means(
    data: SummaryData, table: ScoreTable, group: _Group, periods: Sequence[Period], row: int
) -> list[Value | Formula]:
    """Return the means by period over all people with a result in it, the last one, and the change."""
    of = [[score.total for score in data.standing.of(group.scheme, period).values()] for period in periods[:-1]]
    earlier: list[float | None] = [sum(totals) / len(totals) if totals else None for totals in of]
    mean = _mean(table, group)
    now = mean.value if isinstance(mean.value, float) else None
    return [*earlier, mean, *_compared([*earlier, now], _follows(periods), row), None]


def _mean(table: ScoreTable, group: _Group) -> Formula:
    """Average the totals of all editions of a scheme on the scores sheet."""
    total, titles = table.ref("total"), table.ref("scheme_title")
    matches = "+".join(f"EXACT({titles},{figures.literal(title)})" for title in group.titles)
    formula = f'=IFERROR(SUMPRODUCT(({matches})*1,{total})/SUMPRODUCT(({matches})*1,--ISNUMBER({total})),"{NONE}")'
    return Formula(formula, float(table.rows.loc[table.rows["scheme_title"].isin(group.titles), "total"].mean()))


def _chart(
    groups: Sequence[_Group], draft: SheetDraft, periods: Sequence[Period], head: int, area: Area, say: Words
) -> Chart:
    """Return a chart with a line per scheme, for the first schemes."""
    shown = groups[:CHARTED]
    last = _FIXED + len(periods) - 1
    series = tuple(
        Series(group.label, Area(head, _FIXED, head, last), Area(row, _FIXED, row, last), LINE_COLOURS[index])
        for index, (row, group) in enumerate(enumerate(shown, start=head + 1))
    )
    rows = range(head + 1, head + 1 + len(shown))
    drawn = [cell.value for cell in draft.cells if cell.row in rows and _FIXED <= cell.column <= last]
    means = [float(value) for value in drawn if isinstance(value, (int, float))]
    return Chart(
        "line",
        area,
        chart_title(say("Mean per scheme over the periods"), len(shown), len(groups), say),
        say("Period"),
        say("Score on the total"),
        series,
        labels="0.0" if len(shown) == 1 else None,
        value_format="0",
        low=max(0.0, math.floor(min(means) / 10 - 0.5) * 10.0),
        high=math.ceil(max(means) / 10 + 0.1) * 10.0,
    )
