"""The panels of a statistics sheet over the rows of a table: answers per question, and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.measure import ROW, clean
from xlsappraise.drawing.report_styles import (
    ACCENT,
    DARK_SCALE,
    ON_DARK,
    ON_PALE,
    SCALE_COLOURS,
    SECOND,
    grade_colours,
)
from xlsappraise.drawing.spec import Area, Chart, Formula, Series, Value
from xlsappraise.report.measured import Matrix, matrices, reported_columns, scored_columns
from xlsappraise.report.statistics.canvas import ONE, Canvas, Span, chart_area
from xlsappraise.report.statistics.rows import RowList
from xlsappraise.report.vocabulary import chart_title
from xlsappraise.schemes import Scheme, TableColumn
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words

_LABEL, _FIGURE, _COUNT = 18.0, 10.0, 9.0
_GROUPS_CHARTED, _SERIES = 20, 3
_LEAST_CHART = 8
_SERIES_COLOURS = (ACCENT, SECOND, "#C8794A")


def matrix_needs(matrix: Matrix) -> list[float]:
    """Return the required widths of the table of a matrix."""
    return [_LABEL, _COUNT, _FIGURE, *(ONE for _answer in matrix.answers)]


def group_needs(columns: list[TableColumn]) -> list[float]:
    """Return the required widths of a table of groups."""
    return [_LABEL, _COUNT, *(_FIGURE for _column in columns)]


def mean_style(column: TableColumn) -> str:
    """Return the style of a column's mean: a number, or a share for choices and percentages."""
    return "mean" if column.choices is None and column.type != "percent" else "rate"


def put_answers(canvas: Canvas, rows: RowList) -> None:
    """Put a table and a chart per kind of answers: their number, mean worth, and the count of each."""
    for index, matrix in enumerate(matrices(rows.table)):
        if index == 0:
            canvas.heading(canvas.say("Answers"))
        else:
            canvas.block()
            canvas.row += 1
        _put_matrix(canvas, rows, matrix)


def _put_matrix(canvas: Canvas, rows: RowList, matrix: Matrix) -> None:
    say = canvas.say
    spans = canvas.grid.laid(matrix_needs(matrix))
    head = canvas.row
    words = matrix.questions[0].choices is not None
    heads: list[tuple[Value | Formula, str]] = [
        (say("Question"), "head"),
        (say("Answers given"), "head-right"),
        (say("Share") if words else say("Mean"), "head-right"),
        *((clean(answer) if isinstance(answer, str) else answer, "head-right") for answer in matrix.answers),
    ]
    canvas.line(spans, heads)
    ordered = sorted(matrix.questions, key=lambda column: not rows.answers(column).value)
    for column in ordered:
        canvas.line(spans, _question(rows, matrix, column, spans, head))
    answered = sum(1 for column in ordered if rows.answers(column).value)
    last = canvas.row - 1
    chart = _distribution(canvas, rows, matrix, spans, head, answered) if answered else None
    canvas.below(chart, last)


def _question(
    rows: RowList, matrix: Matrix, column: TableColumn, spans: list[Span], head: int
) -> list[tuple[Value | Formula, str]]:
    """Return the cells of one question; blank for an answer that is not among its choices."""
    labels = {choice.label for choice in column.choices or ()}
    cells: list[tuple[Value | Formula, str]] = [
        (clean(column.label), "text"),
        (rows.answers(column), "int"),
        (rows.mean(column), mean_style(column)),
    ]
    for answer, (first, _across) in zip(matrix.answers, spans[3:], strict=True):
        cell = f"${column_letters(first)}${head + 1}"
        asked = not isinstance(answer, str) or answer in labels
        cells.append((rows.count(column, answer, cell) if asked else None, "int"))
    return cells


