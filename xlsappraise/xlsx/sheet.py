"""A worksheet part, read in one pass: cells with value, formula and style; merges; protection; what is out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from xlsappraise.base.collector import uncollected
from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.address import MAX_ROW, Place, address, place, place_in_row
from xlsappraise.xlsx.attributes import decimal, flag, relation_id, whole
from xlsappraise.xlsx.cell import Cell, Tags, read_cell, unescape
from xlsappraise.xlsx.display.guides import MARK as MARK_OF_GUIDES
from xlsappraise.xlsx.display.guides import Guide, guides
from xlsappraise.xlsx.display.painted import Painted, conditional_formats
from xlsappraise.xlsx.display.printed import PrintedLine, lines_printed
from xlsappraise.xlsx.display.prompts import Prompt, prompts
from xlsappraise.xlsx.display.runs import MARK as MARK_OF_RUNS
from xlsappraise.xlsx.display.runs import Veiled, veiled
from xlsappraise.xlsx.display.sight import ALL_SEEN, Outline, Sight, row_unseen, sight_of
from xlsappraise.xlsx.formulas import Formulas
from xlsappraise.xlsx.limits import RETURNED, Limits, hostile, too_large
from xlsappraise.xlsx.reaching import reaching
from xlsappraise.xlsx.xml import local, namespace, once, parse, strays

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ODD = ("autoFilter", "extLst")
"""Elements without cells that some programs write among the rows or cells"""
_CONTENT = frozenset({"sheetData", "row", "c", "is", "mergeCells", "mergeCell"})
_CHOICES = frozenset({
    "controls", "control", "controlPr", "oleObjects", "oleObject", "objectPr", "drawing", "legacyDrawing",
    "legacyDrawingHF",
})  # fmt: skip
"""What programs write in several versions in a sheet: objects, which are told by their relationships"""

_ONCE = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "sheetProtection", "scenarios")
"""Settings of which some programs take the first, others the last"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a cell, or of an area: to a place in the workbook, or by a relationship to something outside.

    ``tip``: what is shown beside the pointer.
    """

    cell: str
    target: str
    relation: str
    tip: str


@dataclass(frozen=True)
class SheetReading:
    """The content of a worksheet."""

    cells: dict[Place, Cell]
    merges: tuple[tuple[Place, Place], ...] = ()
    protected: bool = False
    hidden_rows: tuple[int, ...] = ()
    filtered: str | None = None
    """The area of a filter, as written"""
    validated: bool = True
    """Whether any cell has a data validation"""
    sight: Sight = ALL_SEEN
    painted: tuple[Painted, ...] = ()
    """The conditional formats"""
    links: tuple[Link, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    printed: tuple[PrintedLine, ...] = ()
    sparklines: bool = False
    reaches: bool = False
    """Whether a formula outside the cells reaches out of the workbook"""
    guides: tuple[Guide, ...] = ()
    veiled: tuple[Veiled, ...] = ()
    """Phonetic guides, and texts seen in part, of those that stand in the cells themselves"""
    publishes: bool = False
    """Whether it is written to a web page whenever it is saved"""
    heights: Mapping[int, float] = field(default_factory=dict)
    """The heights of rows that have one of their own, in points"""
    unread: Mapping[Place, str] = field(default_factory=dict)
    """Formulas of a format of which values alone are read, which no cell here has"""

    @cached_property
    def merged(self) -> Mapping[Place, Place]:
        """The merged areas by their first cells."""
        return dict(self.merges)

    @property
    def covered(self) -> frozenset[Place]:
        """The cells under merged areas, their first ones left out."""
        return frozenset(
            (row, column)
            for first, last in self.merges
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
            if (row, column) != first
        )


def read_sheet(data: bytes, strings: list[str], limits: Limits = RETURNED, whole: str = "") -> SheetReading:
    """Read a worksheet part; ``strings`` are the shared strings, ``whole`` is the workbook's namespace.

    Raise Refusal beyond the limits.
    """
    with uncollected():
        return _read(data, strings, limits, whole)


def _read(data: bytes, strings: list[str], limits: Limits, whole: str) -> SheetReading:
    root = parse(data, limits)
    ns = namespace(root, whole)
    cells: dict[Place, Cell] = {}
    hidden: list[int] = []
    heights: dict[int, float] = {}
    bodies = root.findall(f"{ns}sheetData")
    if len(bodies) > 1:
        raise hostile(phrase("a sheet that is written twice"))
    strays(root, bodies, _CONTENT, _CHOICES)
    once(root, ns, _ONCE)
    for view in root.iterfind(f"{ns}sheetViews/{ns}sheetView"):
        once(view, ns, ("pane",))
    sight = sight_of(root, ns)
    for body in bodies:
        hidden += _read_rows(body, ns, strings, cells, limits, sight.low_rows, heights)
    protection = root.find(f"{ns}sheetProtection")
    filtered = root.find(f"{ns}autoFilter")
    if filtered is None:
        filtered = next((odd for body in bodies for odd in body.iterfind(f"{ns}autoFilter")), None)
    return SheetReading(
        cells,
        _read_merges(root, ns, limits.merged),
        protection is not None and flag(protection.get("sheet")),
        tuple(dict.fromkeys(hidden)),
        None if filtered is None else filtered.get("ref", "")[:40],
        root.find(f"{ns}dataValidations/{ns}dataValidation") is not None or _validated_elsewhere(root, ns),
        sight,
        tuple(conditional_formats(root, ns)),
        tuple(_links(root, ns)),
        tuple(prompts(root, ns)),
        tuple(lines_printed(root, ns)),
        any(local(e.tag) == "sparkline" for part in root.iterfind(f"{ns}extLst") for e in part.iter()),
        reaching(root, ns),
        tuple(guides(root)) if MARK_OF_GUIDES in data else (),
        tuple(veiled(root)) if MARK_OF_RUNS in data else (),
        root.find(f"{ns}webPublishItems/{ns}webPublishItem") is not None,
        heights,
    )


def _links(root: Element, ns: str) -> Iterator[Link]:
    for element in root.iterfind(f"{ns}hyperlinks/{ns}hyperlink"):
        tip = unescape(element.get("tooltip", ""))
        yield Link(element.get("ref", "A1"), element.get("location", ""), relation_id(element), tip)


def _validated_elsewhere(root: Element, ns: str) -> bool:
    """Look for validations among the extensions, where some programs put them."""
    return any(
        local(element.tag) == "dataValidation" for part in root.iterfind(f"{ns}extLst") for element in part.iter()
    )


def _read_rows(
    body: Element, ns: str, strings: list[str], cells: dict[Place, Cell], limits: Limits, low: bool,
    heights: dict[int, float],
) -> list[int]:  # fmt: skip
    """Read the cells into ``cells``, the heights of rows into ``heights``; return the rows that are out of sight."""
    reader = _RowReader(ns, Tags.of(ns), strings, Formulas(), cells)
    hidden: list[int] = []
    outline: Outline | None = None
    next_row = 0
    for row in body:
        if row.tag != reader.tags.row:
            _skip(row, ns, body)
            continue
        text = row.get("r")
        number = _row_number(text, next_row)
        next_row = number + 1
        if (height := decimal(row.get("ht"))) is not None:
            heights[number] = height
        if (low or row.get("hidden") is not None or row.get("ht") is not None) and row_unseen(row, low):
            hidden.append(number)
        if outline is not None or row.get("outlineLevel") is not None:
            outline = outline or Outline()
            hidden += outline.folded(number, row)
        reader.read(row, text, number)
        if len(cells) > limits.cells:
            raise too_large(phrase("more than {count} cells", count=limits.cells), str(limits.cells))
    _spread(reader.formulas, cells)
    return hidden


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the cells of one row after another."""

    ns: str
    tags: Tags
    strings: list[str]
    formulas: Formulas
    cells: dict[Place, Cell]

    def read(self, row: Element, text: str | None, number: int) -> None:
        """Read the cells of a row; ``text`` is its number as written."""
        next_column = 0
        for element in row:
            if element.tag != self.tags.cell:
                _skip(element, self.ns, row)
                continue
            ref = element.get("r")
            at = (number, next_column) if ref is None else place_in_row(ref, text, number)
            if at[0] != number:
                raise hostile(phrase("a cell in a row that is not its own: {address}", address=address(at)))
            if at in self.cells:  # be it blank now: then some programs blank it, others do not
                raise hostile(phrase("a cell that is written twice: {address}", address=address(at)))
            next_column = at[1] + 1
            if len(element) == 0:
                continue
            cell = read_cell(element, self.tags, self.strings, at, self.formulas)
            if cell is not None:
                self.cells[at] = cell


