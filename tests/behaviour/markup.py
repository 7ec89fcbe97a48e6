"""Parts of a workbook as lines of text: names without namespaces, attributes sorted."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

Node = ElementTree.Element
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def attributes(node: Node, replaced: Mapping[str, str] | None = None) -> str:
    """Return the attributes of an element sorted by name; ids of relations are replaced by their targets."""
    targets = replaced or {}
    found = {
        local(name): targets.get(value, value) if name.startswith(RELATION) else value
        for name, value in node.attrib.items()
    }
    return "".join(f" {name}={found[name]!r}" for name in sorted(found))


def compact(node: Node) -> str:
    """Return an element with its content on one line."""
    held = "".join(f" {compact(child)}" for child in node)
    text = f" {node.text!r}" if node.text and node.text.strip() else ""
    return f"{local(node.tag)}({(attributes(node) + text + held).strip()})"


def lines(
    node: Node, hide: Callable[[str], str], targets: Mapping[str, str] | None = None, depth: int = 0
) -> Iterator[str]:
    """Yield an element and its descendants, a line each."""
    text = f" {hide(node.text)!r}" if node.text and node.text.strip() else ""
    yield f"{'  ' * depth}{local(node.tag)}{attributes(node, targets)}{text}"
    for child in node:
        yield from lines(child, hide, targets, depth + 1)


class Package:
    """The parts of a workbook's file, by name."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> Node | None:
        """Return a part's root element; None if the part does not exist or is not XML."""
        try:
            return ElementTree.fromstring(self.parts[name]) if name in self.parts else None
        except ElementTree.ParseError:
            return None

    def targets(self, name: str) -> dict[str, str]:
        """Return the targets of a part's relations by id."""
        folder, base = posixpath.split(name)
        node = self.xml(f"{folder}/_rels/{base}.rels")
        if node is None:
            return {}
        return {one.get("Id", ""): _inside(folder, one) for one in node}


def _inside(folder: str, relation: Node) -> str:
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External" or target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
