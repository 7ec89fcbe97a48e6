"""Formulas as texts: shifted and relocated; never evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_PIECES = re.compile(
    r"""(?P<string>"(?:[^"]|"")*")|(?P<quoted>'(?:[^']|'')*'!)"""
    r"""|(?P<ref>(?<![A-Za-z0-9_.$])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![A-Za-z0-9_.(]))"""
    r"""(?::(?P<last>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?![A-Za-z0-9_.(:!]))?"""
    r"""|(?P<number>(?<![A-Za-z0-9_.$])[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_(]))"""
)
_REF = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


Change = Callable[["re.Match[str]", "re.Match[str] | None"], str]
Places = Mapping[int, "int | None"]
_NOWHERE: Places = {}


def _map_refs(formula: str, change: Change) -> str:
    """Apply ``change`` to every reference: its first cell, and its last one if it is an area."""

    def piece(match: re.Match[str]) -> str:
        if match["ref"] is None:
            return match.group()
        ref = _REF.fullmatch(match["ref"])
        assert ref is not None, "the outer pattern holds the inner one"
        return change(ref, _REF.fullmatch(match["last"]) if match["last"] else None)

    return _PIECES.sub(piece, formula)


def relocate(formula: str, rows: Places, columns: Places = _NOWHERE) -> str:
    """Return the formula as a spreadsheet program rewrites it when rows or columns move.

    ``rows`` and ``columns`` map old to new numbers (from 0), deleted ones to None. An area becomes the smallest one
    around its moved cells, so that rows may be sorted within it.
    """

    def change(ref: re.Match[str], last: re.Match[str] | None) -> str:
        end = last or ref
        across = _moved(_number(ref[2]) - 1, _number(end[2]) - 1, columns)
        down = _moved(int(ref[4]) - 1, int(end[4]) - 1, rows)
        if across is None or down is None:
            return "#REF!"
        first = f"{ref[1]}{_as_written(ref[2], across[0])}{ref[3]}{down[0] + 1}"
        return first if last is None else f"{first}:{last[1]}{_as_written(last[2], across[1])}{last[3]}{down[1] + 1}"

    return _map_refs(formula, change)


def _moved(first: int, last: int, now: Places) -> tuple[int, int] | None:
    """Return the new bounds of the rows or columns ``first`` to ``last``; None when all of them are deleted."""
    ends = [now.get(first, first), now.get(last, last)]
    inside = [place for old, place in now.items() if first < old < last] if first != last else []
    kept = [place for place in (*ends, *inside) if place is not None]
    return (min(kept), max(kept)) if kept else None


def _as_written(letters: str, column: int) -> str:
    return letters if _number(letters) == column + 1 else _letters(column + 1)


def shift(formula: str, down: int, right: int) -> str:
    """Return a shared formula for the cell ``down`` rows and ``right`` columns away."""

    def shifted(ref: re.Match[str]) -> str:
        letters = ref[2] if ref[1] else _letters(_number(ref[2]) + right)
        row = int(ref[4]) if ref[3] else int(ref[4]) + down
        return f"{ref[1]}{letters}{ref[3]}{row}"

    def change(ref: re.Match[str], last: re.Match[str] | None) -> str:
        return shifted(ref) if last is None else f"{shifted(ref)}:{shifted(last)}"

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