def _skip(element: Element, ns: str, parent: Element) -> None:
    """Pass over an element without cells that some programs write here; raise Refusal for any other."""
    if not any(element.tag == f"{ns}{name}" for name in _ODD):
        between = phrase("something between the cells: {name}", name=local(element.tag)[:40])
        rows = phrase("something between the rows: {name}", name=local(element.tag)[:40])
        raise hostile(rows if local(parent.tag) == "sheetData" else between)
    strays(element, (), _CONTENT, frozenset())


def _spread(formulas: Formulas, cells: dict[Place, Cell]) -> None:
    """Give every cell under an array formula that formula; raise Refusal where one holds another."""
    for formula, first, last in formulas.arrays:
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                cell = cells.get((row, column), Cell("blank", None, None, 0))
                if cell.formula not in (None, formula):
                    raise hostile(phrase("a cell with two formulas: {address}", address=address((row, column))))
                cells[(row, column)] = cell._replace(formula=formula)


def _row_number(text: str | None, default: int) -> int:
    """Return a row's number from 0; ``default`` when it has none."""
    if text is None:
        return default
    number = whole(text)
    if number is None or not 1 <= number <= MAX_ROW:
        raise hostile(phrase("an invalid row number: {number}", number=text[:20]))
    return number - 1


def _read_merges(root: Element, ns: str, limit: int) -> tuple[tuple[Place, Place], ...]:
    merges = []
    covered = 0
    for start, end in _areas(root, ns):
        if end[0] < start[0] or end[1] < start[1]:
            raise hostile(phrase("a merged area that ends before it begins"))
        covered += (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
        if covered > limit:
            raise too_large(phrase("merged areas of more than {count} cells", count=limit), str(limit))
        merges.append((start, end))
    return tuple(merges)


def _areas(root: Element, ns: str) -> Iterator[tuple[Place, Place]]:
    for element in root.iterfind(f"{ns}mergeCells/{ns}mergeCell"):
        first, _colon, last = element.get("ref", "").partition(":")
        yield place(first), place(last or first)
