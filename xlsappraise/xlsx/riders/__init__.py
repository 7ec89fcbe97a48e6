"""What rides along in a workbook besides its sheets, told by its type, whatever its part is called.

Two lists: what programs add when they save, which is silent, and names for the rest. A relationship of a type on
neither list is told as such. Nothing of it is run, opened or followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from xlsappraise.base.i18n import N_, Phrase, Text, phrase
from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.display.old_drawings import old_drawing
from xlsappraise.xlsx.old import riding
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.relations import Relation, in_place_of
from xlsappraise.xlsx.riders.silent import is_silent
from xlsappraise.xlsx.xml import local, parse, tree

_MACROS, _OBJECTS, _CONTROLS = riding.MACROS, riding.OBJECTS, riding.CONTROLS
_LINKS, _DATA, _PIVOTS, _OTHER, _REACHING = (riding.LINKS, riding.DATA, riding.PIVOTS, riding.OTHER, riding.REACHING)
_LINKS_AWAY = riding.AWAY
_CUSTOM, _ADD_INS, _LOOSE = N_("custom XML data"), N_("code or panes of add-ins"), riding.LOOSE
_TABLES = N_("tables with colours and filters of their own")
_BETWEEN = N_("bytes that belong to none of its parts")
_TOLD = {
    "externalLink": _LINKS, "externalLinkPath": _LINKS, "xlExternalLinkPath/xlPathMissing": _LINKS,
    "externalLinkLongPath": _LINKS,
    "xlPathMissing": _LINKS, "oleObject": _OBJECTS, "package": _OBJECTS, "control": _OBJECTS,
    "activeXControlBinary": _OBJECTS, "ctrlProp": _CONTROLS, "connections": _DATA, "queryTable": _DATA,
    "xmlMaps": _DATA, "tableSingleCells": _DATA, "volatileDependencies": _DATA, "powerPivotData": _DATA,
    "pivotTable": _PIVOTS, "pivotCacheDefinition": _PIVOTS, "pivotCacheRecords": _PIVOTS, "slicer": _PIVOTS,
    "slicerCache": _PIVOTS, "table": _TABLES, "timeline": _PIVOTS, "timelineCache": _PIVOTS, "vbaProject": _MACROS,
    "wordVbaData": _MACROS, "vbaProjectSignature": _MACROS, "xlMacrosheet": _MACROS, "xlIntlMacrosheet": _MACROS,
    "jsaProject": _MACROS, "extensibility": _ADD_INS, "attachedToolbars": _ADD_INS, "webextension": _ADD_INS,
    "webextensiontaskpanes": _ADD_INS, "taskpanes": _ADD_INS,
}  # fmt: skip
"""The last word of a relationship's type → what it leads to"""
_PICTURES = frozenset({
    "image", "chart", "chartEx", "chartUserShapes", "hdphoto", "diagramData", "diagramLayout", "diagramQuickStyle",
    "diagramColors", "diagramDrawing", "video", "audio", "media", "font",
})  # fmt: skip
_MACRO_TYPES = ("application/vnd.ms-office.vbaProject", "application/vnd.ms-excel.macrosheet+xml",
                "application/vnd.ms-excel.intlmacrosheet+xml", "application/vnd.onlyoffice.jsaproject+xml")  # fmt: skip
_ADDED = (
    "http://schemas.microsoft.com/sharepoint/",
    "http://schemas.microsoft.com/office/2006/metadata/",
    "http://schemas.microsoft.com/office/infopath/",
    "http://schemas.microsoft.com/office/officeapps/",
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    "http://customooxmlschemas.google.com/",
    "http://www.boldonjames.com/",
    "http://www.imanage.com/work/",
    "http://schemas.titus.com/",
    "https://web.wps.cn/et/",
    "http://www.wps.cn/",
)
"""Beginnings of the namespaces of data that SharePoint, Office, WPS, Google and programs that label files add"""
_LEFT = {
    "customxml/": ("http://schemas.openxmlformats.org/officeDocument/2006/customXml", *_ADDED),
    "xl/theme/": ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
    "docprops/": (
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    ),
}
"""Folders of themes, properties and custom data that programs leave without a relationship, and their namespaces"""
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_SHAPES = {"pic": N_("a picture"), "graphicFrame": N_("a chart"), "sp": N_("a text box"), "cxnSp": N_("a line"),
           "grpSp": N_("a group of shapes"), "contentPart": riding.DRAWING}  # fmt: skip
