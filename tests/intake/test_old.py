"""Old formats: the same cells as in the .xlsx, errors still errors, and never a value lost in silence."""

from __future__ import annotations

import io
import pickle
import random
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from tests.conftest import WORKED_EXAMPLE, Bench, person, text_of
from tests.intake.binary import (
    RECORD_BOOL,
    RECORD_ERROR,
    RECORD_REAL,
    RECORD_RK,
    RECORD_TEXT,
    RICH_TEXT,
    SHORT_ERROR,
    SHORT_REAL,
    SHORT_TEXT,
    cell,
    record,
    row,
    short,
    wide,
    xlsb,
    zipped,
)
from tests.intake.books import old_book
from tests.office.office import run_jobs
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.store.start import start
from xlsappraise.xlsx.old import OLD_FORMATS, InOldFormat
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.ods import ODS
from xlsappraise.xlsx.old.ole import ole_file
from xlsappraise.xlsx.old.survey import GRID_LIMIT
from xlsappraise.xlsx.opening import open_book
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import SheetReading

FILTERS = {"xls": "MS Excel 97", "ods": "calc8"}
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def odd(path: Path) -> Path:
    """Write a workbook whose first row and column are unused, with every kind of value in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "杂"
    values: dict[str, Any] = {
        "C3": 1.25, "D3": True, "E3": False, "F3": datetime(2026, 11, 15), "G3": datetime(2026, 11, 15, 6, 0),
        "H3": time(18, 0), "C4": "两  个空格 在中间", "D4": "第一行\n第二行", "E4": "a<b>&\"c\"", "C9": 7,
        "D9": 7, "E9": 7,
        "C10": 7, "D10": 7, "E10": 7, "C40": "末", "D20": "#N/A", "E20": "=1/0", "F20": "=\"\"", "G20": "=1=1",
        "H20": "=\"字\"&1", "I20": 0.8, "J20": -12.5, "K20": 123456789, "L20": 0.1,
    }  # fmt: skip
    for address, value in values.items():
        sheet[address] = value
    sheet["C3"].comment = openpyxl.comments.Comment("批注不是内容", "某人")
    sheet["I20"].number_format = "0%"
    sheet.merge_cells("C30:E31")
    book.create_sheet("空")
    book.create_sheet("藏").sheet_state = "hidden"
    book["藏"]["A1"] = "甲"
    book.save(path)
    return path


def with_chart(form: Path, path: Path) -> Path:
    """Return a form with a chart, which an .xls keeps inside its sheet."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=8, min_row=8, max_row=26))
    sheet.add_chart(chart, "L8")
    book.save(path)
    return path


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A filled form and an odd workbook, as bytes, in .xlsx and as LibreOffice saves them in old formats."""
    folder = tmp_path_factory.mktemp("旧")
    bench = Bench(start(folder / "办公"))
    bench.issue(person())
    form = bench.fill(WORKED_EXAMPLE)
    sources = {"form": form, "odd": odd(folder / "odd.xlsx"), "chart": with_chart(form, folder / "chart.xlsx")}
    jobs = [
        {"open": str(path), "steps": [], "save": str(folder / f"{name}.{kind}"), "filter": told}
        for name, path in sources.items()
        for kind, told in FILTERS.items()
    ]
    run_jobs(jobs)
    found: dict[str, Any] = {f"{n}.{k}": (folder / f"{n}.{k}").read_bytes() for n in sources for k in FILTERS}
    return {**found, "form.xlsx": sources["form"].read_bytes()}


def first(data: bytes) -> SheetReading:
    book = old_book(data)
    return book.sheet(book.entries[0])


def refused(data: bytes) -> Problem:
    with pytest.raises(Refusal) as caught:
        old_book(data)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


@pytest.mark.office
def test_a_chart_inside_a_sheet_of_an_xls_changes_nothing(converted: dict[str, Any]) -> None:
    plain, charted = first(converted["form.xls"]), first(converted["chart.xls"])
    assert charted.protected is plain.protected is True
    assert charted.cells == plain.cells


@pytest.mark.office
@pytest.mark.parametrize("kind", FILTERS)
def test_a_form_reads_the_same_in_an_old_format(converted: dict[str, Any], kind: str) -> None:
    old, new = old_book(converted[f"form.{kind}"]), Reading(converted["form.xlsx"])
    assert [entry.name for entry in old.entries] == [entry.name for entry in new.entries]
    assert [entry.state for entry in old.entries] == ["visible", "visible", "hidden"]
    for before, after in zip(new.entries, old.entries, strict=True):
        values = {at: held.value for at, held in new.sheet(before).cells.items() if held.formula is None}
        read = {at: held.value for at, held in old.sheet(after).cells.items()}
        assert {at: read.get(at) for at in values} == values
        assert sorted(old.sheet(after).merges) == sorted(new.sheet(before).merges)
        assert old.sheet(after).protected
    assert list(old.tokens) == list(new.tokens)
    assert [entry.name for entry in old.form_sheets] == ["考核表"]
    assert old.facts_sheet is not None
    assert (old.reads_formulas, old.date1904) == (False, False)


@pytest.mark.office
@pytest.mark.parametrize("kind", FILTERS)
def test_every_kind_of_value_stands_where_it_stood(converted: dict[str, Any], kind: str) -> None:
    book = old_book(converted[f"odd.{kind}"])
    found = {at: (held.kind, held.value) for at, held in book.sheet(book.entries[0]).cells.items()}
    day = 46341.0
    expected = {
        (2, 2): ("number", 1.25), (2, 3): ("bool", True), (2, 4): ("bool", False), (2, 5): ("number", day),
        (2, 6): ("number", day + 0.25), (2, 7): ("number", 0.75), (3, 2): ("text", "两  个空格 在中间"),
        (3, 3): ("text", "第一行\n第二行"), (3, 4): ("text", "a<b>&\"c\""), (39, 2): ("text", "末"),
        **{(r, c): ("number", 7.0) for r in (8, 9) for c in (2, 3, 4)},
        (19, 3): ("error", "#N/A"), (19, 4): ("error", "#DIV/0!"), (19, 6): ("bool", True), (19, 7): ("text", "字1"),
        (19, 8): ("number", 0.8), (19, 9): ("number", -12.5), (19, 10): ("number", 123456789.0),
        (19, 11): ("number", 0.1),
    }  # fmt: skip
    assert found == expected
    formats = {at: book.format(held.style) for at, held in book.sheet(book.entries[0]).cells.items() if held.style}
    assert formats == {(2, 5): "yyyy-mm-dd", (2, 6): "yyyy-mm-dd hh:mm:ss", (2, 7): "hh:mm:ss"}
    assert [(e.name, e.state) for e in book.entries] == [("杂", "visible"), ("空", "visible"), ("藏", "hidden")]
    assert book.sheet(book.entries[1]).cells == {}
    assert book.sheet(book.entries[0]).merges == (((29, 2), (30, 4)),)


@pytest.mark.office
@pytest.mark.parametrize("name", ["form.xls", "form.ods"])
def test_a_cut_off_file_is_refused_with_a_code(converted: dict[str, Any], name: str) -> None:
    data = converted[name]
    last = len(data) - 512  # the last sector of an OLE file may be padding
    for length in range(8, last, last // 40):
        assert refused(data[:length]).code in ("file-truncated", "file-wrong-type"), length


@pytest.mark.office
def test_bitten_bytes_of_an_xls_never_raise(converted: dict[str, Any]) -> None:
    data = converted["form.xls"]
    codes = {"file-truncated", "file-hostile", "file-too-large", "file-old-format", "file-encrypted", "file-wrong-type"}
    for seed in range(400):
        rng = random.Random(seed)
        bitten = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            bitten[rng.randrange(len(data))] = rng.randrange(256)
        try:
            old_book(bytes(bitten))
        except Refusal as refusal:
            assert refusal.problems[0].code in codes, seed


def xls(*records: tuple[int, bytes], book: tuple[tuple[int, bytes], ...] = ()) -> bytes:
    """Return an .xls of one sheet with these records."""

    def written(parts: list[tuple[int, bytes]]) -> bytes:
        return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in parts)

    bof = struct.pack("<HHHHII", 0x0600, 5, 0, 1997, 0, 6)
    name = b"\x00\x00\x01\x00S"

    def head(place: int) -> bytes:
        bound = struct.pack("<I", place) + name
        return written([(0x0809, bof), *book, (0x85, bound), (0x0A, b"")])

    sheet = bof[:2] + b"\x10" + bof[3:]
    return ole_file(head(len(head(0))) + written([(0x0809, sheet), *records, (0x0A, b"")]))


def number(at: tuple[int, int], value: float) -> tuple[int, bytes]:
    return 0x0203, struct.pack("<HHHd", *at, 0, value)


def test_an_xls_is_read_by_hand_written_records() -> None:
    sheet = first(xls(number((4, 3), 2.5), (0x0205, struct.pack("<HHHBB", 5, 3, 0, 0x2A, 1)), (0x12, b"\x01\x00")))
    assert {at: (held.kind, held.value) for at, held in sheet.cells.items()} == {
        (4, 3): ("number", 2.5),
        (5, 3): ("error", "#N/A"),
    }
    assert sheet.protected
    locked = old_book(xls(book=((0x12, b"\x01\x00"), (0x22, b"\x01\x00"))))
    assert (locked.structure_locked, locked.date1904) == (True, True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (xls(number((0, 0), 1), number((65535, 255), 1)), "file-too-large"),
        (xls(number((0, 0), 1), number((0, 0), 2)), "file-hostile"),
        (xls(number((0, 0), 1), (0xE5, struct.pack("<H4H", 1, 0, 65535, 0, 255))), "file-too-large"),
        (xls(number((0, 0), 1), (0xE5, struct.pack("<H4H", 1, 5, 4, 0, 0))), "file-hostile"),
        (xls(book=((0x2F, b"\x01\x00" + bytes(50)),)), "file-encrypted"),
        (xls(book=((0xFC, struct.pack("<II", 2**31, 2**31)),)), "file-hostile"),
        (xls((0x0203, b"\x00\x00\x00\x00\x00")), "file-truncated"),
        (xls((0x0006, struct.pack("<HHH", 0, 0, 0) + bytes(14))), "file-truncated"),
        (xls(book=((0x85, struct.pack("<I", 10**6) + b"\x00\x00\x01\x00T"),)), "file-truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-truncated"),
        (b"", "file-empty"),
    ],
    ids=["far", "twice", "merge", "backwards", "password", "texts", "short", "formula", "place", "header", "empty"],
)  # fmt: skip
def test_an_xls_beyond_the_limits_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_rich_texts_and_labels_of_old_programs_are_read() -> None:
    rich = (0x00D6, struct.pack("<HHHHB", 0, 0, 0, 1, 0) + b"a" + struct.pack("<HHH", 1, 0, 0))
    label = (0x0204, struct.pack("<HHHHB", 1, 0, 0, 2, 1) + "甲乙".encode("utf-16-le"))
    assert {at: held.value for at, held in first(xls(rich, label)).cells.items()} == {(0, 0): "a", (1, 0): "甲乙"}


def test_dimensions_that_lie_are_not_believed() -> None:
    lie = (0x0200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 65535, 0))
    assert first(xls(lie, number((1, 1), 3))).cells[1, 1].value == 3.0


def test_another_ole_file_is_no_workbook() -> None:
    data = ole_file(b"x" * 5000).replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))
    assert (refused(data).code, text_of(refused(data).found)) == ("file-wrong-type", "another Office document")


def ods(rows: str, sheet: str = "", document: str = "", name: str = "表", **parts: bytes | None) -> bytes:
    """Return an .ods of one sheet with these rows."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        f'xmlns:table="{TABLE}" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet {document}><table:table table:name="{name}" {sheet}>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    found: dict[str, bytes | None] = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b"<manifest:manifest/>",
        "content.xml": content.encode(),
        **parts,
    }
    return zipped({part: data for part, data in found.items() if data is not None})


