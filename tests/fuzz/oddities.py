"""Where openpyxl or calamine errs, or shows a reading that binds nobody: each by name, and no wider than it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xlsappraise.xlsx.attributes import number_of
from xlsappraise.xlsx.cell import unescape

_WRITTEN = r"""<(?:\w+:)?c\b[^>]*?\sr\s*=\s*["']%s["'][^>]*?(?:/>|>.*?</(?:\w+:)?c>)"""

_RESULT = re.compile(rb"""\st\s*=\s*["']inlineStr["'][^>]*>\s*<(?:\w+:)?f\b.*<(?:\w+:)?v\b""", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """A place that another reader sees otherwise, with what the file holds of it."""

    reader: str
    ours: object
    theirs: object
    kind: str
    """Our kind of the cell; blank for the sheet itself"""
    written: bytes
    """The cell as it is written, as far as it is found"""
    parts: Mapping[str, bytes]
    sheet: str
    """The part of the scorecard"""


@dataclass(frozen=True)
class Oddity:
    """A known one."""

    reader: str
    why: str
    applies: Callable[[Case], bool]


ODDITIES = (
    Oddity(
        "openpyxl",
        "takes the target of a relation literally; names of parts have no case, and Excel reads \\ as / and escapes",
        lambda case: case.kind == "" and case.theirs is None and _respelled(case),
    ),
    Oddity(
        "openpyxl",
        "decodes no _xHHHH_, which Excel writes and reads",
        lambda case: isinstance(case.theirs, str) and unescape(case.theirs) == case.ours,
    ),
    Oddity(
        "openpyxl",
        "passes over the result of a formula in a cell of inline text, which old LibreOffices write; no entry is one",
        lambda case: case.theirs is None and _RESULT.search(case.written) is not None,
    ),
    Oddity(
        "calamine",
        "takes a number between spaces for a text; XML Schema drops them, and so do programs",
        lambda case: case.kind == "number" and isinstance(case.theirs, str) and number_of(case.theirs) == case.ours,
    ),
    Oddity(
        "calamine",
        "drops blanks around a text or run without xml:space; others keep them; an entry counts without for us too",
        lambda case: (
            isinstance(case.ours, str)
            and len(case.ours) > len(str(case.theirs))
            and "".join(case.ours.split()) == "".join(str(case.theirs).split())
        ),
    ),
    *(
        Oddity(
            reader,
            "shows what is no finite number as XML writes it; we read an error, no value, and say so at an entry",
            lambda case: case.kind == "error" and not str(case.ours).startswith("#"),
        )
        for reader in ("openpyxl", "calamine")
    ),
)


def known(case: Case) -> Oddity | None:
    """Return the oddity of the other reader that a difference comes from, None where it is a true one."""
    return next((oddity for oddity in ODDITIES if oddity.reader == case.reader and oddity.applies(case)), None)


def written(part: bytes, cell: str) -> bytes:
    """Return a cell as it is written in its part; nothing where it has no address of its own."""
    found = re.search((_WRITTEN % cell).encode(), part, re.S | re.I)
    return found[0] if found else b""


def _respelled(case: Case) -> bool:
    """Return whether no relation of the workbook leads to the scorecard by its very name in the package."""
    rels = next((data for name, data in case.parts.items() if name.lower() == "xl/_rels/workbook.xml.rels"), b"")
    base = case.sheet.rpartition("/")[2].encode()
    exact = {f"/{name}".encode() for name in case.parts} | {name.removeprefix("xl/").encode() for name in case.parts}
    targets = re.findall(rb'Target\s*=\s*["\']([^"\']*)["\']', rels)
    ours = [target for target in targets if target.lower().endswith(base.lower()) or b"%" in target]
    return all(target not in exact for target in ours)
