"""The outside of a file: what is no workbook is named, what goes beyond a limit is refused, nothing else is raised."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import text_of
from tests.intake.books import PARTS, first_sheet, package, refusal, worksheet
from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.container import Container, read_file
from xlsappraise.xlsx.reading import Reading

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"", "file-empty", None),
        (b"%PDF-1.7\n", "file-wrong-type", "a PDF"),
        (b"\n%PDF-1.7\n", "file-wrong-type", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "file-wrong-type", "a picture"),
        (b"\xff\xd8\xff\xe0\x00", "file-wrong-type", "a picture"),
        (b"GIF89a\x00", "file-wrong-type", "a picture"),
        (b"{\\rtf1", "file-wrong-type", "a text document"),
        (b"Rar!\x1a\x07\x00", "file-wrong-type", "an archive"),
        (b"7z\xbc\xaf\x27\x1c", "file-wrong-type", "an archive"),
        (b"\x1f\x8b\x08\x00", "file-wrong-type", "an archive"),
        (b"  <HTML><table>", "file-wrong-type", "a web page"),
        (b"<!doctype html>", "file-wrong-type", "a web page"),
        ("工号,总分\nE001,85\n".encode(), "file-wrong-type", "a table as text (CSV)"),
        ("工号,总分\n".encode("gbk"), "file-wrong-type", "a table as text (CSV)"),
        ("已填好，请查收".encode(), "file-wrong-type", "a text file"),
        (bytes(100), "file-truncated", "nothing but zeros"),
        (b"\x00\x01\x02\x03", "file-wrong-type", "a file of unknown kind"),
        (OLE + bytes(600), "file-old-format", "an old Excel file (.xls) or another Office document"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file-encrypted", None),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, code: str, found: str | None) -> None:
    problem = refusal(data)
    assert (problem.code, text_of(problem.found)) == (code, found)


def archive(entries: list[tuple[str, bytes]]) -> bytes:
    """Return a zip with exactly these entries, doubles included."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.filename = name
            made.NameToInfo.pop(name, None)
            made.writestr(info, data)
    return out.getvalue()


def with_entry(name: str) -> bytes:
    """Return a workbook with one more entry."""
    return archive([*((n, d.encode()) for n, d in PARTS.items()), (name, b"<x/>")])


def test_an_archive_and_an_opendocument_file_are_told_apart() -> None:
    assert (refusal(archive([("a.txt", b"1")])).code, refusal(archive([])).code) == ("file-wrong-type",) * 2
    ods = refusal(archive([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]))
    assert (ods.code, text_of(ods.found)) == ("file-old-format", "an OpenDocument file")


def test_a_binary_workbook_is_an_old_format() -> None:
    rels = PARTS["_rels/.rels"].replace("workbook.xml", "workbook.bin")
    data = package({"_rels/.rels": rels, "xl/workbook.xml": None, "xl/workbook.bin": b"\x83\x01\x00\x99\x01\x0c"})
    assert refusal(data).code == "file-old-format"


def test_a_text_document_is_a_package_without_a_workbook() -> None:
    for main in ("<document/>", '<w:document xmlns:w="w"/>'):
        problem = refusal(package({"xl/workbook.xml": main}))
        assert (problem.code, text_of(problem.found)) == ("file-wrong-type", "a package without a workbook")
    assert text_of(refusal(package({"_rels/.rels": None})).found) == "a package without a workbook"


@pytest.mark.parametrize("name", [SHEET, SHEET.upper(), "[content_types].XML"])
def test_two_parts_of_one_name_are_hostile(name: str) -> None:
    problem = refusal(with_entry(name))
    assert (problem.code, text_of(problem.found)) == ("file-hostile", f"two parts named {name}")


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "/etc/evil.xml", "\\evil.xml", "..\\evil.xml"])
def test_a_part_outside_the_package_is_hostile(name: str) -> None:
    problem = refusal(with_entry(name))
    assert (problem.code, text_of(problem.found)) == ("file-hostile", f"a part outside the package: {name}")


def test_400_parts_are_taken_and_401_are_not() -> None:
    more = {f"xl/media/{n}.png": b"" for n in range(400 - len(PARTS))}
    assert first_sheet(package(more)).cells == {}
    problem = refusal(package({**more, "xl/media/last.png": b""}))
    assert (problem.code, text_of(problem.found), text_of(problem.expected)) == ("file-too-large", "401 parts", "400")


