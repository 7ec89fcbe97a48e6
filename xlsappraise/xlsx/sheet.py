"""A worksheet part, read in one pass: cells with value, formula and style; merges; protection."""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.limits import RETURNED, Limits, hostile, too_large
from xlsappraise.xlsx.shared import Formulas
from xlsappraise.xlsx.xml import local, namespace, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TEXT_LIMIT = 32_767
"""Maximum length of a cell's text in every spreadsheet program"""
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

Kind = Literal["number", "text", "bool", "error", "blank"]
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")
_NO_HEIGHT = ("0", "0.0")
_places: dict[str, Place] = {}


class Cell(NamedTuple):
    """A non-empty cell. ``value``: float, str or bool; ``formula`` without its ``=``; ``style`` an index."""

    kind: Kind
    value: float | str | bool | None
    formula: str | None
    style: int


BLANK = Cell("blank", None, None, 0)


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


def place(ref: str) -> Place:
    """Return the place of an address; raise Refusal for one outside the grid."""
    cached = _places.get(ref)
    if cached is not None:
        return cached
    match = _REF.fullmatch(ref)
    if match is None:
        raise hostile(phrase("an invalid cell address: {address}", address=ref[:20]))
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= MAX_ROW and column <= MAX_COLUMN):
        raise hostile(phrase("an invalid cell address: {address}", address=ref[:20]))
    if row <= 1000 and column <= 50:  # bounds the cache
        _places[ref] = (row - 1, column - 1)
    return (row - 1, column - 1)


def unescape(text: str) -> str:
    """Decode ``_xHHHH_`` and normalise line breaks; raise Refusal for a text that is too long."""
    if len(text) > TEXT_LIMIT and (len(text) > 7 * TEXT_LIMIT or len(text) - 6 * text.count("_x") > TEXT_LIMIT):
        raise hostile(phrase("a text of more than {count} characters", count=TEXT_LIMIT))
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_sheet(data: bytes, strings: list[str], limits: Limits = RETURNED) -> SheetReading:
    """Read a worksheet part; ``strings`` are the shared strings. Raise Refusal beyond the limits."""
    root = parse(data, limits)
    ns = namespace(root)
    cells: dict[Place, Cell] = {}
    hidden: list[int] = []
    bodies = root.findall(f"{ns}sheetData")
    if len(bodies) > 1:
        raise hostile(phrase("a sheet that is written twice"))
    for body in bodies:
        hidden += _read_rows(body, ns, strings, cells, limits)
    protection = root.find(f"{ns}sheetProtection")
    filtered = root.find(f"{ns}autoFilter")
    return SheetReading(
        cells,
        _read_merges(root, ns, limits.merged),
        protection is not None and protection.get("sheet") in ("1", "true"),
        tuple(hidden),
        None if filtered is None else filtered.get("ref", "")[:40],
        root.find(f"{ns}dataValidations") is not None or _validated_elsewhere(root, ns),
    )


def _validated_elsewhere(root: Element, ns: str) -> bool:
    """Look for validations among the extensions, where some programs put them."""
    return any(
        local(element.tag) == "dataValidation" for part in root.iterfind(f"{ns}extLst") for element in part.iter()
    )


def _read_rows(body: Element, ns: str, strings: list[str], cells: dict[Place, Cell], limits: Limits) -> list[int]:
    """Read the cells into ``cells``; return the hidden rows."""
    tags = _Tags(f"{ns}v", f"{ns}f", f"{ns}is", f"{ns}t", f"{ns}r", f"{ns}row", f"{ns}c")
    formulas = Formulas()
    hidden: list[int] = []
    next_row = 0
    deadline = time.monotonic() + limits.seconds
    for row in body:
        row_number = _row_number(row, tags, next_row)
        next_row = row_number + 1
        if row.get("hidden") in _TRUE or row.get("ht") in _NO_HEIGHT:
            hidden.append(row_number)
        next_column = 0
        for element in row:
            if element.tag != tags.cell:
                raise hostile(phrase("something between the cells: {name}", name=local(element.tag)[:40]))
            ref = element.get("r")
            at = place(ref) if ref is not None else (row_number, next_column)
            if at[0] != row_number and row.get("r") is not None:
                raise hostile(phrase("a cell in a row that is not its own: {address}", address=ref))
            next_column = at[1] + 1
            if len(element) == 0:
                continue
            cell = _read_cell(element, tags, strings, at, formulas)
            if cell is None:
                continue
            if at in cells:
                raise hostile(phrase("a cell that is written twice: {address}", address=ref))
            cells[at] = cell
        _keep_within(limits, len(cells), deadline)
    return hidden


