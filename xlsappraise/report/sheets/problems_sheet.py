"""The sheet 问题: every problem by severity, then in the order of the files, with place, found and expected values.

Equal notes of several files share a row; the JSON has each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.catalogue.plausibility import MESSAGES as PLAUSIBILITY
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page
from xlsappraise.drawing.severities import SEVERITY_STYLES, severity_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.problems import Rendered
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report

_GRAVITY = ("tampering", "error", "warning", "note")


def sheet(report: Report) -> Sheet:
    """Describe the sheet; only headings if there is no problem."""
    data, say = report.data, report.say
    columns = _columns(say)
    words = severity_words(say)
    names = data.names
    groups = _grouped(sorted(data.problems, key=lambda found: _GRAVITY.index(found.severity)))
    rows: list[Row] = [
        [
            words[group[0].severity],
            group[0].code,
            _files_text(group, say),
            _common(found.employee_id for found in group),
            _common(names.get(found.employee_id or "", "") for found in group),
            _common(found.sheet for found in group),
            _common(found.cell for found in group),
            _common(found.found for found in group),
            _expected(group, say),
            clean(group[0].message),
        ]
        for group in groups
    ]
    styles = [{0: SEVERITY_STYLES[group[0].severity]} for group in groups]
    name = say("Problems")
    draft = list_draft(name, columns, rows, styles=styles)
    return draft.sheet(list_page(data, say, name), freeze=(1, 0), autofilter=table_area(columns, rows))


def _grouped(problems: Sequence[Rendered]) -> list[list[Rendered]]:
    """Group equal notes of several files; every other problem is a group of its own."""
    groups: dict[object, list[Rendered]] = {}
    for index, found in enumerate(problems):
        key = (found.code, found.message) if found.severity == "note" else index
        groups.setdefault(key, []).append(found)
    return list(groups.values())


def _files_text(group: Sequence[Rendered], say: Words) -> str:
    """Return the name of the file, or the number of files in a group."""
    found = {clean(problem.file) for problem in group}
    return found.pop() if len(found) == 1 else say("{count} files").format(count=len(found))


def _expected(group: Sequence[Rendered], say: Words) -> str:
    """Return what is expected; what a question compares an entry with is none, and says so."""
    value = _common(found.expected for found in group)
    return say("beside it: {value}").format(value=value) if value and group[0].code in PLAUSIBILITY else value


def _common(values: Iterable[object]) -> str:
    """Return the value if all are equal, else blank."""
    found = {clean(value) for value in values}
    return found.pop() if len(found) == 1 else ""


def _columns(say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Severity"), "text", 10, 13),
        ListColumn(say("Code"), "muted", 14, 19),
        ListColumn(say("File"), "text", 16, 28),
        ListColumn(say("Employee no."), "text", 10, 14),
        ListColumn(say("Name"), "text", 9, 14),
        ListColumn(say("Worksheet"), "text", 10, 14),
        ListColumn(say("Cell"), "text", 9, 10),
        ListColumn(say("Found"), "text", 12, 17),
        ListColumn(say("Expected"), "text", 12, 17),
        ListColumn(say("Message"), "text", 40, 56),
    )
