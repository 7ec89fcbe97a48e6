"""Page set-up that all sheets share: what stands above and below the printed rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from xlsappraise.drawing.measure import ROW, clean, clip
from xlsappraise.drawing.spec import Orientation, PageSetup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.period import Period
    from xlsappraise.drawing.draft import SheetDraft

_FONT = '&"Microsoft YaHei"&9 '
_PRINTED = (770.0, 490.0)  # points of a landscape page within its margins
_WIDER = 1.12  # columns come out between 1 and 1.3 times as wide, by the fonts at hand
_LEAST_WIDER = 1.06
_SQUEEZED = 1.3
_DEFAULT_ROW = 15.0  # points of a row that nothing was put into
_MOST = 36


class Owned(Protocol):
    """What a page's footer names: whose workbook it is, and of which period."""

    @property
    def organisation(self) -> str:
        """The organisation's name."""

    @property
    def period(self) -> Period:
        """The period."""


def footer(data: Owned, say: Words) -> str:
    """Name the organisation and the period, and number the pages."""
    owner = f"{clip(clean(data.organisation), 60)} · {data.period.title(say)}".replace("&", "&&")
    pages = say("page {page} of {pages}").format(page="&P", pages="&N")
    return f"&L{_FONT}{owner}&R{_FONT}{pages}"


def list_page(data: Owned, say: Words, name: str, orientation: Orientation = "landscape") -> PageSetup:
    """Set up the page of a list: its name on top, its heading row on every page."""
    header = f'&L&"Microsoft YaHei,Bold"&12 {name.replace("&", "&&")}'
    return PageSetup(orientation, header, footer(data, say), heading_rows=1)


def rows_left(widths: Sequence[float], used: float, least: int) -> int:
    """Count the rows of a chart that fills a landscape page below ``used`` points; at least ``least``."""
    return max(least, min(_MOST, int((_room(widths) - used) / ROW)))


def on_one_page(page: PageSetup, draft: SheetDraft) -> PageSetup:
    """Squeeze what is little more than a page on one, so that no chart is cut in two."""
    return replace(page, single=sum(draft.heights.values()) <= _room(draft.widths) * _SQUEEZED)


def kept_together(page: PageSetup, draft: SheetDraft, blocks: Sequence[tuple[int, int]]) -> PageSetup:
    """End a page before each block that would be cut in two; blocks are (first, last row), in order.

    A block that is longer than a page is left to be cut.
    """
    room = _room(draft.widths, _LEAST_WIDER)
    breaks: list[int] = []
    begun, done = 0.0, 0
    for first, last in blocks:
        begun = (begun + _points(draft, done, first)) % room
        if breaks or first:
            needed = _points(draft, first, last + 1)
            if begun + needed > room >= needed:
                breaks.append(first)
                begun = 0.0
        done = first
    return replace(page, breaks=tuple(breaks))


def _points(draft: SheetDraft, first: int, end: int) -> float:
    return sum(draft.heights.get(row, _DEFAULT_ROW) for row in range(first, end))


def _room(widths: Sequence[float], wider: float = _WIDER) -> float:
    """Return the points of rows that fit a landscape page as wide as ``widths``."""
    across, down = _PRINTED
    return down / min(1.0, across / sum((width * 7 + 5) * 0.75 * wider for width in widths))
