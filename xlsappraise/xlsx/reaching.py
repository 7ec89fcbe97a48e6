"""Formulas outside cells that reach out of the workbook: in names, conditional formats and data validations.

Formulas in cells are compared with the issued ones. These run when a program opens the file or paints a cell.
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
_KEPT = 1000
"""Characters of a formula of which the answer is kept: forms of one scheme have the same ones"""
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})


def reaches(formula: str | None) -> bool:
    """Return whether a formula asks a server or starts a program."""
    if formula is None:
        return False
    return _known(formula) if len(formula) <= _KEPT else _reaches(formula)


def _reaches(formula: str) -> bool:
    return ("(" in formula and _REACHES.search(formula) is not None) or ("|" in formula and _links(formula))


_known = lru_cache(maxsize=4096)(_reaches)


def _links(formula: str) -> bool:
    """Return whether a formula has a link of the old kind: a bar outside of its texts, whatever stands before it."""
    return any("|" in piece and not piece.startswith('"') for piece in _QUOTED.findall(formula))


def reaching(root: Element, ns: str) -> bool:
    """Return whether a conditional format or a data validation of a sheet reaches out of the workbook."""
    return any(reaches(formula.text) for formula in _formulas(root, ns))


def _formulas(root: Element, ns: str) -> Iterator[Element]:
    for path in ("conditionalFormatting", "dataValidations", "extLst"):
        for group in root.iterfind(f"{ns}{path}"):
            yield from (element for element in group.iter() if local(element.tag) in _FORMULAS)
