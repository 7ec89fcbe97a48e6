"""Relationships that programs add when they save: silent from the part that has them, to a part of their own language.

A type says what a relationship is for; what it leads to is known by the namespace of its first element. From another
owner, or to anything else, such a relationship is content of a kind of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlsappraise.xlsx.container import Container
from xlsappraise.xlsx.relations import Relation
from xlsappraise.xlsx.xml import MAIN

_OFFICE = "http://schemas.microsoft.com/office/"
_OPEN, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_MACROSHEET = f"{_OFFICE}2006/relationships/xlMacrosheet"
_PROGRAMS = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"#!")
"""How programs, packages and documents begin"""
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:([A-Za-z_][\w.-]*):)?[A-Za-z_][\w.-]*(?=[\s/>])",
    re.DOTALL,
)
_HEAD = 4096
"""Bytes of a part in which its first element begins"""


@dataclass(frozen=True, slots=True)
class Silent:
    """Where a type of relationship belongs, and the languages of its part; without one, bytes of some kind."""

    owners: frozenset[str] | None
    """The types that lead to its owner, "" for the package itself; any without"""
    languages: tuple[str, ...] = ()


_PACKAGE, _BOOK = frozenset({""}), frozenset({"officeDocument"})
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet", _MACROSHEET})
_DRAWN = (f"{_OPEN}drawingml/2006/main", f"{_STRICT}drawingml/main")
_CUSTOM = (f"{_OPEN}officeDocument/2006/customXml", f"{_STRICT}officeDocument/customXml")
_EXTENDED = (f"{_OPEN}officeDocument/2006/extended-properties", f"{_STRICT}officeDocument/extendedProperties")
_OWN = (f"{_OPEN}officeDocument/2006/custom-properties", f"{_STRICT}officeDocument/customProperties")
_WPS = ("http://www.wps.cn/", "https://web.wps.cn/")
_COMMENTS = (f"{_OFFICE}spreadsheetml/2018/threadedcomments",)
_STYLED = (f"{_OFFICE}drawing/2012/chartStyle",)

SILENT: Mapping[str, Silent] = {
    "officeDocument": Silent(_PACKAGE, MAIN),
    **{kind: Silent(_BOOK, MAIN) for kind in (
        "worksheet", "sharedStrings", "styles", "calcChain", "sheetMetadata", "chartsheet", "dialogsheet",
    )},
    _MACROSHEET: Silent(_BOOK, (f"{_OFFICE}excel/2006/main",)),
    "theme": Silent(_BOOK, _DRAWN),
    "themeOverride": Silent(None, _DRAWN),
    "printerSettings": Silent(_SHEETS),
    "comments": Silent(_SHEETS, MAIN),
    "hyperlink": Silent(None),
    "customXmlProps": Silent(frozenset({"customXml"}), _CUSTOM),
    "extended-properties": Silent(_PACKAGE, _EXTENDED),
    "extendedProperties": Silent(_PACKAGE, _EXTENDED),
    "custom-properties": Silent(_PACKAGE, _OWN),
    "customProperties": Silent(_PACKAGE, _OWN),
    "metadata/core-properties": Silent(_PACKAGE, (f"{_OPEN}package/2006/metadata/core-properties",)),
    "metadata/thumbnail": Silent(_PACKAGE),
    f"{_OFFICE}2017/10/relationships/person": Silent(_BOOK, _COMMENTS),
    f"{_OFFICE}2017/10/relationships/threadedComment": Silent(_SHEETS, _COMMENTS),
    f"{_OFFICE}2011/relationships/chartColorStyle": Silent(None, _STYLED),
    f"{_OFFICE}2011/relationships/chartStyle": Silent(None, _STYLED),
    f"{_OFFICE}2019/04/relationships/namedSheetView": Silent(
        _SHEETS, (f"{_OFFICE}spreadsheetml/2019/namedsheetviews",)
    ),
    f"{_OFFICE}2022/11/relationships/FeaturePropertyBag": Silent(
        _BOOK, (f"{_OFFICE}spreadsheetml/2022/featurepropertybag",)
    ),
    f"{_OFFICE}2020/02/relationships/classificationlabels": Silent(_PACKAGE, (f"{_OFFICE}2020/mipLabelMetadata",)),
    "digital-signature/origin": Silent(_PACKAGE),
    "digital-signature/signature": Silent(
        frozenset({"digital-signature/origin"}), ("http://www.w3.org/2000/09/xmldsig#",)
    ),
    "digital-signature/certificate": Silent(frozenset({"digital-signature/signature"})),
    "http://customschemas.google.com/relationships/workbookmetadata": Silent(_BOOK),
    "http://www.wps.cn/officeDocument/2020/cellImage": Silent(_BOOK, _WPS),
    "http://www.wps.cn/officeDocument/2023/relationships/customStorage": Silent(None, _WPS),
}  # fmt: skip
"""Relationships that programs add when they save, and those to sheets, which are listed as sheets"""


def is_silent(relation: Relation, owner: str, parts: Container) -> bool:
    """Return whether a relationship is one that programs add, from an ``owner`` of that kind to what it should be."""
    due = SILENT.get(relation.kind)
    if due is None or (due.owners is not None and owner not in due.owners):
        return False
    if relation.external or not parts.size(relation.target):
        return True
    head = parts.beginning(relation.target, _HEAD)
    if not due.languages:
        return not head.startswith(_PROGRAMS)
    root = _ROOT.match(head)
    if root is None:
        return False
    name = rb"xmlns" if root[1] is None else rb"xmlns:" + re.escape(root[1])
    uri = re.compile(rb"\s" + name + rb"\s*=\s*[\"']([^\"']*)").search(head, root.end())
    return uri is not None and uri[1].decode("utf-8", "replace").startswith(due.languages)
