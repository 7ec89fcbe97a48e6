"""The colours of cells and of conditional formats: text and ground, as far as a file gives them; the size of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.attributes import count, decimal
from xlsappraise.xlsx.display.contrast import alike, contrast
from xlsappraise.xlsx.display.palette import BLACK, UNKNOWN, WHITE, Palette, colour_of
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import is_own, local, own_children

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RAISED, _RAISED_SHARE = ("superscript", "subscript"), 0.65
"""How text is raised and lowered; the size that programs give it then, as a share of its own"""
_PATTERNS = frozenset({
    "none", "solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp",
    "darkGrid", "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid", "lightTrellis",
    "gray125", "gray0625",
})  # fmt: skip
LEAST_SIZE = 5.0
"""Points below which nobody reads a text"""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of text and ground, as six hexadecimal digits, or unknown; the size of the text in points."""

    text: str = BLACK
    ground: str = WHITE
    size: float = 11.0

    @property
    def unseen(self) -> bool:
        """Return whether nobody sees the text."""
        return self.size < LEAST_SIZE or alike(self.text, self.ground)


def text_colour(font: Element) -> str | None:
    """Return what a font says of its colour; None where it gives none."""
    written = own_children(font).get("color")
    return None if written is None else colour_of(written)


def text_size(font: Element) -> float:
    """Return the size of a font in points, that of raised or lowered text as it is shown."""
    parts = own_children(font)
    written, moved = parts.get("sz"), parts.get("vertAlign")
    size = 11.0 if written is None else decimal(written.get("val")) or 0.0
    return size if moved is None or moved.get("val") not in RAISED else _RAISED_SHARE * size


def normal_size(root: Element, ns: str) -> float:
    """Return the size of the font in whose digits the widths of columns are counted: the smallest of what may be."""
    based = root.findall(f"{ns}cellStyleXfs/{ns}xf")
    fonts = root.findall(f"{ns}fonts/{ns}font")
    styles = [
        0,
        *(count(style.get("xfId")) for style in root.iterfind(f"{ns}cellStyles/{ns}cellStyle") if _normal(style)),
    ]
    numbers = {count(based[style].get("fontId")) if style < len(based) else 0 for style in styles}
    return min((text_size(fonts[number]) for number in numbers if number < len(fonts)), default=11.0)


def _normal(style: Element) -> bool:
    """Return whether a named style is the one that everything is based on: by its number, by its name without one."""
    number = style.get("builtinId")
    return style.get("name", "").casefold() == "normal" if number is None else count(number, -1) == 0


def cell_colours(root: Element, ns: str, styles: Iterable[Element], palette: Palette) -> Iterator[Colours]:
    """Yield the colours of each cell style, and the size of its text."""
    fonts = []
    for element in root.iterfind(f"{ns}fonts/{ns}font"):
        colour = text_colour(element)
        fonts.append(((BLACK,) if colour is None else palette.colours(colour), text_size(element)))
    fills = [_filled(fill, palette) for fill in root.iterfind(f"{ns}fills/{ns}fill")]
    known: dict[tuple[str, str], Colours] = {}
    for style in styles:
        written = style.get("fontId", "0"), style.get("fillId", "0")
        if written not in known:
            font, fill = (count(number) for number in written)
            texts, size = fonts[font] if font < len(fonts) else ((BLACK,), 11.0)
            ground = fills[fill] if fill < len(fills) else WHITE
            known[written] = Colours(_faintest(texts, ground), ground, size)
        yield known[written]


def _faintest(texts: Sequence[str], ground: str) -> str:
    """Return the colour of a text; of several, of which programs take different ones, the one that is seen least."""
    return texts[0] if len(texts) == 1 else min(texts, key=lambda text: (text == UNKNOWN, contrast(text, ground)))


def _filled(fill: Element, palette: Palette) -> str:
    """Return the ground of a cell style: white without a fill, the nearer colour of a solid one."""
    kinds = own_children(fill)
    if len(kinds) > 1:
        raise hostile(phrase("content of which programs take different versions: {name}", name="fill"))
    pattern = kinds.get("patternFill")
    kind = "" if pattern is None else pattern_of(pattern, "none")
    if kind == "none":
        return WHITE
    if pattern is None or kind != "solid":
        return mixed(fill, palette)
    written = own_children(pattern).get("fgColor")
    return BLACK if written is None else palette.colour(colour_of(written))


def pattern_of(fill: Element, default: str) -> str:
    """Return the kind of a pattern; raise Refusal for one that programs do not know."""
    kind = fill.get("patternType", default)
    if kind not in _PATTERNS:
        raise hostile(phrase("an attribute that programs read differently: {text}", text=kind[:40]))
    return kind


def mixed(fill: Element, palette: Palette) -> str:
    """Return the colour of a pattern or a gradient all colours of which look the same; unknown for others.

    Of a pattern the nearer colour is black without one, the farther white; a gradient may have a single colour.
    """
    written = [e for e in fill.iter() if local(e.tag) in ("fgColor", "bgColor", "color") and is_own(e)]
    colours = [palette.colour(colour_of(e)) for e in written]
    names = {local(e.tag) for e in written}
    if "patternFill" in own_children(fill):
        colours += [colour for name, colour in (("fgColor", BLACK), ("bgColor", WHITE)) if name not in names]
    same = bool(colours) and all(alike(colours[0], other) for other in colours[1:])
    return colours[0] if same else UNKNOWN
