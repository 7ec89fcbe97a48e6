"""更正: figures of earlier editions of the summary with those of today by person, and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.keeping.corrections_sheet import corrections_sheets

if TYPE_CHECKING:
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheet; none where nothing was corrected."""
    return corrections_sheets(report.data, report.data.corrections, report.say)