def _distribution(
    canvas: Canvas, rows: RowList, matrix: Matrix, spans: list[Span], head: int, answered: int
) -> Chart | None:
    """Return a chart of the count of each answer; without answers that nobody gave."""
    say = canvas.say
    if not matrix.answers:
        return None
    first, last = head + 1, head + answered
    taken = sum(spans[-1])
    tall = max(_LEAST_CHART, answered * 3 // 2 + 5)
    table = (head, head + len(matrix.questions))
    if answered == 1:
        names = Area(head, spans[3][0], head, spans[-1][0])
        counts = Area(first, spans[3][0], first, spans[-1][0])
        question = next(c for c in matrix.questions if rows.answers(c).value)
        title = say("Answers: {question}").format(question=clean(question.label))
        series = Series(say("Answers given"), names, counts, ACCENT)
        area = chart_area(canvas.grid, taken, table, tall)
        return Chart(
            "column", area, title, say("Answer"), say("Answers given"), (series,),
            labels="0", value_format="0", low=0, unit=_whole_step(rows.size),
        )  # fmt: skip
    series_list = []
    for index, (answer, (column, _across)) in enumerate(zip(matrix.answers, spans[3:], strict=True)):
        if any(_given(rows, question, answer) for question in matrix.questions):
            colour, label = _colour(index, len(matrix.answers), numbers=not isinstance(answer, str))
            names, counts = Area(first, 0, last, 0), Area(first, column, last, column)
            text = clean(answer) if isinstance(answer, str) else f"{answer:g}"
            series_list.append(Series(text, names, counts, colour, label))
    area = chart_area(canvas.grid, taken, table, tall)
    return Chart(
        "bar-of-shares", area, say("Answers per question"), say("Question"), say("Share"), tuple(series_list),
        labels="0;;", value_format="0%",
    )  # fmt: skip


def _given(rows: RowList, column: TableColumn, answer: str | float) -> bool:
    return bool(rows.count(column, answer, "").value)


def _colour(index: int, count: int, *, numbers: bool) -> tuple[str, str]:
    """Return the colours of an answer and of its label: on a scale from poor to good, or distinct ones."""
    if not numbers:
        return grade_colours(index)
    place = round(index * (len(SCALE_COLOURS) - 1) / max(1, count - 1))
    return SCALE_COLOURS[place], ON_DARK if place in DARK_SCALE else ON_PALE


def _whole_step(most: int) -> float:
    return next((step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most <= 6 * step), 1000)


def put_groups(canvas: Canvas, rows: RowList, scheme: Scheme) -> None:
    """Put a table and a chart for each grouping column."""
    columns = reported_columns(rows.table)
    for column in rows.table.columns:
        if column.group:
            canvas.heading(canvas.say("By {column}").format(column=clean(column.label)))
            _put_group(canvas, rows, scheme, column, columns)


def _put_group(canvas: Canvas, rows: RowList, scheme: Scheme, group: TableColumn, columns: list[TableColumn]) -> None:
    say = canvas.say
    needs = group_needs(columns)
    spans = canvas.grid.laid(needs)
    head = canvas.row
    heads: list[tuple[Value | Formula, str]] = [(clean(group.label), "head"), (say("Rows"), "head-right")]
    canvas.line(spans, [*heads, *((_column_heading(column, say), "head-right") for column in columns)])
    groups = _ordered(rows, scheme, group)
    for text, count in groups:
        cell = f"$A${canvas.row + 1}"
        number = Formula(f"=SUMPRODUCT(--EXACT({rows.ref(group.id)},{cell}))", count)
        means = [(rows.mean(column, (group, cell, text)), mean_style(column)) for column in columns]
        canvas.line(spans, [(text, "text"), (number, "int"), *means])
    chart = _group_chart(canvas, rows, scheme, group, spans, head) if columns else None
    canvas.below(chart, head + len(groups))


def _ordered(rows: RowList, scheme: Scheme, group: TableColumn) -> list[tuple[str, int]]:
    """Return the groups with their numbers of rows; those without an answer to the scored column last."""
    scored = scored_columns(scheme, rows.table)
    return sorted(
        rows.groups(group), key=lambda found: bool(scored) and not _has_answers(rows, scored[0], group, found[0])
    )


def _has_answers(rows: RowList, column: TableColumn, group: TableColumn, text: str) -> bool:
    return isinstance(rows.mean(column, (group, "", text)).value, float)


def _column_heading(column: TableColumn, say: Words) -> str:
    text = say("{label}\nshare") if mean_style(column) == "rate" else say("{label}\nmean")
    return text.format(label=clean(column.label))


def _group_chart(
    canvas: Canvas, rows: RowList, scheme: Scheme, group: TableColumn, spans: list[Span], head: int
) -> Chart | None:
    """Return a chart of the scored columns by group; only groups with answers."""
    say, columns = canvas.say, reported_columns(rows.table)
    scored = scored_columns(scheme, rows.table)[:_SERIES]
    groups = _ordered(rows, scheme, group)
    answered = sum(1 for text, _rows in groups if _has_answers(rows, scored[0], group, text))
    count = min(_GROUPS_CHARTED, answered)
    if not count:
        return None
    first, last = head + 1, head + count
    series = tuple(
        Series(
            clean(column.label),
            Area(first, 0, last, 0),
            Area(first, spans[2 + columns.index(column)][0], last, spans[2 + columns.index(column)][0]),
            _SERIES_COLOURS[index],
        )
        for index, column in enumerate(scored)
    )
    share = mean_style(scored[0]) == "rate"
    title = say("{measure} by {column}").format(measure=series[0].name, column=clean(group.label))
    if len(scored) > 1:
        title = say("By {column}").format(column=clean(group.label))
    area = chart_area(
        canvas.grid, sum(spans[-1]), (head, head + len(groups)), max(_LEAST_CHART, count * len(scored) + 4)
    )
    return Chart(
        "bar", area, chart_title(title, count, answered, say), clean(group.label),
        say("Share") if share else say("Mean"), series,
        labels="0%" if share else "0.00", value_format="0%" if share else "0", low=0,
        high=1.0 if share else scored[0].max, unit=0.2 if share else None,
    )  # fmt: skip


__all__ = ["ROW", "Canvas", "group_needs", "matrix_needs", "mean_style", "put_answers", "put_groups"]
