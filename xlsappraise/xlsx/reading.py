"""An .xlsx, read within the limits: sheets, texts, number formats, form numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xlsappraise.base.form_number import MARK
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.attributes import flag, relation_id, whole
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import Tags, inline_text
from xlsappraise.xlsx.container import Container
from xlsappraise.xlsx.display.guides import MARK as MARK_OF_GUIDES
from xlsappraise.xlsx.display.guides import Guide, guides
from xlsappraise.xlsx.display.painted import Look, look
from xlsappraise.xlsx.display.runs import MARK as MARK_OF_RUNS
from xlsappraise.xlsx.display.runs import Veiled, veiled
from xlsappraise.xlsx.display.table import NO_STYLES, StyleTable, style_table
from xlsappraise.xlsx.limits import ENTRY_LIMIT, RETURNED, Limits, hostile, too_large
from xlsappraise.xlsx.old import refuse_old
from xlsappraise.xlsx.reaching import reaches
from xlsappraise.xlsx.relations import Relations
from xlsappraise.xlsx.sheet import SheetReading, read_sheet
from xlsappraise.xlsx.xml import local, namespace, once, parse, refuse_choices, refuse_named, refuse_others, strays

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MARK = MARK.encode()
MANY = 100
"""Number of texts with a form number above which searching for each costs more than parsing the sheets"""
_LEAST_TABS = 20
"""Thousandths of the window's width below which no tab of a sheet can be seen"""
_SHEETS = (
    "worksheet",
    "chartsheet",
    "dialogsheet",
    "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
)
_LISTED = frozenset({"sheets", "sheet"})
_TEXTS = frozenset({"si", "t", "r"})
"""What texts are made of, by which some programs find them wherever they stand"""
_SETTINGS = frozenset({"workbookPr"})
_CHOICES = frozenset({"absPath"})
"""What programs write among alternatives in a workbook"""
_RESERVED = ("reservationPassword", "hashValue")
"""Attributes of a file that asks for a password before it may be changed"""
_PROPERTIES = (
    "metadata/core-properties",
    "custom-properties",
    "customProperties",
    "extended-properties",
    "extendedProperties",
)


def shared_texts(
    data: bytes, limits: Limits = RETURNED, whole: str = ""
) -> tuple[list[str], tuple[Guide, ...], tuple[Veiled, ...]]:
    """Return the shared texts of a part, their phonetic guides, and those that are not wholly seen.

    ``whole`` is the workbook's namespace.
    """
    root = parse(data, limits)
    tags = Tags.of(namespace(root, whole))
    odd = next((item for item in root if item.tag not in (tags.item, tags.more)), None)
    if odd is not None:
        raise hostile(phrase("something between the texts: {name}", name=local(odd.tag)[:40]))
    above = tuple(guides(root)) if MARK_OF_GUIDES in data else ()
    hidden = tuple(veiled(root)) if MARK_OF_RUNS in data else ()
    for more in root.iterfind(tags.more):
        refuse_named(more, _TEXTS)
    return [inline_text(item, tags) for item in root if item.tag == tags.item], above, hidden


def _narrow(view: Element) -> bool:
    """Return whether a window has no room for the tabs of its sheets."""
    share = whole(view.get("tabRatio", "600"))
    return share is not None and share < _LEAST_TABS


def _asking(sharing: Element) -> str:
    """Return the name that a program shows on opening, where the file asks to be left unchanged."""
    asks = flag(sharing.get("readOnlyRecommended")) or any(sharing.get(name) for name in _RESERVED)
    return sharing.get("userName", "").strip() if asks else ""


