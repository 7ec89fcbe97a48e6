"""Everything that the part with the styles says, read once for all files of a worker that have the same part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.attributes import whole
from xlsappraise.xlsx.display.colours import Colours, cell_colours
from xlsappraise.xlsx.display.painted import Look, look
from xlsappraise.xlsx.display.styles import BUILT_IN, Odd, cell_styles, odd_place
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import namespace, parse

FORMAT_LIMIT = 255
_SMALL = 2**18
"""Bytes below which a part is kept"""


@dataclass(frozen=True, slots=True)
class StyleTable:
    """The number formats, colours and places of cell styles by index, and the looks of conditional formats.

    ``palette``: the colours that any style has; ``places``: those that put content where it reads as something else.
    """

    formats: list[str]
    colours: list[Colours]
    palette: frozenset[Colours]
    places: Mapping[int, Odd]
    looks: list[Look]


NO_STYLES = StyleTable([], [], frozenset(), {}, [])


def style_table(data: bytes, book: str = "") -> StyleTable:
    """Return what the part says; ``book`` is the workbook's namespace.

    Raise Refusal where programs would read it differently.
    """
    return _kept(data, book) if len(data) < _SMALL else _read(data, book)


@lru_cache(maxsize=8)
def _kept(data: bytes, book: str) -> StyleTable:
    return _read(data, book)


def _read(data: bytes, book: str) -> StyleTable:
    root = parse(data)
    ns = namespace(root, book)
    own = {e.get("numFmtId"): e.get("formatCode", "General") for e in root.iterfind(f"{ns}numFmts/{ns}numFmt")}
    if any(len(code) > FORMAT_LIMIT for code in own.values()):
        raise hostile(phrase("a number format of more than {count} characters", count=FORMAT_LIMIT))
    styles = list(cell_styles(root, ns))
    numbers = [style.get("numFmtId", "0") for style in styles]
    colours = list(cell_colours(root, ns, styles))
    places = ((index, odd_place(style)) for index, style in enumerate(styles))
    return StyleTable(
        [own.get(number) or BUILT_IN.get(whole(number) or 0, "General") for number in numbers],
        colours,
        frozenset(colours),
        {index: odd for index, odd in places if odd is not None},
        [look(style) for style in root.iterfind(f"{ns}dxfs/{ns}dxf")],
    )
