"""The record sheets of a weighted scheme: one per part that is computed from forms, a row per person and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.vocabulary import unique_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import PeriodRecord, RollUpTable, SummaryData

_WHOSE = 1 + len(PERSON)  # columns of the person and the period


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheets: results with grade, subtotals, and texts of additions, deductions and records."""
    data, say = report.data, report.say
    tables = weighted_tables(data)
    sources = [(table, index) for table in tables for index in sorted(table.records)]
    names = [say("{title} record").format(title=clean(table.scheme.rollup.parts[i].title)) for table, i in sources]
    sheet_names = weighted_names(names, [table for table, _index in sources], len(tables))
    return [
        _sheet(data, table.records[index], name, say)
        for (table, index), name in zip(sources, sheet_names, strict=True)
    ]  # fmt: skip


def weighted_tables(data: SummaryData) -> list[RollUpTable]:
    """Return the roll-ups of schemes with weighted parts."""
    keys = [key for key in data.titles if key in data.rollups]
    return [data.rollups[key] for key in keys if data.rollups[key].scheme.rollup.parts]


def weighted_names(names: Sequence[str], tables: Sequence[RollUpTable], count: int) -> list[str]:
    """Return sheet names, with the scheme's title if there are several weighted schemes (``count``)."""
    if count < 2:
        return unique_names(names)
    return unique_names([f"{name}·{clean(table.title)}" for name, table in zip(names, tables, strict=True)])


def _sheet(data: SummaryData, records: Sequence[PeriodRecord], name: str, say: Words) -> Sheet:
    sections = list(dict.fromkeys(title for one in records for title, _points in one.sections))
    columns = _columns(sections, say)
    rows = [_row(one, sections, say) for one in records]
    draft = list_draft(name, columns, rows)
    page = list_page(data, say, name)
    return draft.sheet(page, freeze=(1, _WHOSE), autofilter=table_area(columns, rows))


def _columns(sections: Sequence[str], say: Words) -> tuple[ListColumn, ...]:
    return (
        *(column.worded(say) for column in PERSON.values()),
        ListColumn(say("Period"), "text", 11, 11),
        ListColumn(say("Total"), "mean", 11, 11),
        ListColumn(say("Grade"), "text", 9, 16),
        *(ListColumn(clean(title), "score", 10, 14) for title in sections),
        ListColumn(say("Additions and commendations"), "text", 16, 34),
        ListColumn(say("Deductions and penalties"), "text", 16, 34),
        ListColumn(say("Recorded"), "text", 14, 30),
    )


def _row(one: PeriodRecord, sections: Sequence[str], say: Words) -> Row:
    points = dict(one.sections)
    noted = (say("imported result"),) if one.imported else one.noted
    return [
        *(clean(getattr(one.person, field)) for field in PERSON),
        str(one.period),
        one.total,
        clean(one.grade),
        *(points.get(title) for title in sections),
        *(clean("\n".join(texts)) for texts in (one.added, one.taken, noted)),
    ]
