"""Text helpers: normalise for comparison, suggest similar words, measure widths."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_INVISIBLE = dict.fromkeys([0xAD, 0x34F, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF])
BIDI = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that change the order in which text is displayed"""


def fold(text: str) -> str:
    """Normalise a text for comparison: NFKC, without blanks and zero-width characters."""
    plain = "".join(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).split())
    return unicodedata.normalize("NFKC", plain)


def tidy(text: str) -> str:
    """Strip outer blanks (ideographic and no-break ones too), line breaks and zero-width characters."""
    return text.translate(_INVISIBLE).strip()


def has_invisible(text: str) -> bool:
    """Return whether a text holds control or reordering characters; blanks of any kind do not count."""
    return any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\n\t" for c in text)


def printable(text: str) -> str:
    """Escape what a terminal would not show: line breaks, control, bidirectional and lone-surrogate characters."""
    if text.isprintable():
        return text
    return "".join(c if is_shown(c) else escaped(c) for c in text)


def escaped(character: str) -> str:
    """Return a character as Python writes it in a literal."""
    return character.encode("unicode_escape", "surrogatepass").decode()


def is_shown(character: str) -> bool:
    """Return whether a terminal shows a character; blanks of any width are."""
    return character.isprintable() or unicodedata.category(character) == "Zs"


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most similar to ``word``, or None."""
    found = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return found[0] if found else None


def units(text: str) -> int:
    """Measure a line in column-width units: a CJK character is two wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def lines(text: str, width: float) -> int:
    """Count the lines of ``text`` when wrapped in a cell of ``width`` units."""
    return sum(max(1, -(-units(line) // max(1, int(width)))) for line in text.split("\n"))
