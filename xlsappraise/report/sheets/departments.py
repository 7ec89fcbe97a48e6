"""The sheet 部门: per scheme and department people, mean, distance to the other departments, grades.

Departments are compared within a scheme only, since a mean of different schemes says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import ROW
from xlsappraise.drawing.pages import bars_tall, kept_together, list_page, on_one_page
from xlsappraise.drawing.report_styles import ACCENT, SECOND, grade_colours
from xlsappraise.drawing.spec import Area, Chart, Formula, Series, Sheet, Value
from xlsappraise.report import figures
from xlsappraise.report.score_table import ScoreTable
from xlsappraise.report.vocabulary import NONE, chart_title
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report

_FIGURES = {
    "people": (ListColumn(N_("People"), "int", 8, 10), figures.people),
    "scored": (ListColumn(N_("With a total"), "int", 8, 10), figures.scored),
    "mean": (ListColumn(N_("Mean"), "score", 9, 10), figures.mean),
    "median": (ListColumn(N_("Median"), "score", 9, 10), figures.median),
}
"""The columns after department and scheme, and how each is worked out"""
_MEAN, _SCORED = 2 + list(_FIGURES).index("mean"), 2 + list(_FIGURES).index("scored")
_APART = 2 + len(_FIGURES)  # the distance to the other departments
_FIXED = _APART + 1
_CHARTED = 20
_TOTALS = {"text": "total-text", "int": "total-int", "score": "total-score", "share": "total-share",
           "signed": "total-score"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A scheme with its departments by descending mean, those without a result last; ``scored``: those with one."""

    scheme: str
    departments: list[str]
    scored: int


def groups(table: ScoreTable) -> list[Group]:
    """Return the schemes, the one with the most people first."""
    found: dict[str, list[str]] = {}
    for scheme, department in table.places("scheme_title", "department"):
        found.setdefault(scheme, []).append(department)
    sizes = {texts[0]: len(rows) for texts, rows in table.places("scheme_title").items()}
    made = [_group(table, scheme, departments) for scheme, departments in found.items()]
    return sorted(made, key=lambda group: (-sizes[group.scheme], group.scheme))


def _group(table: ScoreTable, scheme: str, departments: list[str]) -> Group:
    means = {name: figures.mean_of(table, ("scheme_title", "", scheme), ("department", "", name))
             for name in departments}  # fmt: skip
    scored = sorted((n for n in departments if means[n] != NONE), key=lambda n: (-float(means[n]), n))
    rest = sorted(name for name in departments if means[name] == NONE)
    return Group(scheme, [*scored, *rest], len(scored))


def sheet(report: Report) -> Sheet:
    """Describe the sheet: schemes by size, a row per department, and one for the scheme where there are several."""
    data, say = report.data, report.say
    table, titles = report.scores, data.grades
    columns = _columns(titles, say)
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    found = groups(table)
    for group in found:
        for department in group.departments:
            rows.append(_row(table, titles, len(rows) + 2, group, department))
            styles.append({})
        if len(group.departments) > 1 or len(found) == 1:
            rows.append(_row(table, titles, len(rows) + 2, group, None, say("All")))
            styles.append({index: _TOTALS[column.style] for index, column in enumerate(columns)})
    name = say("Departments")
    draft = list_draft(name, columns, rows, styles=styles)
    page = list_page(data, say, name)
    charted = next((group for group in found if group.scored > 1), None)
    if charted is not None:
        first = 1 + sum(len(g.departments) + (len(g.departments) > 1) for g in found[: found.index(charted)])
        top = len(rows) + 2
        for chart in _charts(table, say, titles, draft, charted, (first, top)):
            draft.draw(chart)
        page = on_one_page(kept_together(page, draft, [(top - 1, max(draft.heights))]), draft)
    return draft.sheet(page, freeze=(1, 1), autofilter=table_area(columns, rows))


def _columns(titles: list[str], say: Words) -> tuple[ListColumn, ...]:
    columns = [
        ListColumn(say("Department"), "text", 12, 24),
        ListColumn(say("Scheme"), "text", 14, 30),
        *(column.worded(say) for column, _figure in _FIGURES.values()),
        ListColumn(say("Against the other departments"), "signed", 10, 12),
    ]
    for title in titles:
        columns.append(ListColumn(say("{grade} (people)").format(grade=title), "int", 8, 10))
        columns.append(ListColumn(say("{grade} (share)").format(grade=title), "share", 8, 10))
    return tuple(columns)


