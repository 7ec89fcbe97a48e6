"""The sheet 总览: one page that a manager reads alone, and the links to everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import clean, fitted
from xlsappraise.drawing.pages import footer, rows_left
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.spec import Formula, PageSetup, Sheet
from xlsappraise.report import figures
from xlsappraise.report.cover.compared import put_grades, put_raters, put_schemes
from xlsappraise.report.cover.decisions import Decision, decisions
from xlsappraise.report.cover.headline import headline
from xlsappraise.report.cover.panel import PANEL
from xlsappraise.report.cover.plausible import put_plausibility
from xlsappraise.report.cover.standouts import put_standouts, standouts
from xlsappraise.report.vocabulary import WAITS, state_words
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData

_HALF = len(PANEL)
_WIDTHS = (*PANEL, 1.5, *PANEL)
_RIGHT = _HALF + 1
_ALL = len(_WIDTHS)
_LINE = 17.0
_SIXTHS = ((0, 2), (2, 4), (6, 1), (_RIGHT, 2), (_RIGHT + 2, 4), (_RIGHT + 6, 1))
"""First column and number of columns of each tile, and of each link"""
_TILE_ROW = 3
_DECISIONS = 8
_GRADE_ROWS = 8
_LINK = 20.0  # room for the name of a sheet


def sheet(report: Report, others: Sequence[Sheet]) -> Sheet:
    """Describe the sheet; ``others``: the sheets that it leads to."""
    data, say = report.data, report.say
    draft = SheetDraft(say("Overview"), _WIDTHS, line=_LINE)
    _put_title(draft, report)
    _put_tiles(draft, report)
    waiting = decisions(data, say)
    best, weakest = standouts(report)
    draft.put(1, 0, headline(report, best, weakest, len(waiting)), "headline", across=_ALL)
    row = _put_decisions(draft, waiting, _TILE_ROW + 3, say)
    below = [put_standouts(draft, report, row, left, best=good, found=found)
             for left, good, found in ((0, True, best), (_RIGHT, False, weakest)) if found]  # fmt: skip
    row = _gap(draft, max(below, default=row))
    if best:
        row = _gap(draft, max(put_schemes(draft, report, row, 0), put_raters(draft, report, row, _RIGHT)))
        row = _put_grades(draft, report, row, len(others))
    _put_index(draft, others, row, say)
    page = PageSetup("landscape", "", footer(data, say), single=True)
    return draft.sheet(page, tab=ACCENT)


def _gap(draft: SheetDraft, row: int) -> int:
    draft.tall(row, 6)
    return row + 1


def _put_title(draft: SheetDraft, report: Report) -> None:
    data, say = report.data, report.say
    title = say("Appraisal summary, {period}").format(period=data.period.title(say))
    if report.company is not None:
        title = say("{department}: {title}").format(department=report.company.department, title=title)
    draft.put(0, 0, title, "title", across=_HALF)
    draft.put(0, _RIGHT, clean(data.organisation), "aside", across=_HALF)
    draft.tall(0, 30)
    draft.put(2, 0, _lead(data, say), "lead", across=_ALL)


def _lead(data: SummaryData, say: Words) -> str:
    """Describe the sources of the results: files, forms, shorter periods."""
    results = len(data.results) - sum(len(table.rolled) for table in data.rollups.values())
    issued = data.counts.get("issued", results)
    people, several = data.results["employee_id"].nunique(), len(data.results)
    text = say("{people} people, {schemes} schemes; withdrawn {count}.")
    if people != several:  # somebody is appraised by two schemes
        text = say("{people} people with {results} results, {schemes} schemes; withdrawn {count}.")
    withdrawn = data.counts.get("withdrawn", 0)
    found = [text.format(people=people, results=several, schemes=len(data.titles), count=withdrawn)]
    if data.rollups:
        rolled = [one for table in data.rollups.values() for one in table.rolled]
        text = say("Rolled up from {first} to {last}: {count} results, of them {open} without a total.")
        below, count = data.period.below(), len(rolled)
        with_total = sum(one.total is not None for one in rolled)
        found.append(text.format(first=below[0], last=below[-1], count=count, open=count - with_total))
    if issued != results:
        text = say(
            "Forms: issued {issued} = valid {valid} + incomplete {incomplete} + invalid {invalid} + missing {missing}; "
            "the forms of several raters about one person make one result, and the figures below count results."
        )
        states = ("issued", "valid", "incomplete", "invalid", "missing")
        found.append(text.format(**{key: data.counts.get(key, 0) for key in states}))
    if issued or not data.rollups:
        text = say(
            "Files seen {seen} = accepted {accepted} + refused {refused} + set aside {set_aside} "
            "+ duplicate {duplicate} + ignored {ignored}"
        )
        keys = ("seen", "accepted", "refused", "set_aside", "duplicate", "ignored")
        found.append(text.format(**{key: data.file_counts.get(key, 0) for key in keys}))
    return " ".join(found)


def _put_tiles(draft: SheetDraft, report: Report) -> None:
    """Put the counts of results; whose the open ones are is told by what is to be decided."""
    data, say, table = report.data, report.say, report.scores
    words = state_words(say)
    issued, valid = figures.people(table), figures.in_state(table, words["valid"])
    states = set(map(str, data.results["state"]))
    unfinished = [state for state in ("incomplete", WAITS) if state in states] or ["incomplete"]
    cell = {index: f"${column_letters(left)}${_TILE_ROW + 2}" for index, (left, _across) in enumerate(_SIXTHS)}
    tiles: list[tuple[str, Formula | int, str]] = [
        (say("results due") if data.rollups else say("issued"), issued, "tile-int"),
        (words["valid"], valid, "tile-good"),
        *((" + ".join(words[state] for state in found), figures.in_state(table, *(words[s] for s in found)), style)
          for found, style in ((unfinished, "tile-warn"), (["invalid"], "tile-bad"), (["missing"], "tile-bad"))),
        (say("valid of those due") if data.rollups else say("valid of issued"),
         figures.ratio(cell[1], cell[0], valid, issued), "tile-share"),
    ]  # fmt: skip
    for (left, across), (label, content, style) in zip(_SIXTHS, tiles, strict=True):
        draft.put(_TILE_ROW, left, label, "tile-label", across=across)
        draft.put(_TILE_ROW + 1, left, content, _tile_style(content, style), across=across)
    draft.tall(_TILE_ROW + 1, 28)
    _gap(draft, _TILE_ROW + 2)


def _tile_style(content: Formula | int, style: str) -> str:
    """Return the neutral style for a count of 0, else ``style``."""
    value = content.value if isinstance(content, Formula) else content
    return "tile-int" if value == 0 and style in {"tile-good", "tile-warn", "tile-bad"} else style


def _put_decisions(draft: SheetDraft, found: Sequence[Decision], row: int, say: Words) -> int:
    """Put what is to be decided; return the next free row."""
    draft.put(row, 0, say("What you have to decide or do"), "section", across=_ALL)
    draft.tall(row, 22)
    if not found:
        draft.put(row + 1, 0, say("Nothing: everything is in, and nothing waits for a decision."), "text", across=_ALL)
        return _gap(draft, row + 2)
    shown = found if len(found) <= _DECISIONS else found[: _DECISIONS - 1]
    for one in shown:
        row += 1
        draft.put(row, 0, one.kind, one.style)
        draft.put(row, 1, one.who, "text", across=_HALF - 1)
        draft.put(row, _HALF, None, "text")
        draft.put(row, _RIGHT, one.what, "text", across=_HALF)
    if len(found) > len(shown):
        row += 1
        more = say("{count} more causes: see the sheets Problems, Missing and Files.")
        draft.put(row, 0, more.format(count=len(found) - len(shown)), "small", across=_ALL)
    return _gap(draft, row + 1)


def _put_grades(draft: SheetDraft, report: Report, row: int, links: int) -> int:
    """Put the grades with their chart, and what to ask about; return the next free row.

    The chart fills the page, down to the index of so many ``links``.
    """
    below, chart = put_grades(draft, report, row, 0)
    asked = put_plausibility(draft, report.data, row, _RIGHT, report.say)
    bottom = max(below, asked)
    if chart is not None:
        index = _LINE * (4 + links // len(_SIXTHS))
        used = sum(points for at, points in draft.heights.items() if at <= row) + index
        bottom = max(bottom, row + 1 + rows_left(_WIDTHS, used, _GRADE_ROWS, _LINE))
        draft.draw(replace(chart, area=replace(chart.area, bottom=bottom - 1)))
    return _gap(draft, bottom)


def _put_index(draft: SheetDraft, others: Sequence[Sheet], row: int, say: Words) -> None:
    """Put a link to each sheet, six in a row; appendices in a row of their own, in grey."""
    draft.put(row, 0, say("Sheets"), "section", across=_ALL)
    body, appendix = ([one for one in others if one.page.appendix is kind] for kind in (False, True))
    _put_links(draft, row + 1, body, "link")
    if appendix:
        below = row + 1 - (-len(body) // len(_SIXTHS))
        draft.put(below, 0, say("Appendix, printed on demand:"), "small", across=_SIXTHS[0][1])
        _put_links(draft, below, appendix, "link-muted", skipped=1)


def _put_links(draft: SheetDraft, row: int, found: Sequence[Sheet], style: str, skipped: int = 0) -> None:
    for index, one in enumerate(found, start=skipped):
        left, across = _SIXTHS[index % len(_SIXTHS)]
        draft.put(row + index // len(_SIXTHS), left, fitted(one.name, _LINK), style, across=across, link=one.name)
