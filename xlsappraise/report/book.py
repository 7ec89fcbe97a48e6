"""The sheets of the summary in order: a new sheet has a file of its own and a line here."""

from __future__ import annotations

from collections.abc import Callable

from xlsappraise.base.i18n import Words
from xlsappraise.drawing.spec import Sheet
from xlsappraise.report.context import Report
from xlsappraise.report.data import SummaryData
from xlsappraise.report.sheets import (
    action_lists,
    corrections,
    criteria,
    departments,
    files_sheet,
    missing,
    notes,
    overview,
    part_records,
    part_totals,
    parts,
    problems_sheet,
    raters,
    records,
    rollups,
    scores,
    trend,
    versions_sheet,
)
from xlsappraise.report.statistics import sheet as results_sheet

OneSheet = Callable[[Report], Sheet]
SheetMaker = Callable[[Report], list[Sheet]]


def one(make: OneSheet) -> SheetMaker:
    """Wrap a function that describes one sheet as one that returns a list."""
    return lambda report: [make(report)]


SHEETS: tuple[SheetMaker, ...] = (
    one(overview.sheet),
    one(scores.sheet),
    criteria.sheets,
    rollups.sheets,
    part_totals.sheets,
    part_records.sheets,
    one(departments.sheet),
    one(raters.sheet),
    trend.sheets,
    results_sheet.sheets,
    parts.sheets,
    records.sheets,
    action_lists.sheets,
    corrections.sheets,
    one(problems_sheet.sheet),
    versions_sheet.sheets,
    one(missing.sheet),
    one(files_sheet.sheet),
    one(notes.sheet),
)


def summary_sheets(data: SummaryData, say: Words) -> list[Sheet]:
    """Describe all sheets in the language of ``say``."""
    report = Report(data, say)
    return [sheet for make in SHEETS for sheet in make(report)]
