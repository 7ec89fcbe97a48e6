"""Formulas outside cells that reach out of the workbook: in names, conditional formats and data validations.

Formulas in cells are compared with the issued ones. These are computed when a program opens the file or paints a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_REACHES = re.compile(
    r"(?<![A-Za-z0-9_])(?:WEBSERVICE|RTD|IMAGE|HYPERLINK|EXEC|CALL|REGISTER|REGISTER\.ID|FOPEN|FILES|SEND\.KEYS|INITIATE"
    r"|DDE|SQL\.REQUEST|CUBE[A-Z]{3,20}|STOCKHISTORY|TRANSLATE|DETECTLANGUAGE|COPILOT|PY|IMPORT(?:XML|CSV|TEXT|HTML|DATA|"
    r"FEED|RANGE)|GOOGLE(?:FINANCE|TRANSLATE)|SQL\.(?:OPEN|EXEC\.QUERY))\s*\(|_xll\.|_xldudf_",
    re.IGNORECASE,
)
"""Functions that ask a server or start a program, and those of add-ins"""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\|")
"""Texts, quoted names and topics, and the sign of DDE (``program|topic!item``)"""
_TEXT = re.compile(r'"[^"]*"')
_ELSEWHERE = re.compile(r"""'[^']*(?:[\\/]|\[(?![0-9]+\]))[^']*'!|\[(?![0-9]+\])[^\]\s]+\][^\s!'(),;"]*!""")
"""A cell of another workbook that is named itself: those of a number have a part, which is told. No sheet of this one
has such a sign in its name"""
_KEPT = 1000
"""Characters of a formula of which the answer is kept: forms of one scheme have the same ones"""
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})
_BOUND = "cfvo"
"""A bound of a scale, a bar or signs, whose formula is an attribute"""


def reaches(formula: str | None) -> bool:
    """Return whether a formula asks a server, starts a program or leads to another workbook."""
    if formula is None:
        return False
    return _known(formula) if len(formula) <= _KEPT else _reaches(formula)


def _reaches(formula: str) -> bool:
    if ("(" in formula and _REACHES.search(formula) is not None) or ("|" in formula and _links(formula)):
        return True
    return "!" in formula and _ELSEWHERE.search(_TEXT.sub("", formula)) is not None


_known = lru_cache(maxsize=4096)(_reaches)


def _links(formula: str) -> bool:
    """Return whether a formula has a link of the old kind: a bar outside of its texts, whatever stands before it."""
    return any("|" in piece and not piece.startswith('"') for piece in _QUOTED.findall(formula))


def reaching(root: Element, ns: str) -> bool:
    """Return whether a conditional format or a data validation of a sheet reaches out of the workbook."""
    return any(map(reaches, _formulas(root, ns)))


def _formulas(root: Element, ns: str) -> Iterator[str | None]:
    for path in ("conditionalFormatting", "dataValidations", "extLst"):
        for group in root.iterfind(f"{ns}{path}"):
            for element in group.iter():
                name = local(element.tag)
                if name in _FORMULAS:
                    yield element.text
                elif name == _BOUND:
                    yield element.get("val")
