"""Formulas as text: shifted, relocated and compared in normalised form; never evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

_PIECES = re.compile(
    r"""(?P<string>"(?:[^"]|"")*")|(?P<quoted>'(?:[^']|'')*'!)"""
    r"""|(?P<ref>(?<![A-Za-z0-9_.$])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![A-Za-z0-9_.(]))"""
    r"""|(?P<number>(?<![A-Za-z0-9_.$])[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_(]))"""
)
_REF = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


def _map_refs(formula: str, change: Callable[[re.Match[str]], str]) -> str:
    def piece(match: re.Match[str]) -> str:
        if match["ref"] is None:
            return match.group()
        ref = _REF.fullmatch(match["ref"])
        assert ref is not None, "the outer pattern holds the inner one"
        return change(ref)

    return _PIECES.sub(piece, formula)


def relocate(formula: str, rows: Mapping[int, int]) -> str:
    """Return the formula as a program rewrites it when rows move; ``rows`` maps old to new (from 0)."""

    def change(ref: re.Match[str]) -> str:
        row = int(ref[4]) - 1
        return f"{ref[1]}{ref[2]}{ref[3]}{rows.get(row, row) + 1}"

    return _map_refs(formula, change)


def shift(formula: str, down: int, right: int) -> str:
    """Return a shared formula as it reads in a cell ``down`` rows and ``right`` columns away."""

    def change(ref: re.Match[str]) -> str:
        letters = ref[2] if ref[1] else _letters(_number(ref[2]) + right)
        row = int(ref[4]) if ref[3] else int(ref[4]) + down
        return f"{ref[1]}{letters}{ref[3]}{row}"

    return _map_refs(formula, change)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters or "A"


@lru_cache(maxsize=4096)
def normal(formula: str) -> str:
    """Return the form in which honest programs agree: case, blanks, prefixes, TRUE(), number literals."""
    parts = []
    last = 0
    for match in _PIECES.finditer(formula):
        parts.append(_normal_code(formula[last : match.start()]))
        last = match.end()
        if match["number"] is not None:
            parts.append(f"{float(match['number']):.12g}")
        elif match["quoted"] is not None:
            parts.append(match["quoted"].replace("'", "").upper())
        else:
            parts.append(match.group() if match["string"] else match.group().upper())
    parts.append(_normal_code(formula[last:]))
    return "".join(parts).removeprefix("=").removeprefix("+")


def _normal_code(code: str) -> str:
    code = "".join(code.split()).upper().replace("_XLFN.", "").replace("_XLWS.", "")
    return code.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE").replace("OF:=", "=")
