"""One pass over a worksheet part: cells with value, formula and style; merges; protection."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from xlsappraise.i18n import _
from xlsappraise.intake.container import hostile, too_large
from xlsappraise.intake.formula import shift
from xlsappraise.intake.xml import namespace, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CELL_LIMIT = 200_000
MERGE_LIMIT = 20_000
FORMULA_LIMIT = 8192
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

Kind = Literal["number", "text", "bool", "error", "blank"]
Place = tuple[int, int]
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
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
    """What a worksheet holds."""

    cells: dict[Place, Cell]
    merges: tuple[tuple[Place, Place], ...] = ()
    protected: bool = False


def place(ref: str) -> Place:
    """Return the place of an address; raise Refusal for one outside the grid."""
    known = _places.get(ref)
    if known is not None:
        return known
    match = _REF.fullmatch(ref)
    if match is None:
        raise hostile(_("a cell address that is none: {address}").format(address=ref[:20]))
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= MAX_ROW and column <= MAX_COLUMN):
        raise hostile(_("a cell address that is none: {address}").format(address=ref[:20]))
    if len(_places) < 50_000:
        _places[ref] = (row - 1, column - 1)
    return (row - 1, column - 1)


def unescape(text: str) -> str:
    """Undo ``_xHHHH_`` and settle line breaks."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_sheet(data: bytes, strings: list[str]) -> SheetReading:
    """Read a worksheet part; ``strings`` are the shared strings. Raise Refusal beyond the limits."""
    root = parse(data)
    ns = namespace(root)
    cells: dict[Place, Cell] = {}
    body = root.find(f"{ns}sheetData")
    if body is not None:
        _read_rows(body, ns, strings, cells)
    protection = root.find(f"{ns}sheetProtection")
    return SheetReading(
        cells,
        _read_merges(root, ns),
        protection is not None and protection.get("sheet") in ("1", "true"),
    )


def _read_rows(body: Element, ns: str, strings: list[str], cells: dict[Place, Cell]) -> None:
    tags = _Tags(f"{ns}v", f"{ns}f", f"{ns}is", f"{ns}t", f"{ns}r")
    shared: dict[str, tuple[Place, str]] = {}
    next_row = 0
    for row in body:
        row_number = _index(row.get("r"), next_row)
        next_row = row_number + 1
        next_column = 0
        for element in row:
            ref = element.get("r")
            at = place(ref) if ref is not None else (row_number, next_column)
            next_column = at[1] + 1
            if len(element) == 0:
                continue
            cell = _read_cell(element, tags, strings, at, shared)
            if cell is None:
                continue
            if at in cells:
                raise hostile(_("a cell that is written twice: {address}").format(address=ref))
            cells[at] = cell
        if len(cells) > CELL_LIMIT:
            raise too_large(_("more than {count} cells").format(count=CELL_LIMIT), str(CELL_LIMIT))


class _Tags(NamedTuple):
    value: str
    formula: str
    inline: str
    text: str
    run: str


def _index(text: str | None, default: int) -> int:
    if text is None:
        return default
    number = whole(text)
    if number is None or not 1 <= number <= MAX_ROW:
        raise hostile(_("a row number that is none: {number}").format(number=text[:20]))
    return number - 1


def whole(text: str) -> int | None:
    """Return a number of at most nine ASCII digits, None for anything else."""
    text = text.strip()
    return int(text) if len(text) <= 9 and text.isascii() and text.isdigit() else None


def _read_cell(
    element: Element, tags: _Tags, strings: list[str], at: Place, shared: dict[str, tuple[Place, str]]
) -> Cell | None:
    text: str | None = None
    formula: str | None = None
    for child in element:
        if child.tag == tags.value:
            text = child.text
        elif child.tag == tags.formula:
            formula = _formula(child, at, shared)
        elif child.tag == tags.inline:
            text = inline_text(child, tags.text, tags.run)
    kind, value = _value(element.get("t", "n"), text, strings)
    if kind == "blank" and formula is None:
        return None
    return Cell(kind, value, formula, whole(element.get("s", "0")) or 0)


def _formula(element: Element, at: Place, shared: dict[str, tuple[Place, str]]) -> str:
    text = element.text or ""
    if len(text) > FORMULA_LIMIT:
        raise hostile(_("a formula of more than {count} characters").format(count=FORMULA_LIMIT))
    if element.get("t") == "shared":
        index = element.get("si", "")
        if text:
            shared[index] = (at, text)
        elif index in shared:
            (row, column), first = shared[index]
            return shift(first, at[0] - row, at[1] - column)
    return text


def _value(kind: str, text: str | None, strings: list[str]) -> tuple[Kind, float | str | bool | None]:
    if text is None:
        return "blank", None
    if kind == "s":
        index = whole(text)
        if index is None or index >= len(strings):
            raise hostile(_("a text that is not there: number {index}").format(index=text[:20]))
        shared = strings[index]
        return ("text", shared) if shared else ("blank", None)
    if kind == "inlineStr":
        return ("text", text) if text else ("blank", None)
    if kind in ("str", "d"):
        return ("text", unescape(text)) if text else ("blank", None)
    if kind == "b":
        return "bool", text.strip() in ("1", "true")
    if kind == "e":
        return "error", text
    try:
        number = float(text)
    except ValueError:
        return "error", text[:40]
    return ("number", number) if math.isfinite(number) else ("error", text[:40])


def inline_text(element: Element, text_tag: str, run_tag: str) -> str:
    """Return a string item's text: plain, or its rich-text runs joined; phonetic guides left out."""
    parts = []
    for child in element:
        if child.tag == text_tag:
            parts.append(child.text or "")
        elif child.tag == run_tag:
            parts += [part.text or "" for part in child if part.tag == text_tag]
    return unescape("".join(parts))


def _read_merges(root: Element, ns: str) -> tuple[tuple[Place, Place], ...]:
    merges = []
    covered = 0
    for element in root.iterfind(f"{ns}mergeCells/{ns}mergeCell"):
        first, _colon, last = element.get("ref", "").partition(":")
        start, end = place(first), place(last or first)
        if end[0] < start[0] or end[1] < start[1]:
            raise hostile(_("a merged area that ends before it begins"))
        covered += (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
        if covered > MERGE_LIMIT:
            raise too_large(_("merged areas of more than {count} cells").format(count=MERGE_LIMIT), str(MERGE_LIMIT))
        merges.append((start, end))
    return tuple(merges)
