"""问题: every finding, the gravest first and else in reading order, with the place and what was expected there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.summary.lists import Column, Row, list_draft, table_area
from xlsappraise.summary.measure import clean
from xlsappraise.summary.pages import list_page
from xlsappraise.summary.vocabulary import SEVERITY_STYLES, severity_words

if TYPE_CHECKING:
    from xlsappraise.i18n import Words
    from xlsappraise.summary.data import SummaryData
    from xlsappraise.summary.spec import Sheet

_GRAVITY = ("tampering", "error", "warning", "note")


def sheet(data: SummaryData, say: Words) -> Sheet:
    """Describe the sheet; without findings it holds its headings only."""
    columns = _columns(say)
    words = severity_words(say)
    names = names_by_id(data)
    problems = sorted(data.problems, key=lambda found: _GRAVITY.index(found.severity))
    rows: list[Row] = [
        [
            words[found.severity],
            found.code,
            clean(found.file),
            clean(found.employee_id),
            names.get(found.employee_id or "", ""),
            clean(found.sheet),
            clean(found.cell),
            clean(found.found),
            clean(found.expected),
            clean(found.message),
        ]
        for found in problems
    ]
    styles = [{0: SEVERITY_STYLES[found.severity]} for found in problems]
    name = say("Problems")
    draft = list_draft(name, columns, rows, styles=styles)
    return draft.sheet(list_page(data, say, name), freeze=(1, 0), autofilter=table_area(columns, rows))


def names_by_id(data: SummaryData) -> dict[str, str]:
    """Map employee numbers to names."""
    pairs = data.results[["employee_id", "name"]].itertuples(index=False)
    return {str(employee): clean(name) for employee, name in pairs}


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(say("Severity"), "text", 10, 13),
        Column(say("Code"), "muted", 14, 19),
        Column(say("File"), "text", 16, 28),
        Column(say("Employee no."), "text", 10, 14),
        Column(say("Name"), "text", 9, 14),
        Column(say("Worksheet"), "text", 10, 14),
        Column(say("Cell"), "text", 9, 10),
        Column(say("Found"), "text", 12, 17),
        Column(say("Expected"), "text", 12, 17),
        Column(say("Message"), "text", 40, 56),
    )
