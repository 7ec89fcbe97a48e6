"""The sheet 未交: the forms not returned and, beside the first of each rater, a reminder ready to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData

_FIELDS = ("employee_id", "name", "department", "rater", "email", "scheme_title")
_ORDER = ["rater", "department", "employee_id", "scheme_title"]
_NAMED = 30
_FEW, _AIR = 8, 16.0  # rows of a short list, and the points added to the height of each


def sheet(report: Report) -> Sheet:
    """Describe the sheet, sorted by rater; only headings if nothing is missing."""
    data, say = report.data, report.say
    columns = _columns(say)
    records = missing_records(data)
    texts = reminders(data, say)
    rows: list[Row] = []
    for record in records:
        rater = record["rater"]
        rows.append([*(record[field] for field in _FIELDS), texts.pop(rater, "")])
    name = say("Missing")
    draft = list_draft(name, columns, rows)
    for row in range(1, len(rows) + 1 if len(rows) <= _FEW else 1):
        draft.tall(row, draft.heights[row] + _AIR)
    area = table_area(columns[:-1], rows)  # sorting the list leaves the reminders in place
    return draft.sheet(list_page(data, say, name), freeze=(1, 0), autofilter=area)


def missing_records(data: SummaryData) -> list[dict[str, str]]:
    """Return the texts of the forms not returned, sorted by rater."""
    frame = data.missing.sort_values(_ORDER, kind="stable")
    return [{field: clean(record[field]) for field in _FIELDS} for record in frame.to_dict("records")]


def reminders(data: SummaryData, say: Words) -> dict[str, str]:
    """Return a reminder by rater."""
    people: dict[str, list[str]] = {}
    unnamed = {clean(rater) for rater in data.missing.loc[data.missing["unnamed"].astype(bool), "rater"]}
    for record in missing_records(data):
        person = f"{record['employee_id']} {record['name']}".strip()
        if person not in people.setdefault(record["rater"], []):
            people[record["rater"]].append(person)
    text = say(
        "Dear {rater}, {count} scorecards for {period} are still open: {people}. "
        "Please fill them in and send them back as soon as you can. Thank you."
    )
    if data.due is not None:
        text = say(
            "Dear {rater}, {count} scorecards for {period}, due on {due}, are still open: {people}. "
            "Please fill them in and send them back as soon as you can. Thank you."
        )
    given = {"period": data.period.title(say), "due": data.due}
    reminded = {
        rater: text.format(rater=rater, count=len(names), people=people_text(names, say), **given)
        for rater, names in people.items()
    }
    by_hr = say("Raters who stay anonymous: HR sees with “xlsappraise status” who they are, and reminds them.")
    return {**reminded, **dict.fromkeys(unnamed, by_hr)}


def people_text(names: list[str], say: Words, limit: int = _NAMED) -> str:
    """Join the first ``limit`` names and count the others."""
    joined = say(", ").join(names[:limit])
    if len(names) <= limit:
        return joined
    return say("{names} and {count} more").format(names=joined, count=len(names) - limit)


def _columns(say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Department"), "text", 12, 22),
        ListColumn(say("Rater"), "text", 10, 20),
        ListColumn(say("E-mail"), "text", 16, 32),
        ListColumn(say("Scheme"), "text", 14, 32),
        ListColumn(say("Reminder (one per rater, ready to paste)"), "text", 38, 38),
    )
