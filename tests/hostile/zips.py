"""Hostile zip containers: names, flags, contradictory headers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

from tests.hostile.form import SHEET, STRINGS, Entry, Form, Hostile, archive

NAMES = (
    ("duplicate-name", "The scorecard twice", "考核表部件重复", SHEET.encode()),
    ("duplicate-case", "The scorecard twice, once in capitals", "考核表部件仅大小写不同", SHEET.upper().encode()),
    (
        "duplicate-backslash",
        "The scorecard twice, once with backslashes",
        "考核表部件仅斜杠不同",
        SHEET.replace("/", "\\").encode(),
    ),
    ("absolute-name", "A part at the root of the disk", "部件名为绝对路径", b"/etc/cron.d/x"),
    ("traversal", "A part above the package", "部件名跳出压缩包", b"../../.bashrc"),
    ("traversal-inside", "A part that climbs out halfway", "部件名中途跳出", b"xl/../../x"),
    ("traversal-backslash", "A part above the package, with backslashes", "用反斜杠跳出", b"..\\..\\x"),
    ("drive-letter", "A part on a drive", "部件名带盘符", b"C:\\Windows\\x.dll"),
    ("name-with-nul", "A name that goes on after a NUL", "文件名中含 NUL", SHEET.encode() + b"\x00.png"),
    ("name-with-newline", "A name of two lines", "文件名含换行", b"xl/a\nb.xml"),
)


def zips(form: Form) -> Iterator[Hostile]:
    """Yield the form in hostile zip containers."""
    whole = form.entries()
    forged = form.parts[SHEET].replace(b"<v>45</v>", b"<v>50</v>")
    assert forged != form.parts[SHEET]
    for name, english, chinese, written in NAMES:
        yield Hostile(name, english, chinese, archive([*whole, Entry(written, forged)]), "file-hostile")

    def scorecard(**changes: object) -> bytes:
        return archive([replace(e, **changes) if e.name == SHEET.encode() else e for e in whole])  # type: ignore[arg-type] - fields by name

    yield Hostile(
        "name-not-utf8",
        "A name that claims UTF-8 and is none",
        "文件名声明为 UTF-8 实则不是",
        archive([*whole, Entry(b"xl/\xff\xfe.xml", b"", flags=0x800)]),
        "file-truncated",
    )
    yield Hostile("encrypted", "A part marked as encrypted", "部件标为加密", scorecard(flags=1), "file-encrypted")
    yield Hostile(
        "encrypted-inside",
        "A part that only its own header calls encrypted",
        "仅部件自己的头标为加密",
        scorecard(local={"flags": 1}),
        "file-truncated",
    )
    for method, title in ((1, "shrunk"), (9, "deflate64"), (12, "bzip2"), (14, "lzma"), (93, "zstandard"), (99, "AES")):
        yield Hostile(
            f"method-{method}",
            f"A part packed as {title}",
            f"压缩方式为 {title}",
            scorecard(method=method),
            "file-truncated",
        )
    yield Hostile(
        "method-differs",
        "A part packed in one way and described in another",
        "两处压缩方式不一致",
        scorecard(local={"method": 0}),
        "file-truncated",
    )
    yield Hostile(
        "name-differs",
        "A part whose two names differ",
        "部件两处名称不一致",
        scorecard(local={"name": STRINGS.encode()}),
        "file-truncated",
    )
    yield Hostile(
        "sizes-differ",
        "A part whose two sizes differ",
        "部件两处长度不一致",
        scorecard(local={"packed": 9}),
        "file-truncated",
    )
    yield Hostile(
        "crc-wrong",
        "A mark changed under an old checksum",
        "改了分数，校验和未改",
        scorecard(data=forged, crc=zlib.crc32(form.parts[SHEET])),
        "file-truncated",
    )
    yield Hostile(
        "descriptor-lies",
        "A data descriptor that lies and is not needed",
        "数据描述符有误但用不到",
        scorecard(flags=8, local={"crc": 0, "packed": 0, "size": 0}, after=b"PK\x07\x08" + b"\xff" * 12),
        "",
    )
    yield Hostile(
        "stored-lies",
        "A stored part that claims another size",
        "未压缩部件的长度有误",
        scorecard(method=0, size=10),
        "file-hostile",
    )
    yield Hostile(
        "deflate-broken",
        "A part whose packed bytes are noise",
        "压缩数据损坏",
        scorecard(packed=b"\xff" * 500),
        "file-truncated",
    )
    yield Hostile(
        "deflate-without-end",
        "A part whose packed bytes do not end",
        "压缩数据没有结尾",
        scorecard(packed=_unending(form.parts[SHEET])),
        "file-truncated",
    )
    other = form.made({SHEET: forged})
    yield Hostile(
        "prepended-zip", "Another form before the form", "文件前面另有一份表单", other + form.data, "file-hostile"
    )
    yield Hostile(
        "prepended-bytes",
        "Some bytes before the form that look like a zip",
        "文件前面有多余字节",
        b"PK\x03\x04" + bytes(60) + form.data,
        "file-hostile",
    )
    yield Hostile(
        "prepended-program",
        "A program before the form",
        "文件前面是一个程序",
        b"MZ" + bytes(99) + form.data,
        "file-wrong-type",
    )
    yield Hostile(
        "appended-bytes", "Bytes after the form, which are nothing", "文件末尾有多余字节", form.data + bytes(999), ""
    )
    yield Hostile(
        "appended-zip", "Another form after the form", "文件后面另有一份表单", form.data + other, "file-hostile"
    )
    yield Hostile(
        "comment-with-an-end",
        "A comment that holds another end of the zip",
        "注释中藏有另一个目录结尾",
        form.made(comment=other[other.rindex(b"PK\x05\x06") :]),
        "file-truncated",
    )
    yield Hostile(
        "comment-with-a-zip",
        "A comment that holds another zip",
        "注释中藏有另一个压缩包",
        form.made(comment=other[-40_000:]),
        "file-hostile",
    )
    yield Hostile(
        "several-volumes", "The third of several volumes", "分卷压缩的第三卷", form.made(disk=2), "file-hostile"
    )
    yield Hostile(
        "count-lies",
        "A directory that claims other numbers, which are not needed",
        "目录条目数有误但用不到",
        form.made(count=2),
        "",
    )
    end = form.data.rindex(b"PK\x05\x06")
    yield Hostile(
        "zip64-end-lies",
        "An end that points to a zip64 record that is not there",
        "指向不存在的 zip64 记录",
        form.data[: end + 8] + b"\xff" * 12 + form.data[end + 20 :],
        "file-truncated",
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 2**60, 1)
    yield Hostile(
        "zip64-locator-lies",
        "A zip64 locator that points outside",
        "zip64 定位记录指向文件之外",
        form.data[:end] + locator + form.data[end:],
        "file-truncated",
    )


def _unending(data: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush(zlib.Z_SYNC_FLUSH)
