"""What rides along in old formats is told by its kind; what programs write when they save is silent."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import olefile
import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person
from tests.intake.binary import xlsb, zipped
from tests.intake.books import REL, old_book
from tests.office.office import run_jobs
from xlsappraise.base.problems import say
from xlsappraise.store.start import start
from xlsappraise.xlsx.address import place
from xlsappraise.xlsx.old.ods import MIMETYPE
from xlsappraise.xlsx.old.ole import ole_file
from xlsappraise.xlsx.old.riding import of_streams

NS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
DECLARED = " ".join(f'xmlns:{name}="{NS.format(long)}"' for name, long in (
    ("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"), ("form", "form"),
    ("script", "script"),
))  # fmt: skip


def ods(inside: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return a spreadsheet of one cell, with more in its sheet and more parts."""
    content = (
        f"<office:document-content {DECLARED}><office:body><office:spreadsheet><table:table table:name='表'>{inside}"
        "<table:table-row><table:table-cell office:value-type='string'><text:p>甲</text:p></table:table-cell>"
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    held = {"mimetype": MIMETYPE, "META-INF/manifest.xml": b"<m/>", "content.xml": content.encode()}
    return zipped({**held, **(parts or {})})


def told(data: bytes) -> list[str]:
    return [one.key for one in old_book(data).riders]


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("<office:event-listeners><script:event-listener/></office:event-listeners>", "macros"),
        ("<office:forms><form:form><form:button/></form:form></office:forms>", "form controls"),
        ("<table:shapes><draw:frame><draw:image/></draw:frame></table:shapes>", "a drawing"),
        ("<table:shapes><draw:custom-shape/></table:shapes>", "a drawing"),
        ("<table:table-source/>", "links to other workbooks"),
        ("<table:dde-link><office:dde-source/></table:dde-link>", "connections to data"),
    ],
)
def test_an_element_of_an_ods_is_told(inside: str, kind: str) -> None:
    assert told(ods(inside)) == [kind]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Basic/Standard/Module1.xml", "macros"),
        ("basic/script-lc.xml", "macros"),
        ("Scripts/python/a.py", "macros"),
        ("Object 1/content.xml", "embedded objects"),
        ("ObjectReplacements/Object 1", "embedded objects"),
        ("Pictures/1.png", "a drawing"),
        ("payload.bin", "content of a kind of its own"),
    ],
)
def test_a_part_of_an_ods_is_told(name: str, kind: str) -> None:
    assert told(ods(parts={name: b"x"})) == [kind]


def test_what_programs_add_to_an_ods_is_silent() -> None:
    added = {"Configurations2/toolbar/": b"", "Thumbnails/thumbnail.png": b"x", "manifest.rdf": b"x",
             "layout-cache": b"x", "settings.xml": b"<s/>", "Basic/": b""}  # fmt: skip
    assert told(ods("<office:forms/>", added)) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("_VBA_PROJECT_CUR", "macros"),
        ("Macros", "macros"),
        ("MBD0001A2B3", "embedded objects"),
        ("LNK00A1", "embedded objects"),
        ("Ctls", "form controls"),
        ("_SX_DB_CUR", "pivot tables"),
        ("Payload", "content of a kind of its own"),
    ],
)
def test_a_stream_of_an_xls_is_told(name: str, kind: str) -> None:
    usual = ["Workbook", "\x01CompObj", "\x01Ole", "\x05SummaryInformation", "\x05DocumentSummaryInformation"]
    assert [one.key for one in of_streams([*usual, name])] == [kind]
    assert of_streams(usual) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.bin", "macros"),
        ("xl/externalLinks/externalLink1.bin", "links to other workbooks"),
        ("xl/embeddings/oleObject1.bin", "embedded objects"),
        ("xl/ctrlProps/ctrlProp1.xml", "form controls"),
        ("xl/media/image1.png", "a drawing"),
        ("xl/connections.bin", "connections to data"),
        ("xl/other.bin", "content of a kind of its own"),
        ("vbaProject.bin", "macros"),
        ("evil/x.exe", "content of a kind of its own"),
        ("customUI/customUI.xml", "content of a kind of its own"),
        ("xl/worksheetsX/vba.bin", "content of a kind of its own"),
        ("xl/worksheets/x.exe", "content of a kind of its own"),
        ("xl/stylesvba.bin", "content of a kind of its own"),
        ("xl/theme/x.exe", "content of a kind of its own"),
        ("xl/theme/theme2.xml", "content of a kind of its own"),
        ("docProps/app.xml", "content of a kind of its own"),
        ("xl/worksheets/sheet7.bin", "parts that nothing refers to"),
        ("xl/comments3.bin", "parts that nothing refers to"),
    ],
)
def test_a_part_of_an_xlsb_is_told(name: str, kind: str) -> None:
    usual = {"xl/theme/theme1.xml": b"<x/>", "xl/calcChain.bin": b"x", "xl/printerSettings/printerSettings1.bin": b"x",
             "xl/worksheets/binaryIndex1.bin": b"x", "docProps/core.xml": b"<x/>"}  # fmt: skip
    parts = related(usual)
    assert told(zipped({**parts, name: b"x"})) == [kind]
    assert told(zipped(parts)) == []


