"""The sheets 分项: one per scheme, a person a row, a criterion a column, coloured by the share of its points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page, on_one_page
from xlsappraise.drawing.spec import Area, Shading, Sheet
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.score_table import number
from xlsappraise.report.vocabulary import titled_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData
    from xlsappraise.schemes import Scheme

_NARROW_FROM = 14
_NARROW, _WIDE = 10.0, 14.0


def sheets(report: Report) -> list[Sheet]:
    """Describe one sheet per scheme that has valid forms."""
    data, say = report.data, report.say
    titles = data.titles
    schemes = [scheme for scheme in titles if scheme in data.criteria and len(data.criteria[scheme])]
    names = sheet_names([titles[scheme] for scheme in schemes], say)
    return [sheet(data, say, scheme=scheme, name=name) for scheme, name in zip(schemes, names, strict=True)]


def sheet_names(titles: Sequence[str], say: Words) -> list[str]:
    """Return the names of the sheets."""
    return titled_names(say("Criteria"), titles)


def sheet(data: SummaryData, say: Words, *, scheme: str, name: str) -> Sheet:
    """Describe the sheet of one scheme."""
    frame = data.criteria[scheme].sort_values(["total", "employee_id"], ascending=[False, True])
    marks = [str(column) for column in frame.columns if column not in (*PERSON, "total")]
    headings, points = _criteria(data.schemes.get(scheme), marks, say)
    columns = _columns(headings, say)
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for record in frame.to_dict("records"):
        figures = {mark: number(record[mark]) for mark in marks}
        shown = [say("left out") if figure is None else figure for figure in figures.values()]
        rows.append([*(clean(record[field]) for field in PERSON), *shown, number(record["total"])])
        left_out = [index for index, figure in enumerate(figures.values(), start=len(PERSON)) if figure is None]
        styles.append(dict.fromkeys(left_out, "left-out"))
    draft = list_draft(name, columns, rows, styles=styles)
    for index, full in enumerate(points):
        column = index + len(PERSON)
        if full > 0:
            draft.bands.append(Shading("scale", Area(1, column, len(rows), column), 0, full))
    return draft.sheet(
        on_one_page(list_page(data, say, name), draft),
        freeze=(1, len(PERSON)),
        autofilter=table_area(columns, rows),
    )


def _criteria(scheme: Scheme | None, marks: Sequence[str], say: Words) -> tuple[list[str], list[float]]:
    """Return a heading and the full points per criterion id; for one that the scheme lacks, the id and 0."""
    by_id = {criterion.id: criterion for criterion in scheme.criteria} if scheme else {}
    heading = say("{title}\n{points} points")
    headings = [
        heading.format(title=clean(by_id[mark].title), points=plain(by_id[mark].points)) if mark in by_id else mark
        for mark in marks
    ]
    return headings, [by_id[mark].points if mark in by_id else 0.0 for mark in marks]


def _columns(headings: Sequence[str], say: Words) -> tuple[ListColumn, ...]:
    width = _NARROW if len(headings) >= _NARROW_FROM else _WIDE
    return (
        *(column.worded(say) for column in PERSON.values()),
        *(ListColumn(heading, "score", width, width) for heading in headings),
        ListColumn(say("Total"), "score", 11, 11),
    )
