"""Split what a person wrote into entries, and name what the readers of details take and return."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsappraise.base.i18n import Text
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import tidy

LONGEST_LINE = 200
"""A longer line is not understood; the patterns are made for short ones"""
NUMBER = r"\d{1,15}(?:\.\d{1,15})?"
UNITS = r"人次|次|例|单|起|个|项|条|件|笔|处|回|户|份|名|天|日|小时|分钟|times?"
PLAIN_UNITS = frozenset({"人次", "次", "例", "起", "回", "time", "times"})
"""Units that say no more than how often"""
_BULLET = re.compile(r"^\s*(?:[①-⑳]|\(\d{1,2}\)|（\d{1,2}）|\d{1,2}\s*(?:[、)）]|[.．](?!\d))|[•·●■◆*]|[-–—]\s)\s*")
_BREAK = re.compile(r"[\n;；。]|(?<=[^\d\s]) {3,}")
_NUMERALS = {"半": "0.5", "一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7",
             "八": "8", "九": "9", "十": "10"}  # fmt: skip
_NUMERAL = re.compile(
    r"(?<=[扣减加得给计第每低高降升少])([半一二两三四五六七八九十])(?=分|个?百分点|[名位]|人次|[次例单起个项条件天])"
)
_DASHES = str.maketrans("－—–―−〜～∼╱", "-----~~~/")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """The criterion whose details are read: its title and points."""

    title: str
    points: float


@dataclass(frozen=True, slots=True)
class UnderstoodDetails:
    """The parameters of the rule, the entries that were not understood, and what is wrong with the others."""

    parameters: Mapping[str, Any]
    unread: tuple[str, ...] = ()
    faults: tuple[Text, ...] = ()


_NOTHING = re.compile(r"\s*(?:得零分|零分|不得分|不给分|无分)")
_ALL = re.compile(r"\s*(?:得|给)?(?:满分|全分)|\s*\ball points\b", re.IGNORECASE)


def figured(entry: str, item: ScoredItem) -> str:
    """Return an entry with “no points” and “all points” written as numbers."""
    return _ALL.sub(f" {plain(item.points)}分", _NOTHING.sub(" 0分", entry)).strip()


Reader = Callable[[Sequence[str], ScoredItem], UnderstoodDetails]
"""Reads the entries of one cell"""


def entries(text: str) -> tuple[str, ...]:
    """Return what a cell lists: a line each, numbering dropped, widths and numerals folded."""
    lines = (_BULLET.sub("", line) for line in _BREAK.split(text))
    return tuple(folded for line in lines if (folded := _folded(line)))


def _folded(line: str) -> str:
    folded = unicodedata.normalize("NFKC", tidy(line)).translate(_DASHES)
    folded = _THOUSANDS.sub("", folded).strip(" ,;.")
    return _NUMERAL.sub(lambda found: _NUMERALS[found[1]], " ".join(folded.split()))


def pieces(lines: Sequence[str], complete: re.Pattern[str], signs: str = ",、/ ") -> tuple[str, ...]:
    """Split lines at the first of the signs that leaves only pieces that are complete by themselves."""
    found: list[str] = []
    for line in lines:
        for sign in signs:
            parts = [part.strip() for part in line.split(sign) if part.strip()]
            if len(parts) > 1 and all(complete.fullmatch(part) for part in parts):
                found += parts
                break
        else:
            found.append(line)
    return tuple(found)


def trimmed(text: str) -> str:
    """Return a label without the signs around it."""
    return text.strip(" ,:;.、()=-")
