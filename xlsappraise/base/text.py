"""Text helpers: normalise for comparison, suggest similar words, measure widths."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_FILLERS = (0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)
"""Letters that are drawn as nothing: fillers of Hangul, the blank of Braille"""
_INVISIBLE = dict.fromkeys([0xAD, 0x34F, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF, *_FILLERS])
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


LONGEST = 100
"""Longer texts are not compared with each other: they are no names"""


def clipped(text: str, most: int) -> str:
    """Return a text, cut where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most similar to ``word``, or None."""
    if len(word) > LONGEST:
        return None
    found = difflib.get_close_matches(word, [name for name in candidates if len(name) <= LONGEST], n=1, cutoff=0.6)
    return found[0] if found else None


class Suggestions:
    """Suggest the most similar of some names; only for the first ``most`` words, as each is compared with every name.

    So what a list full of unknown names costs grows with its length and not with that of both.
    """

    def __init__(self, names: Iterable[str], most: int = 200) -> None:
        self._names = tuple(names)
        self._most = most
        self._found: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """Return the name most similar to ``word``, or None."""
        if word not in self._found and len(self._found) < self._most:
            self._found[word] = nearest(word, self._names)
        return self._found.get(word)


@lru_cache(maxsize=16)
def suggestions(names: tuple[str, ...]) -> Suggestions:
    """Return the suggestions among names that are handed on as such, row by row."""
    return Suggestions(names)


def units(text: str) -> int:
    """Measure a line in column-width units: a CJK character is two wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def lines(text: str, width: float) -> int:
    """Count the lines of ``text`` when wrapped in a cell of ``width`` units."""
    return sum(max(1, -(-units(line) // max(1, int(width)))) for line in text.split("\n"))
