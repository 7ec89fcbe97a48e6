"""Values of XML attributes, in the spellings that all programs read alike."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.limits import hostile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BLANKS = " \t\r\n"
"""What XML calls white space; what else Python takes for blank, other programs do not"""
_COUNT = re.compile(rf"[{_BLANKS}]*\+?([0-9]+)[{_BLANKS}]*(.*)", re.DOTALL)
_FLAGS = {"1": True, "true": True, "0": False, "false": False}


def flag(text: str | None, default: bool = False) -> bool:
    """Return a boolean attribute, ``default`` without one; raise Refusal for a spelling that some programs take for no.

    LibreOffice reads ``on`` and ``t`` as true, Excel does not.
    """
    if text is None:
        return default
    found = _FLAGS.get(text)
    if found is None:
        raise hostile(phrase("an attribute that programs read differently: {text}", text=text[:40]))
    return found


@lru_cache(maxsize=1 << 12)
def whole(text: str) -> int | None:
    """Return a number of at most nine ASCII digits, None for anything else."""
    text = text.strip(_BLANKS)
    return int(text) if len(text) <= 9 and text.isascii() and text.isdigit() else None


@lru_cache(maxsize=1 << 12)
def count(text: str | None, default: int = 0) -> int:
    """Return a number or index as programs read it: noughts and a plus sign before it count for nothing.

    ``default`` where there is none, or one that no program takes; raise Refusal for one with something behind it, of
    which some programs read the beginning.
    """
    found = _COUNT.fullmatch(text or "")
    if found is None:
        return default
    if found[2]:
        raise hostile(phrase("an attribute that programs read differently: {text}", text=found[0][:40]))
    number = whole(found[1].lstrip("0") or "0")
    return default if number is None else number


def decimal(text: str | None) -> float | None:
    """Return a finite number attribute, None without one; raise Refusal for anything else."""
    if text is None:
        return None
    number = number_of(text)
    if number is None:
        raise hostile(phrase("an attribute that programs read differently: {text}", text=text[:40]))
    return number


def number_of(text: str) -> float | None:
    """Return a finite number as XML writes it, None for anything else; Python alone reads more than a spreadsheet."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text and text.isascii() else None


def relation_id(element: Element) -> str:
    """Return the relationship that an element names, blank without one; raise Refusal when there are two."""
    names = {element.get(name) for name in (_R, _R_STRICT)} - {None}
    if len(names) > 1:
        raise hostile(phrase("two relationships of one name"))
    return names.pop() or "" if names else ""
