"""Page set-up of reports: headers, footers, page breaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from xlsappraise.drawing.measure import ROW, clean, clip
from xlsappraise.drawing.report_styles import MUTED
from xlsappraise.drawing.spec import Orientation, PageSetup, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.period import Period
    from xlsappraise.drawing.draft import SheetDraft

_FONT = '&"Microsoft YaHei"&9 '
_PRINTED = (770.0, 490.0)  # points of a landscape page within its margins
_WIDER = 1.12  # columns are printed 1 to 1.3 times as wide, depending on the installed fonts
_LEAST_WIDER = 1.06
_SQUEEZED = 1.3
_DEFAULT_ROW = 15.0  # points of an empty row
_MOST = 36


class FooterData(Protocol):
    """What a page's footer names: the organisation and the period of the workbook."""

    @property
    def organisation(self) -> str:
        """The organisation's name."""

    @property
    def period(self) -> Period:
        """The period."""


def footer(data: FooterData, say: Words) -> str:
    """Return the footer: organisation, period and page number."""
    owner = f"{clip(clean(data.organisation), 60)} · {data.period.title(say)}".replace("&", "&&")
    pages = say("page {page} of {pages}").format(page="&P", pages="&N")
    return f"&L{_FONT}{owner}&R{_FONT}{pages}"


def list_page(data: FooterData, say: Words, name: str, orientation: Orientation = "landscape") -> PageSetup:
    """Return the page set-up of a list: its name on top, its heading row on every page."""
    header = f'&L&"Microsoft YaHei,Bold"&12 {name.replace("&", "&&")}'
    return PageSetup(orientation, header, footer(data, say), heading_rows=1)


def as_appendix(sheet: Sheet, say: Words) -> Sheet:
    """Mark a sheet as an appendix: in its header, and by a grey tab."""
    word = say("Appendix")
    header = f"&R{_FONT}{word}"
    page = replace(sheet.page, appendix=True, header=sheet.page.header + header)
    return replace(sheet, page=page, tab=MUTED)


def rows_left(widths: Sequence[float], used: float, least: int, row: float = ROW) -> int:
    """Return the number of rows of a chart that fills a landscape page below ``used`` points; at least ``least``."""
    return max(least, min(_MOST, int((_room(widths) - used) / row)))


def bars_tall(widths: Sequence[float], used: float, bars: int) -> int:
    """Return the number of rows of a chart of so many horizontal bars: few of them do not fill a page."""
    least = max(12, bars + 6)
    return min(rows_left(widths, used, least), max(least, 3 * bars + 8))


def on_one_page(page: PageSetup, draft: SheetDraft) -> PageSetup:
    """Scale a sheet of little more than a page to one page, so that no chart is split."""
    return replace(page, single=sum(draft.heights.values()) <= _room(draft.widths) * _SQUEEZED)


def kept_together(page: PageSetup, draft: SheetDraft, blocks: Sequence[tuple[int, int]]) -> PageSetup:
    """Set page breaks before blocks that would be split; blocks are (first, last row), in order.

    A block that is longer than a page is split.
    """
    room = _room(draft.widths, _LEAST_WIDER)
    repeated = _points(draft, page.heading_first, page.heading_first + page.heading_rows)
    breaks: list[int] = []
    begun, done = 0.0, 0
    for first, last in blocks:
        for row in range(done, first):
            begun = _after(begun, _points(draft, row, row + 1), room, repeated)
        needed = _points(draft, first, last + 1)
        if (breaks or first) and begun + needed > room >= needed:
            breaks.append(first)
            begun = repeated
        done = first
    return replace(page, breaks=tuple(breaks))


def _after(begun: float, row: float, room: float, repeated: float) -> float:
    """Return how much of a page is used below a row; one that has no room goes to the next page, below the headings."""
    return begun + row if begun + row <= room else repeated + row


def _points(draft: SheetDraft, first: int, end: int) -> float:
    return sum(draft.heights.get(row, _DEFAULT_ROW) for row in range(first, end))


def _room(widths: Sequence[float], wider: float = _WIDER) -> float:
    """Return the row heights, in points, that fit a landscape page as wide as ``widths``."""
    across, down = _PRINTED
    return down / min(1.0, across / sum((width * 7 + 5) * 0.75 * wider for width in widths))