def related(more: Mapping[str, bytes], kind: str = "other") -> dict[str, bytes]:
    """Return the parts of an .xlsb with more, to which its workbook refers."""
    with zipfile.ZipFile(io.BytesIO(xlsb(b""))) as plain:
        parts = {one: plain.read(one) for one in plain.namelist()}
    links = "".join(f'<Relationship Id="m{at}" Type="{REL}/{kind}" Target="/{one}"/>' for at, one in enumerate(more))
    path = "xl/_rels/workbook.bin.rels"
    parts[path] = parts[path].replace(b"</Relationships>", f"{links}</Relationships>".encode())
    return {**parts, **more}


@pytest.mark.office
def test_a_form_with_macros_in_an_old_format_says_so_and_one_without_does_not(tmp_path: Path) -> None:
    bench = Bench(start(tmp_path / "办公"))
    bench.issue(person())
    form = bench.fill(WORKED_EXAMPLE)
    saved = {kind: bench.inbox / f"表.{kind}" for kind in ("ods", "xls")}
    filters = {"ods": "calc8", "xls": "MS Excel 97"}
    run_jobs([{"open": str(form), "steps": [], "save": str(at), "filter": filters[kind]} for kind, at in saved.items()])
    form.unlink()
    assert "content-not-run" not in [p.code for p in bench.collect().problems]
    saved["xls"].unlink()
    with zipfile.ZipFile(saved["ods"], "a") as more:
        more.writestr("Basic/Standard/Module1.xml", "<x/>")
    (found,) = (p for p in bench.collect().problems if p.code == "content-not-run")
    assert (found.place.file, found.severity) == ("表.ods", "warning")
    assert "宏" in say(found, "zh_CN")
    assert "macros" in say(found, "en")


@pytest.mark.office
def test_a_formula_in_an_entry_of_an_old_format_is_named_and_one_of_the_form_is_not(tmp_path: Path) -> None:
    """What a program last computed is not what it shows after it computes again."""
    bench = Bench(start(tmp_path / "办公"))
    bench.issue(person())
    form = bench.fill(WORKED_EXAMPLE)
    saved = {kind: bench.inbox / f"表.{kind}" for kind in ("ods", "xls")}
    filters = {"ods": "calc8", "xls": "MS Excel 97"}
    run_jobs([{"open": str(form), "steps": [], "save": str(at), "filter": filters[kind]} for kind, at in saved.items()])
    form.unlink()
    at = bench.cell("callback_rate.actual")
    honest = {kind: path.read_bytes() for kind, path in saved.items()}
    for kind, made in (("ods", ods_formula), ("xls", xls_formula)):
        for path in saved.values():
            path.unlink(missing_ok=True)
        saved[kind].write_bytes(honest[kind])
        assert "formula-in-input" not in [p.code for p in bench.collect().problems]
        saved[kind].write_bytes(made(honest[kind], at))
        found = [
            (p.cell, say(p, "en"), say(p, "zh_CN")) for p in bench.collect().problems if p.code == "formula-in-input"
        ]
        assert [cell for cell, *_said in found] == [at]
        assert "Type the value itself" in found[0][1]
        assert "公式" in found[0][2]


def ods_formula(data: bytes, at: str) -> bytes:
    """Return a form with a formula in the first cell that holds 45."""
    with zipfile.ZipFile(io.BytesIO(data)) as saved:
        parts = {name: saved.read(name) for name in saved.namelist()}
    old = b'office:value-type="float" office:value="45"'
    assert old in parts["content.xml"], at
    parts["content.xml"] = parts["content.xml"].replace(old, b'table:formula="of:=50-5" ' + old, 1)
    return zipped(parts)


def xls_formula(data: bytes, at: str) -> bytes:
    """Return a form in which the number of a cell is what a formula came to."""
    row, column = place(at)
    with olefile.OleFileIO(data) as ole:
        stream = ole.openstream("Workbook").read()
    out, here = b"", 0
    while here + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, here)
        record = stream[here : here + 4 + size]
        if kind == 0x027E and struct.unpack_from("<HH", record, 4) == (row, column):
            style = struct.unpack_from("<H", record, 8)[0]
            record = struct.pack("<HHHHHdHIHBH", 6, 25, row, column, style, 45.0, 2, 0, 3, 0x1E, 48)
        out, here = out + record, here + 4 + size
    return ole_file(_listed(bytearray(out)))


def _listed(stream: bytearray) -> bytes:
    """Return the stream with the places of its sheets as they are now."""
    here = depth = 0
    bounds: list[int] = []
    places: list[int] = []
    while here + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, here)
        if kind == 0x0809 and not depth:
            places.append(here)
        depth += (kind == 0x0809) - (kind == 0x0A)
        if kind == 0x85:
            bounds.append(here + 4)
        here += 4 + size
    for bound, begins in zip(bounds, places[1:], strict=True):
        struct.pack_into("<I", stream, bound, begins)
    return bytes(stream)
