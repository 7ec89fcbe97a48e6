"""The parts of a form as spans of elements, so that mutants can be made of whole elements and attributes."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tests.fuzz.forms import Saved

_TAG = re.compile(rb"""<(/?)([A-Za-z_][\w:.-]*)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>/]+)\s*=\s*("[^"]*"|'[^']*')""")
SHEET, BOOK, STRINGS, STYLES = "xl/worksheets/", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Span:
    """An element: where it begins and ends, where its start tag ends, and where its end tag begins."""

    tag: bytes
    start: int
    opened: int
    closing: int
    end: int

    def of(self, data: bytes) -> bytes:
        """Return the whole element."""
        return data[self.start : self.end]

    def inner(self, data: bytes) -> bytes:
        """Return what is inside."""
        return data[self.opened : self.closing]

    def head(self, data: bytes) -> bytes:
        """Return the start tag."""
        return data[self.start : self.opened]


@lru_cache(maxsize=256)
def spans(data: bytes) -> tuple[Span, ...]:
    """Return the elements of a part in the order of their beginnings."""
    found: list[Span] = []
    open_tags: list[tuple[bytes, int, int]] = []
    for match in _TAG.finditer(data):
        start, end = match.span()
        if match[1]:
            if open_tags and open_tags[-1][0] == match[2]:
                tag, begun, opened = open_tags.pop()
                found.append(Span(tag, begun, opened, start, end))
        elif match[4]:
            found.append(Span(match[2], start, end, end, end))
        else:
            open_tags.append((match[2], start, end))
    return tuple(sorted(found, key=lambda span: span.start))


@lru_cache(maxsize=256)
def _by_tag(data: bytes) -> dict[bytes, list[Span]]:
    found: dict[bytes, list[Span]] = {}
    for span in spans(data):
        found.setdefault(span.tag, []).append(span)
    return found


def attributes(head: bytes) -> list[tuple[bytes, bytes, int, int]]:
    """Return (name, value, start, end) of each attribute of a start tag; the span has the blank before the name."""
    return [(m[1], m[2][1:-1], m.start(), m.end()) for m in _ATTRIBUTE.finditer(head)]


@lru_cache(maxsize=64)
def unpacked(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the parts of a form."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return tuple((info.filename, book.read(info)) for info in book.infolist())


@dataclass
class Draft:
    """A form that is being changed: its parts by name, and other forms to take pieces from."""

    form: Saved
    others: Sequence[Saved]
    rng: random.Random
    parts: dict[str, bytes] = field(init=False)
    more: list[tuple[str, bytes]] = field(default_factory=list)
    """Entries of the zip besides the parts"""

    def __post_init__(self) -> None:
        self.parts = dict(unpacked(self.form.data))

    def other(self) -> dict[str, bytes]:
        """Return the parts of another form."""
        return dict(unpacked(self.rng.choice(self.others).data))

    def part(self) -> str:
        """Choose a part that has elements, the scorecard and what it leans on most often."""
        roles = [name for name in self.parts if name.startswith((SHEET, BOOK, STRINGS, STYLES, TYPES))]
        any_part = [name for name in self.parts if name.endswith((".xml", ".rels")) and "theme" not in name]
        scorecard = f"{SHEET}sheet1.xml"
        if self.rng.random() < 0.5 and scorecard in self.parts:
            return scorecard
        return self.rng.choice(sorted(roles if self.rng.random() < 0.7 else any_part))

    def span(self, part: str, *tags: bytes) -> Span | None:
        """Choose an element of a part: a cell that counts, or one of a tag of which each is as likely as another."""
        data, rng = self.parts[part], self.rng
        by_tag = _by_tag(data)
        if tags:
            found = [span for tag in tags for span in by_tag.get(tag, [])]
            return rng.choice(found) if found else None
        if part.startswith(SHEET) and rng.random() < 0.6:
            cell = self.cell(part)
            if cell is not None:
                inside = [span for span in spans(data) if cell.start <= span.start < cell.end]
                return rng.choice(inside)
        if not by_tag:
            return None
        return rng.choice(by_tag[rng.choice(sorted(by_tag))])

    def cell(self, part: str) -> Span | None:
        """Choose the cell of an input or an output, None where a part has none."""
        data = self.parts[part]
        for _ in range(8):
            at = data.find(b'<c r="%s"' % self.rng.choice(self.form.places).encode())
            if at >= 0:
                return next(span for span in spans(data) if span.start == at)
        return None

    def replace(self, part: str, start: int, end: int, new: bytes) -> None:
        """Put other bytes in a place."""
        data = self.parts[part]
        self.parts[part] = data[:start] + new + data[end:]

    def packed(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            for name, data in (*self.parts.items(), *self.more):
                made.writestr(name, data)
        return out.getvalue()
