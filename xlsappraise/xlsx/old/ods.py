"""The survey of an .ods before calamine reads it: repeated rows and columns are counted, not expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.address import MAX_COLUMN, MAX_ROW
from xlsappraise.xlsx.attributes import whole
from xlsappraise.xlsx.limits import RETURNED, hostile, too_large
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.riding import of_document
from xlsappraise.xlsx.old.survey import BookSurvey, Held, SheetSurvey, bounded
from xlsappraise.xlsx.unzip import Package, packed
from xlsappraise.xlsx.xml import tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PREFIXES = ("office", "table", "text")
_NS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_OFFICE, _TABLE, _TEXT = (f"{{{_NS.format(name)}}}" for name in _PREFIXES)
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_BETWEEN = re.compile(rb">\s++(?=<(?:/?table:|text:p[ />]))")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def survey_ods(data: bytes) -> BookSurvey:
    """Survey the content; raise Refusal for a file that is not a spreadsheet, encrypted, damaged or too large."""
    package = Package(data)
    if package.part("mimetype", 2**10).strip() != MIMETYPE:
        raise Refusal(problem("file-wrong-type", found=phrase("another OpenDocument file")))
    manifest = package.part("META-INF/manifest.xml", RETURNED.part_bytes)
    if b"encryption-data" in manifest or package.has("encrypted-package"):
        raise Refusal(problem("file-encrypted"))
    content = package.part("content.xml", RETURNED.part_bytes)
    for prefix in _PREFIXES:  # calamine matches prefixes, this survey namespaces
        if content.count(b"xmlns:%s=" % prefix.encode()) != 1:
            raise hostile(phrase("a part whose name spaces are not declared as usual"))
    root = tree(content)
    body = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if body is None:
        raise Refusal(problem("file-wrong-type", found=phrase("another OpenDocument file")))
    sheets = [_sheet(table) for table in body.iterfind(f"{_TABLE}table")]
    bounded(sheets)
    start = body.find(f"{_TABLE}calculation-settings/{_TABLE}null-date")
    dense = _BETWEEN.sub(b">", content)  # calamine fails on blanks between cells
    return BookSurvey(
        packed({"mimetype": MIMETYPE, "META-INF/manifest.xml": _MANIFEST, "content.xml": dense}),
        sheets,
        date1904=start is not None and start.get(f"{_TABLE}date-value", "1899").startswith("1904"),
        structure_locked=body.get(f"{_TABLE}structure-protected") == "true",
        riders=of_document(package.names(), root),
    )


def _sheet(table: Element) -> SheetSurvey:
    sheet = SheetSurvey(table.get(f"{_TABLE}name"), protected=table.get(f"{_TABLE}protected") == "true")
    row = 0
    for element in table.iter(f"{_TABLE}table-row"):
        times = _times(element, "rows", MAX_ROW)
        cells = list(_row(element, row, sheet))
        if len(cells) * times > RETURNED.cells:
            raise too_large(phrase("more than {count} cells", count=RETURNED.cells), str(RETURNED.cells))
        if cells:
            for again in range(row, row + times):
                for column, held in cells:
                    sheet.hold(again, column, held)
        row += times
    return sheet


def _row(element: Element, row: int, sheet: SheetSurvey) -> Iterator[tuple[int, Held]]:
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        times = _times(cell, "columns", MAX_COLUMN)
        held = _held(cell)
        if held is not None:
            if column + times > MAX_COLUMN:
                raise hostile(phrase("a cell outside the sheet"))
            for again in range(column, column + times):
                yield again, held
        down, right = (whole(cell.get(f"{_TABLE}number-{side}-spanned", "1")) or 1 for side in ("rows", "columns"))
        if (down, right) != (1, 1):
            sheet.merge((row, column), (row + down - 1, column + right - 1))
        column += times


def _times(element: Element, side: str, limit: int) -> int:
    text = element.get(f"{_TABLE}number-{side}-repeated", "1")
    times = whole(text)
    if times is None or not 1 <= times <= limit:
        raise hostile(phrase("a repetition that no sheet has room for: {number}", number=text[:20]))
    return times


def _held(cell: Element) -> Held | None:
    kind = cell.get(f"{_OFFICE}value-type")
    if cell.get(_CALC_TYPE) == "error":
        return ("error", "".join(part for text in cell.iterfind(f"{_TEXT}p") for part in text.itertext())[:40] or "#?")
    if kind is None:
        return "text" if cell.find(f"{_TEXT}p") is not None else None
    return "text" if kind == "string" else "value"


ODS = OldFormat(
    name=phrase("an OpenDocument file"),
    endings=(".ods",),
    parts=("mimetype", "content.xml"),
    fits=lambda outside: "mimetype" in outside.parts and not outside.main,
    survey=survey_ods,
)
