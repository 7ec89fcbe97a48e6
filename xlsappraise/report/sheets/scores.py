"""The sheet 成绩: a row per issued form, sorted by scheme and rank; the source of every statistic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import Row, list_draft, table_area
from xlsappraise.drawing.pages import list_page
from xlsappraise.drawing.spec import Area, Shading, Sheet
from xlsappraise.report.score_table import COLUMNS, FIELDS, number
from xlsappraise.report.vocabulary import STATE_STYLES, full_marks, state_words

if TYPE_CHECKING:
    from xlsappraise.report.context import Report

_TOTAL = FIELDS.index("total")
_STATE = FIELDS.index("state")


def sheet(report: Report) -> Sheet:
    """Describe the sheet."""
    data, say = report.data, report.say
    table = report.scores
    columns = [column.worded(say) for column in COLUMNS.values()]
    rows = [_row(record) for record in table.rows.itertuples(index=False)]
    styles = {word: STATE_STYLES[state] for state, word in state_words(say).items()}
    draft = list_draft(table.sheet, columns, rows, styles=[{_STATE: styles[str(row[_STATE])]} for row in rows])
    if table.rows["total"].notna().any():
        draft.bands.append(Shading("bars", Area(1, _TOTAL, len(rows), _TOTAL), 0, full_marks(data)))
    return draft.sheet(list_page(data, say, table.sheet), freeze=(1, 4), autofilter=table_area(columns, rows))


def _row(record: tuple[object, ...]) -> Row:
    columns = zip(COLUMNS.values(), record, strict=True)
    return [str(value) if column.style == "text" else number(value) for column, value in columns]
