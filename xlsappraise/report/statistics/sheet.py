"""The sheets 统计·<scheme>: statistics over rows and counts of a scheme's forms: headline, answers, groups, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import round_number
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import footer, kept_together, on_one_page
from xlsappraise.drawing.spec import Formula, PageSetup, Sheet
from xlsappraise.report import figures
from xlsappraise.report.measured import (
    has_statistics,
    listed_texts,
    matrices,
    open_column,
    reported_columns,
    share_rules,
)
from xlsappraise.report.score_table import ScoreTable
from xlsappraise.report.statistics.canvas import Canvas, Grid, grid_for
from xlsappraise.report.statistics.lists import (
    NEEDS,
    OPEN_NEEDS,
    TEXT_NEEDS,
    Counts,
    put_counts,
    put_forms,
    put_open,
    put_rows,
    put_texts,
)
from xlsappraise.report.statistics.panels import group_needs, matrix_needs, put_answers, put_groups
from xlsappraise.report.statistics.rows import RowList
from xlsappraise.report.vocabulary import NONE, titled_names
from xlsappraise.schemes import Scheme
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData

_TITLE = (0, 0)
"""The cell of the scheme's title, by which formulas choose its results"""
_TILES = 6


def sheets(report: Report) -> list[Sheet]:
    """Describe one sheet per scheme with tables or share rules that has valid forms."""
    data, say = report.data, report.say
    titles = data.titles
    keys = [key for key in titles if _has_sheet(data, key)]
    names = titled_names(say("Results"), [titles[key] for key in keys])
    table = report.scores
    return [_sheet(data, say, table, key, titles[key], name) for key, name in zip(keys, names, strict=True)]


def _has_sheet(data: SummaryData, key: str) -> bool:
    scheme = data.schemes.get(key)
    return scheme is not None and has_statistics(scheme) and key in data.criteria and len(data.criteria[key]) > 0


@dataclass(frozen=True)
class _Lists:
    """The lists at the end of the sheet; their positions depend on everything above."""

    rows: tuple[RowList, ...]
    counts: tuple[Counts, ...]


def _sheet(data: SummaryData, say: Words, table: ScoreTable, key: str, title: str, name: str) -> Sheet:
    scheme = data.schemes[key]
    lists = _lists(data, key, scheme)
    grid = _grid(lists)
    draft = SheetDraft(name, grid.widths)
    top = _draw(Canvas(draft, grid, say), data, table, lists, key, title)
    draft = SheetDraft(name, grid.widths)
    canvas = Canvas(draft, grid, say)
    placed = _placed(lists, top)
    _draw(canvas, data, table, placed, key, title)
    for counts in placed.counts:
        put_forms(canvas, counts)
    for rows in placed.rows:
        if rows.size:
            put_rows(canvas, rows)
    header = f'&L&"Microsoft YaHei,Bold"&12 {name.replace("&", "&&")}'
    page = kept_together(PageSetup("landscape", header, footer(data, say)), draft, canvas.blocks())
    return draft.sheet(on_one_page(page, draft))


def _lists(data: SummaryData, key: str, scheme: Scheme) -> _Lists:
    rows = []
    for table in scheme.tables:
        if (key, table.id) in data.tables:
            frame = data.tables[key, table.id].sort_values(["@employee_id", "@row"], kind="stable")
            rows.append(RowList(table, frame.reset_index(drop=True), 0))
    counts = [
        Counts(criterion, rule, data.shares[key, criterion.id].sort_values("@employee_id"), 0)
        for criterion, rule in share_rules(scheme)
        if (key, criterion.id) in data.shares
    ]
    return _Lists(tuple(rows), tuple(counts))


def _placed(lists: _Lists, top: int) -> _Lists:
    """Return the lists with their positions, the first at row ``top``: blank row, title, headings, rows."""
    counts, rows = [], []
    for one in lists.counts:
        counts.append(replace(one, top=top + 3))
        top += 3 + one.size
    for other in lists.rows:
        rows.append(replace(other, top=top + 3))
        top += 3 + other.size if other.size else 0
    return _Lists(tuple(rows), tuple(counts))


def _grid(lists: _Lists) -> Grid:
    panels: list[Sequence[float]] = [NEEDS for _one in lists.counts]
    for rows in lists.rows:
        panels += [matrix_needs(matrix) for matrix in matrices(rows.table)]
        panels += [group_needs(reported_columns(rows.table))]
        panels += [OPEN_NEEDS] if open_column(rows.table) else []
        panels += [TEXT_NEEDS] if listed_texts(rows.table) else []
    return grid_for([*(one.widths for one in lists.counts), *(one.widths for one in lists.rows)], panels)


