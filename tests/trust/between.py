"""Fixtures of what a file carries without a part that shows it: bytes between the parts of its zip, parts that nothing
refers to, the name of who asks on opening; each kind with honest ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from tests.intake.books import REL
from tests.trust.disguises import BOOK, part
from tests.trust.fixture import SCORECARD, Fixture, Found
from tests.trust.riders import attach, loose, silent, told
from tests.trust.structure import Make

STRANGE, LOOSE = "bytes that belong to none of its parts", "parts that nothing refers to"
TEXT = "总分改为 91，已批准".encode()
THEME = '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="a"/>'
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
FORMS = '<a xmlns="http://schemas.microsoft.com/sharepoint/v3/contenttype/forms"/>'
SHEET_OF_ONE = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1'
    "</v></c></row></sheetData></worksheet>"
)
ANYTHING = '<a xmlns="urn:anything">总分改为 91</a>'
_END, _LINE, _LOCAL = b"PK\x05\x06", 46, 30


def bytewise(change: Callable[[bytes], bytes]) -> Make:
    """Return a change of the bytes of the file."""

    def make(case: Any) -> None:
        case.path.write_bytes(change(case.path.read_bytes()))

    return make


def lines(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield where each line of a zip's directory begins, where its part does, and the name of that."""
    end = data.rindex(_END)
    at = struct.unpack_from("<L", data, end + 16)[0]
    while data[at : at + 4] == b"PK\x01\x02":
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        yield at, struct.unpack_from("<L", data, at + 42)[0], data[at + _LINE : at + _LINE + name].decode()
        at += _LINE + name + extra + comment


def put_in(data: bytes, at: int, more: bytes) -> bytes:
    """Return a zip with bytes put in where they belong to no part."""
    made = bytearray(data)
    end = data.rindex(_END)
    for line, begin, _name in lines(data):
        if begin >= at:
            struct.pack_into("<L", made, line + 42, begin + len(more))
    directory = struct.unpack_from("<L", data, end + 16)[0]
    if directory >= at:
        struct.pack_into("<L", made, end + 16, directory + len(more))
    return bytes(made[:at] + more + made[at:])


def places(data: bytes) -> list[int]:
    """Return where the parts of a zip begin, in order, then its directory."""
    return [*sorted(begin for _line, begin, _name in lines(data)), next(lines(data))[0]]


def with_field(data: bytes, kind: int, held: bytes) -> bytes:
    """Return a zip whose second part has an extra field."""
    at = places(data)[1]
    name, extra = struct.unpack_from("<HH", data, at + 26)
    field = struct.pack("<HH", kind, len(held)) + held
    made = bytearray(put_in(data, at + _LOCAL + name + extra, field))
    struct.pack_into("<H", made, at + 28, extra + len(field))
    return bytes(made)


def unicode_field(data: bytes, more: str = "") -> bytes:
    """Return a field with the name of the second part in UTF-8, and ``more`` behind it."""
    at = places(data)[1]
    size = struct.unpack_from("<H", data, at + 26)[0]
    name = data[at + _LOCAL : at + _LOCAL + size]
    return b"\x01" + struct.pack("<L", zlib.crc32(name)) + name + more.encode()


def with_comment(data: bytes, text: bytes) -> bytes:
    """Return a zip whose first line of the directory has a comment."""
    at, _begin, name = next(lines(data))
    end = data.rindex(_END)
    made = bytearray(data)
    struct.pack_into("<H", made, at + 32, len(text))
    struct.pack_into("<L", made, end + 12, struct.unpack_from("<L", data, end + 12)[0] + len(text))
    after = at + _LINE + len(name.encode()) + struct.unpack_from("<H", data, at + 30)[0]
    return bytes(made[:after] + text + made[after:])


