"""List the properties of a workbook that hold the form number, for the writer, the stamper and the reader alike.

Cells with the form number are the layout's; the reader looks for them on every sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Write = Callable[["Workbook", str], object]


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """A property that holds the form number, and the part of the package that it is stored in."""

    part: str
    write: Write


def document_property(name: str) -> Write:
    """Return what sets a property beside those that are set already."""
    return lambda book, number: book.set_properties({**book.doc_properties, name: number})


def custom_property(name: str) -> Write:
    """Return what adds a property of our own."""
    return lambda book, number: book.set_custom_property(name, number, "text")


PLACES = (
    NumberPlace("docProps/core.xml", document_property("subject")),
    NumberPlace("docProps/custom.xml", custom_property("xlsappraise")),
)
PARTS = tuple(dict.fromkeys(place.part for place in PLACES))
"""The parts that differ from form to form, the texts of cells left out"""
