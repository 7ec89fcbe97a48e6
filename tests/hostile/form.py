"""The parts of a filled form to build hostile files from, and a zip writer that can write false headers."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import NOVEMBER, SIGNER, WORKED_EXAMPLE, Bench, person
from tests.proof.fills import day_number
from xlsappraise.returned.examine import Examiner, Knowledge
from xlsappraise.returned.inbox import Candidate
from xlsappraise.store.ledger import FileReading
from xlsappraise.store.office import Office, opened
from xlsappraise.store.start import start

SHEET = "xl/worksheets/sheet1.xml"
HELP = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
BOOK = "xl/workbook.xml"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
ROOT_RELS = "_rels/.rels"
TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"

Part = str | bytes | None


@dataclass(frozen=True)
class Hostile:
    """A hostile file, described in both languages, and the expected code ("" if it is read without problem)."""

    name: str
    english: str
    chinese: str
    data: bytes
    code: str
    cell: str | None = None


@dataclass(frozen=True)
class Entry:
    """An entry of a zip; fields besides name and data replace the true values."""

    name: bytes
    data: bytes
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    packed: bytes | None = None
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local: Mapping[str, Any] = field(default_factory=dict)
    at: int | None = None
    extra: bytes = b""
    after: bytes = b""


def pack(data: bytes) -> bytes:
    """Return raw deflated bytes."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


def archive(
    entries: Sequence[Entry],
    *,
    before: bytes = b"",
    comment: bytes = b"",
    after: bytes = b"",
    disk: int = 0,
    count: int | None = None,
) -> bytes:
    """Return a zip of exactly these entries."""
    out = bytearray(before)
    directory = bytearray()
    for e in entries:
        packed = e.packed if e.packed is not None else (pack(e.data) if e.method == 8 else e.data)
        header = {
            "name": e.name,
            "flags": e.flags,
            "method": e.method,
            "crc": zlib.crc32(e.data) if e.crc is None else e.crc,
            "packed": len(packed) if e.packed_size is None else e.packed_size,
            "size": len(e.data) if e.size is None else e.size,
        }
        at = len(out) if e.at is None else e.at
        if e.at is None:
            out += _header(b"PK\x03\x04", "<4s2xHH4xLLLHH", {**header, **e.local}) + packed + e.after
        fixed = struct.pack(
            "<4s4xHH4xLLLHHHHHLL",
            b"PK\x01\x02",
            header["flags"],
            header["method"],
            header["crc"],
            header["packed"],
            header["size"],
            len(e.name),
            len(e.extra),
            0,
            0,
            0,
            0,
            at,
        )
        directory += fixed + e.name + e.extra
    number = len(entries) if count is None else count
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", disk, disk, number, number, len(directory), len(out), len(comment))
    return bytes(out + directory) + end + comment + after


def _header(mark: bytes, shape: str, header: Mapping[str, Any]) -> bytes:
    numbers = (header["flags"], header["method"], header["crc"], header["packed"], header["size"])
    return struct.pack(shape, mark, *numbers, len(header["name"]), 0) + bytes(header["name"])


def examiner_of(office: Office) -> Examiner:
    """Return the examiner of a workspace."""
    issues = office.ledger.issues()
    return Examiner(Knowledge(issues, office.blueprints(issues), office.keys))


def examine(examiner: Examiner, path: Path) -> FileReading:
    """Return the reading of a file."""
    return examiner.examine(Candidate(path.name, path, ""))


class Form:
    """The parts of one filled form, and the examiner of its workspace."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(start(folder / "敌意"))
        self.bench.issue(person())
        issued = self.bench.form()
        self.cells = {item["id"]: item["cell"] for item in self.bench.describe(issued)["inputs"]}
        with zipfile.ZipFile(issued) as book:
            self.parts = {name: book.read(name) for name in book.namelist()}
        signed = {"signoff.name": SIGNER, "signoff.date": day_number(str(NOVEMBER.last_day))}
        for key, value in {**WORKED_EXAMPLE, **signed}.items():
            self.parts[SHEET] = self._entered(key, value)
        self.data = self.made()
        with opened(self.bench.workspace) as office:
            self.examiner = examiner_of(office)

    def _entered(self, key: str, value: object) -> bytes:
        written = f"<v>{value}</v>" if isinstance(value, int) else f"<is><t>{value}</t></is>"
        kind = "" if isinstance(value, int) else ' t="inlineStr"'
        cell = re.compile(rf'<c r="{self.cells[key]}"( s="\d+")?/>'.encode())
        data, count = cell.subn(
            lambda m: f'<c r="{self.cells[key]}"'.encode() + (m[1] or b"") + f"{kind}>{written}</c>".encode(),
            self.parts[SHEET],
        )
        assert count == 1, key
        return data

    def made(self, changes: Mapping[str, Part] | None = None, *, bomb: bool = False, **options: Any) -> bytes:
        """Return the form with some parts replaced, added or (None) left out."""
        return archive(self.entries(changes, bomb=bomb), **options)

    def entries(self, changes: Mapping[str, Part] | None = None, *, bomb: bool = False) -> list[Entry]:
        """Return the form's zip entries; large ones are compressed only in a ``bomb``, as the ratio is limited."""
        parts: dict[str, Part] = {**self.parts, **(changes or {})}
        raw = {
            name: data.encode() if isinstance(data, str) else data for name, data in parts.items() if data is not None
        }
        return [
            Entry(name.encode(), data, zipfile.ZIP_DEFLATED if bomb or len(data) < 2**20 else zipfile.ZIP_STORED)
            for name, data in raw.items()
        ]

    def swapped(self, part: str, old: str, new: str, *, every: bool = False) -> dict[str, Part]:
        """Return the change of a text in a part; fail if the part lacks it."""
        text = self.parts[part].decode()
        assert old in text, (part, old)
        return {part: text.replace(old, new) if every else text.replace(old, new, 1)}

    def text(self, part: str, pattern: str) -> str:
        """Return the first text of a part that matches a pattern."""
        found = re.search(pattern, self.parts[part].decode())
        assert found is not None, (part, pattern)
        return found[0]

    def put(self, part: str, before: str, new: str) -> bytes:
        """Return the form with a text inserted before another in a part."""
        return self.made(self.swapped(part, before, new + before))

    def rows(self, new: str) -> bytes:
        """Return the form with more rows at the end of its scorecard."""
        return self.put(SHEET, "</sheetData>", new)

    def entry(self, key: str, cell: str) -> bytes:
        """Return the form with an input's cell replaced; ``cell``: the XML after its address and style."""
        at = self.cells[key]
        data, count = re.subn(
            rf'<c r="{at}"( s="\d+")?[^>]*>.*?</c>'.encode(),
            lambda m: f'<c r="{at}"'.encode() + (m[1] or b"") + cell.encode(),
            self.parts[SHEET],
        )
        assert count == 1
        return self.made({SHEET: data})


Maker = Callable[[Form], Sequence[Hostile]]
