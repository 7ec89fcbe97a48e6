"""The expression that a formula means, as a text for comparison: programs write one expression in many ways.

Brackets that change nothing and signs of plus are dropped; case counts in strings alone, and only the letters A to Z
are folded; a blank within a name counts, since it makes two operands of one. A text that is no expression is compared
piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_PIECES = re.compile(
    r"""(?P<string>"(?:[^"]|"")*")"""
    r"""|(?P<name>(?:'(?:[^']|'')*'|[^\W\d][\w.\\$]*|\$[A-Za-z][\w.$]*|\[[^\]]*\][\w.]*)"""
    r"""(?:!(?:\$?[^\W\d][\w.\\$]*|\$[A-Za-z][\w.$]*|\#REF!))?)"""
    r"""|(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"""
    r"""|(?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!))"""
    r"""|(?P<blank>\s+)|(?P<sign><=|>=|<>|.)""",
    re.DOTALL,
)
_BINARY = {
    "=": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "<>": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, " ": 8, ":": 9,
}  # fmt: skip
"""Operators between two operands, and how strongly they bind; a blank between operands is one too"""
_SIGN = 6
_DEPTH = 70
"""Brackets within brackets, of which Excel takes 64"""
_CASES = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NEWER = re.compile(
    r"_XLFN\.(?:_XLWS\.(?=(?:SORT|FILTER)$)|(?=[A-Z]+\.[A-Z.]+$|(?:AGGREGATE|CONCAT|TEXTJOIN|IFS|SWITCH|MAXIFS|MINIFS|"
    r"IFNA|XOR|DAYS|ISOWEEKNUM|XLOOKUP|XMATCH|SORTBY|UNIQUE|SEQUENCE|RANDARRAY|LET|LAMBDA|TEXTSPLIT|VSTACK|HSTACK)$))"
)
"""The prefixes of functions that are newer than the file format; before any other, they make it unknown"""
_TRUTH = ("TRUE", "FALSE")


class _Piece(NamedTuple):
    kind: str
    text: str


class _NoExpressionError(Exception):
    """The text is not an expression."""


@lru_cache(maxsize=4096)
def expression(formula: str) -> str:
    """Return what a formula means, for comparison; formulas of one meaning in a program's spellings are equal."""
    pieces = tuple(_pieces(_begun(formula)))
    try:
        return _Parser(pieces).whole()
    except _NoExpressionError:
        return "".join(piece.text for piece in pieces)


def _begun(formula: str) -> str:
    return formula.strip().removeprefix("=")


def _pieces(formula: str) -> Iterator[_Piece]:
    for match in _PIECES.finditer(formula):
        kind, text = match.lastgroup or "sign", match.group()
        if kind == "number":
            text = f"{float(text):.15g}"
        elif kind == "blank":
            text = " "
        elif kind == "name":
            text = _folded(text)
        yield _Piece(kind, text)


def _folded(name: str) -> str:
    """Return a name or reference without prefixes of newer functions and quotes around a sheet's name."""
    name = name.translate(_CASES)
    name = _NEWER.sub("", name) if name.startswith("_XLFN.") else name
    sheet, mark, rest = name.rpartition("!")
    if mark and sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return f"{sheet}{mark}{rest}"


class _Parser:
    """Reads pieces into a text that shows operators before their operands."""

    def __init__(self, pieces: tuple[_Piece, ...]) -> None:
        self._pieces = pieces
        self._at = 0
        self._depth = 0

    def whole(self) -> str:
        found = self._operation(0)
        if self._peek() is not None:
            raise _NoExpressionError
        return found

    def _skip(self) -> bool:
        """Pass over blanks; return whether there were any."""
        before = self._at
        while self._at < len(self._pieces) and self._pieces[self._at].kind == "blank":
            self._at += 1
        return self._at > before

    def _peek(self) -> _Piece | None:
        self._skip()
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _is(self, sign: str) -> bool:
        piece = self._peek()
        return piece is not None and piece == _Piece("sign", sign)

    def _take(self, sign: str) -> bool:
        if self._is(sign):
            self._at += 1
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise _NoExpressionError

    def _operation(self, least: int) -> str:
        """Read an operand and the operators after it that bind at least as strongly."""
        left = self._signed()
        while True:
            operator = self._operator()
            strength = _BINARY.get(operator, -1)
            if strength < max(least, 1):
                return left
            self._take(operator)
            right = self._operation(strength + 1)
            one = operator == ":" and left == right and self._operator() != ":"
            left = right if one else f"({operator} {left} {right})"

    def _operator(self) -> str:
        """Return the operator that comes next, a blank where two operands stand side by side."""
        blank = self._skip()
        piece = self._peek()
        if piece is None:
            return ""
        if piece.kind == "sign" and piece.text in _BINARY:
            return piece.text
        return " " if blank and (piece.kind == "name" or piece.text == "(") else ""

    def _signed(self) -> str:
        signs = 0
        while self._is("-") or self._is("+"):
            signs += self._is("-")
            self._at += 1
        operand = self._operand() if not signs else self._operation(_SIGN)
        while self._take("%"):
            operand = f"(% {operand})"
        return "(- " * signs + operand + ")" * signs

    def _operand(self) -> str:
        piece = self._peek()
        if piece is None:
            raise _NoExpressionError
        self._at += 1
        if piece.text == "(":
            return self._bracket()
        if piece.text == "{":
            return self._array()
        if piece.kind not in ("string", "name", "number", "error"):
            raise _NoExpressionError
        if piece.kind == "name" and self._take("("):
            return self._call(piece.text)
        return piece.text

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise _NoExpressionError

    def _bracket(self) -> str:
        """Read what is inside brackets; several areas with commas between are a union."""
        self._deeper()
        found = self._operation(0)
        while self._take(","):
            found = f"(, {found} {self._operation(0)})"
        self._need(")")
        self._depth -= 1
        return found

    def _call(self, name: str) -> str:
        self._deeper()
        arguments: list[str] = []
        while not self._take(")"):
            if self._is(","):
                arguments.append("")
            else:
                arguments.append(self._operation(0))
            if self._take(","):
                if self._is(")"):
                    arguments.append("")
            elif not self._is(")"):
                raise _NoExpressionError
        self._depth -= 1
        return name if name in _TRUTH and not arguments else f"{name}({','.join(arguments)})"

    def _array(self) -> str:
        self._deeper()
        parts = [self._operation(0)]
        while not self._take("}"):
            sign = "," if self._take(",") else ";"
            if sign == ";":
                self._need(";")
            parts += [sign, self._operation(0)]
        self._depth -= 1
        return "{" + "".join(parts) + "}"
