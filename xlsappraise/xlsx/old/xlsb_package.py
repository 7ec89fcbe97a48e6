"""Which parts of an .xlsb are the workbook, its sheets and texts: by relationships, as in an .xlsx.

Parts are handed to calamine, which goes by names, under the names that it expects.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.relations import Relation, Relations
from xlsappraise.xlsx.unzip import Package

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FORMAT = "application/vnd.ms-excel."
_FOLDERS = {
    "worksheet": "worksheets", "chartsheet": "chartsheets", "dialogsheet": "dialogsheets",
    "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet": "dialogsheets",
    "http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet": "dialogsheets",
}  # fmt: skip
"""Kind of a sheet's relationship → the folder in which calamine takes it for one with cells, or without"""
_MAIN = "workbook.bin"
_CONTENT = {
    "officeDocument": f"{_FORMAT}sheet.binary.macroEnabled.main", "worksheet": f"{_FORMAT}worksheet",
    "sharedStrings": f"{_FORMAT}sharedStrings", "styles": f"{_FORMAT}styles",
}  # fmt: skip
"""Relationship kind → the only content type of its part"""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A listed sheet: its part, and the name under which calamine is given it."""

    part: str
    name: str
    is_worksheet: bool


class XlsbPackage:
    """An .xlsb as its relationships say."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self.relations = Relations(self.package)
        main = self._only("", "officeDocument", f"xl/{_MAIN}")
        if main is None:
            raise Refusal(problem("file-truncated", found=phrase("no part {name}", name=_MAIN)))
        self.main = main
        self.strings = self._only(main, "sharedStrings", posixpath.join(self.folder, "sharedStrings.bin"))
        self.styles = self._only(main, "styles", posixpath.join(self.folder, "styles.bin"))
        self._given: dict[str, SheetPart] = {}

    @property
    def folder(self) -> str:
        """The folder of the workbook's part."""
        return posixpath.dirname(self.main)

    def sheet(self, name: str, identity: str) -> SheetPart:
        """Return the part of a listed sheet; raise Refusal for none, a second use, or another kind."""
        found = next((one for one in self.relations.of(self.main) if one.id == identity), None)
        folder = None if found is None or found.external else _FOLDERS.get(found.kind)
        if found is None or folder is None:
            raise hostile(phrase("a sheet without a part of its own: {name}", name=name[:40]))
        if any(one.part.lower() == found.target.lower() for one in self._given.values()):
            raise hostile(phrase("two sheets in one place"))
        self._fits(found)
        given = f"xl/{folder}/sheet{len(self._given) + 1}.bin"
        self._given[identity] = SheetPart(found.target, given, found.kind == "worksheet")
        return self._given[identity]

    def written(self) -> bytes:
        """Return the relationships of the workbook as calamine is to read them."""
        found = "".join(
            f'<Relationship Id={quoteattr(identity)} Type="{_TYPE}worksheet" Target="{one.name.removeprefix("xl/")}"/>'
            for identity, one in self._given.items()
        )
        return f'<Relationships xmlns="{_RELATIONS}">{found}</Relationships>'.encode()

    def _only(self, part: str, kind: str, usual: str) -> str | None:
        """Return the one part of a kind; raise Refusal for several, and for one beside that of the usual name."""
        found = [one for one in self.relations.of(part) if one.kind == kind]
        if len(found) > 1:
            raise hostile(phrase("two parts of one kind: {name}", name=kind))
        if found and found[0].external:
            raise hostile(phrase("a part outside the package: {name}", name=found[0].target[:80]))
        if self.package.has(usual) and (not found or found[0].target.lower() != usual.lower()):
            raise hostile(phrase("two parts of one kind: {name}", name=usual))
        if not found:
            return None
        self._fits(found[0])
        return found[0].target

    def _fits(self, relation: Relation) -> None:
        """Raise Refusal where a part's type of content is that of another use."""
        found = dict(self.relations.content_types()).get(relation.target.lower())
        due = _CONTENT.get(relation.kind)
        others = found in _CONTENT.values() if due is None else found is not None and found != due
        if others:
            raise hostile(phrase("a part of another type than its use: {name}", name=relation.target))
