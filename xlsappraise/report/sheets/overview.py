"""总览: one landscape page that says how the period went and what needs attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import footer
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.spec import Formula, PageSetup, Sheet
from xlsappraise.report import figures
from xlsappraise.report.score_table import ScoreTable
from xlsappraise.report.sheets.attention import notices
from xlsappraise.report.sheets.overview_panels import DEPARTMENTS_LEFT, put_departments, put_grades
from xlsappraise.report.vocabulary import state_words
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


def sheet(report: Report) -> Sheet:
    """Describe the sheet."""
    data, say = report.data, report.say
    draft = SheetDraft(say("Overview"), _WIDTHS)
    table = report.scores
    _put_title(draft, data, say)
    _put_tiles(draft, data, table, say)
    top = 9
    left = put_grades(draft, data, table, top, say)
    right = put_departments(draft, table, top, say)
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
    draft.put(0, DEPARTMENTS_LEFT, clean(data.organisation), "aside", across=6)
    draft.tall(0, 34)
    lead = say(
        "Ranks, means and grades cover valid forms only. Every figure is a formula over the scores sheet; "
        "the notes sheet says how it is computed."
    )
    draft.put(1, 0, lead, "lead", across=_ALL)
    first, second = _lines(data, say)
    draft.put(2, 0, first, "lead", across=_ALL)
    if second:
        draft.put(3, 0, second, "lead", across=_ALL)
    draft.tall(3, 8)


def _lines(data: SummaryData, say: Words) -> tuple[str, str]:
    """Say what the results rest on: files, forms, shorter periods; the second line may be blank."""
    results = len(data.results) - sum(len(table.rolled) for table in data.rollups.values())
    issued = data.counts.get("issued", results)
    if data.rollups and not issued:
        return _rolled_line(data, say), ""
    second = [_forms_line(data, say)] if issued != results else []
    second += [_rolled_line(data, say)] if data.rollups else []
    return _files_line(data, say), " ".join(second)


def _rolled_line(data: SummaryData, say: Words) -> str:
    """Count the results that are made of shorter periods."""
    rolled = [one for table in data.rollups.values() for one in table.rolled]
    text = say("Rolled up from {first} to {last}: {count} results, of them {open} without a total.")
    below = data.period.below()
    count, made = len(rolled), sum(one.total is not None for one in rolled)
    return text.format(first=below[0], last=below[-1], count=count, open=count - made)


def _forms_line(data: SummaryData, say: Words) -> str:
    """Count the forms where there are more of them than results: several raters have one each."""
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
    """Put two rows of six figures: the forms and their mean; what lies around the mean."""
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
            draft.put(row + 1, column, content, _calm(content, style), across=2)
        draft.tall(row, 20)
        draft.tall(row + 1, tall)
    draft.tall(8, 10)


def _tile(number: int) -> str:
    """Return the address of a figure in the first row of tiles."""
    return f"${column_letters(_TILES[number])}${_TILE_ROW + 2}"


def _calm(content: Formula | int, style: str) -> str:
    """Leave a count of nothing in the colour of ordinary counts."""
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
        draft.put(row, 1, notice.who, "text", across=3)
        draft.put(row, 4, notice.what, "text", across=_ALL - 4)
    if len(found) > len(shown):
        more = say("{count} more: see the sheets Problems, Missing and Files.")
        draft.put(row + 1, 0, more.format(count=len(found) - len(shown)), "text", across=_ALL)
