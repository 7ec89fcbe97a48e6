"""How the parts of an .xlsx refer to each other: relationships by type, and the types of the contents.

A part is found by the type of the relationship that leads to it, never by its name. Where a target or a type could be
read in two ways, programs would open different parts, and the file is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from urllib.parse import unquote

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import local, parse

_FAMILIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    "http://schemas.openxmlformats.org/package/2006/relationships/",
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/",  # .NET writes it
)
"""Beginnings of the standard's own types, transitional, strict and of the package"""
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "[Content_Types].xml"
_FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MAIN = "main+xml"
_CONTENT = {
    "worksheet": f"{_FORMAT}worksheet+xml",
    "sharedStrings": f"{_FORMAT}sharedStrings+xml",
    "styles": f"{_FORMAT}styles+xml",
}
"""Relationship kind → the only content type of its part"""
_USUAL = {"officeDocument": "xl/workbook.xml", "sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
"""Relationship kind → the name by which some programs find its part, whatever leads to it"""
_DECLARES = {"Override": ("PartName", 0), "Default": ("Extension", 1)}
_SHEETS = "xl/worksheets"
_NEEDLESS = re.compile(r"%(?:2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|5[0-9AaFf]|7[0-9AaEe])")
"""A letter, digit, dash, dot, underline or tilde that is escaped without need: some programs decode none of them"""
_UNTYPED = ("", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship. ``kind``: the last words of a standard type, the whole of any other.

    ``target``: the part's name, or what is outside the package when ``external``.
    """

    id: str
    kind: str
    target: str
    external: bool


class PackageParts(Protocol):
    """The parts of a package, by names in whatever case."""

    def names(self) -> list[str]:
        """Return the part names as written."""

    def has(self, name: str, /) -> bool:
        """Return whether there is such a part."""

    def part(self, name: str, /) -> bytes:
        """Return a part's bytes."""


class Relations:
    """The relationships and content types of a package."""

    def __init__(self, container: PackageParts) -> None:
        self._container = container
        self._known: dict[str, tuple[Relation, ...]] = {}

    def of(self, part: str) -> tuple[Relation, ...]:
        """Return the relationships of a part, "" for the package; raise Refusal for those with two meanings."""
        if part not in self._known:
            self._known[part] = tuple(self._read(part))
        return self._known[part]

    def _read(self, part: str) -> Iterator[Relation]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self._container.has(path):
            return
        ids: set[str] = set()
        for element in parse(self._container.part(path)):
            if element.tag != _RELATIONS or len(element):
                raise hostile(phrase("something between the relationships: {name}", name=local(element.tag)[:40]))
            name = element.get("Id", "")
            if name in ids:
                raise hostile(phrase("two relationships of one name"))
            ids.add(name)
            mode = element.get("TargetMode", "Internal")
            if mode not in ("Internal", "External"):
                raise hostile(phrase("a relationship that leads neither inside nor outside: {mode}", mode=mode[:40]))
            target = element.get("Target", "")
            outside = mode == "External"
            yield Relation(name, _kind(element.get("Type", "")), target if outside else self._inside(folder, target),
                           outside)  # fmt: skip

    def _inside(self, folder: str, target: str) -> str:
        """Return the part's name that a target means; raise Refusal where two parts could be meant."""
        plain = target.replace("\\", "/")
        if "//" in plain or plain.endswith("/"):
            raise hostile(phrase("a name that means no part: {name}", name=target[:80]))
        path = plain[1:] if plain.startswith("/") else posixpath.join(folder, plain)
        whole = posixpath.normpath(path)
        if "%" not in whole:
            return whole
        decoded = unquote(whole)
        if _NEEDLESS.search(whole):
            raise hostile(phrase("a name that means two parts: {name}", name=target[:80]))
        if self._container.has(whole) and self._container.has(decoded) and decoded != whole:
            raise hostile(phrase("a name that means two parts: {name}", name=target[:80]))
        return whole if self._container.has(whole) else decoded

    def only(self, part: str, kind: str) -> str | None:
        """Return the one part of a kind that ``part`` refers to; raise Refusal for several or another content."""
        found = [relation for relation in self.of(part) if relation.kind == kind]
        if len(found) > 1:
            raise hostile(phrase("two parts of one kind: {name}", name=kind))
        if not found:
            return None
        if found[0].external:
            raise hostile(phrase("a part outside the package: {name}", name=found[0].target[:80]))
        usual = _USUAL.get(kind)
        if usual is not None and found[0].target.lower() != usual.lower() and self._container.has(usual):
            raise hostile(phrase("two parts of one kind: {name}", name=usual))
        self.fits(found[0])
        return found[0].target

    def fits(self, relation: Relation) -> None:
        """Raise Refusal where a part's type of content contradicts the relationship, or another part has it too."""
        due = _CONTENT.get(relation.kind)
        if due is None:
            return
        found = self._overrides.get(relation.target.lower(), "")
        if found not in (due, *_UNTYPED):
            raise hostile(phrase("a part of another type than its use: {name}", name=relation.target))
        if relation.kind != "worksheet":
            self._alone(relation.target, due)

    def _alone(self, part: str, content: str) -> None:
        """Raise Refusal when another part has the same type of content: some programs find parts by it."""
        for other, found in self._types:
            if found == content and other != part.lower():
                raise hostile(phrase("two parts of one kind: {name}", name=other))

    def main(self) -> str | None:
        """Return the workbook part, None without one; raise Refusal when programs would find different ones."""
        part = self.only("", "officeDocument")
        if part is not None:
            for other, found in self._types:
                is_main = found.endswith(_MAIN) and ("spreadsheetml" in found or "ms-excel" in found)
                if is_main and other != part.lower():
                    raise hostile(phrase("two parts of one kind: {name}", name=other))
        return part

    @cached_property
    def _types(self) -> tuple[tuple[str, str], ...]:
        """Return (name in lower case, type of content) of each part: that of its own, or that of its ending."""
        names = (name.replace("\\", "/").lower() for name in self._container.names() if name.lower() != _TYPES.lower())
        endings = self._declared[1]
        found = ((one, self._overrides.get(one) or endings.get(one.rpartition(".")[2], "")) for one in names)
        return tuple(found)

    @cached_property
    def _declared(self) -> tuple[dict[str, str], dict[str, str]]:
        """The types of content that are declared by the names of parts, and by their endings, in lower case."""
        found: tuple[dict[str, str], dict[str, str]] = {}, {}
        for element in parse(self._container.part(_TYPES)):
            kind = local(element.tag)
            if kind not in _DECLARES or len(element):
                continue
            attribute, among = _DECLARES[kind]
            name = element.get(attribute, "").replace("\\", "/").lstrip("/").lower()
            content = element.get("ContentType", "")
            if found[among].setdefault(name, content) != content:
                raise hostile(phrase("a part with two types: {name}", name=name[:80]))
        return found

    @property
    def _overrides(self) -> dict[str, str]:
        return self._declared[0]

    def content_types(self) -> Sequence[tuple[str, str]]:
        """Return (part name in lower case, type of content) of each part that is declared by name."""
        return tuple(self._overrides.items())


def in_place_of(relation: Relation) -> bool:
    """Return whether a relationship leads to a part whose name is that of another kind."""
    name = relation.target.lower()
    due = next((kind for kind, usual in _USUAL.items() if name == usual.lower()), None)
    if due is None and posixpath.dirname(name) == _SHEETS and name.endswith(".xml"):
        due = "worksheet"
    return due is not None and relation.kind != due


def _kind(full: str) -> str:
    for family in _FAMILIES:
        if full.startswith(family):
            return full.removeprefix(family)
    return full
