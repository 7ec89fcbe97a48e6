"""Notes on how a sheet of HR was read: hidden rows that count, merged cells, further sheets of the kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsappraise.base.i18n import Fact
from xlsappraise.base.problems import Problem
from xlsappraise.typed.table import HeadedTable
from xlsappraise.xlsx.address import area

_ROWS = 20
_AREAS = 6


def reading_notes(table: HeadedTable) -> Iterator[Problem]:
    """Yield the notes on a sheet, at most one of a kind; for workbooks whose hidden rows count like all others."""
    if table.others:
        yield table.problem("sheets-besides", found=table.others, expected=table.name)
    names = [name for name in table.columns if name not in table.headed.shown]
    hidden = [str(row + 1) for row in table.rows if row in table.hidden and table.filled(row, *names)]
    if hidden:
        yield table.problem("hidden-rows-read", found=_first(hidden, _ROWS), count=len(hidden))
    spread = list(merged_areas(table, values=True))
    if spread:
        yield table.problem("merged-cells-read", spread[0], found=_first(spread, _AREAS), count=len(spread))
    once = list(merged_areas(table, values=False))
    if once:
        yield table.problem("merged-figure-once", once[0], found=_first(once, _AREAS), count=len(once))


def merged_areas(table: HeadedTable, *, values: bool, without: str = "") -> Iterator[str]:
    """Yield the merged areas of several rows; ``values``: those that give each row a value, else those that do not.

    ``without``: the id of a column that is left out.
    """
    for name, column in sorted(table.columns.items(), key=lambda item: item[1]):
        if table.spreads(name) == values and name not in table.headed.shown and name != without:
            for first, last in table.view.spread(column, table.heading_row or 0):
                yield area(first, last)


def _first(texts: Sequence[str], shown: int) -> Fact:
    return (*texts[:shown], *(["…"] if len(texts) > shown else []))