def _row(table: ScoreTable, titles: list[str], row: int, group: Group, department: str | None, label: str = "") -> Row:
    """Compute one department's row within a scheme; None for the whole scheme."""
    scheme = ("scheme_title", f"$B{row}", group.scheme)
    by = (scheme,) if department is None else (scheme, ("department", f"$A{row}", department))
    whole = figures.scored(table, *by)
    cells: list[Value | Formula] = [
        label if department is None else department,
        group.scheme,
        *(figure(table, *by) for _column, figure in _FIGURES.values()),
        None if department is None else _apart(table, row, group.scheme, department),
    ]
    scored = f"${column_letters(_SCORED)}{row}"
    for index, title in enumerate(titles):
        count = figures.people(table, *by, ("grade", figures.literal(title), title))
        cell = f"{column_letters(_FIXED + 2 * index)}{row}"
        cells += [count, figures.ratio(cell, scored, count, whole)]
    return cells


def _apart(table: ScoreTable, row: int, scheme: str, department: str) -> Formula:
    """Return the mean of a department minus that of all others in the scheme."""
    total, titles, departments = (table.ref(field) for field in ("total", "scheme_title", "department"))
    rest = f"--EXACT({titles},$B{row}),1-EXACT({departments},$A{row})"
    mean = f"{column_letters(_MEAN)}{row}"
    formula = f'=IFERROR({mean}-SUMPRODUCT({rest},{total})/SUMPRODUCT({rest},--ISNUMBER({total})),"{NONE}")'
    value = apart(table, scheme, department)
    return Formula(formula, NONE if value is None else value)


def apart(table: ScoreTable, scheme: str, department: str) -> float | None:
    """Return how far a department's mean is from that of the others in a scheme; None without results of both."""
    every = table.totals(("scheme_title",), (scheme,))
    own = table.totals(("scheme_title", "department"), (scheme, department))
    every, own = every[every == every], own[own == own]
    if not len(own) or len(own) == len(every):
        return None
    return float(own.mean()) - float(every.sum() - own.sum()) / (len(every) - len(own))


def _charts(
    table: ScoreTable, say: Words, titles: list[str], draft: SheetDraft, group: Group, at: tuple[int, int]
) -> list[Chart]:
    """Return charts of means and medians (left) and of grades (right), for the first departments of a scheme.

    ``at``: the row of the first department, and the first row that the charts cover.
    """
    first, top = at
    count = min(_CHARTED, group.scored)
    tall = bars_tall(draft.widths, sum(draft.heights.values()) + ROW, count)
    bottom = top + tall - 1
    middle = _half(draft.widths)
    names = Area(first, 0, first + count - 1, 0)
    scheme = ("scheme_title", "", group.scheme)
    found = [figures.mean_of(table, scheme, ("department", "", name)) for name in group.departments[:count]]
    means = Chart(
        "bar",
        Area(top, 0, bottom, middle),
        chart_title(say("Means: {scheme}").format(scheme=group.scheme), count, group.scored, say),
        say("Department"),
        say("Score on the total"),
        (
            *(
                Series(say(_FIGURES[name][0].heading), names, Area(first, column, first + count - 1, column), colour)
                for name, column, colour in (("mean", _MEAN, ACCENT), ("median", _MEAN + 1, SECOND))
            ),
        ),
        labels="0.00" if count <= 10 else None,
        value_format="0",
        low=0,
        high=figures.axis_top([float(mean) for mean in found]),
        unit=20,
        gap=12,
    )
    series = tuple(
        Series(
            title,
            names,
            Area(first, _FIXED + 2 * index, first + count - 1, _FIXED + 2 * index),
            *grade_colours(index),
        )
        for index, title in enumerate(titles)
    )
    shares = Chart(
        "bar-of-shares",
        Area(top, middle + 1, bottom, len(draft.widths) - 1),
        chart_title(say("Grades: {scheme}").format(scheme=group.scheme), count, group.scored, say),
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
