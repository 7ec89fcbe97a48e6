"""Hold what has been read of a workbook: the scheme's data, the cell of each part, and the problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from xlsappraise.base.i18n import Text
from xlsappraise.base.misfit import MOST
from xlsappraise.base.problems import Problem, problem
from xlsappraise.xlsx.address import Place, address

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A cell and its label."""

    sheet: str
    place: Place
    label: Text


@dataclass
class SchemeDraft:
    """The data in the shape of a scheme file. ``reported``: the cells that have a problem already."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Where] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    reported: set[tuple[str, Place]] = field(default_factory=set)
    criteria: dict[str, list[Path]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    """What is worth saying though the scheme can be used"""

    def report(self, code: str, where: Where, found: object = None, expected: object = None, **facts: Any) -> None:
        """Add a problem with a cell, unless that cell has one already; beyond ``MOST`` the next ones are left out."""
        spot = (where.sheet, where.place)
        if spot in self.reported or len(self.problems) >= MOST:
            return
        self.reported.add(spot)
        self.problems.append(
            problem(
                code, file=self.file, sheet=where.sheet, cell=address(where.place), found=found, expected=expected,
                label=where.label, **facts,
            )
        )  # fmt: skip

    def note(self, code: str, where: Where, found: object = None) -> None:
        """Add something that needs nothing done."""
        cell = address(where.place)
        self.notes.append(problem(code, file=self.file, sheet=where.sheet, cell=cell, found=found, label=where.label))

    def by_cell(self) -> list[Problem]:
        """Return the problems of a single sheet in the order of its cells."""
        places = {address(place): place for _sheet, place in self.reported}
        return sorted(self.problems, key=lambda found: places.get(found.cell or "", (0, 0)))

    def set(self, path: Path, value: Any) -> None:
        """Put a value at a path, making the parts above it."""
        node: Any = self.data
        for step, following in pairwise(path):
            if isinstance(node, dict):
                node = node.setdefault(step, [] if isinstance(following, int) else {})
            else:
                assert isinstance(step, int)
                if step == len(node):
                    node.append({})
                node = node[step]
        if isinstance(node, list):
            node.append(value)
        else:
            node[path[-1]] = value

    def get(self, path: Path) -> Any:
        """Return the value at a path; None where there is none."""
        node: Any = self.data
        for step in path:
            listed = isinstance(node, list) and isinstance(step, int) and step < len(node)
            if not listed and not (isinstance(node, dict) and step in node):
                return None
            node = node[step]
        return node

    def where(self, path: Path) -> Where:
        """Return the cell of a part, or of the nearest part around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Where("", (0, 0), "")
