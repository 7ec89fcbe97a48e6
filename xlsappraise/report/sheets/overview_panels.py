"""The two panels of the overview: grades on the left, departments on the right, a chart under each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.spec import Area, Chart, Series
from xlsappraise.report import figures
from xlsappraise.report.vocabulary import NONE

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.draft import SheetDraft
    from xlsappraise.report.data import SummaryData
    from xlsappraise.report.score_table import ScoreTable

DEPARTMENTS_LEFT = 7
_COLUMNS = 6
_SHOWN = 8  # departments on the page; the others are on their own sheet
_CHART_ROWS = 10
_ANYWHERE = Area(0, 0, 0, 0)  # until both panels know how far down they reach


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands below a panel's table: a chart that may grow down to the other panel's, or nothing."""

    next_row: int
    left: int
    chart: Chart | None
    chart_rows: int = _CHART_ROWS

    @property
    def least_bottom(self) -> int:
        """The row that the panel reaches at least."""
        return self.next_row + self.chart_rows if self.chart else self.next_row

    def draw(self, draft: SheetDraft, bottom: int) -> None:
        """Draw the chart down to ``bottom``."""
        if self.chart:
            area = Area(self.next_row + 1, self.left, bottom, self.left + _COLUMNS - 1)
            draft.draw(replace(self.chart, area=area))


def put_grades(draft: SheetDraft, data: SummaryData, table: ScoreTable, top: int, say: Words) -> Panel:
    """Put the distribution of grades; the chart shows it when there is a result."""
    titles = data.grades
    draft.put(top, 0, say("Grades"), "section", across=_COLUMNS)
    draft.tall(top, 24)
    for column, heading in ((0, say("Grade")), (2, say("People")), (4, say("Share"))):
        draft.put(top + 1, column, heading, "head" if column == 0 else "head-right", across=2)
    first, last = top + 2, top + 1 + len(titles)
    everyone = figures.scored(table)
    for row, title in enumerate(titles, start=first):
        count = figures.people(table, ("grade", f"$A{row + 1}", title))
        draft.put(row, 0, title, "text", across=2)
        draft.put(row, 2, count, "int", across=2)
        share = figures.ratio(f"$C{row + 1}", f"$C${last + 2}", count, everyone)
        draft.put(row, 4, share, "share", across=2)
    draft.put(last + 1, 0, say("All"), "total-text", across=2)
    draft.put(last + 1, 2, everyone, "total-int", across=2)
    whole = figures.ratio(f"$C{last + 2}", f"$C${last + 2}", everyone, everyone)
    draft.put(last + 1, 4, whole, "total-share", across=2)
    chart = None
    if everyone.value and titles:
        people = Series(say("People"), Area(first, 0, last, 0), Area(first, 2, last, 2), ACCENT)
        chart = Chart(
            "column", _ANYWHERE, say("Grades (people)"), say("Grade"), say("People"), (people,),
            labels="0", value_format="0", low=0, unit=_step(table, titles),
        )  # fmt: skip
    return Panel(last + 2, 0, chart)


def _step(table: ScoreTable, titles: list[str]) -> float:
    """Choose the distance of the gridlines so that it is a whole number of people."""
    most = max(int((table.rows["grade"] == title).sum()) for title in titles)
    return next((step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most <= 6 * step), 1000)


def put_departments(draft: SheetDraft, table: ScoreTable, top: int, say: Words) -> Panel:
    """Put the departments with results, from the highest mean down; many are cut to both ends."""
    left = DEPARTMENTS_LEFT
    departments, heading = _shown(table, say)
    draft.put(top, left, heading, "section", across=_COLUMNS)
    draft.put(top + 1, left, say("Department"), "head", across=2)
    headings = (say("People"), say("With a total"), say("Mean"), say("Median"))
    for column, text in enumerate(headings, start=left + 2):
        draft.put(top + 1, column, text, "head-right")
    first, last = top + 2, top + 1 + len(departments)
    for row, department in enumerate(departments, start=first):
        by = ("department", f"$H{row + 1}", department)
        draft.put(row, left, department, "text", across=2)
        draft.put(row, left + 2, figures.people(table, by), "int")
        draft.put(row, left + 3, figures.scored(table, by), "int")
        draft.put(row, left + 4, figures.mean(table, by), "score")
        draft.put(row, left + 5, figures.median(table, by), "score")
    draft.put(last + 1, left, say("All"), "total-text", across=2)
    draft.put(last + 1, left + 2, figures.people(table), "total-int")
    draft.put(last + 1, left + 3, figures.scored(table), "total-int")
    draft.put(last + 1, left + 4, figures.mean(table), "total-score")
    draft.put(last + 1, left + 5, figures.median(table), "total-score")
    charted = sum(1 for name in departments if figures.mean(table, ("department", "", name)).value != NONE)
    chart = None
    if charted:
        last = first + charted - 1
        means = Series(say("Mean"), Area(first, left, last, left), Area(first, left + 4, last, left + 4), ACCENT)
        chart = Chart(
            "bar", _ANYWHERE, say("Mean per department"), say("Department"), say("Mean score"), (means,),
            labels="0.00", value_format="0", low=0, high=figures.axis_top(table, "department"), unit=20,
        )  # fmt: skip
    return Panel(top + 3 + len(departments), left, chart, max(_CHART_ROWS, charted + 4))


def _shown(table: ScoreTable, say: Words) -> tuple[list[str], str]:
    departments = figures.ordered(table, "department")
    if len(departments) <= _SHOWN:
        return departments, say("Departments")
    half = _SHOWN // 2
    scored = [d for d in departments if figures.scored(table, ("department", "", d)).value]
    ends = [*scored[:half], *scored[half:][-half:]] if scored else departments[:_SHOWN]
    heading = say("Departments: the highest and the lowest means of {count}")
    return ends, heading.format(count=len(departments))
