"""Workbooks of HR's own that are hostile, with the controls that must be read: built round an ordinary list."""

from __future__ import annotations

import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import openpyxl
import xlsxwriter

from tests.hostile.bombs import MB, zeros
from tests.hostile.form import BOOK, SHEET, STYLES, Entry, archive

HEADINGS = ("工号", "姓名", "部门", "岗位", "考核方案", "直接主管", "状态")
FIRST = ("E001", "王小燕", "客服一部", "客服回访专员", "furniture-callback", "李建国", "正式")


@dataclass(frozen=True)
class Paper:
    """A workbook of HR, what is found in it in both languages; nothing where it must be read."""

    name: str
    made: Callable[[], bytes]
    english: str = ""
    chinese: str = ""


@cache
def plain() -> bytes:
    """Return a list of one person."""
    book = openpyxl.Workbook()
    for row in (HEADINGS, FIRST):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def parts() -> dict[str, bytes]:
    """Return the parts of that list."""
    with zipfile.ZipFile(BytesIO(plain())) as book:
        return {name: book.read(name) for name in book.namelist()}


def made(changes: Mapping[str, bytes], *special: Entry) -> bytes:
    """Return the list with parts replaced, and entries that say something else than they hold."""
    named = {entry.name for entry in special}
    entries = [Entry(name.encode(), data) for name, data in {**parts(), **changes}.items()]
    return archive([*(entry for entry in entries if entry.name not in named), *special])


def with_rows(rows: str, after: str = "") -> bytes:
    """Return the sheet of the list with more rows, and with elements after them."""
    sheet = parts()[SHEET].decode()
    return sheet.replace("</sheetData>", f"{rows}</sheetData>{after}").encode()


def numbered(rows: int) -> str:
    """Return rows of numbers that pack badly, as true lists do."""
    chance = random.Random(11)
    return "".join(f'<row r="{n}"><c r="A{n}"><v>{chance.random()}</v></c></row>' for n in range(3, 3 + rows))


def with_hidden(count: int, rows: int) -> bytes:
    """Return the list with hidden sheets of so many rows."""
    book = openpyxl.load_workbook(BytesIO(plain()))
    for number in range(count):
        sheet = book.create_sheet(f"h{number}")
        sheet.sheet_state = "hidden"
        for row in range(rows):
            sheet.append([row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def million() -> bytes:
    """Return the list with 1,000,000 rows."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 100_003}</v></c></row>' for n in range(3, 1_000_003))
    sheet = with_rows(rows)
    packing = zlib.compressobj(1, zlib.DEFLATED, -15)
    return made({}, Entry(SHEET.encode(), sheet, packed=packing.compress(sheet) + packing.flush()))


def deep(depth: int) -> bytes:
    """Return a sheet with nested elements in an extension."""
    return with_rows("", f"<extLst>{'<ext>' * depth}{'</ext>' * depth}</extLst>")


def merged(count: int) -> bytes:
    """Return a sheet with so many merged areas of two rows."""
    areas = "".join(f'<mergeCell ref="J{n * 2 + 9}:J{n * 2 + 10}"/>' for n in range(count))
    return with_rows("", f"<mergeCells>{areas}</mergeCells>")


def shared(rows: int, length: int, column: int = 2) -> bytes:
    """Return the list with one text of that length, which so many further rows share in a column."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((HEADINGS, FIRST)):
            sheet.write_row(row, 0, cells)
        for row in range(2, 2 + rows):
            sheet.write_string(row, 0, f"E{row}")
            sheet.write_string(row, column, "王" * length)
    return out.getvalue()


def headed(count: int, length: int) -> bytes:
    """Return the list with so many further headings of that length."""
    book = openpyxl.load_workbook(BytesIO(plain()))
    for number in range(count):
        book.active.cell(1, len(HEADINGS) + 1 + number).value = f"{'数' * (length - 5)}{number:05d}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def papers() -> Iterator[Paper]:
    """Yield hostile lists, and honest ones that come near to them."""
    yield Paper("plain", plain)
    yield Paper(
        "bomb",
        lambda: made({}, Entry(SHEET.encode(), b"", packed=zeros(300 * MB), size=300 * MB)),
        "more than 300 MB unpacked; at most 64 MB",
        "64 MB",
    )
    yield Paper(
        "bomb-that-lies",
        lambda: made({}, Entry(SHEET.encode(), b"", packed=zeros(300 * MB), size=40_000)),
        "a part that is longer than its header states",
        SHEET,
    )
    yield Paper(
        "padded",
        lambda: made({SHEET: with_rows("", f"<!--{' ' * 12 * MB}-->")}),
        "unpacks to more than 150 times its size",
        "150 倍",
    )
    yield Paper("million-rows", million, "more than 2000000 elements; at most 2000000", "2000000")
    yield Paper("many-rows", lambda: made({SHEET: with_rows(numbered(20_000))}))
    yield Paper(
        "endless-sheet",
        lambda: made({SHEET: with_rows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')}),
        "an invalid row number: 1048577",
        "1048577",
    )
    yield Paper("last-row", lambda: made({SHEET: with_rows('<row r="1048576"><c r="A1048576" s="0"/></row>')}))
    yield Paper("deep", lambda: made({SHEET: deep(2_000)}), "nested more than 48 deep", "48 层")
    yield Paper("not-so-deep", lambda: made({SHEET: deep(30)}))
    yield Paper(
        "deep-book",
        lambda: made({BOOK: parts()[BOOK].replace(b"</workbook>", b"<a>" * 60 + b"</a>" * 60 + b"</workbook>")}),
        "nested more than 48 deep",
        "48 层",
    )
    yield Paper(
        "entities",
        lambda: made({SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts()[SHEET]}),
        "a document type definition",
        "文档类型定义",
    )
    yield Paper(
        "merged-sheet",
        lambda: made({SHEET: with_rows("", '<mergeCells><mergeCell ref="J9:XFD1048576"/></mergeCells>')}),
        "merged areas of more than 20000000 cells; at most 20000000",
        "20000000",
    )
    yield Paper(
        "many-merges",
        lambda: made({SHEET: merged(250_000)}),
        "more than 200000 merged areas; at most 200000",
        "合并区域超过 200000 个",
    )
    yield Paper("some-merges", lambda: made({SHEET: merged(5_000)}))
    yield Paper(
        "shared-text",
        lambda: shared(1_000, 32_000),
        "more than 20000000 characters in its cells; at most 20000000",
        "单元格里的字符超过 20000000 个",
    )
    yield Paper("shared-text-in-half-as-many", lambda: shared(600, 32_000, 25))
    yield Paper(
        "many-headings",
        lambda: headed(3_000, 190),
        "more than 500000 characters in the first 23 rows; at most 500000",
        "前 23 行的字符超过 500000 个",
    )
    yield Paper("some-headings", lambda: headed(300, 100))
    yield Paper("hidden-sheets", lambda: with_hidden(3, 50))
    yield Paper(
        "many-styles",
        lambda: made({STYLES: parts()[STYLES].replace(b"</cellXfs>", _styles() + b"</cellXfs>")}),
        "more than 300000 elements; at most 300000",
        "300000",
    )
    yield Paper(
        "25-mb", lambda: made({"xl/media/a.png": random.Random(3).randbytes(25 * MB)}), "25 MB; at most 20 MB", "25 MB"
    )


def _styles() -> bytes:
    return "".join(f'<xf numFmtId="{n * 7919 % 100_003}"/>' for n in range(400_000)).encode()
