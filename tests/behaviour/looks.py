"""The looks of cells: each distinct one gets a short name made from what it is."""

from __future__ import annotations

import hashlib

from tests.behaviour.markup import Node, Package, attributes, compact, local

PARTS = (("font", "fonts", "fontId"), ("fill", "fills", "fillId"), ("border", "borders", "borderId"))


class Looks:
    """The styles of a workbook. ``name(index)``: the name of a cell's look; ``used``: what the names mean."""

    def __init__(self, package: Package) -> None:
        self.used: dict[str, str] = {}
        self.names: dict[int, str] = {}
        self.groups: dict[str, list[Node]] = {}
        root = package.xml("xl/styles.xml")
        for group in root if root is not None else ():
            self.groups[local(group.tag)] = list(group)
        self.formats = {one.get("numFmtId"): one.get("formatCode", "") for one in self.groups.get("numFmts", [])}

    def name(self, index: int) -> str:
        """Return the name of a cell's look."""
        if index not in self.names:
            told = self._told(index)
            self.names[index] = hashlib.sha256(told.encode()).hexdigest()[:6]
            self.used[self.names[index]] = told
        return self.names[index]

    def difference(self, index: int) -> str:
        """Return what a conditional format changes."""
        return " ".join(compact(one) for one in self.groups["dxfs"][index])

    def _told(self, index: int) -> str:
        cells = self.groups.get("cellXfs", [])
        if index >= len(cells):
            return "none"
        look = cells[index]
        number = look.get("numFmtId", "0")
        told = [f"format {self.formats.get(number, number)!r}"]
        for title, group, key in PARTS:
            there, at = self.groups.get(group, []), int(look.get(key, "0"))
            told.append(compact(there[at]) if at < len(there) else f"{title}()")
        told += [compact(one) for one in look]
        told += [f"quotePrefix{attributes(look)}"] if look.get("quotePrefix") else []
        return " ".join(told)
