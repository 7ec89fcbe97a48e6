"""The styles of cells: each distinct one has a short name, a hash of its description."""

from __future__ import annotations

import hashlib

from tests.behaviour.markup import Node, Package, attributes, compact, local

PARTS = (("font", "fonts", "fontId"), ("fill", "fills", "fillId"), ("border", "borders", "borderId"))


class Looks:
    """The styles of a workbook; ``used``: name → description."""

    def __init__(self, package: Package) -> None:
        self.used: dict[str, str] = {}
        self.names: dict[int, str] = {}
        self.groups: dict[str, list[Node]] = {}
        root = package.xml("xl/styles.xml")
        for group in root if root is not None else ():
            self.groups[local(group.tag)] = list(group)
        self.formats = {one.get("numFmtId"): one.get("formatCode", "") for one in self.groups.get("numFmts", [])}

    def name(self, index: int) -> str:
        """Return the name of a cell's style by its index."""
        if index not in self.names:
            described = self._description(index)
            self.names[index] = hashlib.sha256(described.encode()).hexdigest()[:6]
            self.used[self.names[index]] = described
        return self.names[index]

    def difference(self, index: int) -> str:
        """Return the description of a conditional format."""
        return " ".join(compact(one) for one in self.groups["dxfs"][index])

    def _description(self, index: int) -> str:
        cells = self.groups.get("cellXfs", [])
        if index >= len(cells):
            return "none"
        look = cells[index]
        number = look.get("numFmtId", "0")
        described = [f"format {self.formats.get(number, number)!r}"]
        for title, group, key in PARTS:
            nodes, at = self.groups.get(group, []), int(look.get(key, "0"))
            described.append(compact(nodes[at]) if at < len(nodes) else f"{title}()")
        described += [compact(one) for one in look]
        described += [f"quotePrefix{attributes(look)}"] if look.get("quotePrefix") else []
        return " ".join(described)
