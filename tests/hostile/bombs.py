"""Decompression bombs: small files that unpack to large content."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tests.hostile.form import BOOK, CORE, HELP, SHEET, STRINGS, STYLES, Entry, Form, Hostile, archive, pack

MB = 2**20


@cache
def zeros(size: int) -> bytes:
    """Return ``size`` deflated zeros, compressed in pieces."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(packing.compress(bytes(MB)) for _ in range(size // MB)) + packing.flush()


def bombs(form: Form) -> Iterator[Hostile]:
    """Yield bombs hidden in the form."""
    whole = form.entries()
    body = form.parts[SHEET].decode()

    def instead(part: str, entry: Entry) -> bytes:
        return archive([entry if e.name == part.encode() else e for e in whole])

    padded = body.replace("</worksheet>", f"<!--{' ' * 12 * MB}--></worksheet>").encode()
    yield Hostile(
        "one-huge-part",
        "The scorecard unpacks to 300 MB",
        "考核表解压后有 300 MB",
        instead(SHEET, Entry(SHEET.encode(), b"", packed=zeros(300 * MB), size=300 * MB)),
        "file-too-large",
    )
    yield Hostile(
        "high-ratio",
        "The scorecard is padded with blanks, 150 times its size",
        "考核表用空格撑大到 150 倍以上",
        form.made({SHEET: padded}, bomb=True),
        "file-hostile",
    )
    yield Hostile(
        "size-told-too-small",
        "A part of 300 MB that claims 40 kB",
        "部件实为 300 MB，自称 40 kB",
        instead(SHEET, Entry(SHEET.encode(), b"", packed=zeros(300 * MB), size=40_000)),
        "file-hostile",
    )
    yield Hostile(
        "size-told-to-the-byte",
        "A part that goes on after its claimed end, with a matching checksum",
        "部件在声明的长度之后仍有内容，校验和却相符",
        instead(SHEET, Entry(SHEET.encode(), form.parts[SHEET], packed=pack(form.parts[SHEET] + bytes(50 * MB)))),
        "file-hostile",
    )
    yield Hostile(
        "size-told-too-large",
        "A part that claims more than it has",
        "部件声明的长度大于实际",
        instead(SHEET, Entry(SHEET.encode(), form.parts[SHEET], size=len(form.parts[SHEET]) + 9)),
        "file-truncated",
    )
    yield Hostile(
        "size-told-4-gb",
        "A part that claims 4 GB",
        "部件声明为 4 GB",
        instead(SHEET, Entry(SHEET.encode(), form.parts[SHEET], size=0xFFFFFFFE)),
        "file-too-large",
    )
    yield Hostile(
        "many-huge-parts",
        "390 more parts of 60 MB each, none of them asked for",
        "另有 390 个各 60 MB 的无用部件",
        archive([*whole, *(Entry(b"xl/media/%d.png" % n, b"", packed=b"\x03\x00", size=60 * MB) for n in range(380))]),
        "",
    )
    yield Hostile(
        "every-part-large",
        "Every part that is read is padded to 15 MB",
        "每个要读取的部件都撑到 15 MB",
        form.made(
            {
                name: form.parts[name].replace(b"?>", b"?><!--" + bytes(range(33, 44)) * MB + b"-->", 1)
                for name in (SHEET, HELP, STRINGS, STYLES, BOOK)
            },
            bomb=True,
        ),
        "file-hostile",
    )
    yield Hostile(
        "a-part-over-16-mb",
        "A part that is parsed, of 17 MB that packs badly",
        "要解析的部件为 17 MB，压缩率低",
        form.made({SHEET: body.replace("</worksheet>", f"<!--{noise(17 * MB)}--></worksheet>")}),
        "file-too-large",
    )
    yield Hostile(
        "overlapping-entries",
        "Many entries that share one packed kernel",
        "多个条目共用同一段压缩数据",
        archive(
            [
                *whole,
                Entry(b"xl/a.xml", b"", packed=zeros(9 * MB), size=9 * MB),
                *(Entry(b"xl/%d.xml" % n, b"", at=1000, packed=b"x" * 5000) for n in range(50)),
            ]
        ),
        "file-hostile",
    )
    kernel = [replace(e, at=0) if e.name == STYLES.encode() else e for e in whole]
    yield Hostile(
        "two-parts-in-one-place",
        "Two parts whose packed bytes are the same",
        "两个部件指向同一段数据",
        archive(kernel),
        "file-hostile",
    )
    yield Hostile(
        "nested-zip",
        "A zip of zips inside, never opened",
        "内含多层压缩包，从不打开",
        archive([*whole, Entry(b"xl/embeddings/a.zip", archive([Entry(b"b.zip", archive([Entry(b"c", bytes(MB))]))]))]),
        "",
    )
    yield Hostile(
        "properties-huge",
        "The core properties unpack to 60 MB of form numbers",
        "文档属性解压后是 60 MB 的表单编号",
        form.made({CORE: form.parts[CORE] + b"XA1-" * 15 * MB}, bomb=True),
        "file-hostile",
    )
    yield Hostile(
        "a-gigabyte-claimed-in-zip64",
        "Sizes in a zip64 field: 2^62 bytes",
        "zip64 字段声明 2^62 字节",
        instead(
            SHEET,
            Entry(
                SHEET.encode(),
                form.parts[SHEET],
                size=0xFFFFFFFF,
                extra=b"\x01\x00\x08\x00" + (2**62).to_bytes(8, "little"),
            ),
        ),
        "file-too-large",
    )
    yield Hostile(
        "zip64-offset",
        "A zip64 offset far outside the file",
        "zip64 偏移远在文件之外",
        instead(
            SHEET,
            Entry(
                SHEET.encode(),
                form.parts[SHEET],
                at=0xFFFFFFFF,
                extra=b"\x01\x00\x08\x00" + (2**62).to_bytes(8, "little"),
            ),
        ),
        "file-truncated",
    )


def noise(size: int) -> str:
    """Return deterministic text that compresses to about a quarter."""
    import random

    rng = random.Random(4)
    return "".join(rng.choices("abcdefghijklmnop", k=size // 4)) * 4
