"""How far a number format pushes a content to the side: by widths of characters (``_W``) and by blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from xlsappraise.xlsx.display.sections import literal_of, sections_of

PADDED = 6.0
"""Digits of room that a number format may take up beside the content; those of money and accounting take up to five"""
_PLACES = 6
"""Places for digits that are blank without one, as many as formats of people have"""
_WIDTHS = {**dict.fromkeys("MWm@%", 1.6), **dict.fromkeys(" .,:;!|'ijlI()-", 0.6)}
"""Widths of letters that differ from that of a digit"""


@lru_cache(maxsize=1024)
def padding(code: str) -> float:
    """Return the width in digits of the blanks that a number format puts beside a content, in its widest section."""
    return max((sum(map(_width, section.tokens)) for section in sections_of(code)), default=0.0)


def _width(token: re.Match[str]) -> float:
    if token["digits"]:
        places = token["digits"].count("?")
        return places if places > _PLACES else 0.0
    if token["space"] is not None:
        return _of(token["space"])
    said = "" if token["fill"] is not None else literal_of(token)
    return sum(map(_of, said)) if said.isspace() else 0.0


def _of(char: str) -> float:
    return 2.0 if unicodedata.east_asian_width(char) in "WF" else _WIDTHS.get(char, 1.0)
