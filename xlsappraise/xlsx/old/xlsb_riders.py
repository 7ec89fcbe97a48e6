"""What rides along in an .xlsb: by the whole names of its parts, and by its relationships.

Parts that programs write when they save are silent where they are of that kind; whatever is not listed is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.i18n import Phrase
from xlsappraise.xlsx.limits import RETURNED
from xlsappraise.xlsx.old.riding import (
    AWAY,
    CONTROLS,
    DATA,
    DRAWING,
    LINKS,
    LOOSE,
    MACROS,
    OBJECTS,
    OTHER,
    PIVOTS,
    SCHEME,
    each,
)
from xlsappraise.xlsx.old.xlsb_package import XlsbPackage
from xlsappraise.xlsx.relations import Relation

_FOLDERS = {
    "macrosheets": MACROS, "externallinks": LINKS, "embeddings": OBJECTS, "activex": OBJECTS, "ctrlprops": CONTROLS,
    "querytables": DATA, "pivottables": PIVOTS, "pivotcache": PIVOTS, "slicers": PIVOTS, "slicercaches": PIVOTS,
    "drawings": DRAWING, "media": DRAWING, "charts": DRAWING, "connections.bin": DATA,
}  # fmt: skip
"""Folders and files beside the workbook's part → what they are"""
_USUAL = re.compile(
    r"workbook\.bin|sharedstrings\.bin|styles\.bin|calcchain\.bin|metadata\.bin|comments\d*\.bin|_rels/workbook\.bin\.rels"
    r"|(?:work|chart|dialog)sheets/(?:(?:sheet|binaryindex)\d*\.bin|_rels/sheet\d*\.bin\.rels)"
    r"|theme/(?:theme\d*\.xml|_rels/theme\d*\.xml\.rels)|printersettings/printersettings\d*\.bin"
    r"|(?:persons/person|threadedcomments/threadedcomment|featurepropertybag/featurepropertybag)\d*\.xml"
)
"""What programs write beside the workbook's part"""
_AROUND = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|docprops/(?:app|core|custom)\.xml|docprops/thumbnail\.(?:jpe?g|png|wmf|emf)"
    r"|customxml/(?:item(?:props)?\d*\.xml|_rels/item\d*\.xml\.rels)|docmetadata/labelinfo\.xml"
)
_TOLD = {
    "externalLink": LINKS, "oleObject": OBJECTS, "package": OBJECTS, "control": OBJECTS,
    "activeXControlBinary": OBJECTS, "ctrlProp": CONTROLS, "connections": DATA, "queryTable": DATA, "xmlMaps": DATA,
    "pivotTable": PIVOTS, "pivotCacheDefinition": PIVOTS, "vbaProject": MACROS, "xlMacrosheet": MACROS,
    "xlIntlMacrosheet": MACROS,
}  # fmt: skip
"""The last word of a relationship's type → what it leads to, whatever its part is called"""
_PROGRAM = re.compile(r"(?:\A|/)vbaproject[^/]*\Z")
_LEFT = re.compile(r"\.rels\Z|\A\[content_types\]\.xml\Z|\A(?:docprops|customxml|docmetadata)/|/theme/")
"""What no relationship needs to lead to, or programs leave so"""
_MARK = b"\xef\xbb\xbf"


def of_binary(found: XlsbPackage) -> tuple[Phrase, ...]:
    """Return what rides along in an .xlsb."""
    reached: set[str] = set()
    told = list(_relations(found, reached))
    return each((*_parts(found, reached), *told))


def _parts(found: XlsbPackage, reached: set[str]) -> Iterator[str]:
    beside = f"{found.folder.lower()}/" if found.folder else ""
    for name in found.package.names():
        plain = name.replace("\\", "/").lower()
        inside = plain.removeprefix(beside) if plain.startswith(beside) else None
        if _PROGRAM.search(plain):
            yield MACROS
        elif _AROUND.fullmatch(plain) or (inside is not None and _USUAL.fullmatch(inside)):
            if plain.endswith((".xml", ".rels")) and not _is_xml(found, name):
                yield OTHER
            elif plain not in reached and not _LEFT.search(plain):
                yield LOOSE
        else:
            yield _FOLDERS.get("" if inside is None else inside.partition("/")[0], OTHER)


def _is_xml(found: XlsbPackage, name: str) -> bool:
    return found.package.part(name, RETURNED.part_bytes)[:200].removeprefix(_MARK).lstrip().startswith(b"<")


def _relations(found: XlsbPackage, reached: set[str]) -> Iterator[str]:
    """Yield what relationships lead to: those of a kind that is told, and those that lead out of the package.

    Parts that are reached are added to ``reached`` in lower case.
    """
    owners = [""]
    while owners:
        owner = owners.pop()
        for relation in found.relations.of(owner):
            word = relation.kind.rpartition("/")[2]
            name = relation.target.lower()
            if not relation.external and name not in reached:
                reached.add(name)
                owners.append(relation.target)
            if word in _TOLD:
                yield _TOLD[word]
            elif relation.external and word == "hyperlink":
                if not _is_said(found, owner, relation):
                    yield AWAY
            elif relation.external and not word.startswith("xl"):
                yield OTHER


def _is_said(found: XlsbPackage, owner: str, relation: Relation) -> bool:
    """Return whether a link leads to an address that a text of the workbook gives, as programs make links of those."""
    said = SCHEME.sub("", relation.target)
    if said == relation.target or not said:
        return False
    text = said.encode("utf-16-le")
    texts = [owner] if found.strings is None else [owner, found.strings]
    return any(text in found.package.part(part, RETURNED.part_bytes) for part in texts if found.package.has(part))
