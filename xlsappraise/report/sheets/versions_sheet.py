"""The sheet 版本: forms with differing returned versions, side by side for each cell; no sheet if there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.i18n import written
from xlsappraise.drawing.lists import ListColumn, Row, list_draft
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import Versions


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheet: for each form the files with their states, and the inputs that differ."""
    data, say = report.data, report.say
    if not data.versions:
        return []
    most = max(len(versions.files) for versions in data.versions)
    columns = (
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Scheme"), "text", 14, 28),
        ListColumn(say("Cell"), "text", 8, 10),
        ListColumn(say("Label"), "text", 18, 34),
        *(ListColumn(say("Version {number}").format(number=n), "text", 18, 34) for n in range(1, most + 1)),
    )
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for versions in data.versions:
        for index, row in enumerate(_rows(versions, most, say)):
            rows.append(row)
            styles.append(dict.fromkeys(range(len(columns)), "calm") if index < 2 else {})
    name = say("Versions")
    return [list_draft(name, columns, rows, styles=styles).sheet(list_page(data, say, name), freeze=(1, 0))]


def _rows(versions: Versions, most: int, say: Words) -> list[Row]:
    words = {"accepted": say("counts"), "set_aside": say("waits for a decision"), "declined": say("does not count")}
    person = [clean(versions.employee_id), clean(versions.name), clean(versions.scheme_title)]
    padding = [""] * (most - len(versions.files))
    return [
        [*person, "", say("File"), *(clean(one.file) for one in versions.files), *padding],
        [*person, "", say("State"), *(words[one.state] for one in versions.files), *padding],
        *(
            [*person, one.cell, clean(one.label), *(clean(written(value, say)) for value in one.values), *padding]
            for one in versions.lines
        ),
    ]
