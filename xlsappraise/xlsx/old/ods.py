"""The survey of an .ods before calamine reads it: repeated rows and columns are counted, not expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.limits import RETURNED
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.ods_cells import OFFICE, PLACED, TABLE, OdsSheet, read_table
from xlsappraise.xlsx.old.riding import of_document
from xlsappraise.xlsx.old.survey import BookSurvey, bounded
from xlsappraise.xlsx.unzip import Package, packed
from xlsappraise.xlsx.xml import local, misplaced, tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_NS = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"
_BEGIN = (
    "<office:document-content "
    + " ".join(f'xmlns:{name}="{_NS.format(name)}"' for name in ("office", "table", "text", "style"))
    + '><office:automatic-styles><style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
_END = "</office:spreadsheet></office:body></office:document-content>"


def survey_ods(data: bytes) -> BookSurvey:
    """Survey the content; raise Refusal for a file that is not a spreadsheet, encrypted, damaged or too large."""
    package = Package(data)
    if package.part("mimetype", 2**10).strip() != MIMETYPE:
        raise Refusal(problem("file-wrong-type", found=phrase("another OpenDocument file")))
    manifest = package.part("META-INF/manifest.xml", RETURNED.part_bytes)
    if b"encryption-data" in manifest or package.has("encrypted-package"):
        raise Refusal(problem("file-encrypted"))
    root = tree(package.part("content.xml", RETURNED.part_bytes))
    body = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise Refusal(problem("file-wrong-type", found=phrase("another OpenDocument file")))
    tables = body.findall(f"{TABLE}table")
    _refuse_others(root, body, tables)
    sheets = [read_table(table) for table in tables]
    surveyed = [sheet.survey for sheet in sheets]
    bounded(surveyed)
    return BookSurvey(
        packed(
            {"mimetype": MIMETYPE, "META-INF/manifest.xml": _MANIFEST, "content.xml": _written(root, tables, sheets)}
        ),
        surveyed,
        structure_locked=body.get(f"{TABLE}structure-protected") == "true",
        riders=of_document(package.names(), root),
    )


def _refuse_others(root: Element, body: Element, tables: Sequence[Element]) -> None:
    """Raise Refusal for a second content, and for sheets and cells where only some programs look for them."""
    for element in (*root.findall(f"{OFFICE}body")[1:], *root.findall(f"{OFFICE}body/{OFFICE}spreadsheet")[1:]):
        raise misplaced(element)
    sheets = {id(table) for table in tables}
    for parent in (root, *root.findall(f"{OFFICE}body"), body):
        for child in parent:
            if child.tag in (f"{OFFICE}body", f"{OFFICE}spreadsheet", f"{TABLE}dde-links") or id(child) in sheets:
                continue
            for element in child.iter():
                if local(element.tag) in PLACED:
                    raise misplaced(element)


def _written(root: Element, tables: Sequence[Element], sheets: Sequence[OdsSheet]) -> bytes:
    """Return the content with nothing in it but what was understood."""
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iterfind(f"{OFFICE}automatic-styles/{_STYLE}style")
        for properties in style.iterfind(f"{_STYLE}table-properties")
        if properties.get(f"{TABLE}display") == "false"
    }
    pieces = [_BEGIN]
    for table, sheet in zip(tables, sheets, strict=True):
        style = ' table:style-name="hidden"' if table.get(f"{TABLE}style-name") in hidden else ""
        pieces.append(f"<table:table table:name={quoteattr(table.get(f'{TABLE}name', ''))}{style}>")
        pieces += sheet.written
        pieces.append("</table:table>")
    return "".join((*pieces, _END)).encode()


ODS = OldFormat(
    name=phrase("an OpenDocument file"),
    endings=(".ods",),
    parts=("mimetype", "content.xml"),
    fits=lambda outside: "mimetype" in outside.parts and not outside.main,
    survey=survey_ods,
)