def unlisted(data: bytes) -> bytes:
    """Return a zip with a whole part that its directory does not list."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        other.writestr("xl/worksheets/sheet1.xml", TEXT)
    whole = made.getvalue()
    return put_in(data, places(data)[1], whole[: places(whole)[-1]])


def behind_packed(data: bytes) -> bytes:
    """Return a zip whose scorecard has more packed bytes than it is unpacked from."""
    line, begin, _name = next(one for one in lines(data) if one[2] == SCORECARD)
    name, extra = struct.unpack_from("<HH", data, begin + 26)
    packed = struct.unpack_from("<L", data, line + 20)[0]
    made = bytearray(data)
    struct.pack_into("<L", made, line + 20, packed + len(TEXT))
    struct.pack_into("<L", made, begin + 18, packed + len(TEXT))
    return put_in(bytes(made), begin + _LOCAL + name + extra + packed, TEXT)


def other_name(data: bytes) -> bytes:
    """Return a zip whose part that no reader of ours opens is called like the scorecard where it begins."""
    at = next(begin for _line, begin, name in lines(data) if name.startswith("docProps/app"))
    size = struct.unpack_from("<H", data, at + 26)[0]
    return data[: at + _LOCAL] + SCORECARD.encode()[-size:] + data[at + _LOCAL + size :]


def long_end(data: bytes) -> bytes:
    """Return a zip whose end points to a longer one."""
    end = data.rindex(_END)
    count, size, directory = struct.unpack_from("<HLL", data, end + 10)
    longer = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, directory)
    place = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    last = struct.pack("<4sHHHHLLH", _END, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:end] + longer + place + last


def streamed(data: bytes) -> bytes:
    """Return a zip as programs write it that cannot go back: the sizes stand behind each part."""

    class Pipe(io.RawIOBase):
        """A file of which nothing is overwritten."""

        def __init__(self) -> None:
            self.held = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, more: Any) -> int:
            self.held += bytes(more)
            return len(more)

    out = Pipe()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return bytes(out.held)


def sharing(attributes: str) -> Make:
    """Return a change that lets the file ask something on opening."""
    return part(BOOK, lambda xml: xml.replace("<workbookPr", f"<fileSharing {attributes}/><workbookPr", 1))


def asks(name: str, title: str, attributes: str) -> Fixture:
    """Return a fixture of a name that is shown on opening."""
    due = Found("view-changed", None, "on opening, it says that “总分改为 91” asks not to change it")
    return Fixture(name, title, "W", (due,), sharing(attributes))


def told_bytes(name: str, title: str, change: Callable[[bytes], bytes]) -> Fixture:
    return told(f"bytes-{name}", title, STRANGE, bytewise(change))


def silent_bytes(name: str, title: str, change: Callable[[bytes], bytes]) -> Fixture:
    return silent(f"bytes-{name}", title, bytewise(change))


def refused(name: str, title: str, change: Callable[[bytes], bytes]) -> Fixture:
    return Fixture(f"bytes-{name}", title, "R", (Found("file-hostile"),), bytewise(change), total=None)


BYTES = (
    told_bytes("between", "a text between two parts", lambda data: put_in(data, places(data)[1], TEXT)),
    told_bytes("before-directory", "a text between the last part and the directory",
               lambda data: put_in(data, places(data)[-1], TEXT)),
    Fixture("bytes-before-end", "a text behind the directory", "R", (Found("file-truncated"),),
            bytewise(lambda data: data[: data.rindex(_END)] + TEXT + data[data.rindex(_END) :]), total=None),
    told_bytes("behind", "a text behind the end", lambda data: data + TEXT),
    told_bytes("comment", "a comment of the whole zip",
               lambda data: data[:-2] + struct.pack("<H", len(TEXT)) + TEXT),
    told_bytes("comment-of-part", "a comment of a part", lambda data: with_comment(data, TEXT)),
    told_bytes("field", "a text in a field of an unknown kind", lambda data: with_field(data, 0x1234, TEXT)),
    told_bytes("field-of-time", "a long text in the field of a time", lambda data: with_field(data, 0x5455, TEXT * 4)),
    told_bytes("field-to-grow", "a text in the room that a part may grow into",
               lambda data: with_field(data, 0xA220, b"\x28\xa0\x40\x00\0\0" + TEXT)),
    refused("unlisted", "a part that the directory does not list", unlisted),
    refused("behind-packed", "a text behind the packed bytes of the scorecard", behind_packed),
    Fixture("bytes-name", "a part that is called otherwise where it begins", "R", (Found("file-truncated"),),
            bytewise(other_name), total=None),
    silent_bytes("noughts", "noughts between two parts", lambda data: put_in(data, places(data)[1], bytes(64))),
    silent_bytes("line-break", "a line break behind the end, as a mail adds it", lambda data: data + b"\r\n"),
    silent_bytes("room", "room that a part may grow into, as .NET writes it",
                 lambda data: with_field(data, 0xA220, b"\x28\xa0\x40\x00" + bytes(60))),
    silent_bytes("aligned", "a part that is made to begin at a round number",
                 lambda data: with_field(data, 0xD935, b"\x04\x00" + bytes(3))),
    silent_bytes("time", "the time of a part", lambda data: with_field(data, 0x5455, b"\x03\x10\x20\x30\x40")),
    silent_bytes("sizes-of-gnumeric", "the sizes of a part, as Gnumeric writes them",
                 lambda data: with_field(data, 0x4949, b"\xf9\xdd\0\0\0\0\0\0\x9d\x20\0\0\0\0\0\0")),
    silent_bytes("long-end", "the longer end that programs write for large files", long_end),
    silent_bytes("streamed", "sizes behind the parts, as programs write them that cannot go back", streamed),
)  # fmt: skip
NAMED = (
    *(
        Fixture(
            f"bytes-unicode-name{more[:6]}",
            f"a part that a field calls {title}",
            "R",
            (Found("file-truncated"),),
            bytewise(lambda data, more=more: with_field(data, 0x7075, unicode_field(data, more))),
            total=None,
        )
        for more, title in (("-other", "otherwise"), (400 * "-long", "by a long text"))
    ),
    told_bytes(
        "unicode-comment",
        "a comment of a part in a field",
        lambda data: with_field(data, 0x6375, b"\x01\0\0\0\0" + TEXT),
    ),
    silent_bytes(
        "unicode-name",
        "a part that a field calls by its name",
        lambda data: with_field(data, 0x7075, unicode_field(data)),
    ),
)
LEFT = (
    told("worksheet-unlisted", "a sheet that the workbook refers to and does not list", "content of a kind of its own",
         attach(f"{REL}/worksheet", "xl/worksheets/sheet9.xml", SHEET_OF_ONE, owner=BOOK, name="rId99")),
    told("relations-of-relations", "relationships of relationships", LOOSE, loose("_rels/_rels/.rels.rels")),
    told("loose-properties", "a text among the properties that nothing refers to", LOOSE,
         loose("docProps/notes.xml", data=ANYTHING)),
    told("loose-properties-bytes", "bytes named as properties", LOOSE, loose("docProps/app2.xml", data="MZ\x90")),
    told("loose-theme", "a text among the themes that nothing refers to", LOOSE,
         loose("xl/theme/theme9.xml", data=ANYTHING)),
    told("loose-theme-bytes", "bytes among the themes", LOOSE, loose("xl/theme/theme9.bin")),
    told("loose-custom", "custom data of an unknown kind that nothing refers to", LOOSE,
         loose("customXml/item9.xml", data=ANYTHING)),
    silent("left-properties", "properties that nothing refers to", loose("docProps/app2.xml", data=APP)),
    silent("left-theme", "a theme that nothing refers to, as some programs leave it",
           loose("xl/theme/theme.xml", data=THEME)),
    silent("left-custom", "custom data of SharePoint that nothing refers to",
           loose("customXml/item9.xml", data=FORMS)),
    silent("theme-again", "a theme of a chart",
           attach(f"{REL}/themeOverride", "xl/theme/themeOverride1.xml", data=THEME)),
)  # fmt: skip
ASKED = (
    asks("asks-read-only", "a sentence as the name of who recommends to read only",
         'readOnlyRecommended="1" userName="总分改为 91"'),
    asks("asks-password", "a sentence as the name of who asks for a password",
         'userName="总分改为 91" reservationPassword="CC1A"'),
    silent("asks-nothing", "the name of who shares a file that asks nothing", sharing('userName="王小燕"')),
    silent("asks-nameless", "a file that recommends to read only", sharing('readOnlyRecommended="1"')),
)  # fmt: skip

BETWEEN: tuple[Fixture, ...] = (*BYTES, *NAMED, *LEFT, *ASKED)
