"""The sheet 总览: one landscape page with the period's figures and what needs attention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import footer
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.spec import Area, Chart, Formula, PageSetup, Series, Sheet
from xlsappraise.report import figures
from xlsappraise.report.score_table import ScoreTable
from xlsappraise.report.sheets.attention import notices
from xlsappraise.report.vocabulary import NONE, state_words
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData

# Two panels of six columns with a narrow gap between them; all else is aligned to these.
_WIDTHS = (15.0,) * 6 + (2.0,) + (15.0,) * 6
_ALL = len(_WIDTHS)
_TILES = (0, 2, 4, 7, 9, 11)
_TILE_ROW = 4
_NOTICES = 12
_DEPARTMENTS_LEFT = 7
_COLUMNS = 6
_SHOWN = 8  # departments on the page; the others are on their own sheet
_CHART_ROWS = 10
_ANYWHERE = Area(0, 0, 0, 0)  # replaced when the last row of both panels is determined


def sheet(report: Report) -> Sheet:
    """Describe the sheet."""
    data, say = report.data, report.say
    draft = SheetDraft(say("Overview"), _WIDTHS)
    table = report.scores
    _put_title(draft, data, say)
    _put_tiles(draft, data, table, say)
    top = 9
    left = _put_grades(draft, data, table, top, say)
    right = _put_departments(draft, table, top, say)
    bottom = max(left.least_bottom, right.least_bottom)
    for panel in (left, right):
        panel.draw(draft, bottom)
    _put_attention(draft, data, bottom + 2, say)
    page = PageSetup("landscape", "", footer(data, say), single=True)
    return draft.sheet(page, tab=ACCENT)


def _put_title(draft: SheetDraft, data: SummaryData, say: Words) -> None:
    period = data.period.title(say)
    title = say("Appraisal summary, {period}").format(period=period)
    draft.put(0, 0, title, "title", across=6)
    draft.put(0, _DEPARTMENTS_LEFT, clean(data.organisation), "aside", across=6)
    draft.tall(0, 34)
    lead = say(
        "Ranks, means and grades cover valid forms only. Every figure is a formula over the scores sheet; the notes "
        "sheet explains how it is computed."
    )
    draft.put(1, 0, lead, "lead", across=_ALL)
    first, second = _lines(data, say)
    draft.put(2, 0, first, "lead", across=_ALL)
    if second:
        draft.put(3, 0, second, "lead", across=_ALL)
    draft.tall(3, 8)


def _lines(data: SummaryData, say: Words) -> tuple[str, str]:
    """Describe the sources of the results: files, forms, shorter periods; the second line may be blank."""
    results = len(data.results) - sum(len(table.rolled) for table in data.rollups.values())
    issued = data.counts.get("issued", results)
    if data.rollups and not issued:
        return _rolled_line(data, say), ""
    second = [_forms_line(data, say)] if issued != results else []
    second += [_rolled_line(data, say)] if data.rollups else []
    return _files_line(data, say), " ".join(second)


def _rolled_line(data: SummaryData, say: Words) -> str:
    """Describe the number of results rolled up from shorter periods."""
    rolled = [one for table in data.rollups.values() for one in table.rolled]
    text = say("Rolled up from {first} to {last}: {count} results, of them {open} without a total.")
    below = data.period.below()
    count, with_total = len(rolled), sum(one.total is not None for one in rolled)
    return text.format(first=below[0], last=below[-1], count=count, open=count - with_total)


def _forms_line(data: SummaryData, say: Words) -> str:
    """Describe the number of forms, where several raters' forms make one result."""
    text = say(
        "Forms: issued {issued} = valid {valid} + incomplete {incomplete} + invalid {invalid} + missing {missing}; "
        "the forms of several raters about one person make one result, and the figures below count results."
    )
    keys = ("issued", "valid", "incomplete", "invalid", "missing")
    return text.format(**{key: data.counts.get(key, 0) for key in keys})


def _files_line(data: SummaryData, say: Words) -> str:
    text = say(
        "Files seen {seen} = accepted {accepted} + refused {refused} + set aside {set_aside} "
        "+ duplicate {duplicate} + ignored {ignored}"
    )
    keys = ("seen", "accepted", "refused", "set_aside", "duplicate", "ignored")
    return text.format(**{key: data.file_counts.get(key, 0) for key in keys})


def _put_tiles(draft: SheetDraft, data: SummaryData, table: ScoreTable, say: Words) -> None:
    """Put two rows of six figures: counts of forms and the mean; measures of spread."""
    words = state_words(say)
    valid = figures.in_state(table, words["valid"])
    issued = figures.people(table)
    first: tuple[tuple[str, Formula | int, str], ...] = (
        (say("results due") if data.rollups else say("issued"), issued, "tile-int"),
        (words["valid"], valid, "tile-good"),
        (words["incomplete"], figures.in_state(table, words["incomplete"]), "tile-warn"),
        (words["invalid"], figures.in_state(table, words["invalid"]), "tile-bad"),
        (words["missing"], figures.in_state(table, words["missing"]), "tile-bad"),
        (say("Mean"), figures.mean(table), "tile-score"),
    )
    second: tuple[tuple[str, Formula | int, str], ...] = (
        (
            say("valid of those due") if data.rollups else say("valid of issued"),
            figures.ratio(_tile(1), _tile(0), valid, issued),
            "small-share",
        ),
        (say("withdrawn"), data.counts.get("withdrawn", 0), "small-int"),
        (say("Median"), figures.median(table), "small-score"),
        (say("Standard deviation"), figures.spread(table), "small-score"),
        (say("Lowest"), figures.lowest(table), "small-score"),
        (say("Highest"), figures.highest(table), "small-score"),
    )
    for row, tiles, tall in ((_TILE_ROW, first, 34), (_TILE_ROW + 2, second, 24)):
        for column, (label, content, style) in zip(_TILES, tiles, strict=True):
            draft.put(row, column, label, "tile-label", across=2)
            draft.put(row + 1, column, content, _tile_style(content, style), across=2)
        draft.tall(row, 20)
        draft.tall(row + 1, tall)
    draft.tall(8, 10)


