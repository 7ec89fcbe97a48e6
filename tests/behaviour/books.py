"""A workbook as text: every cell with value, formula, cached value and style, and all other parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.behaviour.looks import Looks
from tests.behaviour.markup import Node, Package, attributes, compact, lines, local

BOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
ELSEWHERE = {BOOK, STRINGS, "xl/styles.xml", "[Content_Types].xml"}
"""Parts that are written with the cells, or have no content of their own"""


@dataclass
class Shown:
    """A workbook's text; ``moved``: the cells whose messages were replaced, with the messages."""

    text: str
    moved: list[str] = field(default_factory=list)


def show(data: bytes, hide: Callable[[str], str] = str) -> Shown:
    """Return a workbook as text; ``hide`` replaces messages."""
    return _Book(Package(data), hide).shown()


class _Book:
    def __init__(self, package: Package, hide: Callable[[str], str]) -> None:
        self.package = package
        self.hide = hide
        self.looks = Looks(package)
        self.moved: list[str] = []
        strings = package.xml(STRINGS)
        self.strings = [self._string(one) for one in strings] if strings is not None else []

    def shown(self) -> Shown:
        book = self.package.xml(BOOK)
        if book is None:
            return Shown("no workbook\n")
        targets = self.package.targets(BOOK)
        found = list(lines(book, self.hide, targets))
        sheets = [node for node in book.iter() if local(node.tag) == "sheet"]
        parts = [targets[value] for node in sheets for name, value in node.attrib.items() if local(name) == "id"]
        for node, part in zip(sheets, parts, strict=True):
            name = node.get("name", "")
            found += ["", f"== {name} ({node.get('state', 'visible')})", *self._sheet(name, part)]
        for part in sorted(set(self.package.parts) - ELSEWHERE - set(parts)):
            found += ["", f"-- {part}", *self._part(part)]
        found += ["", "-- looks", *(f"{name} {look}" for name, look in sorted(self.looks.used.items()))]
        return Shown("\n".join(found) + "\n", self.moved)

    def _part(self, part: str) -> Iterator[str]:
        node = self.package.xml(part)
        if node is None or "/theme/" in part:
            yield f"sha256 {hashlib.sha256(self.package.parts[part]).hexdigest()}"
        elif part.endswith(".rels"):
            yield from sorted(f"{local(one.tag)}{attributes(one)}" for one in node)
        else:
            yield from lines(node, self._hidden(part), self.package.targets(part))

    def _hidden(self, place: str) -> Callable[[str], str]:
        """Return a function that replaces messages and records them in ``moved``."""

        def hide(text: str) -> str:
            found = self.hide(text)
            if found != text:
                self.moved.append(f"{place} {text!r}")
            return found

        return hide

    def _sheet(self, name: str, part: str) -> Iterator[str]:
        root = self.package.xml(part)
        targets = self.package.targets(part)
        assert root is not None, f"{part} is missing"
        for node in root:
            kind = local(node.tag)
            if kind == "sheetData":
                for row in node:
                    yield from self._row(name, row)
            elif kind == "cols":
                for column in node:
                    yield self._with_look(column)
            elif kind == "conditionalFormatting":
                yield from self._conditions(node)
            else:
                yield from lines(node, self._hidden(f"{name} {kind}"), targets)

    def _with_look(self, node: Node) -> str:
        rest = {key: value for key, value in node.attrib.items() if key not in ("style", "s", "spans")}
        style = node.get("style") or node.get("s")
        look = f" {self.looks.name(int(style))}" if style else ""
        return local(node.tag) + "".join(f" {key}={rest[key]!r}" for key in sorted(rest)) + look

    def _conditions(self, node: Node) -> Iterator[str]:
        yield f"{local(node.tag)}{attributes(node)}"
        for rule in node:
            number = rule.attrib.pop("dxfId", None)
            yield from lines(rule, str, depth=1)
            if number is not None:
                yield f"    {self.looks.difference(int(number))}"

    def _row(self, name: str, row: Node) -> Iterator[str]:
        yield self._with_look(row)
        for cell in row:
            place, look = cell.get("r", "?"), self.looks.name(int(cell.get("s", "0")))
            value = self._value(cell, self._hidden(f"{name}!{place}"))
            yield f"  {place} {look} {value}{self._formula(cell)}".rstrip()

    def _formula(self, cell: Node) -> str:
        node = next((one for one in cell if local(one.tag) == "f"), None)
        return "" if node is None else f" ={node.text or ''}{attributes(node)}"

    def _value(self, cell: Node, hide: Callable[[str], str]) -> str:
        kind = cell.get("t", "n")
        held = {local(one.tag): one for one in cell}
        if kind == "inlineStr":
            return _quoted(self._string(held["is"]), hide)
        text = held["v"].text if "v" in held else None
        if not text:
            return ""
        if kind in ("s", "str"):
            return _quoted(self.strings[int(text)] if kind == "s" else text, hide)
        return repr(float(text)) if kind == "n" else f"{kind}:{text}"

    def _string(self, node: Node) -> str:
        """Return a string; one with several fonts as its XML."""
        if any(local(one.tag) == "r" for one in node):
            return f"rich {compact(node)}"
        return "".join(one.text or "" for one in node if local(one.tag) == "t")


def _quoted(text: str, hide: Callable[[str], str]) -> str:
    return json.dumps(hide(text), ensure_ascii=False)
