"""The parts of an .xlsb are those that relationships lead to; a file with two readings is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import pytest

from tests.intake.binary import RECORD_REAL, RECORD_TEXT, cell, record, row, wide, xlsb, zipped
from tests.intake.books import PACKAGE_REL, REL, old_book
from tests.intake.test_old import first, refused
from tests.intake.test_old_riders import told
from xlsappraise.base.problems import say

Parts = dict[str, bytes]
BOOK, RELS, SHEET, ROOT = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/worksheets/sheet1.bin", "_rels/.rels"
MACROSHEET = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
REAL = row(0) + cell(RECORD_REAL, 0, struct.pack("<d", 45.0))
SHARED = row(0) + cell(7, 0, struct.pack("<I", 0))


def parts(cells: bytes = REAL, after: bytes = b"", **kept: object) -> Parts:
    with zipfile.ZipFile(io.BytesIO(xlsb(cells, after, **kept))) as made:  # type: ignore[arg-type] - as its own
        return {name: made.read(name) for name in made.namelist()}


def changed(found: Mapping[str, bytes], **more: tuple[bytes, bytes]) -> Parts:
    """Return parts with one text of some replaced: ``rels``, ``root``."""
    names = {"rels": RELS, "root": ROOT}
    out = dict(found)
    for name, (old, new) in more.items():
        assert old in out[names[name]]
        out[names[name]] = out[names[name]].replace(old, new, 1)
    return out


def texts(*said: str, stated: int | None = None) -> bytes:
    count = len(said) if stated is None else stated
    return (
        record(159, struct.pack("<II", count, count))
        + b"".join(record(19, b"\0" + wide(one)) for one in said)
        + record(160)
    )


def leading(target: str, kind: str = "sharedStrings", name: str = "q") -> tuple[bytes, bytes]:
    return (
        b"</Relationships>",
        f'<Relationship Id="{name}" Type="{REL}/{kind}" Target="{target}"/></Relationships>'.encode(),
    )


def shared(table: bytes) -> Parts:
    """Return a workbook whose texts are in a part of an unusual name."""
    return {**changed(parts(SHARED), rels=leading("a.bin")), "xl/a.bin": table}


def moved(found: Parts, old: str, new: str) -> Parts:
    return {name.replace(old, new): data for name, data in found.items()}


ELSEWHERE = changed(moved(parts(), "xl/", "x2/"), root=(b"xl/", b"x2/"))
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">%s</Types>'


def typed(part: str, content: str) -> bytes:
    return TYPES % f'<Override PartName="/{part}" ContentType="application/vnd.ms-excel.{content}"/>'.encode()


@pytest.mark.parametrize(
    "found",
    [
        parts(),
        ELSEWHERE,
        changed(parts(), rels=(b"worksheets/sheet1.bin", b"/xl/worksheets/sheet1.bin")),
        changed(moved(parts(), "worksheets/sheet1", "pages/a"), rels=(b"worksheets/sheet1", b"pages/a")),
        moved(parts(), "worksheets", "Worksheets"),
        {**parts(), "[Content_Types].xml": typed(SHEET, "worksheet")},
    ],
    ids=["usual", "elsewhere", "absolute", "other folder", "case", "typed"],
)
def test_the_parts_that_relationships_lead_to_are_read(found: Parts) -> None:
    assert first(zipped(found)).cells[0, 0].value == 45.0


@pytest.mark.parametrize("name", ["xl/sharedStrings.bin", "xl/SharedStrings.bin", "xl/s/texts.bin"])
def test_shared_texts_are_those_of_the_relationship(name: str) -> None:
    found = changed(parts(SHARED), rels=leading(f"/{name.replace('Shared', 'shared')}"))
    assert first(zipped({**found, name: texts("甲")})).cells[0, 0].value == "甲"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: {**ELSEWHERE, **parts()} | {ROOT: ELSEWHERE[ROOT]}, "xl/workbook.bin"),
        (lambda: changed(parts(), root=leading("xl/b.bin", "officeDocument")), "officeDocument"),
        (lambda: changed(parts(), rels=leading("worksheets/sheet9.bin", "worksheet", "r1")), "one name"),
        (lambda: changed(parts(), rels=(b"Target=", b'TargetMode="External" Target=')), "without a part"),
        (lambda: changed(parts(), rels=(b'Id="r1"', b'Id="r9"')), "without a part"),
        (lambda: changed(parts(), rels=(b"/worksheet\"", b"/theme\"")), "without a part"),
        (lambda: {**parts(SHARED), "xl/sharedStrings.bin": texts("48")}, "sharedStrings"),
        (lambda: {**shared(texts("45")), "xl/sharedStrings.bin": texts("48")}, "sharedStrings"),
        (lambda: changed(shared(texts("48")), rels=leading("a2.bin", name="p")), "sharedStrings"),
        (lambda: {**parts(), "xl/styles.bin": b""}, "styles"),
        (lambda: shared(texts("48") + texts("45")), "sharedStrings"),
        (lambda: shared(record(19, b"\0" + wide("48")) + texts("45")), "sharedStrings"),
        (lambda: shared(texts("48", "45", stated=1)), "fewer entries"),
        (lambda: shared(texts("48", stated=2)), "fewer entries"),
        (lambda: {**parts(), "[Content_Types].xml": typed(SHEET, "chartsheet")}, "another type"),
        (lambda: {**parts(), "[Content_Types].xml": typed(SHEET, "styles")}, "another type"),
        (lambda: changed(parts(sheets=(("a", 0), ("b", 0))), rels=(b"sheet2.bin", b"sheet1.bin")), "one place"),
    ],
)  # fmt: skip
def test_a_package_that_programs_read_differently_is_refused(make: Callable[[], Parts], said: str) -> None:
    found = refused(zipped(make()))
    assert found.code == "file-hostile"
    assert said in say(found, "en")
    assert "ask for the form again" in say(found, "en")


@pytest.mark.parametrize(
    ("cells", "after"),
    [
        (record(37, struct.pack("<HI", 1, 0) + bytes(2)) + REAL + record(38), b""),
        (record(35, bytes(4)) + REAL + record(36), b""),
        (b"", REAL),
        (REAL, record(145) + row(1) + cell(RECORD_TEXT, 0, wide("48")) + record(146)),
        (REAL + cell(1, 0, b""), b""),
        (REAL + row(0) + cell(1, 0, b""), b""),
        (row(0) + cell(1, 0, b"") + cell(RECORD_REAL, 0, struct.pack("<d", 48.0)), b""),
    ],
    ids=["choice", "later", "behind", "second", "blank after", "row again", "blank before"],
)
def test_cells_that_only_some_programs_read_are_refused(cells: bytes, after: bytes) -> None:
    assert refused(xlsb(cells, after)).code == "file-hostile"


def test_blanks_beside_cells_and_behind_them_are_silent() -> None:
    sheet = first(xlsb(REAL + cell(1, 1, b""), record(35, bytes(4)) + record(1, bytes(8)) + record(36)))
    assert {at: held.value for at, held in sheet.cells.items()} == {(0, 0): 45.0}


@pytest.mark.parametrize(
    ("kind", "type_of"),
    [("chartsheet", f"{REL}/chartsheet"), ("dialogsheet", f"{REL}/dialogsheet"), ("macros", MACROSHEET)],
)
def test_every_listed_sheet_is_an_entry(kind: str, type_of: str) -> None:
    made = parts(sheets=(("考核表", 0), ("别的", 0)))
    rels = made[RELS].replace(
        f'{REL}/worksheet" Target="worksheets/sheet2'.encode(), f'{type_of}" Target="a/x'.encode()
    )
    made[RELS] = rels
    made["xl/a/x.bin"] = made.pop("xl/worksheets/sheet2.bin")
    book = old_book(zipped(made))
    assert [(entry.name, book.has_cells(entry)) for entry in book.entries] == [("考核表", True), ("别的", False)]
    kinds = {rider.key for rider in book.riders}
    assert ("macros" in kinds) == (kind == "macros")


def test_a_visible_sheet_in_a_folder_of_another_kind_is_read() -> None:
    made = parts(sheets=(("考核表", 0), ("考核表.", 0)))
    made[RELS] = made[RELS].replace(b"worksheets/sheet1", b"chartsheets/sheet1")
    made["xl/chartsheets/sheet1.bin"] = made.pop(SHEET)
    book = old_book(zipped(made))
    assert [len(book.sheet(entry).cells) for entry in book.entries] == [1, 0]


def test_a_formula_is_known_by_its_place() -> None:
    formula = record(9, struct.pack("<II", 3, 0) + struct.pack("<d", 48.0) + struct.pack("<HI", 0, 0) + bytes(4))
    sheet = first(xlsb(row(2) + formula))
    assert (sheet.unread, sheet.cells[2, 3].value) == ({(2, 3): "…"}, 48.0)


@pytest.mark.parametrize(
    ("target", "said", "kinds"),
    [
        ("http://x.cn/", "45", ["links that lead elsewhere than their text says"]),
        ("file:///c:/x.exe", "file:///c:/x.exe", ["links that lead elsewhere than their text says"]),
        ("http://x.cn/", "x.cn", []),
        ("mailto:a@x.cn", "a@x.cn", []),
    ],
)
def test_a_link_that_leads_elsewhere_than_a_text_says_is_told(target: str, said: str, kinds: list[str]) -> None:
    made = parts(row(0) + cell(RECORD_TEXT, 0, wide(said)))
    made["xl/worksheets/_rels/sheet1.bin.rels"] = (
        f'<Relationships xmlns="{PACKAGE_REL}"><Relationship Id="a" Type="{REL}/hyperlink" TargetMode="External" '
        f'Target="{target}"/></Relationships>'
    ).encode()
    assert told(zipped(made)) == kinds


@pytest.mark.parametrize(("kind", "expected"), [("oleObject", "embedded objects"), ("vbaProject", "macros"),
                                                ("externalLink", "links to other workbooks")])  # fmt: skip
def test_a_relationship_is_told_by_its_type_whatever_its_part_is_called(kind: str, expected: str) -> None:
    made = changed(parts(), rels=leading("calcChain.bin", kind))
    assert told(zipped({**made, "xl/calcChain.bin": b"x"})) == [expected]