def _draw(canvas: Canvas, data: SummaryData, table: ScoreTable, lists: _Lists, key: str, title: str) -> int:
    """Draw everything above the lists; return the first free row."""
    _put_head(canvas, data, title)
    _put_tiles(canvas, data, table, lists, key, title)
    for counts in lists.counts:
        put_counts(canvas, counts)
    for rows in lists.rows:
        if rows.size:
            put_open(canvas, rows, data.period.last_day)
            put_answers(canvas, rows)
            put_groups(canvas, rows, data.schemes[key])
            put_texts(canvas, rows)
        else:
            text = canvas.say("{table}: no rows in this period.").format(table=clean(rows.table.title))
            canvas.heading(text)
    return canvas.row


def _put_head(canvas: Canvas, data: SummaryData, title: str) -> None:
    say, grid, draft = canvas.say, canvas.grid, canvas.draft
    (left, right) = grid.slices(2)
    draft.put(*_TITLE, title, "title", across=left[1])
    owner = f"{clean(data.organisation)} · {data.period.title(say)}"
    draft.put(0, right[0], owner, "aside", across=right[1])
    draft.tall(0, 34)
    lead = say("All figures are of valid forms: formulas over the lists at the end of this sheet and over the scores.")
    draft.put(1, 0, lead, "lead", across=grid.count)
    draft.tall(2, 8)
    canvas.row = 3


def _put_tiles(canvas: Canvas, data: SummaryData, table: ScoreTable, lists: _Lists, key: str, title: str) -> None:
    """Put the headline figures and their change on the period before."""
    say = canvas.say
    spans = canvas.grid.slices(_TILES)
    top = canvas.row + 1
    cells = [f"${column_letters(first)}${top + 1}" for first, _across in spans]
    by = ("scheme_title", f"${column_letters(_TITLE[1])}${_TITLE[0] + 1}", title)
    mean = figures.mean(table, by)
    before = data.previous.get(data.schemes[key].id)
    change, word = _change(mean, cells, None if before is None else before.mean, say)
    rows = _row_count(lists)
    tiles: list[tuple[str, Formula | float | str, str]] = [
        (say("Mean of the totals"), mean, "tile-score"),
        (say("Valid forms"), figures.scored(table, by), "tile-int"),
        (say("Rows"), NONE if rows is None else rows, "tile-int"),
        (say("Mean of the period before"), NONE if before is None else before.mean, "tile-plain"),
        (say("Change"), change, "tile-signed"),
        (say("Trend"), word, "tile-word"),
    ]
    for (first, across), (label, content, style) in zip(spans, tiles, strict=True):
        canvas.draft.put(top - 1, first, label, "tile-label", across=across)
        canvas.draft.put(top, first, content, style, across=across)
    canvas.draft.tall(top - 1, 20)
    canvas.draft.tall(top, 34)
    canvas.row = top + 1


def _row_count(lists: _Lists) -> Formula | None:
    """Return the number of rows of all tables as a formula; None if the scheme has no table."""
    if not lists.rows:
        return None
    terms = [f"COUNTA({rows.people_ref})" for rows in lists.rows if rows.size]
    return Formula(f"={'+'.join(terms) or '0'}", sum(rows.size for rows in lists.rows))


def _change(mean: Formula, cells: list[str], before: float | None, say: Words) -> tuple[Formula, Formula]:
    """Return the difference from the period before, and its direction as a text."""
    none, up, down, same = (
        say("none before"), say("↑ up"), say("↓ down"), say("→ level"),
    )  # fmt: skip
    now, then, change = cells[0], cells[3], cells[4]
    difference: float | str = NONE
    if before is not None and isinstance(mean.value, float):
        difference = round_number(mean.value - before)
    word = none if isinstance(difference, str) else up if difference > 0 else down if difference < 0 else same
    return (
        Formula(f'=IF(AND(ISNUMBER({now}),ISNUMBER({then})),ROUND({now}-{then},2),"{NONE}")', difference),
        Formula(f'=IF(ISNUMBER({change}),IF({change}>0,"{up}",IF({change}<0,"{down}","{same}")),"{none}")', word),
    )
