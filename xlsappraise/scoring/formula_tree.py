"""Parse the formulas that this program writes for scores into trees: numbers, texts, cells, areas, calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

_PIECES = re.compile(
    r'\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Z]+[0-9]*)|(?P<sign><=|>=|<>|.))'
)
_BINDS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3}


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or text of the formula itself."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell, or an area where ``last`` is another one."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator between two operands; a sign before one operand has a left one of 0."""

    sign: str
    left: Node
    right: Node


Node: TypeAlias = Constant | Reference | Call | Operation


def parsed(formula: str) -> Node:
    """Return the tree of a formula of this program's own; raise ValueError for any other text."""
    pieces = [(str(match.lastgroup), match[match.lastgroup or 0]) for match in _PIECES.finditer(formula)]
    reader = _FormulaReader(pieces)
    found = reader.operation(0)
    if reader.at < len(pieces):
        raise ValueError(formula)
    return found


class _FormulaReader:
    """Reads pieces from the left, operators by how strongly they bind."""

    def __init__(self, pieces: list[tuple[str, str]]) -> None:
        self.pieces = pieces
        self.at = 0

    def operation(self, least: int) -> Node:
        left = self._operand()
        while self.at < len(self.pieces) and _BINDS.get(sign := self.pieces[self.at][1], -1) >= max(1, least):
            self.at += 1
            left = Operation(sign, left, self.operation(_BINDS[sign] + 1))
        return left

    def _operand(self) -> Node:
        kind, text = self._next()
        if kind == "number":
            return Constant(float(text))
        if kind == "text":
            return Constant(text[1:-1].replace('""', '"'))
        if text == "-":
            return Operation("-", Constant(0.0), self.operation(_BINDS["*"]))
        if text == "(":
            inner = self.operation(0)
            self._need(")")
            return inner
        if kind != "name":
            raise ValueError(text)
        return self._call(text) if self._is("(") else self._reference(text)

    def _reference(self, first: str) -> Reference:
        if not self._is(":"):
            return Reference(first, first)
        self.at += 1
        return Reference(first, self._next()[1])

    def _call(self, name: str) -> Call:
        self._need("(")
        arguments: list[Node] = []
        while not self._is(")"):
            arguments.append(self.operation(0))
            if self._is(","):
                self.at += 1
        self._need(")")
        return Call(name, tuple(arguments))

    def _is(self, sign: str) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at] == ("sign", sign)

    def _next(self) -> tuple[str, str]:
        if self.at == len(self.pieces):
            raise ValueError("the formula ends early")
        self.at += 1
        return self.pieces[self.at - 1]

    def _need(self, sign: str) -> None:
        if self._next() != ("sign", sign):
            raise ValueError(sign)
