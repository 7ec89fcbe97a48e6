"""The sheet 部门: per department people, mean, median, and the number with each grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.drawing.lists import ListColumn, Row, list_draft
from xlsappraise.drawing.measure import ROW
from xlsappraise.drawing.pages import list_page, on_one_page, rows_left
from xlsappraise.drawing.report_styles import ACCENT, SECOND, grade_colours
from xlsappraise.drawing.spec import Area, Chart, Formula, Series, Sheet
from xlsappraise.report import figures
from xlsappraise.report.score_table import ScoreTable
from xlsappraise.report.vocabulary import NONE, chart_title
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report

_FIGURES = {
    "people": (ListColumn(N_("People"), "int", 9, 12), figures.people),
    "scored": (ListColumn(N_("With a total"), "int", 9, 12), figures.scored),
    "mean": (ListColumn(N_("Mean"), "score", 10, 12), figures.mean),
    "median": (ListColumn(N_("Median"), "score", 10, 12), figures.median),
}
"""The columns between the name and the grades, and how each is worked out"""
_FIXED = 1 + len(_FIGURES)
_CHARTED = 20
_TOTAL_STYLES = {
    "text": "total-text",
    "int": "total-int",
    "score": "total-score",
    "share": "total-share",
}


def sheet(report: Report) -> Sheet:
    """Describe the sheet: departments by descending mean, those without a result last."""
    data, say = report.data, report.say
    table, titles = report.scores, data.grades
    columns = _columns(titles, say)
    rows = [
        _row(table, titles, row, department)
        for row, department in enumerate(figures.ordered(table, "department"), start=2)
    ]
    overall = _row(table, titles, len(rows) + 2, None, label=say("All"))
    styles: list[dict[int, str]] = [{} for _ in rows]
    styles.append({index: _TOTAL_STYLES[column.style] for index, column in enumerate(columns)})
    name = say("Departments")
    draft = list_draft(name, columns, [*rows, overall], styles=styles)
    scored = sum(1 for row in rows if isinstance(mean := row[_place("mean")], Formula) and mean.value != NONE)
    if scored:
        top = len(rows) + 3
        tall = rows_left(draft.widths, sum(draft.heights.values()) + ROW, max(12, min(_CHARTED, scored) + 6))
        for chart in _charts(table, say, titles, draft.widths, (top, top + tall - 1), scored):
            draft.draw(chart)
    return draft.sheet(on_one_page(list_page(data, say, name), draft), freeze=(1, 1))


def _place(figure: str) -> int:
    """Return the column of a figure."""
    return 1 + list(_FIGURES).index(figure)


def _columns(titles: list[str], say: Words) -> tuple[ListColumn, ...]:
    columns = [
        ListColumn(say("Department"), "text", 16, 30),
        *(column.worded(say) for column, _figure in _FIGURES.values()),
    ]
    for title in titles:
        columns.append(ListColumn(say("{grade} (people)").format(grade=title), "int", 10, 14))
        columns.append(ListColumn(say("{grade} (share)").format(grade=title), "share", 10, 14))
    return tuple(columns)


def _row(table: ScoreTable, titles: list[str], row: int, department: str | None, label: str = "") -> Row:
    """Compute one department's row; None for all departments."""
    by = () if department is None else (("department", f"$A{row}", department),)
    cells: list[str | Formula] = [
        label if department is None else department,
        *(figure(table, *by) for _column, figure in _FIGURES.values()),
    ]
    whole = figures.scored(table, *by)
    for index, title in enumerate(titles):
        count = figures.people(table, *by, ("grade", figures.literal(title), title))
        cell = f"{column_letters(_FIXED + 2 * index)}{row}"
        cells += [count, figures.ratio(cell, f"${column_letters(_place('scored'))}{row}", count, whole)]
    return cells


def _charts(
    table: ScoreTable, say: Words, titles: list[str], widths: tuple[float, ...], rows: tuple[int, int], scored: int
) -> list[Chart]:
    """Return charts of means and medians (left) and of grades (right), for the first departments.

    ``rows``: the first and the last row that the charts cover.
    """
    count = min(_CHARTED, scored)
    top, bottom = rows
    middle = _half(widths)
    names = Area(1, 0, count, 0)
    means = Chart(
        "bar",
        Area(top, 0, bottom, middle),
        chart_title(say("Mean and median per department"), count, scored, say),
        say("Department"),
        say("Score on the total"),
        (
            *(
                Series(say(_FIGURES[name][0].heading), names, Area(1, _place(name), count, _place(name)), colour)
                for name, colour in (("mean", ACCENT), ("median", SECOND))
            ),
        ),
        labels="0.00" if count <= 10 else None,
        value_format="0",
        low=0,
        high=figures.axis_top(table, "department"),
        unit=20,
        gap=12,
    )
    series = tuple(
        Series(
            title,
            names,
            Area(1, _FIXED + 2 * index, count, _FIXED + 2 * index),
            *grade_colours(index),
        )
        for index, title in enumerate(titles)
    )
    shares = Chart(
        "bar-of-shares",
        Area(top, middle + 1, bottom, len(widths) - 1),
        chart_title(say("Grades per department (people)"), count, scored, say),
        say("Department"),
        say("Share"),
        series,
        labels="0;;",
        value_format="0%",
    )
    return [means, shares] if titles else [means]


def _half(widths: tuple[float, ...]) -> int:
    """Return the last column of the left half."""
    return next(i for i in range(len(widths)) if sum(widths[: i + 1]) * 2 >= sum(widths) - widths[i])
