"""Binary files as bytes: .xlsb parts record by record, Outlook mails stream by stream."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from tests.intake.books import PACKAGE_REL, REL

RECORD_ROW, RECORD_RK, RECORD_ERROR, RECORD_BOOL, RECORD_REAL, RECORD_TEXT = 0, 2, 3, 4, 5, 6
SHORT_ERROR, SHORT_REAL, SHORT_TEXT, RICH_TEXT = 14, 16, 17, 62


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one BIFF12 record."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, coded = len(data), b""
    while size > 0x7F:
        coded += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + coded + bytes([size]) + data


def wide(text: str) -> bytes:
    """Return a BIFF12 text."""
    coded = text.encode("utf-16-le")
    return struct.pack("<I", len(coded) // 2) + coded


def row(index: int) -> bytes:
    """Return the record that begins a row."""
    return record(RECORD_ROW, struct.pack("<I13x", index))


def cell(kind: int, column: int, value: bytes) -> bytes:
    """Return a cell with its column told."""
    return record(kind, struct.pack("<II", column, 0) + value)


def short(kind: int, value: bytes) -> bytes:
    """Return a cell that stands right of the one before it."""
    return record(kind, struct.pack("<I", 0) + value)


def xlsb(cells: bytes, after: bytes = b"", sheets: Sequence[tuple[str, int]] = (("表", 0),), flags: int = 0) -> bytes:
    """Return an .xlsb; the first sheet holds ``cells``, the others nothing; sheets by (name, state)."""
    book = record(131) + record(153, struct.pack("<III", flags, 0, 0)) + record(143)
    relations = ""
    parts: dict[str, bytes] = {}
    for number, (name, state) in enumerate(sheets, 1):
        book += record(156, struct.pack("<II", state, number) + wide(f"r{number}") + wide(name))
        target = f"worksheets/sheet{number}.bin"
        relations += f'<Relationship Id="r{number}" Type="{REL}/worksheet" Target="{target}"/>'
        body = record(145) + (cells if number == 1 else b"") + record(146) + (after if number == 1 else b"")
        parts[f"xl/{target}"] = record(129) + record(148, bytes(16)) + body + record(130)
    parts["xl/workbook.bin"] = book + record(144) + record(132)
    parts["xl/_rels/workbook.bin.rels"] = f'<Relationships xmlns="{PACKAGE_REL}">{relations}</Relationships>'.encode()
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE_REL}">'
        f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.bin"/></Relationships>'
    ).encode()
    parts["[Content_Types].xml"] = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped(parts)


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def outlook(attachments: Sequence[tuple[str, bytes]], embedded: str | None = None) -> bytes:
    """Return an Outlook mail with these attachments, and one attached mail when ``embedded`` names it."""
    from extract_msg import OleWriter

    count = len(attachments) + (embedded is not None)
    writer = OleWriter()
    writer.addEntry("__nameid_version1.0", storage=True)
    for stream in ("00020102", "00030102", "00040102"):
        writer.addEntry(f"__nameid_version1.0/__substg1.0_{stream}", b"")
    writer.addEntry("__properties_version1.0", struct.pack("<8xIIII8x", 0, count, 0, count) + _texts("001A001F"))
    writer.addEntry("__substg1.0_001A001F", "IPM.Note".encode("utf-16-le"))
    for number, (name, data) in enumerate(attachments):
        folder = _attachment(writer, number, name, 1)
        writer.addEntry(f"{folder}/__substg1.0_37010102", data)
    if embedded is not None:
        folder = _attachment(writer, len(attachments), embedded, 5)
        inner = f"{folder}/__substg1.0_3701000D"
        writer.addEntry(inner, storage=True)
        writer.addEntry(f"{inner}/__properties_version1.0", bytes(24) + _texts("001A001F"))
        writer.addEntry(f"{inner}/__substg1.0_001A001F", "IPM.Note".encode("utf-16-le"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _attachment(writer: object, number: int, name: str, method: int) -> str:
    folder = f"__attach_version1.0_#{number:08X}"
    writer.addEntry(folder, storage=True)  # type: ignore[attr-defined] - the library exports it without a type
    properties = bytes(8) + struct.pack("<IIII", 0x37050003, 6, method, 0) + _texts("3707001F")
    writer.addEntry(f"{folder}/__properties_version1.0", properties)  # type: ignore[attr-defined] - likewise
    writer.addEntry(f"{folder}/__substg1.0_3707001F", name.encode("utf-16-le"))  # type: ignore[attr-defined]
    return folder


def _texts(*tags: str) -> bytes:
    return b"".join(struct.pack("<IIII", int(tag, 16), 6, 0, 0) for tag in tags)
