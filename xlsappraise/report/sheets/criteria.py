"""The sheets 分项: one per scheme, a person a row, a criterion a column, coloured by the share of its points.

Schemes of one or two people share the sheet 分项·其他.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import kept_together, list_page, on_one_page
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
_SECTION = 26.0
ENOUGH = 3
"""Schemes with fewer people share a sheet, if there are several"""


def sheets(report: Report) -> list[Sheet]:
    """Describe one sheet per scheme that has valid forms; those of few people, and all of a department, share one."""
    data, say = report.data, report.say
    titles = data.titles
    schemes = [scheme for scheme in titles if scheme in data.criteria and len(data.criteria[scheme])]
    if report.company is not None and len(schemes) > 1:
        return [_shared(data, say, schemes, say("Criteria"))]
    few = [scheme for scheme in schemes if len(data.criteria[scheme]) < ENOUGH]
    if len(few) < 2:
        few = []
    own = [scheme for scheme in schemes if scheme not in few]
    names = sheet_names([*(titles[scheme] for scheme in own), *([say("Other")] if few else [])], say)
    found = [_sheet(data, say, scheme=scheme, name=name) for scheme, name in zip(own, names, strict=False)]
    return [*found, _shared(data, say, few, names[-1])] if few else found


def sheet_names(titles: Sequence[str], say: Words) -> list[str]:
    """Return the names of the sheets."""
    return titled_names(say("Criteria"), titles)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of a scheme's people: its columns, their full points, the rows, and the styles of single cells."""

    columns: tuple[ListColumn, ...]
    points: list[float]
    rows: list[Row]
    styles: list[dict[int, str]]


def _marks(data: SummaryData, scheme: str, say: Words) -> _Marks:
    frame = data.criteria[scheme].sort_values(["total", "employee_id"], ascending=[False, True])
    marks = [str(column) for column in frame.columns if column not in (*PERSON, "total")]
    headings, points = _criteria(data.schemes.get(scheme), marks, say)
    left_out = say("left out")
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for *person, number_of_total in zip(*(frame[name] for name in (*PERSON, *marks, "total")), strict=True):
        figures = [number(mark) for mark in person[len(PERSON) :]]
        shown = [left_out if figure is None else figure for figure in figures]
        rows.append([*map(clean, person[: len(PERSON)]), *shown, number(number_of_total)])
        styles.append({at: "left-out" for at, figure in enumerate(figures, start=len(PERSON)) if figure is None})
    return _Marks(_columns(headings, say), points, rows, styles)


def _sheet(data: SummaryData, say: Words, *, scheme: str, name: str) -> Sheet:
    """Describe the sheet of one scheme."""
    marks = _marks(data, scheme, say)
    draft = list_draft(name, marks.columns, marks.rows, styles=marks.styles)
    draft.bands += _bands(marks, 1)
    page = on_one_page(list_page(data, say, name), draft)
    return draft.sheet(page, freeze=(1, len(PERSON)), autofilter=table_area(marks.columns, marks.rows))


def _bands(marks: _Marks, first: int) -> list[Shading]:
    """Return the colours of the marks by the share of their points; ``first``: the row of the first person."""
    last = first + len(marks.rows) - 1
    return [
        Shading("scale", Area(first, column, last, column), 0, full)
        for column, full in enumerate(marks.points, start=len(PERSON))
        if full > 0
    ]


def _shared(data: SummaryData, say: Words, schemes: Sequence[str], name: str) -> Sheet:
    """Describe the sheet of the schemes with few people: one below the other, each with its own headings."""
    found = [_marks(data, scheme, say) for scheme in schemes]
    people = [max(widths) for widths in zip(*(_person_widths(marks) for marks in found), strict=True)]
    most = max(len(marks.columns) for marks in found)
    draft = SheetDraft(name, (*people, *(_WIDE for _column in range(most - len(PERSON)))))
    blocks = []
    row = 0
    for scheme, marks in zip(schemes, found, strict=True):
        start = row
        draft.put(row, 0, data.titles[scheme], "section", across=most)
        draft.tall(row, _SECTION)
        draft.put_row(row + 1, [(column.heading, column.head) for column in marks.columns])
        row += 2
        draft.bands += _bands(marks, row)
        for cells, own in zip(marks.rows, marks.styles, strict=True):
            styles = [own.get(at, column.style) for at, column in enumerate(marks.columns)]
            draft.put_row(row, list(zip(cells, styles, strict=True)))
            row += 1
        blocks.append((start, row - 1))
    page = replace(list_page(data, say, name), heading_rows=0)
    return draft.sheet(on_one_page(kept_together(page, draft, blocks), draft))


def _person_widths(marks: _Marks) -> list[float]:
    rows = [row[: len(PERSON)] for row in marks.rows]
    return list(list_draft("", marks.columns[: len(PERSON)], rows).widths)


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
