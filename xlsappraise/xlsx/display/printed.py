"""The header and footer that are printed on the pages of a sheet, without fonts, sizes and colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.attributes import flag
from xlsappraise.xlsx.cell import unescape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LOOKS = re.compile(
    r'&(?:"[^"]*"|[0-9]+|K(?:[0-9A-Fa-f]{6}(?: 000000)?|[0-9]{2}[+-][0-9]{3})|[BIUESXYOHLCR])', re.IGNORECASE
)
"""Codes for font, size, colour (Numbers writes it twice), style, and the part of the line"""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A header or footer: ``name`` as the sheet calls it, ``text`` with the codes of its fields alone."""

    name: str
    text: str


def lines_printed(root: Element, ns: str) -> Iterator[PrintedLine]:
    """Yield the headers and footers that are printed; those of first and even pages only where they are in use."""
    for element in root.iterfind(f"{ns}headerFooter"):
        names = ["oddHeader", "oddFooter"]
        names += ["evenHeader", "evenFooter"] if flag(element.get("differentOddEven")) else []
        names += ["firstHeader", "firstFooter"] if flag(element.get("differentFirst")) else []
        for name in names:
            for found in element.iterfind(f"{ns}{name}"):
                text = " ".join(_LOOKS.sub(" ", unescape(found.text or "")).split())
                if text:
                    yield PrintedLine(name, text)
