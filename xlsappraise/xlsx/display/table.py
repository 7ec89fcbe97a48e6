"""Everything that the part with the styles says, read once for all files of a worker that have the same part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.display import alternatives
from xlsappraise.xlsx.display.colours import Colours, cell_colours, normal_size
from xlsappraise.xlsx.display.fonts import Odd
from xlsappraise.xlsx.display.padding import PADDED, padding
from xlsappraise.xlsx.display.painted import Look, look
from xlsappraise.xlsx.display.palette import Palette, palette_of
from xlsappraise.xlsx.display.room import PLACED, TALL, Placing, placing
from xlsappraise.xlsx.display.styles import (
    BUILT_IN,
    cell_styles,
    format_number,
    number_formats,
    odd_styles,
    refuse_decoys,
)
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import namespace, parse, refuse_versions

FORMAT_LIMIT = 255
_LISTS = frozenset({"colors", "numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"})
"""What styles are made of, by number: a choice between two of them, or a second one, has no one meaning"""
_PLAIN = Colours()
_SMALL = 2**18
"""Bytes below which a part is kept"""


@dataclass(frozen=True, slots=True, eq=False)
class StyleTable:
    """The number formats, colours and places of cell styles by index, and the looks of conditional formats.

    ``palette``: the colours that any style has, ``inks``: those that have a number; ``places``: the styles that make a
    content read as something else.
    """

    formats: list[str]
    colours: list[Colours]
    palette: frozenset[Colours]
    places: Mapping[int, Odd]
    looks: list[Look]
    inks: Palette
    placings: Sequence[Placing] = ()
    """How each style places its content"""
    pads: Mapping[int, float] = field(default_factory=dict)
    """The digits of room that the number formats of styles take up, where these are many"""
    crowded: frozenset[int] = frozenset()
    cutting: frozenset[int] = frozenset()
    """The styles that may leave a content no room, and those that may cut off the beginning of a text"""
    telling: frozenset[int] = frozenset()
    """The styles that show any content that is not padded with blanks, and has no fonts of its own, as it is"""
    normal: float = 11.0
    """The size of the font in whose digits the widths of columns are counted"""

    def placing_of(self, style: int) -> Placing:
        """Return how a style places its content."""
        return self.placings[style] if style < len(self.placings) else PLACED

    def colours_of(self, style: int) -> Colours:
        """Return the colours of a style, black on white where the list ends before it."""
        return self.colours[style] if style < len(self.colours) else _PLAIN


NO_STYLES = StyleTable([], [], frozenset(), {}, [], Palette())


def style_table(data: bytes, book: str = "", theme: bytes | None = None) -> StyleTable:
    """Return what the part says; ``book`` is the workbook's namespace, ``theme`` the part with its theme.

    Raise Refusal where programs would read it differently.
    """
    small = len(data) < _SMALL and len(theme or b"") < _SMALL
    return _kept(data, book, theme) if small else _read(data, book, theme)


@lru_cache(maxsize=8)
def _kept(data: bytes, book: str, theme: bytes | None) -> StyleTable:
    return _read(data, book, theme)


def _read(data: bytes, book: str, theme: bytes | None) -> StyleTable:
    root = parse(data)
    ns = namespace(root, book)
    refuse_versions(root, _LISTS)
    if alternatives.MARK in data:
        alternatives.settle(root)
    refuse_decoys(root, ns)
    for name in _LISTS:
        if len(root.findall(f"{ns}{name}")) > 1:
            raise hostile(phrase("a list of styles that is written twice"))
    own = number_formats(root, ns)
    if any(len(code) > FORMAT_LIMIT for code in own.values()):
        raise hostile(phrase("a number format of more than {count} characters", count=FORMAT_LIMIT))
    styles = list(cell_styles(root, ns))
    numbers = [format_number(style) for style in styles]
    inks = palette_of(theme, root, ns)
    colours = list(cell_colours(root, ns, styles, inks))
    formats = [own.get(number) or BUILT_IN.get(number, "General") for number in numbers]
    placings = [placing(style) for style in styles]
    pads = {index: pad for index, code in enumerate(formats) if (pad := padding(code)) >= PADDED}
    odd = odd_styles(root, ns, styles, inks.signs)
    crowded = frozenset(n for n, one in enumerate(placings) if one.crowds or n in pads or colours[n].size >= TALL)
    cutting = frozenset(n for n, one in enumerate(placings) if one.may_cut)
    veiling = {n for n, one in enumerate(formats) if "[" in one or colours[n].unseen}
    return StyleTable(
        formats,
        colours,
        frozenset(colours),
        odd,
        [look(style, inks) for style in root.iterfind(f"{ns}dxfs/{ns}dxf")],
        inks,
        placings,
        pads,
        crowded,
        cutting,
        frozenset(range(len(styles))) - crowded - cutting - veiling - odd.keys(),
        normal_size(root, ns),
    )