class Reading(Book):
    """An .xlsx, each part of which is read once within the limits."""

    def __init__(self, data: bytes, limits: Limits = RETURNED) -> None:
        self.container = Container(data)
        self._limits = limits
        self._sheets: dict[str, SheetReading] = {}
        self._bytes: dict[str, bytes] = {}
        self._without_cells: set[str] = set()
        self.relations = Relations(self.container)
        main = self._main = self._main_part()
        root = parse(self.container.part(main))
        if local(root.tag) != "workbook":
            raise Refusal(problem("file-wrong-type", found=phrase("a package without a workbook")))
        ns = self._namespace = namespace(root)
        strays(root, root.findall(f"{ns}sheets"), _LISTED, _CHOICES)
        refuse_named(root, _SETTINGS, with_attribute="date1904", apart_from=f"{ns}workbookPr")
        once(root, ns, ("workbookPr", "workbookProtection", "bookViews", "calcPr", "fileSharing"))
        self.entries = tuple(self._entries(root, ns, main))
        properties = root.find(f"{ns}workbookPr")
        self.date1904 = properties is not None and flag(properties.get("date1904"))
        lock = root.find(f"{ns}workbookProtection")
        self.structure_locked = lock is not None and flag(lock.get("lockStructure"))
        self.names_reach = any(reaches(name.text) for name in root.iterfind(f"{ns}definedNames/{ns}definedName"))
        self.publishes = any(True for _ in root.iterfind(f"{ns}webPublishObjects/{ns}webPublishObject"))
        views = root.findall(f"{ns}bookViews/{ns}workbookView")
        self.tabs_hidden = any(not flag(view.get("showSheetTabs"), default=True) or _narrow(view) for view in views)
        self.rounds = any(not flag(e.get("fullPrecision"), default=True) for e in root.iterfind(f"{ns}calcPr"))
        self.window_hidden = any(view.get("visibility", "visible") != "visible" for view in views)
        self.asked_by = "".join(_asking(one) for one in root.iterfind(f"{ns}fileSharing"))
        strings = self.relations.only(main, "sharedStrings")
        texts = self.container.part(strings) if strings and self.container.has(strings) else None
        shared = ([], (), ()) if texts is None else shared_texts(texts, limits, ns)
        self.strings, self.guides, self.veiled = shared
        self._styles_part = self.relations.only(main, "styles")

    def _main_part(self) -> str:
        part = self.relations.main()
        if part is None:
            raise Refusal(problem("file-wrong-type", found=phrase("a package without a workbook")))
        refuse_old(self.container.outside(part))
        if part.lower().startswith(("word/", "ppt/")):
            kind = phrase("a Word document") if part.lower().startswith("word/") else phrase("a presentation")
            raise Refusal(problem("file-wrong-type", found=kind))
        return part

    def _entries(self, root: Element, ns: str, main: str) -> Iterator[SheetEntry]:
        lists = root.findall(f"{ns}sheets")
        if len(lists) > 1:
            raise hostile(phrase("a list of sheets that is written twice"))
        for found in lists:
            refuse_choices(found)
            refuse_others(found, f"{ns}sheet", _LISTED)
        sheets = [sheet for found in lists for sheet in found.findall(f"{ns}sheet")]
        if len(sheets) > ENTRY_LIMIT:
            raise too_large(phrase("{count} sheets", count=len(sheets)), str(ENTRY_LIMIT))
        relations = {relation.id: relation for relation in self.relations.of(main)}
        parts: set[str] = set()
        for sheet in sheets:
            relation = relations.get(relation_id(sheet))
            if relation is None or relation.external or not self.container.has(relation.target):
                continue
            if relation.kind not in _SHEETS:
                raise hostile(phrase("a sheet that leads to something else: {name}", name=relation.target))
            self.relations.fits(relation)
            if relation.target.lower() in parts:
                raise hostile(phrase("two sheets of one part: {name}", name=relation.target))
            parts.add(relation.target.lower())
            if relation.kind != "worksheet":
                self._without_cells.add(relation.target)
            yield SheetEntry(sheet.get("name", ""), sheet.get("state", "visible"), relation.target)

    def sheet(self, entry: SheetEntry) -> SheetReading:
        """Read a sheet; one of charts, macros or a dialog has no cells of a worksheet."""
        if entry.part in self._without_cells:
            return SheetReading({})
        if entry.part not in self._sheets:
            self._sheets[entry.part] = read_sheet(self._sheet_bytes(entry), self.strings, self._limits, self._namespace)
            self._bytes.pop(entry.part)
        return self._sheets[entry.part]

    def _sheet_bytes(self, entry: SheetEntry) -> bytes:
        if entry.part not in self._bytes:
            self._bytes[entry.part] = self.container.part(entry.part)
        return self._bytes[entry.part]

    @cached_property
    def styles(self) -> StyleTable:
        """The styles of cells and of conditional formats."""
        if self._styles_part is None or not self.container.has(self._styles_part):
            return NO_STYLES
        themes = {one.target for one in self.relations.of(self._main) if one.kind == "theme" and not one.external}
        found = [theme for theme in themes if self.container.has(theme)]
        if len(found) > 1:
            raise hostile(phrase("two parts of one kind: {name}", name="theme"))
        colours = self.container.part(found[0]) if found else None
        return style_table(self.container.part(self._styles_part), self._namespace, colours)

    @property
    def formats(self) -> list[str]:
        """The number format code of each cell style, by index."""
        return self.styles.formats

    def look(self, of: Look | int | Element) -> Look:
        """Return the look of a conditional format; one that the styles lack changes nothing."""
        if isinstance(of, Look):
            return of if of.ground is None else replace(of, ground=self.styles.inks.colour(of.ground))
        if not isinstance(of, int):
            return look(of, self.styles.inks)
        return self.styles.looks[of] if of < len(self.styles.looks) else Look()

    def outside(self, entry: SheetEntry, relation: str) -> str:
        """Return what a relationship of a sheet leads to; blank when there is none."""
        return next((one.target for one in self.relations.of(entry.part) if one.id == relation), "")

    def property_texts(self) -> Iterator[tuple[str, str]]:
        """Yield (part, text) of the document's properties that contain a form number."""
        for relation in self.relations.of(""):
            if relation.kind in _PROPERTIES and not relation.external and self.container.has(relation.target):
                data = self.container.part(relation.target)
                if _MARK in data:
                    yield relation.target, data.decode("utf-8", "replace")

    def has_cells(self, entry: SheetEntry) -> bool:
        """Return whether a sheet is one of cells, and not of charts, macros or a dialog."""
        return entry.part not in self._without_cells

    def has_token(self, entry: SheetEntry) -> bool:
        """Return whether a sheet contains a form number; its bytes are searched first, to save parsing."""
        if entry.part not in self._sheets and entry.part not in self._without_cells:
            data = self._sheet_bytes(entry)
            indexes = self._token_strings
            if _MARK not in data and len(indexes) <= MANY and not any(b">%d<" % index in data for index in indexes):
                return False
        return super().has_token(entry)

    @cached_property
    def _token_strings(self) -> list[int]:
        return [index for index, text in enumerate(self.strings) if MARK in text]
