"""The number formats of cell styles, and how they place their content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.attributes import count, decimal, flag
from xlsappraise.xlsx.display.fonts import Odd, odd_font
from xlsappraise.xlsx.display.sections import ordinary
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import local, misplaced, own_children, refuse_others

if TYPE_CHECKING:
    from collections.abc import Set
    from xml.etree.ElementTree import Element

_FAR = 12
"""Steps of indentation that push a text out of a cell: each is wider than a digit"""
_MONEY = "$#,##0"
_YEAR_MONTH, _DAY, _LONG = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_HOURS, _SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: f"{_MONEY};({_MONEY})", 6: f"{_MONEY};[Red]({_MONEY})",
    7: f"{_MONEY}.00;({_MONEY}.00)", 8: f"{_MONEY}.00;[Red]({_MONEY}.00)", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 27: _YEAR_MONTH, 28: _DAY, 29: _DAY,
    23: f"{_MONEY};({_MONEY})", 24: f"{_MONEY};[Red]({_MONEY})", 25: f"{_MONEY}.00;({_MONEY}.00)",
    26: f"{_MONEY}.00;[Red]({_MONEY}.00)", 30: "m-d-yy", 31: _LONG, 32: _HOURS, 33: _SECONDS, 34: _HOURS,
    35: _SECONDS, 36: _YEAR_MONTH, 37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', 44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@", 50: _YEAR_MONTH, 51: _DAY, 52: _YEAR_MONTH, 53: _DAY, 54: _DAY, 55: _HOURS, 56: _SECONDS,
    57: _YEAR_MONTH, 58: _DAY, 59: "0", 60: "0.00", 61: "#,##0", 62: "#,##0.00", 67: "0%", 68: "0.00%", 69: "# ?/?",
    70: "# ??/??", 71: "d/m/yyyy", 72: "d-mmm-yy", 73: "d-mmm", 74: "mmm-yy", 75: "h:mm", 76: "h:mm:ss",
    77: "d/m/yyyy h:mm", 78: "mm:ss", 79: "[h]:mm:ss", 80: "mm:ss.0", 81: "d/m/bb",
}  # fmt: skip
"""The formats that have a number only; 27 to 36 and 50 to 58 are dates and times of East Asia, in any locale, 59 to 81
those of Thailand; 23 to 26 repeat those of money"""
_LANGUAGE = re.compile(r"\[\$([^\]-]*)-(?:([0-9A-Fa-f]{1,8})|[A-Za-z][A-Za-z0-9-]*(,[0-9A-Za-z]+)?)\]")
"""The language of a number format, as a number or by its name, behind which the number of a calendar may stand"""


def cell_styles(root: Element, ns: str) -> Iterator[Element]:
    """Yield the styles of cells in order; raise Refusal where programs would count them differently."""
    lists = root.findall(f"{ns}cellXfs")
    if len(lists) > 1:
        raise hostile(phrase("a list of styles that is written twice"))
    for element in lists[0] if lists else ():
        if element.tag == f"{ns}xf":
            yield element
        elif local(element.tag) == "xf":
            raise hostile(phrase("content outside its place: {name}", name="xf"))


_LISTED = {
    "numFmts": "numFmt",
    "cellXfs": "xf",
    "cellStyleXfs": "xf",
    "fonts": "font",
    "fills": "fill",
    "borders": "border",
}
"""The lists that are counted, and what is counted in them"""
_ITEMS = frozenset({"numFmt", "xf", "font", "fill", "border"})


def refuse_decoys(root: Element, ns: str) -> None:
    """Raise Refusal for a list of styles, or an item of one, that only programs find which go by names alone."""
    for child in root:
        name = local(child.tag)
        listed = _LISTED.get(name) if child.tag == f"{ns}{name}" else None
        if listed is not None:
            refuse_others(child, f"{ns}{listed}", _ITEMS)
        for element in child.iter():
            if local(element.tag) in _LISTED and not (element is child and listed is not None):
                raise misplaced(element)


def odd_place(style: Element) -> Odd | None:
    """Return how a style places its content so that it reads as something else: again and again, or out of sight."""
    placed = own_children(style).get("alignment")
    if placed is None:
        return None
    if placed.get("horizontal") == "fill":
        return "repeated"
    return "pushed out" if (decimal(placed.get("indent")) or 0) >= _FAR else None


def crossed(border: Element) -> bool:
    """Return whether a border crosses its cell out: with a line from corner to corner."""
    if not (flag(border.get("diagonalUp")) or flag(border.get("diagonalDown"))):
        return False
    return any(local(line.tag) == "diagonal" and line.get("style", "none") != "none" for line in border)


def odd_styles(root: Element, ns: str, styles: list[Element], signs: Set[str]) -> dict[int, Odd]:
    """Return the styles that make a content read as something else, by index.

    ``signs``: the fonts of the theme that have signs for letters.
    """
    fonts = dict(enumerate(odd_font(font, signs) for font in root.iterfind(f"{ns}fonts/{ns}font")))
    borders = {n for n, border in enumerate(root.iterfind(f"{ns}borders/{ns}border")) if crossed(border)}
    found: dict[int, Odd] = {}
    for index, style in enumerate(styles):
        odd = fonts.get(count(style.get("fontId"))) or odd_place(style)
        if odd is None and borders and count(style.get("borderId")) in borders:
            odd = "struck out"
        if odd is not None:
            found[index] = odd
    return found


def number_formats(root: Element, ns: str) -> dict[int, str]:
    """Return the number formats of a workbook's own by number; raise Refusal where one number has two."""
    found: dict[int, str] = {}
    for element in root.iterfind(f"{ns}numFmts/{ns}numFmt"):
        number, code = format_number(element), element.get("formatCode", "General")
        if element.get("numFmtId") is not None and found.setdefault(number, code) != code:
            raise hostile(phrase("a number format that is written twice: {number}", number=number))
        for name, newer in element.items():
            if name.endswith("}formatCode16") and _placed(newer) != _placed(code):
                raise hostile(phrase("a number format that is written twice: {number}", number=number))
    return found


def _placed(code: str) -> str:
    """Return a number format without what newer programs write in another way: the names of languages."""
    return _LANGUAGE.sub(_unnamed, code)


def _unnamed(language: re.Match[str]) -> str:
    """Return the currency of a language, and whether it asks for numerals or a calendar of its own."""
    sign, number, other = language.groups()
    return f"[${sign}-{'own' if other or not ordinary(int(number or '0', 16)) else ''}]"


def format_number(element: Element) -> int:
    """Return the number of a number format, that of General without one; ``+165`` and ``0165`` are numbers."""
    return count(element.get("numFmtId"))