def test_a_bomb_is_refused_by_its_ratio() -> None:
    problem = refusal(package({SHEET: worksheet(" " * 4_000_000)}))
    assert (problem.code, text_of(problem.found)) == ("file-hostile", "unpacks to more than 150 times its size")


def test_a_part_that_packs_well_but_is_small_is_taken() -> None:
    assert first_sheet(package({SHEET: worksheet(" " * 900_000)})).cells == {}


def test_a_part_beyond_64_mb_is_refused() -> None:
    problem = refusal(package({SHEET: bytes(64 * 2**20 + 1)}))
    assert (problem.code, text_of(problem.found), text_of(problem.expected)) == (
        "file-too-large",
        "more than 64 MB unpacked",
        "64 MB",
    )


def test_what_is_unpacked_is_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsappraise.xlsx.container.TOTAL_LIMIT", 3_000_000)
    container = Container(package({"a.bin": os.urandom(2_000_000), "b.bin": os.urandom(2_000_000)}))
    assert len(container.part("a.bin")) == 2_000_000
    with pytest.raises(Refusal) as caught:
        container.part("b.bin")
    assert caught.value.problems[0].code == "file-too-large"


@pytest.mark.parametrize("name", ["xl/workbook.xml", "[Content_Types].xml"])
def test_a_missing_main_part_is_said(name: str) -> None:
    code = "file-truncated" if name == "xl/workbook.xml" else "file-wrong-type"
    assert refusal(package({name: None})).code == code


def test_an_encrypted_part_is_told_as_a_password() -> None:
    def encrypted(data: bytes) -> bytes:
        at = data.index(b"PK\x01\x02")
        while at >= 0:
            data = data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]
            at = data.find(b"PK\x01\x02", at + 4)
        return data

    assert refusal(encrypted(package())).code == "file-encrypted"


def end(data: bytes) -> int:
    """Return where the record that ends a zip begins."""
    return data.rindex(b"PK\x05\x06")


def shifted_directory(data: bytes) -> bytes:
    """Return a zip whose directory claims to stand further back than it does."""
    at = end(data) + 16
    (offset,) = struct.unpack("<L", data[at : at + 4])
    return data[:at] + struct.pack("<L", offset + 5000) + data[at + 4 :]


def undecodable_name(data: bytes) -> bytes:
    """Return a zip whose local headers claim UTF-8 names that are none."""
    at = data.index(b"PK\x03\x04")
    while at >= 0:
        data = data[: at + 6] + struct.pack("<H", 0x800) + data[at + 8 : at + 30] + b"\xff" + data[at + 31 :]
        at = data.find(b"PK\x03\x04", at + 4)
    return data


def compressed_by(method: int) -> Callable[[bytes], bytes]:
    """Return a change that makes the zip claim another compression."""

    def change(data: bytes) -> bytes:
        at = data.index(b"PK\x01\x02")
        while at >= 0:
            data = data[: at + 10] + struct.pack("<H", method) + data[at + 12 :]
            at = data.find(b"PK\x01\x02", at + 4)
        return data

    return change


@pytest.mark.parametrize(
    "damage",
    [shifted_directory, undecodable_name, *(compressed_by(m) for m in (1, 9, 12, 14, 99))],
    ids=["directory", "name", "shrunk", "deflate64", "bzip2", "lzma", "unknown"],
)
def test_a_damaged_zip_is_refused_and_never_a_fault(damage: Callable[[bytes], bytes]) -> None:
    assert refusal(damage(package())).code == "file-truncated"


def test_only_what_office_packs_with_is_unpacked() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert first_sheet(package(method=method)).cells == {}
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(Refusal):
            Reading(package(method=method))


def test_a_file_beyond_20_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(20 * 2**20 + 1)
    with pytest.raises(Refusal) as caught:
        read_file(path)
    assert [(p.code, text_of(p.found), text_of(p.expected)) for p in caught.value.problems] == [
        ("file-too-large", "20 MB", "20 MB")
    ]


def test_links_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    data = package()
    (tmp_path / "real.xlsx").write_bytes(data)
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real.xlsx")
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    for name in ("link.xlsx", "pipe.xlsx", "folder.xlsx"):
        with pytest.raises(Refusal) as caught:
            read_file(tmp_path / name)
        assert caught.value.problems[0].code == "file-not-regular"
    assert read_file(tmp_path / "real.xlsx") == data


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        read_file(tmp_path / "weg.xlsx")
    assert caught.value.problems[0].code == "file-not-found"
