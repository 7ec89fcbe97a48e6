"""What rides along in a workbook of an old format, by the names of its parts and by its elements.

The parts that programs write when they save are silent; the rest is told for what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_, Phrase, phrase

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MACROS, OBJECTS, CONTROLS = N_("macros"), N_("embedded objects"), N_("form controls")
LINKS, DATA, PIVOTS = N_("links to other workbooks"), N_("connections to data"), N_("pivot tables")
DRAWING, OTHER = N_("a drawing"), N_("content of a kind of its own")

_SILENT = frozenset({
    "mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "layout-cache", "meta-inf",
    "thumbnails", "configurations2",
})  # fmt: skip
_FOLDERS = {
    "basic": MACROS, "scripts": MACROS, "dialogs": MACROS, "pictures": DRAWING, "media": DRAWING,
    "objectreplacements": OBJECTS, "object": OBJECTS,
}  # fmt: skip
"""The parts and folders of an OpenDocument file, by the first word of their names"""
_NS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_SCRIPT, _FORM, _TABLE, _OFFICE, _DRAW = (_NS.format(name) for name in ("script", "form", "table", "office", "drawing"))
_ELEMENTS = {
    f"{_SCRIPT}event-listener": MACROS, f"{_OFFICE}dde-source": DATA, f"{_TABLE}dde-link": DATA,
    f"{_TABLE}cell-range-source": LINKS, f"{_TABLE}table-source": LINKS, f"{_TABLE}database-source-sql": DATA,
    f"{_TABLE}database-source-table": DATA, f"{_TABLE}database-source-query": DATA,
    f"{_TABLE}data-pilot-table": PIVOTS, f"{_DRAW}object": OBJECTS, f"{_DRAW}object-ole": OBJECTS,
    f"{_DRAW}applet": OBJECTS, f"{_DRAW}plugin": OBJECTS, f"{_DRAW}floating-frame": OBJECTS,
}  # fmt: skip
_USUAL_STREAMS = frozenset({
    "workbook", "book", "\x01compobj", "\x01ole", "\x05summaryinformation", "\x05documentsummaryinformation",
    "user names", "revision log", "msodatastore", "_signatures", "_xmlsignatures", "encryption",
})  # fmt: skip
_STREAMS = {"_vba_project": MACROS, "macros": MACROS, "mbd": OBJECTS, "lnk": OBJECTS, "ctls": CONTROLS,
            "_sx_db_cur": PIVOTS}  # fmt: skip
"""Beginnings of the names of streams and storages in an OLE file"""
_PACKAGE = {
    "vbaproject": MACROS, "macrosheets": MACROS, "externallinks": LINKS, "embeddings": OBJECTS, "activex": OBJECTS,
    "ctrlprops": CONTROLS, "connections": DATA, "querytables": DATA, "pivottables": PIVOTS, "pivotcache": PIVOTS,
    "slicers": PIVOTS, "slicercaches": PIVOTS, "drawings": DRAWING, "media": DRAWING, "charts": DRAWING,
}  # fmt: skip
_USUAL_PARTS = frozenset({
    "workbook", "worksheets", "chartsheets", "sharedstrings", "styles", "theme", "calcchain", "metadata", "comments",
    "printersettings", "persons", "threadedcomments", "_rels", "featurepropertybag",
})  # fmt: skip
"""What stands in ``xl/`` of an .xlsb, by the beginning of its name"""


def of_document(names: Iterable[str], root: Element) -> tuple[Phrase, ...]:
    """Return what rides along in an OpenDocument spreadsheet, by its parts and the elements of its content."""
    firsts = (name.lower().partition("/")[0] for name in names)
    parts = (_FOLDERS.get(first.split(" ")[0], OTHER) for first in firsts if first not in _SILENT)
    return _each((*parts, *_elements(root)))


def _elements(root: Element) -> Iterator[str]:
    for tag in dict.fromkeys(element.tag for element in root.iter()):
        if tag in _ELEMENTS:
            yield _ELEMENTS[tag]
        elif tag.startswith(_FORM):
            yield CONTROLS
        elif tag.startswith(_DRAW):
            yield DRAWING


def of_streams(names: Iterable[str]) -> tuple[Phrase, ...]:
    """Return what rides along in an OLE file, by the names of what stands at its root."""
    return _each(_first(name.lower(), _STREAMS) for name in names if name.lower() not in _USUAL_STREAMS)


def of_package(names: Iterable[str]) -> tuple[Phrase, ...]:
    """Return what rides along in an .xlsb, by the names of its parts."""
    inside = (name[3:].lower() for name in names if name.lower().startswith("xl/"))
    return _each(_first(name, _PACKAGE) for name in inside if not name.startswith(tuple(_USUAL_PARTS)))


def _first(name: str, known: Mapping[str, str]) -> str:
    return next((kind for beginning, kind in known.items() if name.startswith(beginning)), OTHER)


def _each(kinds: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(phrase(kind) for kind in dict.fromkeys(kinds))
