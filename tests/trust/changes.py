"""Changes to single cells of the scorecard's XML: content, formula and a formula's cached value.

Cells are named, as are those in a formula, in braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any

from tests.spots import at, with_cells
from tests.trust.fixture import Case

Change = Callable[[str], str]


def _cell(xml: str, name: str) -> re.Match[str]:
    cell = at(name)
    found = re.search(rf'<c r="{cell}"([^>]*?)(?:/>|>(.*?)</c>)', xml, re.DOTALL)
    assert found is not None, cell
    return found


def set_cell(cell: str, value: Any = None, formula: str | None = None) -> Change:
    """Return a change that writes a value, or a formula with this cached value (none for None), keeping the style."""

    def change(xml: str) -> str:
        found = _cell(xml, cell)
        style = re.sub(r'\st="[^"]*"', "", found[1])
        inside = "" if formula is None else f"<f>{escape(with_cells(formula), quote=False)}</f>"
        kind = ""
        if isinstance(value, bool):
            kind, shown = ' t="b"', f"<v>{int(value)}</v>"
        elif isinstance(value, str) and value.startswith("#"):
            kind, shown = ' t="e"', f"<v>{value}</v>"
        elif isinstance(value, str) and formula is None:
            kind, shown = ' t="inlineStr"', f"<is><t>{escape(value)}</t></is>"
        elif isinstance(value, str):
            kind, shown = ' t="str"', f"<v>{escape(value)}</v>"
        else:
            shown = "" if value is None else f"<v>{value}</v>"
        return f'{xml[: found.start()]}<c r="{at(cell)}"{style}{kind}>{inside}{shown}</c>{xml[found.end() :]}'

    return change


def replace_in_formula(cell: str, old: str, new: str, value: Any = None) -> Change:
    """Return a change that replaces a text, which must occur once, in a formula and sets its cached value."""

    def change(xml: str) -> str:
        held = re.search(r"<f>(.*?)</f>", _cell(xml, cell)[2] or "", re.DOTALL)
        assert held is not None, "there is a formula"
        formula = unescape(held[1])
        assert formula.count(with_cells(old)) == 1, formula
        return set_cell(cell, value, formula.replace(with_cells(old), with_cells(new)))(xml)

    return change


def set_shown_value(cell: str, value: Any) -> Change:
    """Return a change that sets the cached value of an unchanged formula."""

    def change(xml: str) -> str:
        held = re.search(r"<f>(.*?)</f>", _cell(xml, cell)[2] or "", re.DOTALL)
        assert held is not None, "there is a formula"
        return set_cell(cell, value, unescape(held[1]))(xml)

    return change


def combined(*changes: Change) -> Callable[[Case], None]:
    """Return a function that applies all changes to the scorecard of a case."""

    def make(case: Case) -> None:
        def together(xml: str) -> str:
            for change in changes:
                xml = change(xml)
            return xml

        case.xml(together)

    return make


def set_number_format(cell: str, code: str) -> Callable[[Case], None]:
    """Return a function that sets the number format of a cell."""

    def change(sheet: Any) -> None:
        sheet[at(cell)].number_format = code

    return lambda case: case.edit(change)
