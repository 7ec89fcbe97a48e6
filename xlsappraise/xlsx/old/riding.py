"""What rides along in a workbook of an old format, by the names of its parts and by its elements.

The parts that programs write when they save are silent; the rest is told for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_, Phrase, phrase
from xlsappraise.xlsx.reaching import reaches

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MACROS, OBJECTS, CONTROLS = N_("macros"), N_("embedded objects"), N_("form controls")
LINKS, DATA, PIVOTS = N_("links to other workbooks"), N_("connections to data"), N_("pivot tables")
DRAWING, OTHER = N_("a drawing"), N_("content of a kind of its own")
LOOSE = N_("parts that nothing refers to")
REACHING, AWAY = N_("formulas that reach out of the workbook"), N_("links that lead elsewhere than their text says")

_SILENT = frozenset({
    "mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "layout-cache",
    "meta-inf/manifest.xml", "meta-inf/documentsignatures.xml", "thumbnails/thumbnail.png",
    "configurations2/accelerator/current.xml",
})  # fmt: skip
_FOLDERS = {
    "basic": MACROS, "scripts": MACROS, "dialogs": MACROS, "pictures": DRAWING, "media": DRAWING,
    "objectreplacements": OBJECTS, "object": OBJECTS,
}  # fmt: skip
"""The folders of an OpenDocument file, by the first word of their names"""
_NS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_SCRIPT, _FORM, _TABLE, _OFFICE, _DRAW, _TEXT = (
    _NS.format(name) for name in ("script", "form", "table", "office", "drawing", "text")
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = {
    f"{_SCRIPT}event-listener": MACROS, f"{_OFFICE}dde-source": DATA, f"{_TABLE}dde-link": DATA,
    f"{_TABLE}cell-range-source": LINKS, f"{_TABLE}table-source": LINKS, f"{_TABLE}database-source-sql": DATA,
    f"{_TABLE}database-source-table": DATA, f"{_TABLE}database-source-query": DATA,
    f"{_TABLE}data-pilot-table": PIVOTS, f"{_DRAW}object": OBJECTS, f"{_DRAW}object-ole": OBJECTS,
    f"{_DRAW}applet": OBJECTS, f"{_DRAW}plugin": OBJECTS, f"{_DRAW}floating-frame": OBJECTS,
}  # fmt: skip
_FORMULAS = frozenset(f"{_TABLE}{name}" for name in ("formula", "expression", "condition"))
_IN_PLACE = re.compile(r'HYPERLINK\s*\(\s*"#', re.IGNORECASE)
"""A link to a cell of the workbook itself, as forms have them"""
_DOCUMENT = re.compile(r"'[^']*'\s*#")
"""A cell of another document in the formulas of this format"""
_LETTERS = re.compile(r'"[^"]*"')
SCHEME = re.compile(r"\A(?:mailto:|https?://)|/\Z", re.IGNORECASE)
"""What of an address a text leaves out that gives it"""
_USUAL_STREAMS = frozenset({
    "workbook", "book", "\x01compobj", "\x01ole", "\x05summaryinformation", "\x05documentsummaryinformation",
    "user names", "revision log", "msodatastore", "_signatures", "_xmlsignatures", "encryption",
})  # fmt: skip
_STREAMS = {"_vba_project": MACROS, "macros": MACROS, "mbd": OBJECTS, "lnk": OBJECTS, "ctls": CONTROLS,
            "_sx_db_cur": PIVOTS}  # fmt: skip
"""Beginnings of the names of streams and storages in an OLE file"""


def of_document(names: Iterable[str], root: Element) -> tuple[Phrase, ...]:
    """Return what rides along in an OpenDocument spreadsheet, by its parts and the elements of its content."""
    parts = (_part(name.lower()) for name in names if name.lower() not in _SILENT)
    return each((*parts, *_elements(root)))


def _part(name: str) -> str:
    first, _slash, inside = name.partition("/")
    return _FOLDERS.get(first.split(" ")[0], OTHER) if inside or first in _FOLDERS else OTHER


def _elements(root: Element) -> Iterator[str]:
    seen: set[str] = set()
    for element in root.iter():
        tag = element.tag
        if tag not in seen:
            seen.add(tag)
            if tag in _ELEMENTS:
                yield _ELEMENTS[tag]
            elif tag.startswith(_FORM) and tag != f"{_FORM}form":  # programs write one that holds nothing
                yield CONTROLS
            elif tag.startswith(_DRAW):
                yield DRAWING
        if tag == f"{_TEXT}a" and _leads_away(element):
            yield AWAY
        for name in _FORMULAS & element.attrib.keys():
            if _reaches(element.attrib[name]):
                yield REACHING


def _leads_away(link: Element) -> bool:
    """Return whether a link leads out of the workbook, and its text is not the address that it leads to."""
    target = link.get(_HREF, "")
    if target.startswith("#"):
        return False
    said = "".join(link.itertext()).strip()
    return SCHEME.sub("", target) != SCHEME.sub("", said) or not SCHEME.search(target)


def _reaches(formula: str) -> bool:
    """Return whether a formula asks a server, starts a program or leads to another document."""
    plain = _IN_PLACE.sub("", formula).replace("|", ";")  # which stands between the rows of a table here
    return reaches(plain) or ("#" in plain and _DOCUMENT.search(_LETTERS.sub("", plain)) is not None)


def of_streams(names: Iterable[str]) -> tuple[Phrase, ...]:
    """Return what rides along in an OLE file, by the names of what stands at its root."""
    return each(_first(name.lower(), _STREAMS) for name in names if name.lower() not in _USUAL_STREAMS)


def _first(name: str, known: Mapping[str, str]) -> str:
    return next((kind for beginning, kind in known.items() if name.startswith(beginning)), OTHER)


def each(kinds: Iterable[str]) -> tuple[Phrase, ...]:
    """Return kinds as phrases, each once."""
    return tuple(phrase(kind) for kind in dict.fromkeys(kinds))
