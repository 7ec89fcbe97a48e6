"""Phonetic guides: small texts that Japanese and Chinese programs show above the characters of a cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.cell import Tags, inline_text, unescape
from xlsappraise.xlsx.xml import namespace

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MARK = b"rPh"


@dataclass(frozen=True, slots=True)
class Guide:
    """A text, and the phonetic guide above it."""

    text: str
    guide: str


def guides(root: Element) -> Iterator[Guide]:
    """Yield the guides of the texts in a part, shared or of single cells."""
    tags = Tags.of(namespace(root))
    for element in root.iter():
        if element.tag in (tags.item, tags.inline):
            runs = element.findall(tags.phonetic)
            if runs:
                text = "".join(part.text or "" for run in runs for part in run.iter(tags.text))
                yield Guide(inline_text(element, tags), unescape(text).strip())
