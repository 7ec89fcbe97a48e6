"""Describe the sheet of corrections that every book shares: old and new figures by person, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.pages import FooterData
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.keeping.books import ShownCorrection


def corrections_title(say: Words) -> str:
    """Return the name of the sheet."""
    return say("Corrected figures")


def corrections_sheets(data: FooterData, corrections: Sequence[ShownCorrection], say: Words) -> list[Sheet]:
    """Describe the sheet; none where nothing was corrected."""
    if not corrections:
        return []
    name = corrections_title(say)
    columns = (
        ListColumn(say("Edition"), "int", 8, 8),
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Corrected figure"), "text", 18, 40),
        ListColumn(say("Earlier figure"), "text", 12, 24),
        ListColumn(say("Figure now"), "text", 12, 24),
        ListColumn(say("Why"), "text", 40, 70),
    )
    rows: list[Row] = []
    for shown in corrections:
        one = shown.correction
        rows.append(
            [shown.edition, clean(one.employee_id), clean(one.name), clean(one.title), clean(one.old or "—"),
             clean(one.new or "—"), clean(one.why)]
        )  # fmt: skip
    draft = list_draft(name, columns, rows)
    return [draft.sheet(list_page(data, say, name), freeze=(1, 3), autofilter=table_area(columns, rows))]