_RICH = frozenset(
    f"http://schemas.microsoft.com/office/{name}"
    for name in (
        *(f"2017/06/relationships/{name}"
          for name in ("rdRichValue", "rdRichValueStructure", "rdRichValueTypes", "rdArray", "rdSupportingPropertyBag",
                       "rdSupportingPropertyBagStructure", "richStyles")),
        "2020/07/relationships/rdRichValueWebImage", "2022/10/relationships/richValueRel",
    )
)  # fmt: skip
"""Values of a kind of their own, which Excel leaves behind after the cells that showed them are gone"""
_SHOWS_RICH = re.compile(rb"\svm\s*=")
_UNSHOWN = "a picture that no sheet shows"
"""The kind that such pictures are given, those behind a theme among them"""
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_BYTES = frozenset({"printerSettings"})
"""What no program writes as a part of a workbook's own language"""
_THUMBNAILS = (".jpeg", ".jpg", ".png", ".gif", ".wmf", ".emf", ".bmp", ".tif", ".tiff")


def riders(reading: Reading) -> tuple[Phrase, ...]:
    """Return the kinds of programs, links, objects and foreign data in a workbook, each once."""
    reached: set[str] = set()
    found = dict.fromkeys(
        kind for one, *owner in _all(reading, reached) if (kind := _kind(reading, one, *owner)) is not None
    )
    if any(content in _MACRO_TYPES for _part, content in reading.relations.content_types()):
        found[_MACROS] = None
    if reading.names_reach or any(reading.sheet(entry).reaches for entry in reading.entries):
        found[_REACHING] = None
    if reading.publishes or any(reading.sheet(entry).publishes for entry in reading.entries):
        found[_OTHER] = None
    if _loose(reading, reached):
        found[_LOOSE] = None
    if reading.container.has_foreign_bytes:
        found[_BETWEEN] = None
    return tuple(phrase(kind) for kind in found)


def _kind(reading: Reading, relation: Relation, owner: str, of: str) -> str | None:
    """Return the name of what a relationship leads to; None for what programs add, and for pictures.

    ``owner``: the part that has it; ``of``: the kind of the relationship that led there.
    """
    word = _word(relation)
    inside = not relation.external
    if relation.kind == "customXml" and inside:
        return None if _added(reading, relation.target) else _CUSTOM
    if _is_old(relation):
        return _CONTROLS if old_drawing(_bytes(reading, relation.target)).controls else None
    if relation.kind in _RICH and inside:
        return _OTHER if _shows_rich(reading) else None
    if inside and (in_place_of(relation) or (relation.kind in _BYTES and relation.target.lower().endswith(".xml"))):
        return _OTHER
    if relation.kind == "metadata/thumbnail" and not relation.target.lower().endswith(_THUMBNAILS):
        return _OTHER
    if word in _TOLD:
        return _TOLD[word]
    if relation.kind == "worksheet" and inside and not any(relation.target == one.part for one in reading.entries):
        return _OTHER
    if not inside and relation.kind != "hyperlink" and word not in _PICTURES:
        return _OTHER
    if not inside and relation.kind == "hyperlink" and not _is_used(reading, relation, owner, of):
        return _LINKS_AWAY
    silent = (
        is_silent(relation, of, reading.container)
        or relation.kind == _UNSHOWN
        or (relation.kind == "drawing" and inside)
        or word in _PICTURES
    )
    return None if silent else _OTHER


def pictures(reading: Reading) -> tuple[Text, ...]:
    """Return what pictures, charts, text boxes and other shapes a workbook shows, without empty drawings."""
    found: dict[Text, None] = {}
    for relation, _owner, _of in _all(reading, set()):
        if _word(relation) in _PICTURES:
            found[posixpath.basename(relation.target)] = None
        elif relation.kind == "drawing" and not relation.external:
            found.update(dict.fromkeys(_shapes(reading, relation.target)))
        elif _is_old(relation) and old_drawing(_bytes(reading, relation.target)).shows:
            found[phrase("a drawing")] = None
    if any(reading.sheet(entry).sparklines for entry in reading.entries):
        found[phrase("a small chart in a cell")] = None
    return tuple(found)


