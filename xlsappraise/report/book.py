"""The sheets of the summary in order: a new sheet has a file of its own and a line here."""

from __future__ import annotations

from collections.abc import Callable

from xlsappraise.base.collector import uncollected
from xlsappraise.base.i18n import Words
from xlsappraise.drawing.pages import as_appendix
from xlsappraise.drawing.spec import Sheet
from xlsappraise.report.context import Report
from xlsappraise.report.cover import sheet as cover
from xlsappraise.report.data import SummaryData
from xlsappraise.report.sheets import (
    action_lists,
    calibration,
    corrections,
    criteria,
    departments,
    files_sheet,
    missing,
    notes,
    part_records,
    part_totals,
    parts,
    problems_sheet,
    rater_pairs,
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


def appendix(make: SheetMaker) -> SheetMaker:
    """Wrap a maker whose sheets only back up the others."""

    def made(report: Report) -> list[Sheet]:
        return [as_appendix(sheet, report.say) for sheet in make(report)]

    return made


SHEETS: tuple[SheetMaker, ...] = (
    one(scores.sheet),
    one(departments.sheet),
    one(raters.sheet),
    one(rater_pairs.sheet),
    criteria.sheets,
    rollups.sheets,
    part_totals.sheets,
    part_records.sheets,
    trend.sheets,
    results_sheet.sheets,
    parts.sheets,
    records.sheets,
    action_lists.sheets,
    calibration.sheets,
    corrections.sheets,
    one(problems_sheet.sheet),
    versions_sheet.sheets,
    one(missing.sheet),
    appendix(one(files_sheet.sheet)),
    appendix(one(notes.sheet)),
)
"""What follows the cover, in order"""


def summary_sheets(data: SummaryData, say: Words) -> list[Sheet]:
    """Describe all sheets in the language of ``say``: the cover, then what it leads to."""
    report = Report(data, say)
    with uncollected():
        others = [sheet for make in SHEETS for sheet in make(report)]
        return [cover.sheet(report, others), *others]
