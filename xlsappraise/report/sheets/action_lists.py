"""The sheet 名单: the people of each grade that has an action, by action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page
from xlsappraise.report.score_table import number

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheet, by list and descending total; none if no list has people."""
    data, say = report.data, report.say
    rows = sorted(_rows(data), key=lambda row: (row[0], row[4], -float(str(row[5])), row[1]))
    if not rows:
        return []
    name, columns = say("Lists"), _columns(say)
    draft = list_draft(name, columns, rows, styles=[{0: "term"} for _row in rows])
    return [draft.sheet(list_page(data, say, name), freeze=(1, 3), autofilter=table_area(columns, rows))]


def _rows(data: SummaryData) -> list[Row]:
    """Return a row per result whose grade has an action."""
    titles = data.titles
    rows: list[Row] = []
    for record in data.results[data.results["state"] == "valid"].to_dict("records"):
        key = str(record["scheme"])
        scheme = data.scheme(key)
        actions = {grade.title: grade.action for grade in scheme.grades} if scheme else {}
        action = actions.get(str(record["grade"]))
        if action:
            person = [clean(record[field]) for field in ("employee_id", "name", "department")]
            rows.append([clean(action), *person, titles[key], number(record["total"]), clean(record["grade"])])
    return rows


def _columns(say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("List"), "text", 16, 28),
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Department"), "text", 12, 24),
        ListColumn(say("Scheme"), "text", 14, 34),
        ListColumn(say("Total"), "score", 12, 12),
        ListColumn(say("Grade"), "text", 9, 16),
    )