def _is_old(relation: Relation) -> bool:
    return relation.kind == "vmlDrawing" and not relation.external


def _word(relation: Relation) -> str:
    return relation.kind.rpartition("/")[2]


def _is_used(reading: Reading, relation: Relation, owner: str, of: str) -> bool:
    """Return whether a cell has a link, or a shape may have it; those of cells are compared with what they say.

    An address of the web that a program leaves behind when its link is gone counts as one.
    """
    if _WEB.match(relation.target) and of == "worksheet":
        return True
    if of in ("", "officeDocument"):
        return False
    sheet = next((entry for entry in reading.entries if entry.part == owner), None)
    return sheet is None or any(link.relation == relation.id for link in reading.sheet(sheet).links)


def _all(reading: Reading, reached: set[str]) -> Iterator[tuple[Relation, str, str]]:
    """Yield every relationship of the package, its owner and the kind that led there.

    Parts that are reached are added to ``reached`` in lower case.
    """
    parts = [("", "")]
    while parts:
        owner, kind = parts.pop()
        for relation in reading.relations.of(owner):
            inside = not relation.external
            # A package in a package is none of what begins a workbook
            if owner != "" and relation.kind == "officeDocument":
                yield replace(relation, kind="package"), owner, kind
            elif inside and _word(relation) == "image" and _unshown(reading, kind):
                yield replace(relation, kind=_UNSHOWN), owner, kind
            else:
                yield relation, owner, kind
            name = relation.target.lower()
            if inside and name not in reached:
                reached.add(name)
                parts.append((relation.target, relation.kind))


def _unshown(reading: Reading, kind: str) -> bool:
    """Return whether no sheet shows the pictures of a part of a kind: a theme, or values that no cell shows."""
    return kind == "theme" or (kind in _RICH and not _shows_rich(reading))


def _shows_rich(reading: Reading) -> bool:
    return any(_SHOWS_RICH.search(_bytes(reading, entry.part)) for entry in reading.entries)


def _bytes(reading: Reading, part: str) -> bytes:
    return reading.container.part(part) if reading.container.has(part) else b""


def _shapes(reading: Reading, part: str) -> Iterator[Text]:
    """Yield what a drawing holds: a word for each kind of shape."""
    data = _bytes(reading, part)
    if not data:
        return
    for element in parse(data).iter():
        if local(element.tag) in _ANCHORS:
            kinds = {local(inner.tag) for inner in element.iter()} & _SHAPES.keys()
            yield from (phrase(_SHAPES[kind]) for kind in sorted(kinds))
            if not kinds:
                yield phrase("a drawing")


def _added(reading: Reading, part: str, namespaces: tuple[str, ...] = _ADDED) -> bool:
    """Return whether custom data is what a program adds when it saves: by its namespace."""
    data = _bytes(reading, part)
    if not data:
        return True
    try:
        root = tree(data)
    except Refusal:
        return False
    uri = root.tag[1:].partition("}")[0] if root.tag.startswith("{") else ""
    return uri.startswith(namespaces)


def _loose(reading: Reading, reached: set[str]) -> bool:
    """Return whether there are parts that nothing refers to; themes and custom data are left so by programs."""
    known = reached | {"[content_types].xml"}
    has = partial(str.endswith)
    for name in reading.container.names():
        lower = name.replace("\\", "/").lower()
        if lower in known or (has(lower, "/") and not reading.container.size(name)) or _owned(reading, lower):
            continue
        left = next((uris for folder, uris in _LEFT.items() if lower.startswith(folder)), None)
        if left is not None and has(lower, ".xml") and _added(reading, name, left):
            continue
        return True
    return False


def _owned(reading: Reading, name: str) -> bool:
    """Return whether a part holds the relationships of another, or of the whole package."""
    folder, _slash, file = name.rpartition("/")
    above, _slash, last = f"/{folder}".rpartition("/")
    owner = posixpath.join(above.lstrip("/"), file.removesuffix(".rels"))
    if owner.endswith(".rels") or owner == "[content_types].xml":  # which have none
        return False
    return last == "_rels" and file.endswith(".rels") and (name == "_rels/.rels" or reading.container.has(owner))
