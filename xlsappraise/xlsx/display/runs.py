"""Texts that cannot be seen, or of which a part cannot: runs of rich text that are white or tiny."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.cell import Tags, inline_text
from xlsappraise.xlsx.display.colours import BLACK, WHITE, Colours, text_colour, text_size
from xlsappraise.xlsx.xml import local, namespace

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MARK = b"rPr"


@dataclass(frozen=True, slots=True)
class Veiled:
    """A text, and what of it can be seen, perhaps nothing."""

    text: str
    seen: str


def veiled(root: Element) -> Iterator[Veiled]:
    """Yield the texts of a part, shared or of single cells, that are not wholly seen."""
    tags = Tags.of(namespace(root))
    for element in root.iter():
        if element.tag in (tags.item, tags.inline):
            runs = [(_unseen(run), _text(run, tags)) for run in element.findall(tags.run)]
            seen = "".join(text for hidden, text in runs if not hidden)
            if any(hidden and text.strip() for hidden, text in runs):
                yield Veiled(inline_text(element, tags), seen)


def _text(run: Element, tags: Tags) -> str:
    return "".join(part.text or "" for part in run.iterfind(tags.text))


def _unseen(run: Element) -> bool:
    for look in (e for e in run if local(e.tag) == "rPr"):
        return Colours(text_colour(look) or BLACK, WHITE, text_size(look)).unseen
    return False
