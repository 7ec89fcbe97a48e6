"""The sheet 成绩: a row per issued form, sorted by scheme and rank; the source of every statistic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.pages import list_page
from xlsappraise.drawing.spec import Area, Shading, Sheet
from xlsappraise.report.score_table import FIELDS, number
from xlsappraise.report.vocabulary import STATE_STYLES, full_marks, state_words

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report

_TOTAL = FIELDS.index("total")
_STATE = FIELDS.index("state")


def sheet(report: Report) -> Sheet:
    """Describe the sheet."""
    data, say = report.data, report.say
    table = report.scores
    columns = _columns(say)
    rows = [_row(record) for record in table.rows.itertuples(index=False)]
    styles = {word: STATE_STYLES[state] for state, word in state_words(say).items()}
    draft = list_draft(table.sheet, columns, rows, styles=[{_STATE: styles[str(row[_STATE])]} for row in rows])
    if table.rows["total"].notna().any():
        draft.bands.append(Shading("bars", Area(1, _TOTAL, len(rows), _TOTAL), 0, full_marks(data)))
    return draft.sheet(list_page(data, say, table.sheet), freeze=(1, 4), autofilter=table_area(columns, rows))


def _columns(say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Rank in scheme"), "rank", 11, 14),
        ListColumn(say("Rank in department"), "rank", 11, 14),
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Department"), "text", 12, 24),
        ListColumn(say("Position"), "text", 12, 24),
        ListColumn(say("Scheme"), "text", 14, 34),
        ListColumn(say("Rater"), "text", 10, 20),
        ListColumn(say("Total"), "score", 16, 16),
        ListColumn(say("Grade"), "text", 9, 16),
        ListColumn(say("State"), "text", 10, 14),
    )


def _row(record: tuple[object, ...]) -> Row:
    values = dict(zip(FIELDS, record, strict=True))
    numbers = {"rank", "department_rank", "total"}
    return [number(values[field]) if field in numbers else str(values[field]) for field in FIELDS]
