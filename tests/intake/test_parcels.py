"""Archives and mails: every file in them comes out with its name, as bytes or with the reason why not."""

from __future__ import annotations

import base64
import io
import os
import random
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from tests.conftest import text_of
from tests.intake.binary import outlook, zipped
from tests.intake.books import package
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.xlsx.container import Container
from xlsappraise.xlsx.parcels import is_parcel, members

BOOK = package()
ODS = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})


def told(data: bytes, kind: str = "zip") -> list[tuple[str, str]]:
    """Return (name, code) of the members; ``=`` for one that is the workbook itself."""
    return [(m.name, said(m.data)) for m in members(data, kind)]


def said(data: bytes | Refusal) -> str:
    if isinstance(data, Refusal):
        return ", ".join(p.code for p in data.problems)
    return "=" if data == BOOK else f"{len(data)} bytes"


def refused(data: bytes, kind: str = "zip") -> Problem:
    with pytest.raises(Refusal) as caught:
        members(data, kind)
    return caught.value.problems[0]


def archive(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with exactly these entries, doubles included."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = method
            made.NameToInfo.pop(info.filename, None)
            made.writestr(info, data)
    return out.getvalue()


def renamed(data: bytes, old: bytes, new: bytes, flag: int = 0) -> bytes:
    """Return a zip in which an entry's name is other bytes of the same length, with these flags."""
    assert len(old) == len(new)
    data = data.replace(old, new)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data = data[: at + offset] + struct.pack("<H", flag) + data[at + offset + 2 :]
            at = data.find(mark, at + 4)
    return data


def patched(data: bytes, offset: int, value: int) -> bytes:
    """Return a zip with a number of its first directory entry changed."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (archive(("表.xlsx", BOOK)), "a.zip", "zip"),
        (archive(("表.xlsx", BOOK)), "a.xlsx", "zip"),
        (archive(), "空.zip", "zip"),
        (BOOK, "a.zip", None),
        (BOOK[:-30], "a.xlsx", None),
        (archive(("表.xlsx", BOOK))[:-30], "a.zip", "zip"),
        (ODS, "a.ods", None),
        (package({"[Content_Types].xml": None}), "a.xlsx", None),
        (b"From: a@b.c\r\nSubject: x\r\n\r\nhi", "a.eml", "eml"),
        (b"\xef\xbb\xbfReceived: from x\n by y\nDate: z\n\n", "x.txt", "eml"),
        (b"Hello: this is a note\n\nFrom: a\nSubject: b\n", "a.eml", None),
        (b"name,score\n", "a.csv", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", None),
        (outlook([("表.xlsx", BOOK)]), "a.msg", "msg"),
        (b"", "a.zip", None),
    ],
)
def test_parcels_are_known_by_their_content(data: bytes, name: str, kind: str | None) -> None:
    assert is_parcel(data, name) == kind


def test_every_file_of_an_archive_comes_out_in_order() -> None:
    data = archive(
        ("十一月/", b""), ("十一月/表.xlsx", BOOK), ("十一月/表.xlsx", BOOK), ("~$表.xlsx", b"x"),
        ("__MACOSX/._表.xlsx", b"yy"), ("内.zip", archive(("表.xlsx", BOOK))), ("信.eml", b"From: a\nTo: b\n\n"),
    )  # fmt: skip
    assert told(data) == [
        ("十一月/表.xlsx", "="),
        ("十一月/表.xlsx [2]", "="),
        ("~$表.xlsx", "1 bytes"),
        ("__MACOSX/._表.xlsx", "2 bytes"),
        ("内.zip", "archive-nested"),
        ("信.eml", "archive-nested"),
    ]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_mark_are_decoded(encoding: str) -> None:
    raw = "考核表誠.xlsx".encode(encoding)
    plain = b"x" * len(raw)
    assert told(renamed(archive((plain.decode(), BOOK)), plain, raw)) == [("考核表誠.xlsx", "=")]


def test_names_that_lead_elsewhere_are_shown_and_lead_nowhere() -> None:
    names = ["../a.xlsx", "/etc/b.xlsx", "C:\\c.xlsx", "x\\..\\d.xlsx", "e\u202e\x07.xlsx", "f" * 500 + ".xlsx"]
    shown = [name for name, _code in told(archive(*((name, BOOK) for name in names)))]
    assert shown[:5] == ["[..]/a.xlsx", "[]/etc/b.xlsx", "[C:]/c.xlsx", "x/[..]/d.xlsx", "e\\u202e\\x07.xlsx"]
    assert len(shown[5]) == 400


def test_links_and_devices_in_an_archive_are_refused() -> None:
    entries = []
    for name, kind in (("link.xlsx", 0o120777), ("pipe.xlsx", 0o010644), ("file.xlsx", 0o100644)):
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, kind << 16
        entries.append((info, BOOK))
    assert told(archive(*entries)) == [
        ("link.xlsx", "file-not-regular"), ("pipe.xlsx", "file-not-regular"), ("file.xlsx", "="),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (patched(archive(("a.xlsx", BOOK)), 8, 1), "archive-encrypted"),
        (patched(archive(("a.xlsx", BOOK)), 10, 99), "file-truncated"),
        (archive(("a.xlsx", BOOK), method=zipfile.ZIP_LZMA), "file-truncated"),
        (patched(archive(("a.xlsx", BOOK)), 16, 7), "file-truncated"),
        (archive(("a.xlsx", bytes(2 * 2**20))), "file-hostile"),
        (archive(("a.xlsx", bytes(900_000))), "900000 bytes"),
    ],
    ids=["password", "method", "lzma", "crc", "bomb", "small"],
)
def test_a_member_that_cannot_be_unpacked_is_refused_alone(data: bytes, code: str) -> None:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as more:
        more.writestr("b.xlsx", BOOK)
    assert told(out.getvalue()) == [("a.xlsx", code), ("b.xlsx", "=")]


def test_a_member_beyond_20_mb_is_refused_alone() -> None:
    rng = random.Random(1)
    large = b"".join(rng.randbytes(64) + bytes(2048) for _ in range(10_100))  # below the ratio of a bomb
    assert told(archive(("大.xlsx", large), ("表.xlsx", BOOK))) == [("大.xlsx", "file-too-large"), ("表.xlsx", "=")]


def test_what_is_unpacked_is_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsappraise.xlsx.unzip.TOTAL_LIMIT", 250_000)
    data = archive(*((f"{n}.xlsx", os.urandom(100_000)) for n in range(4)))
    codes = [code for _name, code in told(data)]
    assert codes == ["100000 bytes", "100000 bytes", "file-too-large", "file-too-large"]


def test_400_files_are_taken_and_401_are_not() -> None:
    many = [(f"{n}.xlsx", b"x") for n in range(400)]
    junk = [(f"__MACOSX/._{n}.xlsx", b"x") for n in range(400)]
    assert len(told(archive(*many, *junk))) == 800
    problem = refused(archive(*many, ("401.xlsx", b"x")))
    assert (problem.code, text_of(problem.found), text_of(problem.expected)) == (
        "archive-too-large",
        "more than 400 files",
        "400",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive(), "archive-empty"),
        (archive(("空/", b"")), "archive-empty"),
        (archive(("a.xlsx", BOOK))[:-30], "file-truncated"),
        (b"PK\x01\x02" * 20_001, "file-hostile"),
        (bytes(20 * 2**20 + 1), "archive-too-large"),
    ],
    ids=["empty", "folder", "cut", "headers", "size"],
)
def test_an_archive_as_a_whole_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code


def mail(*files: tuple[str, bytes]) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.com", "b@example.com", "考核表"
    made.set_content("请查收")
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def raw_mail(*parts: str | bytes) -> bytes:
    """Return a mail whose parts are written by hand."""
    head = b'From: a@b.c\r\nTo: d@e.f\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="G"\r\n\r\n'
    body = b"".join(b"--G\r\n" + (p.encode() if isinstance(p, str) else p) + b"\r\n" for p in parts)
    return head + body + b"--G--\r\n"


CODED = base64.encodebytes(BOOK).decode().replace("\n", "\r\n")


def part(headers: str | bytes, coded: str = CODED) -> bytes:
    head = headers.encode() if isinstance(headers, str) else headers
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded.encode()


def test_attachments_of_a_mail_come_out_and_its_text_does_not() -> None:
    made = mail(("考核表.xlsx", BOOK), ("考核表.xlsx", BOOK), ("包.zip", archive(("表.xlsx", BOOK))))
    assert told(made.as_bytes(), "eml") == [
        ("考核表.xlsx", "="),
        ("考核表.xlsx [2]", "="),
        ("包.zip", "archive-nested"),
    ]


@pytest.mark.parametrize(
    "headers",
    [
        'Content-Type: application/octet-stream; name="=?GBK?B?v7y6y7HtLnhsc3g=?="',
        'Content-Disposition: attachment; filename="=?gb18030?B?v7y6y7HtLnhsc3g=?="',
        "Content-Disposition: attachment; filename*=gbk''%BF%BC%BA%CB%B1%ED.xlsx",
        "Content-Disposition: attachment; filename*0*=gbk''%BF%BC%BA%CB; filename*1*=%B1%ED; filename*2=\".xlsx\"",
        "Content-Disposition: inline; filename*=UTF-8''%E8%80%83%E6%A0%B8%E8%A1%A8.xlsx",
        b'Content-Disposition: attachment; filename="' + "考核表.xlsx".encode("gbk") + b'"',
        b'Content-Disposition: attachment; filename="' + "考核表.xlsx".encode() + b'"',
    ],
    ids=["2047 name", "2047 filename", "2231", "2231 in pieces", "inline", "bare gbk", "bare utf-8"],
)
def test_chinese_names_of_attachments_are_decoded(headers: str | bytes) -> None:
    assert told(raw_mail(part(headers)), "eml") == [("考核表.xlsx", "=")]


def test_a_mail_attached_to_a_mail_is_named_and_not_opened() -> None:
    inner = mail(("内.xlsx", BOOK))
    outer = mail(("外.xlsx", BOOK))
    outer.add_attachment(inner)
    assert told(outer.as_bytes(), "eml") == [("外.xlsx", "="), ("mail-3.eml", "archive-nested")]


DAMAGES: dict[str, Callable[[str], str]] = {
    "cut": lambda coded: coded[:-6],
    "odd": lambda coded: coded[:100] + "?!" + coded[100:],
    "more": lambda coded: coded + "A",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_coding_is_refused_alone(damage: Callable[[str], str]) -> None:
    name = 'Content-Disposition: attachment; filename="{}.xlsx"'
    data = raw_mail(part(name.format("a"), damage(CODED.strip())), part(name.format("b")))
    assert told(data, "eml") == [("a.xlsx", "file-truncated"), ("b.xlsx", "=")]


def test_a_mail_without_attachments_says_so() -> None:
    assert refused(mail().as_bytes(), "eml").code == "archive-empty"


def test_a_mail_of_a_thousand_parts_or_deep_ones_is_refused() -> None:
    assert refused(raw_mail(*["Content-Type: text/plain\r\n\r\nx"] * 501), "eml").code == "file-hostile"
    deep = b"From: a\r\nTo: b\r\n"
    for level in range(450):
        deep += b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level)
    assert refused(deep + b"\r\nx", "eml").code in ("archive-empty", "file-truncated", "file-hostile")


def test_mangled_mails_never_raise() -> None:
    data = raw_mail(part('Content-Disposition: attachment; filename="a.xlsx"'), part("Content-Type: x/y; name=b.xlsx"))
    for seed in range(300):
        rng = random.Random(seed)
        bitten = bytearray(data)
        for _ in range(rng.randint(1, 6)):
            bitten[rng.randrange(400)] = rng.randrange(256)
        try:
            assert all(isinstance(m.data, (bytes, Refusal)) for m in members(bytes(bitten), "eml"))
        except Refusal as refusal:
            assert refusal.problems[0].code in ("archive-empty", "file-truncated"), seed


def test_attachments_of_an_outlook_mail_come_out() -> None:
    data = outlook([("考核表.xlsx", BOOK), ("考核表.xlsx", BOOK), ("包.zip", archive(("a.xlsx", BOOK)))], "转发的邮件")
    assert told(data, "msg") == [
        ("考核表.xlsx", "="),
        ("考核表.xlsx [2]", "="),
        ("包.zip", "archive-nested"),
        ("转发的邮件", "archive-nested"),
    ]
    assert refused(outlook([]), "msg").code == "archive-empty"


def test_a_damaged_outlook_mail_is_refused_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    data = outlook([("考核表.xlsx", BOOK)])
    for length in range(600, len(data), 500):
        try:
            assert all(isinstance(m.data, (bytes, Refusal)) for m in members(data[:length], "msg"))
        except Refusal as refusal:
            assert refusal.problems[0].code in ("file-truncated", "archive-empty"), length
    for seed in range(200):
        rng = random.Random(seed)
        bitten = bytearray(data)
        for _ in range(rng.randint(1, 6)):
            bitten[rng.randrange(len(data))] = rng.randrange(256)
        try:
            members(bytes(bitten), "msg")
        except Refusal as refusal:
            assert refusal.problems[0].code in ("file-truncated", "archive-empty", "file-hostile"), seed
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "names", [("Index/Document.iwa", "Metadata/Properties.plist"), ("Index.zip", "Metadata/Properties.plist", "a.jpg")]
)
def test_a_document_of_numbers_is_one_file_and_no_archive(names: tuple[str, ...]) -> None:
    data = zipped(dict.fromkeys(names, b"x"))
    assert is_parcel(data, "表.numbers") is None
    with pytest.raises(Refusal) as caught:
        Container(data)
    problem = caught.value.problems[0]
    assert (problem.code, text_of(problem.found)) == ("file-wrong-type", "a document of Apple Numbers")


def test_an_archive_with_an_archive_named_index_stays_an_archive() -> None:
    assert is_parcel(zipped({"Index.zip": b"x", "a.xlsx": BOOK}), "a.zip") == "zip"
