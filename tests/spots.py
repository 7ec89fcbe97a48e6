"""The cells of a form by what they are, so that no test depends on where a layout puts them.

A name is an input's id (``ability.rating``), one of ``HEAD``, ``total``, ``grade`` or ``gaps`` (the count of all that
is missing), or a row and a column (``ability:score``). A row is named by its key, or by the criterion that begins
there, or ``below`` (below everything); a column by its role (``COLUMNS``), or ``beside`` (beside everything).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlsappraise.forms.instructions import lines
from xlsappraise.forms.layout import FormLayout, Setting, lay_out
from xlsappraise.forms.layout.grid import GridColumns
from xlsappraise.forms.layout.paper import UPRIGHT, WIDE
from xlsappraise.schemes import Library, Scheme
from xlsappraise.xlsx.address import Place, address, area, column_letters

COLUMNS = ("key", "gap", "number", "title", "standard", "points", "label", "entry", "score")
HEAD: Mapping[str, str] = {
    "top.title": "form_title", "top.organisation": "organisation", "top.ratee": "ratee", "top.number": "token",
    "top.raters": "identity", "top.progress": "box_progress", "top.missing": "box_text", "top.total": "box_total",
    "top.grade": "box_grade",
}  # fmt: skip
"""Cells at the top by the style in which they are drawn"""
SPARE = 7
"""Rows between a form and what is below it"""
SCHEME = Library()["furniture-callback"]
_NAME = re.compile(r"\{([a-z][^{}]*)\}")
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?|\d+:\d+|[A-Z]+:[A-Z]+")


class Spots:
    """The named cells of a form's layout."""

    def __init__(self, scheme: Scheme, layout: FormLayout) -> None:
        self.layout = layout
        columns = GridColumns.of(scheme, WIDE if layout.landscape else UPRIGHT)
        self._columns = {name: getattr(columns, name) for name in COLUMNS if name != "entry"}
        self._columns |= {"entry": columns.inputs[0], "beside": len(layout.columns)}
        self._rows = {row.key: number for number, row in enumerate(layout.rows)}
        self._rows["below"] = len(layout.rows) + SPARE
        for criterion, (row, _column) in layout.outputs.criteria.items():
            self._rows.setdefault(criterion, row)
        styles: dict[str, Place] = {}
        for cell in layout.cells:
            if cell.place[0] < layout.head_rows:
                styles.setdefault(cell.style, cell.place)
        self._cells = {slot.id: slot.place for slot in layout.slots}
        self._cells |= {name: styles[style] for name, style in HEAD.items() if style in styles}
        self._cells |= {"total": layout.outputs.total, "grade": layout.outputs.grade, "gaps": layout.missing_cell}
        self._ends = {cell.place: cell.last for cell in layout.cells}

    def place(self, name: str) -> Place:
        """Return the place of a named cell."""
        if name in self._cells:
            return self._cells[name]
        row, _colon, column = name.rpartition(":")
        return self._rows[row], self._columns[column]

    def with_cells(self, text: str) -> str:
        """Return a text in which names in braces became cells."""
        return _NAME.sub(lambda found: address(self.place(found[1])), text)

    def at(self, name: str) -> str:
        """Return the cell of a name, or an area of names in braces; an address stays as it is."""
        if "{" in name:
            return self.with_cells(name)
        return name if _ADDRESS.fullmatch(name) else address(self.place(name))

    def area(self, name: str) -> str:
        """Return the whole area of a named cell, which may be merged."""
        first = self.place(name)
        last = self._ends.get(first, first)
        return address(first) if first == last else area(first, last)

    def issued(self, name: str) -> str | float | None:
        """Return what an untouched form holds in a named cell, or what its formula shows."""
        (value,) = (cell.value for cell in self.layout.cells if cell.place == self.place(name))
        return value

    def row(self, name: str) -> int:
        """Return the number of a row, from 1: that of its name or of a named cell."""
        return (self._rows[name] if name in self._rows else self.place(name)[0]) + 1

    def rows(self, *names: str) -> list[int]:
        """Return the numbers of rows, from 1."""
        return [self.row(name) for name in names]

    def whole(self, name: str) -> str:
        """Return the address of a whole row: that of its name or of a named cell."""
        return f"{self.row(name)}:{self.row(name)}"

    def column(self, name: str) -> str:
        """Return the letters of a column."""
        return column_letters(self._columns[name])

    def columns(self, first: str, last: str) -> list[str]:
        """Return the letters of all columns from one to another."""
        return [column_letters(number) for number in range(self._columns[first], self._columns[last] + 1)]

    def after(self, name: str, count: int = 1) -> str:
        """Return the letters of a column so many to the right of a named one."""
        return column_letters(self._columns[name] + count)

    @property
    def last_row(self) -> int:
        """The number of the form's last row."""
        return len(self.layout.rows)


def spots_of(scheme: Scheme) -> Spots:
    """Return the named cells of a scheme's form, of the lead's where the raters have forms of their own."""
    form = scheme.form_of(scheme.lead.id)
    return Spots(form, lay_out(form, Setting()))


WORKED = spots_of(SCHEME)
"""Those of the worked example"""
at, with_cells = WORKED.at, WORKED.with_cells


def told(text: str, column: int = 0) -> str:
    """Return the cell of the instructions in a row that holds a text, by default the first of the row."""
    (row,) = (n for n, line in enumerate(lines(SCHEME)) if text in line.values)
    return address((row, column))