def _tile(number: int) -> str:
    """Return the address of a figure in the first row of tiles."""
    return f"${column_letters(_TILES[number])}${_TILE_ROW + 2}"


def _tile_style(content: Formula | int, style: str) -> str:
    """Return the neutral style for a count of 0, else ``style``."""
    value = content.value if isinstance(content, Formula) else content
    return "tile-int" if value == 0 and style in {"tile-good", "tile-warn", "tile-bad"} else style


def _put_attention(draft: SheetDraft, data: SummaryData, row: int, say: Words) -> None:
    found = notices(data, say)
    draft.put(row, 0, say("What needs attention"), "section", across=_ALL)
    draft.tall(row, 24)
    if not found:
        draft.put(row + 1, 0, say("Nothing needs attention."), "text", across=_ALL)
    shown = found if len(found) <= _NOTICES else found[: _NOTICES - 1]
    for notice in shown:
        row += 1
        draft.put(row, 0, notice.kind, notice.style)
        draft.put(row, 1, notice.subject, "text", across=3)
        draft.put(row, 4, notice.text, "text", across=_ALL - 4)
    if len(found) > len(shown):
        more = say("{count} more: see the sheets Problems, Missing and Files.")
        draft.put(row + 1, 0, more.format(count=len(found) - len(shown)), "text", across=_ALL)


@dataclass(frozen=True, slots=True)
class _Panel:
    """The part of a panel below its table: a chart that extends to the bottom of the longer panel, or nothing."""

    next_row: int
    left: int
    chart: Chart | None
    chart_rows: int = _CHART_ROWS

    @property
    def least_bottom(self) -> int:
        """The last row of the panel with its chart at minimum height."""
        return self.next_row + self.chart_rows if self.chart else self.next_row

    def draw(self, draft: SheetDraft, bottom: int) -> None:
        """Draw the chart, down to the row ``bottom``."""
        if self.chart:
            area = Area(self.next_row + 1, self.left, bottom, self.left + _COLUMNS - 1)
            draft.draw(replace(self.chart, area=area))


def _put_grades(draft: SheetDraft, data: SummaryData, table: ScoreTable, top: int, say: Words) -> _Panel:
    """Put the distribution of grades; with a chart if there is any result."""
    titles = data.grades
    draft.put(top, 0, say("Grades"), "section", across=_COLUMNS)
    draft.tall(top, 24)
    for column, heading in ((0, say("Grade")), (2, say("People")), (4, say("Share"))):
        draft.put(top + 1, column, heading, "head" if column == 0 else "head-right", across=2)
    first, last = top + 2, top + 1 + len(titles)
    overall = figures.scored(table)
    for row, title in enumerate(titles, start=first):
        count = figures.people(table, ("grade", f"$A{row + 1}", title))
        draft.put(row, 0, title, "text", across=2)
        draft.put(row, 2, count, "int", across=2)
        share = figures.ratio(f"$C{row + 1}", f"$C${last + 2}", count, overall)
        draft.put(row, 4, share, "share", across=2)
    draft.put(last + 1, 0, say("All"), "total-text", across=2)
    draft.put(last + 1, 2, overall, "total-int", across=2)
    whole = figures.ratio(f"$C{last + 2}", f"$C${last + 2}", overall, overall)
    draft.put(last + 1, 4, whole, "total-share", across=2)
    chart = None
    if overall.value and titles:
        people = Series(say("People"), Area(first, 0, last, 0), Area(first, 2, last, 2), ACCENT)
        chart = Chart(
            "column", _ANYWHERE, say("Grades (people)"), say("Grade"), say("People"), (people,),
            labels="0", value_format="0", low=0, unit=_step(table, titles),
        )  # fmt: skip
    return _Panel(last + 2, 0, chart)


def _step(table: ScoreTable, titles: list[str]) -> float:
    """Return the distance of gridlines, a whole number of people."""
    most = max(int((table.rows["grade"] == title).sum()) for title in titles)
    return next((step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most <= 6 * step), 1000)


def _put_departments(draft: SheetDraft, table: ScoreTable, top: int, say: Words) -> _Panel:
    """Put the departments by descending mean; of many only the highest and the lowest."""
    left = _DEPARTMENTS_LEFT
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
    return _Panel(top + 3 + len(departments), left, chart, max(_CHART_ROWS, charted + 4))


def _shown(table: ScoreTable, say: Words) -> tuple[list[str], str]:
    departments = figures.ordered(table, "department")
    if len(departments) <= _SHOWN:
        return departments, say("Departments")
    half = _SHOWN // 2
    scored = [d for d in departments if figures.scored(table, ("department", "", d)).value]
    ends = [*scored[:half], *scored[half:][-half:]] if scored else departments[:_SHOWN]
    heading = say("Departments: the highest and the lowest means of {count}")
    return ends, heading.format(count=len(departments))
