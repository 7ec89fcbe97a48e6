"""Fonts in which a text reads as something else: struck out, or in signs for its letters and digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from xlsappraise.xlsx.attributes import decimal, flag
from xlsappraise.xlsx.cell import unescape
from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from collections.abc import Set
    from xml.etree.ElementTree import Element

Odd = Literal["repeated", "pushed out", "struck out", "signs"]
_SIGN_FONTS = frozenset({
    "wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett", "mt extra", "bookshelf symbol 7",
    "zapfdingbats", "zapf dingbats", "itc zapf dingbats", "opensymbol", "segoe mdl2 assets", "segoe fluent icons",
    "hololens mdl2 assets", "starsymbol", "monotype sorts", "ms outlook", "ms reference specialty", "symbol mt",
    "bodoni ornaments", "bodoni ornaments itc tt",
})  # fmt: skip
_SYMBOLS = 2
"""The character set of fonts that have signs in place of letters"""
_THEMES = {"majorFont": "major", "minorFont": "minor"}
"""The fonts of a theme, and what a style calls them"""


def odd_font(font: Element, signs: Set[str] = frozenset()) -> Odd | None:
    """Return how a font makes a text read as something else; ``signs``: those of the theme that have signs."""
    for element in font:
        name = local(element.tag)
        if name == "strike" and flag(element.get("val"), default=True):
            return "struck out"
        if name in ("name", "rFont") and any(map(_of_signs, unescape(element.get("val", "")).split(";"))):
            return "signs"
        if name == "charset" and decimal(element.get("val")) == _SYMBOLS:
            return "signs"
        if signs and name == "scheme" and element.get("val") in signs:
            return "signs"
    return None


def theme_fonts_of_signs(theme: Element, ns: str) -> frozenset[str]:
    """Return which fonts of a theme have signs for letters, in whichever script, by what a style calls them."""
    fonts = theme.findall(f"{ns}themeElements/{ns}fontScheme/*")
    return frozenset(
        _THEMES[local(font.tag)] for font in fonts if local(font.tag) in _THEMES and any(map(_is_of_signs, font))
    )


def _is_of_signs(face: Element) -> bool:
    return _of_signs(face.get("typeface", "")) or face.get("charset", "").strip().lstrip("0") == str(_SYMBOLS)


def _of_signs(name: str) -> bool:
    """Return whether a font has signs, whatever marks it as upright, or as ordinary, or names its features."""
    face = name.partition(":")[0].strip().removeprefix("@").casefold().removesuffix("regular").strip(" -")
    return face in _SIGN_FONTS