def _keep_within(limits: Limits, cells: int, deadline: float) -> None:
    """Raise Refusal when a sheet holds too many cells or takes too long."""
    if cells > limits.cells:
        raise too_large(phrase("more than {count} cells", count=limits.cells), str(limits.cells))
    if time.monotonic() > deadline:
        raise too_large(phrase("more than {count} seconds of reading", count=limits.seconds), f"{limits.seconds} s")


class _Tags(NamedTuple):
    value: str
    formula: str
    inline: str
    text: str
    run: str
    row: str
    cell: str


def _row_number(row: Element, tags: _Tags, default: int) -> int:
    """Return a row's number from 0; ``default`` when it has none."""
    if row.tag != tags.row:
        raise hostile(phrase("something between the rows: {name}", name=local(row.tag)[:40]))
    text = row.get("r")
    if text is None:
        return default
    number = whole(text)
    if number is None or not 1 <= number <= MAX_ROW:
        raise hostile(phrase("an invalid row number: {number}", number=text[:20]))
    return number - 1


def whole(text: str) -> int | None:
    """Return a number of at most nine ASCII digits, None for anything else."""
    text = text.strip()
    return int(text) if len(text) <= 9 and text.isascii() and text.isdigit() else None


def _read_cell(element: Element, tags: _Tags, strings: list[str], at: Place, formulas: Formulas) -> Cell | None:
    text: str | None = None
    formula: str | None = None
    for child in element:
        if child.tag == tags.value:
            if text is not None or len(child):
                raise hostile(phrase("a cell with two values"))
            text = child.text
        elif child.tag == tags.formula:
            if formula is not None:
                raise hostile(phrase("a cell with two formulas"))
            formula = formulas.read(child, at)
        elif child.tag == tags.inline:
            if text is not None:
                raise hostile(phrase("a cell with two values"))
            text = inline_text(child, tags.text, tags.run)
    kind, value = _value(element.get("t", "n"), text, strings)
    if kind == "blank" and formula is None:
        return None
    return Cell(kind, value, formula, whole(element.get("s", "0")) or 0)


def _value(kind: str, text: str | None, strings: list[str]) -> tuple[Kind, float | str | bool | None]:
    if text is None:
        return "blank", None
    if kind == "s":
        index = whole(text)
        if index is None or index >= len(strings):
            raise hostile(phrase("a text that is not there: number {index}", index=text[:20]))
        shared = strings[index]
        return ("text", shared) if shared else ("blank", None)
    if kind == "inlineStr":
        return ("text", text) if text else ("blank", None)
    if kind in ("str", "d"):
        return ("text", unescape(text)) if text else ("blank", None)
    if kind == "b":
        return "bool", text.strip() in ("1", "true")
    if kind == "e":
        return "error", text[:40]
    try:
        number = float(text)
    except ValueError:
        return "error", text[:40]
    plain = math.isfinite(number) and "_" not in text and text.isascii()  # Python reads more than a spreadsheet
    return ("number", number) if plain else ("error", text[:40])


def inline_text(element: Element, text_tag: str, run_tag: str) -> str:
    """Return a string item's text: plain, or its rich-text runs joined; phonetic guides left out."""
    parts = []
    for child in element:
        if child.tag == text_tag:
            parts.append(child.text or "")
        elif child.tag == run_tag:
            parts += [part.text or "" for part in child if part.tag == text_tag]
    return unescape("".join(parts))


def _read_merges(root: Element, ns: str, limit: int) -> tuple[tuple[Place, Place], ...]:
    merges = []
    covered = 0
    for element in root.iterfind(f"{ns}mergeCells/{ns}mergeCell"):
        first, _colon, last = element.get("ref", "").partition(":")
        start, end = place(first), place(last or first)
        if end[0] < start[0] or end[1] < start[1]:
            raise hostile(phrase("a merged area that ends before it begins"))
        covered += (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
        if covered > limit:
            raise too_large(phrase("merged areas of more than {count} cells", count=limit), str(limit))
        merges.append((start, end))
    return tuple(merges)
