"""Page set-up that all sheets share: what stands above and below the printed rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.summary.measure import clean, clip
from xlsappraise.summary.spec import Orientation, Page

if TYPE_CHECKING:
    from xlsappraise.i18n import Words
    from xlsappraise.summary.data import SummaryData

_FONT = '&"Microsoft YaHei"&9 '


def footer(data: SummaryData, say: Words) -> str:
    """Name the organisation and the period, and number the pages."""
    owner = f"{clip(clean(data.organisation), 60)} · {data.period.title(say)}".replace("&", "&&")
    pages = say("page {page} of {pages}").format(page="&P", pages="&N")
    return f"&L{_FONT}{owner}&R{_FONT}{pages}"


def list_page(data: SummaryData, say: Words, name: str, orientation: Orientation = "landscape") -> Page:
    """Set up the page of a list: its name on top, its heading row on every page."""
    header = f'&L&"Microsoft YaHei,Bold"&12 {name.replace("&", "&&")}'
    return Page(orientation, header, footer(data, say), heading_rows=1)
