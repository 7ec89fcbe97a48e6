"""The colours that a theme defines, in each spelling of drawings: by digits, by name, by light, lighter or darker."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.attributes import decimal
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNKNOWN = "?"
BLACK, WHITE = "000000", "FFFFFF"
_SYSTEM = {"window": WHITE, "windowText": BLACK}
_PRESET = {
    "black": BLACK, "white": WHITE, "red": "FF0000", "lime": "00FF00", "blue": "0000FF", "yellow": "FFFF00",
    "green": "008000", "gray": "808080", "grey": "808080", "silver": "C0C0C0", "navy": "000080",
}  # fmt: skip
_WHOLE, _TURN = 100_000.0, 21_600_000.0
"""A hundred percent, and a full turn among the hues, in the units of drawings"""
_PASSED = ("alpha", "extLst")
"""What leaves a colour as it is"""
_HEX = re.compile(r"[0-9A-Fa-f]{6,}")


def digits(written: str) -> str:
    """Return six hexadecimal digits, of more the last ones, before which stands how opaque a colour is."""
    found = _HEX.match(written)
    return found[0][-6:].upper() if found else UNKNOWN


def theme_colour(element: Element, ns: str) -> str:
    """Return the colour of a place in a theme; raise Refusal for one that is not computed here."""
    colours = [one for one in element if one.tag.startswith(ns) and local(one.tag) not in _PASSED]
    if not colours:
        return UNKNOWN
    if len(colours) > 1:
        raise hostile(phrase("content of which programs take different versions: {name}", name=local(element.tag)))
    return _changed(_named(colours[0]), colours[0])


def _named(colour: Element) -> str:
    kind, name = local(colour.tag), colour.get("val", "")
    if kind == "srgbClr":
        return digits(name)
    if kind == "sysClr":
        return _SYSTEM.get(name) or digits(colour.get("lastClr", ""))
    if kind == "prstClr" and name in _PRESET:
        return _PRESET[name]
    if kind == "scrgbClr":
        return _hex(*(_gamma(_share(colour.get(part))) for part in "rgb"))
    if kind == "hslClr":
        hue = (decimal(colour.get("hue")) or 0.0) / _TURN
        return _hex(*colorsys.hls_to_rgb(hue, _share(colour.get("lum")), _share(colour.get("sat"))))
    raise hostile(phrase("an attribute that programs read differently: {text}", text=f"{kind} {name}"[:40]))


def _changed(base: str, colour: Element) -> str:
    """Return a colour after the changes of its light that stand inside it."""
    for change in colour:
        kind = local(change.tag)
        if kind in _PASSED or base == UNKNOWN:
            continue
        if kind not in ("lumMod", "lumOff"):
            raise hostile(phrase("an attribute that programs read differently: {text}", text=kind[:40]))
        hue, light, full = colorsys.rgb_to_hls(*(int(base[at : at + 2], 16) / 255 for at in (0, 2, 4)))
        amount = _share(change.get("val"), most=10.0)
        light = light * amount if kind == "lumMod" else light + amount
        base = _hex(*colorsys.hls_to_rgb(hue, max(0.0, min(1.0, light)), full))
    return base


def _share(written: str | None, most: float = 1.0) -> float:
    """Return a share as drawings write it: in thousandths of a percent, or in percent with its sign."""
    text = written or "0"
    number = (decimal(text.removesuffix("%")) or 0.0) / (100.0 if text.endswith("%") else _WHOLE)
    return max(-most if most > 1 else 0.0, min(most, number))


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * float(part ** (1 / 2.4)) - 0.055


def _hex(red: float, green: float, blue: float) -> str:
    return "".join(f"{round(255 * part):02X}" for part in (red, green, blue))
