"""What an .xls holds twice, or lists as another kind, is refused; what leads out of it is told by its record."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import pytest

from tests.intake.agile_made import contained, encrypted
from tests.intake.books import old_book
from tests.intake.test_old import first, number, refused
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.xlsx.old.ole import ole_file
from xlsappraise.xlsx.opening import open_book

Record = tuple[int, bytes]
SHEET, CHART, MACROS, MODULE = 0x10, 0x20, 0x40, 0x06


def written(records: Sequence[Record]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def bof(kind: int, version: int = 0x0600) -> Record:
    return 0x0809, struct.pack("<HHHHII", version, kind, 0, 1997, 0, 6)


def book(
    *sheets: tuple[str, int, int, Sequence[Record]], of_book: Sequence[Record] = (), gap: bytes = b"", tail: bytes = b""
) -> bytes:
    """Return a workbook stream; sheets by (name, kind as listed, kind as it begins, records)."""
    bodies = [written([bof(begins), *records, (0x0A, b"")]) for _name, _listed, begins, records in sheets]

    def head(first_place: int) -> bytes:
        bounds, place = [], first_place
        for (name, listed, _begins, _records), body in zip(sheets, bodies, strict=True):
            coded = name.encode("utf-16-le")
            bounds.append((0x85, struct.pack("<IBBBB", place, 0, listed, len(coded) // 2, 1) + coded))
            place += len(body)
        return written([bof(5), *of_book, *bounds, (0x0A, b"")])

    return head(len(head(0)) + len(gap)) + gap + b"".join(bodies) + tail


def one(*records: Record, of_book: Sequence[Record] = ()) -> bytes:
    return ole_file(book(("表", 0, SHEET, records), of_book=of_book))


def streams(**held: bytes) -> bytes:
    """Return an OLE file with these streams."""
    from extract_msg import OleWriter

    writer = OleWriter()
    for name, data in held.items():
        writer.addEntry(name, data if name == "EncryptionInfo" else data + bytes(max(0, 4096 - len(data))))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def why(found: Problem) -> tuple[str, str]:
    return found.code, say(found, "en")


PLAIN = book(("表", 0, SHEET, [number((0, 0), 45)]))
OTHER = book(("表", 0, SHEET, [number((0, 0), 48)]))


def test_one_stream_of_either_name_is_read() -> None:
    for name in ("Workbook", "Book", "WORKBOOK"):
        assert first(streams(**{name: PLAIN})).cells[0, 0].value == 45.0


@pytest.mark.parametrize("names", [("Workbook", "Book"), ("BOOK", "workbook")])
def test_a_file_with_two_workbooks_is_to_be_saved_anew(names: tuple[str, str]) -> None:
    found = refused(streams(**dict(zip(names, (PLAIN, OTHER), strict=True))))
    assert found.code == "file-old-format"
    assert "save it as .xlsx" in say(found, "en")
    assert "另存为 .xlsx" in say(found, "zh_CN")


def test_an_encrypted_package_beside_a_workbook_is_refused_whatever_the_file_is_called() -> None:
    import olefile

    with olefile.OleFileIO(encrypted(b"x" * 5000, "VelvetSweatshop")) as ole:
        info, package = (ole.openstream(name).read() for name in ("EncryptionInfo", "EncryptedPackage"))
    for name in ("Workbook", "Book"):
        with pytest.raises(Refusal) as caught:
            open_book(streams(EncryptionInfo=info, EncryptedPackage=package, **{name: PLAIN}))
        code, said = why(caught.value.problems[0])
        assert (code, "two parts of one kind" in said) == ("file-hostile", True)
    with pytest.raises(Refusal) as caught:  # alone it is read on
        open_book(contained(info, package))
    assert caught.value.problems[0].code != "file-hostile"


@pytest.mark.parametrize(
    ("listed", "begins"), [(1, SHEET), (2, SHEET), (6, SHEET), (0, CHART), (0, MACROS), (3, SHEET)]
)
def test_a_sheet_of_another_kind_than_listed_is_refused(listed: int, begins: int) -> None:
    poser = ("考核表 ", listed, begins, [number((0, 0), 48)])
    for sheets in ([poser, ("考核表", 0, SHEET, [])], [("考核表", 0, SHEET, []), poser]):
        found = refused(ole_file(book(*sheets)))
        assert why(found)[0] == "file-hostile"
        assert "ask for the form again" in say(found, "en")


def test_sheets_of_every_kind_are_listed() -> None:
    data = ole_file(book(("图", 2, CHART, []), ("表", 0, SHEET, [number((0, 0), 45)]), ("宏", 1, MACROS, [])))
    found = old_book(data)
    assert [(entry.name, found.has_cells(entry)) for entry in found.entries] == [
        ("图", False),
        ("表", True),
        ("宏", False),
    ]
    assert [len(found.sheet(entry).cells) for entry in found.entries] == [0, 1, 0]
    assert [rider.key for rider in found.riders] == ["macros"]


@pytest.mark.parametrize(
    "data",
    [
        book(("表", 0, SHEET, []), gap=written([bof(SHEET), number((0, 0), 48), (0x0A, b"")])),
        book(("表", 0, SHEET, []), tail=written([bof(SHEET), number((0, 0), 48), (0x0A, b"")])),
    ],
    ids=["before", "behind"],
)
def test_a_sheet_that_is_not_listed_is_refused(data: bytes) -> None:
    assert refused(ole_file(data)).code == "file-hostile"


@pytest.mark.parametrize("kind", [0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0007, 0x007E, 0x0206, 0x0406, 0x0209])
def test_a_record_of_an_older_version_is_refused(kind: int) -> None:
    found = refused(one(number((0, 0), 48), (kind, struct.pack("<HH3sd", 0, 0, b"", 45.0))))
    assert (found.code, f"{kind:04X}" in say(found, "en")) == ("file-hostile", True)


@pytest.mark.parametrize(
    "blank",
    [(0x0201, struct.pack("<HHH", 3, 2, 0)), (0x00BE, struct.pack("<6H", 3, 1, 0, 0, 0, 3))],
    ids=["one", "several"],
)
def test_a_cell_that_is_blank_and_holds_something_is_refused(blank: Record) -> None:
    for records in ([blank, number((3, 2), 45)], [number((3, 2), 45), blank]):
        found = refused(one(*records))
        assert (found.code, "R4C3" in say(found, "en")) == ("file-hostile", True)
    beside = first(one(blank, number((3, 4), 45), number((2, 2), 45)))
    assert sorted(beside.cells) == [(2, 2), (3, 4)]


def test_a_formula_is_known_by_its_place() -> None:
    formula = struct.pack("<HHHdHIH", 1, 1, 0, 45.0, 0, 0, 3) + b"\x1e\x30\x00"
    sheet = first(one(number((0, 0), 45), (0x06, formula)))
    assert (sheet.unread, sheet.cells[1, 1].value) == ({(1, 1): "…"}, 45.0)


@pytest.mark.parametrize("flags", [(1,), (1, 0), (0, 1)])
def test_days_from_1904_are_known_wherever_it_says_so(flags: tuple[int, ...]) -> None:
    assert old_book(one(of_book=[(0x22, struct.pack("<H", flag)) for flag in flags])).date1904


def link(target: str | None, flags: int = 3) -> Record:
    head = struct.pack("<4H16sII", 0, 0, 0, 0, b"", 2, flags)
    if target is None:
        return 0x1B8, head + struct.pack("<I", 4) + "A1\0".encode("utf-16-le")
    coded = f"{target}\0".encode("utf-16-le")
    return 0x1B8, head + bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b") + struct.pack("<I", len(coded)) + coded


def label(text: str) -> Record:
    return 0x0204, struct.pack("<HHHHB", 0, 0, 0, len(text), 0) + text.encode("latin-1")


AWAY = "links that lead elsewhere than their text says"


@pytest.mark.parametrize(
    ("records", "of_book", "kinds"),
    [
        ([], [(0x1AE, struct.pack("<HHB", 0, 5, 0) + b"cmd\x03x")], ["links to other workbooks"]),
        ([], [(0x1AE, struct.pack("<HHB", 1, 7, 0) + b"\x01a.xlsx")], ["links to other workbooks"]),
        ([], [(0x1AE, struct.pack("<HH", 3, 0x0401)), (0x1AE, struct.pack("<HH", 1, 0x3A01))], []),
        ([link("http://x.cn/")], [], [AWAY]),
        ([link("file:///c:/x.exe")], [], [AWAY]),
        ([label("http://y.cn"), link("http://x.cn/")], [], [AWAY]),
        ([(0x1B8, bytes(28) + b"\1\0\0\0" + bytes(20))], [], [AWAY]),
        ([(0x1B8, bytes(8))], [], [AWAY]),
        ([label("http://x.cn"), link("http://x.cn/")], [], []),
        ([label("a@x.cn"), link("mailto:a@x.cn")], [], []),
        ([link(None, 8)], [], []),
    ],
)
def test_what_leads_out_of_an_xls_is_told(records: list[Record], of_book: list[Record], kinds: list[str]) -> None:
    assert [rider.key for rider in old_book(one(*records, of_book=of_book)).riders] == kinds
