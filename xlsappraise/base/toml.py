"""Read TOML text; whatever keeps it from being read is one kind of error.

Size, depth and the length of numbers are bounded before parsing: the parser takes any of them, and what it returns may
be too much for whoever shows or computes it.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from xlsappraise.base.files import opened, text_fault
from xlsappraise.base.i18n import SOURCE, Text, phrase, words, written

SIZE = 256 * 2**10
"""The bytes of a file; the longest one that is shipped has 10 KB"""
DEPTH = 24
PARTS = 16
"""So many parts a key with points may have"""
DIGITS = 40
_EXPONENT = re.compile(r"[+-]?[0-9][0-9_.]*[eE][+-]?0*[1-9][0-9_]{3,}")
_VALUE = re.compile(r"""^[ \t]*([a-z_]+)[ \t]*=[ \t]*["']([^"'\n]{1,200})["']""", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TOKEN = re.compile(
    r'''"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*+(?:"{3,5}|\Z|\\)'''
    r"""|'''(?:[^']|'{1,2}(?!'))*+(?:'{3,5}|\Z)"""
    r"""|"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?|\#[^\n]*+"""
    r"""|(?P<word>[A-Za-z0-9_+.:-]++)|(?P<mark>[\[\]{}=,\n])""",
    re.DOTALL,
)
"""What a text is made of: strings and comments, which are passed over, words (bare keys, numbers, points), marks"""


class TomlFault(ValueError):  # noqa: N818 - it is an answer, as Refusal is
    """The text is not TOML that can be read; ``why`` says so in no language."""

    def __init__(self, why: Text) -> None:
        super().__init__(written(why, words(SOURCE)))
        self.why = why


def toml_text(path: Path) -> str:
    """Return the text of a TOML file; raise TomlFault for one that is too large, OSError, UnicodeDecodeError."""
    with opened(path) as file:
        data = file.read(SIZE + 1)
        if len(data) > SIZE:
            size = os.fstat(file.fileno()).st_size >> 10
            raise TomlFault(phrase("it has {size} KB, at most {limit} KB are read", size=size, limit=SIZE >> 10))
    return data.decode("utf-8-sig")


def read_toml(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return what a TOML text holds; raise TomlFault."""
    for place, why in _beyond(text):
        line = text.count("\n", 0, place) + 1
        raise TomlFault(phrase("line {line}: {detail}", line=line, detail=why))
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        raise TomlFault(text_fault(error)) from None
    except (RecursionError, ValueError) as error:  # bounded above, so only a parser of another kind gets here
        raise TomlFault(str(error)) from None


def head_values(path: Path) -> dict[str, str]:
    """Return the texts before the first table of a file, by key, whatever else is wrong with the file."""
    try:
        with opened(path) as file:
            head = file.read(SIZE).decode("utf-8-sig", "replace")
    except OSError:
        return {}
    return {found[1]: found[2] for found in _VALUE.finditer(_TABLE.split(head, maxsplit=1)[0])}


def _beyond(text: str) -> Iterator[tuple[int, Text]]:
    """Yield the places where a text goes beyond the limits, with what is too much there."""
    depth = points = 0
    for token in _TOKEN.finditer(text):
        mark, word = token["mark"], token["word"]
        if mark is not None:
            depth = max(0, depth + (mark in "[{") - (mark in "]}"))
            points = 0
            if depth > DEPTH:
                yield token.start(), phrase("nested more than {depth} deep", depth=DEPTH)
        elif word is not None:
            points += word.count(".")
            if points >= PARTS:
                yield token.start(), phrase("a key of more than {count} parts", count=PARTS)
            if len(word) > DIGITS and word.lstrip("+-")[:1].isdigit():
                found = phrase("a number of {count} digits; at most {limit}", count=len(word), limit=DIGITS)
                yield token.start(), found
            if _EXPONENT.fullmatch(word):
                yield token.start(), phrase("a number with too large an exponent: {number}", number=word)
