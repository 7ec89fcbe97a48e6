"""The sheet 记录: recorded fields, adjustments with reasons, penalties and fines, for payroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page
from xlsappraise.report.score_table import number

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report

_KINDS = {
    "fine": (N_("fine (yuan)"), "bad"),
    "penalty": (N_("penalty"), "bad"),
    "adjustment": (N_("adjustment"), "warn"),
    "field": (N_("record"), "calm"),
}
"""Kinds of records in the order of the sheet: name and style"""
_KIND, _AMOUNT = 3, 6


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheet, fines first, then by person; none if nothing is recorded."""
    data, say = report.data, report.say
    if not len(data.records):
        return []
    titles = data.titles
    frame = data.records.assign(
        order=[[*_KINDS].index(str(kind)) for kind in data.records["kind"]],
        title=[titles.get(str(scheme), str(scheme)) for scheme in data.records["scheme"]],
    ).sort_values(["order", "employee_id", "title"], kind="stable")
    words = {kind: say(word) for kind, (word, _style) in _KINDS.items()}
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for record in frame.to_dict("records"):
        kind = str(record["kind"])
        item = clean(record["item"]) or words[kind]
        rows.append(
            [
                clean(record["employee_id"]), clean(record["name"]), clean(record["title"]), words[kind], item,
                clean(record["text"]), number(record["amount"]),
            ]
        )  # fmt: skip
        own = {_KIND: _KINDS[kind][1]}
        styles.append(own | ({_AMOUNT: "signed"} if kind == "adjustment" else {}))
    name = say("Records")
    columns = _columns(say)
    draft = list_draft(name, columns, rows, styles=styles)
    return [draft.sheet(list_page(data, say, name), freeze=(1, 2), autofilter=table_area(columns, rows))]


def _columns(say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Scheme"), "text", 14, 32),
        ListColumn(say("Kind"), "text", 12, 16),
        ListColumn(say("Item"), "text", 14, 30),
        ListColumn(say("Content"), "text", 30, 60),
        ListColumn(say("Amount or points"), "score", 14, 14),
    )
