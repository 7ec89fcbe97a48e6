"""Small workbooks as bytes: good unless a test says otherwise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.xlsx.old import InOldFormat
from xlsappraise.xlsx.old.book import OldBook
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import SheetReading, read_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE_REL}">'
    f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">'
    '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_REL}">'
    f'<Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="r3" Type="{REL}/styles" Target="styles.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>',
}


def package(changes: Mapping[str, str | bytes | None] | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook with some parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in {**PARTS, **(changes or {})}.items():
            if data is not None:
                made.writestr(name, data)
    return out.getvalue()


def worksheet(rows: str, after: str = "") -> bytes:
    """Return a worksheet part; ``rows`` goes into sheetData."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def sheet(rows: str, after: str = "", strings: tuple[str, ...] = ()) -> SheetReading:
    """Read a worksheet with these rows."""
    return read_sheet(worksheet(rows, after), list(strings))


def first_sheet(data: bytes) -> SheetReading:
    """Read a workbook's first sheet."""
    reading = Reading(data)
    return reading.sheet(reading.entries[0])


def refusal(data: bytes) -> Problem:
    """Return the one reason for which a workbook is refused."""
    with pytest.raises(Refusal) as caught:
        reading = Reading(data)
        for entry in reading.entries:
            reading.sheet(entry)
        assert reading.formats is not None
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def sheet_refusal(rows: str, after: str = "") -> Problem:
    """Return the one reason for which a worksheet is refused."""
    with pytest.raises(Refusal) as caught:
        sheet(rows, after)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def old_book(data: bytes) -> OldBook:
    """Return a workbook in an old format as it is read where old formats are opened."""
    with pytest.raises(InOldFormat) as caught:
        Reading(data)
    return OldBook(data, caught.value.format)
