"""The sheet 成绩: a row per result, sorted by scheme and rank; the source of every statistic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.pages import list_page
from xlsappraise.drawing.spec import Area, Formula, Shading, Sheet, Value
from xlsappraise.report.score_table import COLUMNS, FIELDS, number
from xlsappraise.report.vocabulary import STATE_STYLES, full_marks, state_words
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData

_TOTAL = FIELDS.index("total")
_STATE = FIELDS.index("state")
_BEFORE, _CHANGE = FIELDS.index("before"), FIELDS.index("change")
_FIXED = 4  # columns that stay in view


def sheet(report: Report) -> Sheet:
    """Describe the sheet; what has no result stands at the end, in grey."""
    data, say = report.data, report.say
    table = report.scores
    columns = [_worded(field, column, data, say) for field, column in COLUMNS.items()]
    rows = [_row(record, row) for row, record in enumerate(table.rows.itertuples(index=False), start=2)]
    words = {word: STATE_STYLES[state] for state, word in state_words(say).items()}
    styles = [_styles(row, words) for row in rows]
    draft = list_draft(table.sheet, columns, rows, styles=styles)
    if table.rows["total"].notna().any():
        draft.bands.append(Shading("bars", Area(1, _TOTAL, len(rows), _TOTAL), 0, full_marks(data)))
    return draft.sheet(list_page(data, say, table.sheet), freeze=(1, _FIXED), autofilter=table_area(columns, rows))


def _worded(field: str, column: ListColumn, data: SummaryData, say: Words) -> ListColumn:
    """Return a column with its heading; where results are rolled up, the reason is what they are made of."""
    if field == "why" and data.rollups:
        return replace(column, heading=say("Made of"), most=60)
    return column.worded(say)


def _styles(row: Row, words: dict[str, str]) -> dict[int, str]:
    """Return the style of the state, and of everything where there is no total."""
    own = {_STATE: words[str(row[_STATE])]}
    if row[_TOTAL] is not None:
        return own
    return {index: "muted" for index in range(len(row)) if isinstance(row[index], str)} | own


def _row(record: tuple[object, ...], row: int) -> Row:
    cells: list[Value | Formula] = [
        str(value) if column.style == "text" else number(value)
        for column, value in zip(COLUMNS.values(), record, strict=True)
    ]
    cells[_CHANGE] = _change(cells[_TOTAL], cells[_BEFORE], cells[_CHANGE], row)
    return cells


def _change(total: Value | Formula, before: Value | Formula, change: Value | Formula, row: int) -> Formula | None:
    if total is None or before is None or isinstance(change, Formula):
        return None
    new, old = (f"{column_letters(index)}{row}" for index in (_TOTAL, _BEFORE))
    return Formula(f'=IF(AND(ISNUMBER({new}),ISNUMBER({old})),ROUND({new}-{old},2),"")', change)