FIVE = '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'


def repeated(times: int) -> str:
    """Return the cell as it stands for several."""
    return FIVE.replace("<table:table-cell", f'<table:table-cell table:number-columns-repeated="{times}"', 1)


def rows(inside: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def test_repeated_rows_and_columns_of_an_ods_are_counted() -> None:
    gap = rows("<table:table-cell/>", 'table:number-rows-repeated="1000"')
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    tail = '<table:table-cell table:number-columns-repeated="16000"/>'
    end = rows("<table:table-cell/>", 'table:number-rows-repeated="1047000"')
    sheet = first(
        ods(gap + rows(blank + repeated(2) + tail) + gap + rows(FIVE + tail, 'table:number-rows-repeated="2"') + end)
    )
    assert sorted(sheet.cells) == [(1000, 3), (1000, 4), (2001, 0), (2002, 0)]
    assert {held.value for held in sheet.cells.values()} == {5.0}


def test_an_indented_ods_is_read() -> None:
    sheet = first(ods("\n  " + rows("\n    " + FIVE.replace("<text:p>", "\n  <text:p>") + "\n  ") + "\n"))
    assert {at: held.value for at, held in sheet.cells.items()} == {(0, 0): 5.0}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ods(rows(FIVE, 'table:number-rows-repeated="1048576"')), "file-too-large"),
        (ods(rows("", 'table:number-rows-repeated="1040000"') + rows(FIVE + FIVE)), "file-too-large"),
        (ods(rows("", 'table:number-rows-repeated="1048576"') * 2 + rows(FIVE)), "file-hostile"),
        (ods(rows("", 'table:number-rows-repeated="99999999999"')), "file-hostile"),
        (ods(rows("", 'table:number-rows-repeated="-1"')), "file-hostile"),
        (ods(rows(repeated(16384) * 2)), "file-hostile"),
        (ods(rows("x"), **{"content.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "file-hostile"),
        (ods(rows(FIVE), mimetype=b"application/vnd.oasis.opendocument.text"), "file-wrong-type"),
        (ods(rows(FIVE), **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "file-encrypted"),
        (ods(rows(FIVE), **{"content.xml": None}), "file-truncated"),
        (ods(rows(FIVE), **{"content.xml": b" " * 17_000_000}), "file-hostile"),
        (ods("</table:table><table:table table:name='表'>"), "file-hostile"),
    ],
    ids=["rows", "far", "beyond", "huge", "minus", "columns", "entity", "kind", "password", "part", "bomb", "twins"],
)  # fmt: skip
def test_an_ods_beyond_the_limits_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_prefixes_that_hide_cells_from_the_walk_are_refused() -> None:
    parts = dict(unzipped(ods(rows(FIVE))))
    parts["content.xml"] = parts["content.xml"].replace(TABLE.encode(), b"urn:other")
    assert refused(zipped(parts)).code == "file-hostile"
    parts["content.xml"] = re.sub(b"<table:table ", b'<table:table xmlns:table="urn:x" ', parts["content.xml"])
    assert refused(zipped(parts)).code == "file-hostile"


def unzipped(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def test_an_xlsb_is_read_with_the_short_cells_that_calamine_passes_over() -> None:
    cells = (
        row(2)
        + cell(RECORD_REAL, 1, struct.pack("<d", 1.5))
        + short(SHORT_TEXT, wide("甲"))
        + short(SHORT_ERROR, b"\x07")
        + short(SHORT_REAL, struct.pack("<d", -3))
        + row(9)
        + cell(RECORD_RK, 0, struct.pack("<I", 45 << 2 | 2))
        + cell(RECORD_BOOL, 1, b"\x01")
        + cell(RECORD_TEXT, 2, wide("乙"))
        + cell(RICH_TEXT, 3, b"\x01" + wide("丙丁") + bytes(8))
        + cell(RECORD_ERROR, 4, b"\x2a")
    )
    merged = record(177) + record(176, struct.pack("<4I", 20, 21, 0, 2)) + record(178)
    book = old_book(xlsb(cells, merged, (("表", 0), ("藏", 1), ("深", 2)), flags=1))
    sheet = book.sheet(book.entries[0])
    assert {at: (held.kind, held.value) for at, held in sheet.cells.items()} == {
        (2, 1): ("number", 1.5), (2, 2): ("text", "甲"), (2, 3): ("error", "#DIV/0!"), (2, 4): ("number", -3.0),
        (9, 0): ("number", 45.0), (9, 1): ("bool", True), (9, 2): ("text", "乙"), (9, 3): ("text", "丙丁"),
        (9, 4): ("error", "#N/A"),
    }  # fmt: skip
    assert sheet.merges == (((20, 0), (21, 2)),)
    assert [(e.name, e.state) for e in book.entries] == [("表", "visible"), ("藏", "hidden"), ("深", "veryHidden")]
    assert book.date1904


ONE = struct.pack("<d", 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (xlsb(row(0) + cell(RECORD_REAL, 0, ONE) + row(1048575) + cell(RECORD_REAL, 16383, ONE)), "file-too-large"),
        (xlsb(row(0) + cell(RECORD_REAL, 20000, ONE)), "file-hostile"),
        (xlsb(row(2**31) + cell(RECORD_REAL, 0, ONE)), "file-hostile"),
        (xlsb(row(0) + cell(RECORD_REAL, 0, ONE) * 2), "file-hostile"),
        (xlsb(row(0) + cell(RECORD_REAL, 0, b"")), "file-truncated"),
        (xlsb(row(0) + b"\x05\x7f"), "file-truncated"),
        (xlsb(b"", sheets=(("表", 0), ("表", 0))), "file-hostile"),
        (xlsb(b"", record(176, struct.pack("<4I", 0, 10**6, 0, 10**4))), "file-too-large"),
    ],
    ids=["far", "column", "row", "twice", "empty", "cut", "twins", "merge"],
)
def test_an_xlsb_beyond_the_limits_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code


@pytest.mark.parametrize(
    "data", [xls(*[(0x0FF0, b"")] * 1_000_001), xlsb(b"\x7f\x00" * 1_000_001)], ids=["xls", "xlsb"]
)
def test_a_part_of_a_million_records_is_refused(data: bytes) -> None:
    assert (refused(data).code, text_of(refused(data).found)) in [
        ("file-too-large", "more than 1000000 records"),
        ("file-hostile", "unpacks to more than 150 times its size"),
    ]


def test_a_grid_at_the_limit_is_read() -> None:
    side = GRID_LIMIT // 200
    sheet = first(xlsb(row(0) + cell(RECORD_REAL, 0, ONE) + row(side - 1) + cell(RECORD_REAL, 199, ONE)))
    assert sorted(sheet.cells) == [(0, 0), (side - 1, 199)]


def test_a_zip_that_is_no_document_is_refused() -> None:
    assert refused(zipped({"a.txt": b"1"})).code == "file-wrong-type"


def test_a_panic_of_calamines_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # its name in pyo3
        pass

    def raising(error: BaseException) -> Callable[[Any], Any]:
        def call(_data: Any) -> Any:
            raise error

        return call

    import python_calamine

    class Fake:
        from_filelike = staticmethod(raising(PanicException("index out of range")))

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Fake)
    assert refused(xlsb(b"")).code == "file-hostile"
    Fake.from_filelike = staticmethod(raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        old_book(xlsb(b""))


def test_an_old_format_is_a_declaration_and_an_entry_in_the_tuple(monkeypatch: pytest.MonkeyPatch) -> None:
    head = b"NEW!"
    new = OldFormat(
        name=phrase("a workbook of a new old kind"),
        endings=(".new",),
        parts=(),
        fits=lambda outside: outside.data.startswith(head),
        survey=lambda data: ODS.survey(data.removeprefix(head)),
    )
    data = head + ods(rows(FIVE))
    assert refused_as_xlsx(data) == "file-wrong-type"
    monkeypatch.setattr("xlsappraise.xlsx.old.OLD_FORMATS", (*OLD_FORMATS, new))
    book, told = open_book(data)
    assert {at: held.value for at, held in book.sheet(book.entries[0]).cells.items()} == {(0, 0): 5.0}
    assert [(p.code, text_of(p.found)) for p in told] == [("old-format-read", "a workbook of a new old kind")]
    assert refused_as_xlsx(data) == "file-old-format"


def refused_as_xlsx(data: bytes) -> str:
    """Return why a reader of .xlsx alone refuses a file."""
    with pytest.raises(Refusal) as caught:
        Reading(data)
    return caught.value.problems[0].code


def test_the_refusal_of_an_old_format_leaves_a_worker_as_a_plain_one() -> None:
    again = pickle.loads(pickle.dumps(InOldFormat(ODS)))
    assert (type(again), again.problems) == (Refusal, InOldFormat(ODS).problems)
