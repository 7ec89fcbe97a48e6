"""Texts that cannot be seen, or of which a part cannot: runs of rich text that are white, tiny or struck out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.cell import Tags, inline_text
from xlsappraise.xlsx.display import alternatives
from xlsappraise.xlsx.display.colours import RAISED, Colours, text_colour, text_size
from xlsappraise.xlsx.display.fonts import odd_font
from xlsappraise.xlsx.display.palette import BLACK, Palette
from xlsappraise.xlsx.xml import local, namespace, own_children

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MARK = b"rPr"


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text with a font of its own: its colour as written; ``gone``: struck out, or signs for letters."""

    text: str
    colour: str | None = None
    size: float = 11.0
    gone: bool = False
    theme: str = ""
    """The font of the theme that it has, as styles call it"""


@dataclass(frozen=True, slots=True)
class Veiled:
    """A text in several fonts."""

    text: str
    runs: tuple[Run, ...]

    def seen(self, ground: str, palette: Palette) -> str | None:
        """Return what of the text can be seen on a ground, perhaps nothing; None where all of it can."""
        hidden = [run.gone or run.theme in palette.signs or _unseen(run, ground, palette) for run in self.runs]
        if not any(out and run.text.strip() for out, run in zip(hidden, self.runs, strict=True)):
            return None
        return "".join(run.text for out, run in zip(hidden, self.runs, strict=True) if not out)


def _unseen(run: Run, ground: str, palette: Palette) -> bool:
    colours = (BLACK,) if run.colour is None else palette.colours(run.colour)
    return any(Colours(colour, ground, run.size).unseen for colour in colours)


def veiled(root: Element) -> Iterator[Veiled]:
    """Yield the texts of a part, shared or of single cells, that have fonts of their own."""
    tags = Tags.of(namespace(root))
    for element in root.iter():
        if element.tag in (tags.item, tags.inline):
            runs = element.findall(tags.run)
            if any(local(e.tag) == "rPr" for run in runs for e in run):
                text = inline_text(element, tags)
                yield Veiled(text, tuple(_run(run, tags, number=_numeric(text)) for run in runs))


def _numeric(text: str) -> bool:
    return text.strip().replace(".", "").isdecimal()


def _run(run: Element, tags: Tags, *, number: bool) -> Run:
    """Return a run; a raised or lowered digit of a ``number`` is none of its digits."""
    text = "".join(part.text or "" for part in run.iterfind(tags.text))
    font = own_children(run).get("rPr")
    if font is None:
        return Run(text, "rgb ? 0")
    alternatives.refuse(font)
    theme = next((e.get("val", "") for e in font if local(e.tag) == "scheme"), "")
    moved = any(local(e.tag) == "vertAlign" and e.get("val", "") in RAISED for e in font)
    return Run(text, text_colour(font), text_size(font), odd_font(font) is not None or (number and moved), theme)
