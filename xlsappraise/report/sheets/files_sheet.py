"""The sheet 文件: every file of the inbox with its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page
from xlsappraise.report.vocabulary import FILE_STYLES, file_words

if TYPE_CHECKING:
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report


def sheet(report: Report) -> Sheet:
    """Describe the sheet."""
    data, say = report.data, report.say
    columns = (
        ListColumn(say("File"), "text", 24, 60),
        ListColumn(say("State"), "text", 10, 16),
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Message"), "text", 36, 70),
    )
    words = file_words(say)
    names = data.names
    records = data.files.to_dict("records")
    rows: list[Row] = [
        [
            clean(record["file"]),
            words[str(record["state"])],
            clean(record["employee_id"]),
            names.get(clean(record["employee_id"]), ""),
            clean(record["detail"]),
        ]
        for record in records
    ]
    styles = [{1: FILE_STYLES[str(record["state"])]} for record in records]
    name = say("Files")
    draft = list_draft(name, columns, rows, styles=styles)
    return draft.sheet(list_page(data, say, name), freeze=(1, 0), autofilter=table_area(columns, rows))
