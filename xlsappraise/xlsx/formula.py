"""Formulas as texts: shifted and relocated; never evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

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


class SharedFormula:
    """A formula that is stored in its first cell, split once at its references."""

    def __init__(self, formula: str) -> None:
        self._parts: list[str | tuple[int | str, int | str]] = []
        end = 0
        for match in _PIECES.finditer(formula):
            if match["ref"] is None:
                continue
            self._parts += [formula[end : match.start()], _relative(match["ref"])]
            if match["last"]:
                self._parts += [":", _relative(match["last"])]
            end = match.end()
        self._parts.append(formula[end:])

    def shifted(self, down: int, right: int) -> str:
        """Return it for the cell ``down`` rows and ``right`` columns away."""
        return "".join(part if isinstance(part, str) else _placed(part, down, right) for part in self._parts)


def _relative(ref: str) -> tuple[int | str, int | str]:
    """Return column and row of a reference: a number where it is relative, else the text."""
    match = _REF.fullmatch(ref)
    assert match is not None, "the outer pattern holds the inner one"
    column: int | str = f"${match[2]}" if match[1] else _number(match[2])
    return column, f"${match[4]}" if match[3] else int(match[4])


def _placed(ref: tuple[int | str, int | str], down: int, right: int) -> str:
    column, row = ref
    letters = column if isinstance(column, str) else _letters(column + right)
    return f"{letters}{row if isinstance(row, str) else row + down}"


def shift(formula: str, down: int, right: int) -> str:
    """Return a shared formula for the cell ``down`` rows and ``right`` columns away."""
    return SharedFormula(formula).shifted(down, right)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters or "A"
