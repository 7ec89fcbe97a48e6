"""An .xlsx, read within the limits: sheets, texts, number formats, form numbers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from xlsappraise.base.form_number import MARK
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.container import Container
from xlsappraise.xlsx.limits import ENTRY_LIMIT, RETURNED, Limits, hostile, too_large
from xlsappraise.xlsx.number_places import PARTS
from xlsappraise.xlsx.old import refuse_old
from xlsappraise.xlsx.sheet import SheetReading, inline_text, read_sheet, whole
from xlsappraise.xlsx.xml import local, namespace, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MARK = MARK.encode()
FORMAT_LIMIT = 255
MANY = 100
"""Number of texts with a form number above which searching for each costs more than parsing the sheets"""
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
             12: "# ?/?", 13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
             19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 27: "yyyy/m", 28: "m/d", 29: "m/d",
             30: "m-d-yy", 31: "yyyy/m/d", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
             46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 57: "yyyy/m", 58: "m/d"}  # fmt: skip


class Reading(Book):
    """An .xlsx, each part of which is read once within the limits."""

    def __init__(self, data: bytes, limits: Limits = RETURNED) -> None:
        self.container = Container(data)
        self._limits = limits
        self._sheets: dict[str, SheetReading] = {}
        self._bytes: dict[str, bytes] = {}
        main = self._main_part()
        root = parse(self.container.part(main))
        ns = namespace(root)
        targets = self._targets(main)
        self.entries = tuple(self._entries(root, ns, targets))
        properties = root.find(f"{ns}workbookPr")
        self.date1904 = properties is not None and properties.get("date1904") in ("1", "true")
        lock = root.find(f"{ns}workbookProtection")
        self.structure_locked = lock is not None and lock.get("lockStructure") in ("1", "true")
        strings = next((t for t in targets.values() if t.lower().endswith("sharedstrings.xml")), None)
        self.strings = self._read_strings(strings) if strings and self.container.has(strings) else []
        self._styles_part = next((t for t in targets.values() if t.lower().endswith("styles.xml")), None)

    def _main_part(self) -> str:
        for target in self._targets("", kind="/officeDocument").values():
            refuse_old(self.container.outside(target))
            if target.lower().startswith(("word/", "ppt/")):
                kind = phrase("a Word document") if target.lower().startswith("word/") else phrase("a presentation")
                raise Refusal(problem("file-wrong-type", found=kind))
            return target
        raise Refusal(problem("file-wrong-type", found=phrase("a package without a workbook")))

    def _targets(self, part: str, kind: str = "") -> dict[str, str]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.container.has(path):
            return {}
        found = {}
        for relation in parse(self.container.part(path)):
            if relation.get("TargetMode") == "External" or not (relation.get("Type") or "").endswith(kind):
                continue
            target = relation.get("Target", "")
            full = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if relation.get("Id", "") in found:
                raise hostile(phrase("two relationships of one name"))
            found[relation.get("Id", "")] = full
        return found

    def _entries(self, root: Element, ns: str, targets: dict[str, str]) -> Iterator[SheetEntry]:
        if not local(root.tag) == "workbook":
            raise Refusal(problem("file-wrong-type", found=phrase("a package without a workbook")))
        sheets = root.findall(f"{ns}sheets/{ns}sheet")
        if len(sheets) > ENTRY_LIMIT:
            raise too_large(phrase("{count} sheets", count=len(sheets)), str(ENTRY_LIMIT))
        for sheet in sheets:
            target = targets.get(sheet.get(_R) or sheet.get(_R_STRICT) or "")
            if target is not None and self.container.has(target):
                yield SheetEntry(sheet.get("name", ""), sheet.get("state", "visible"), target)

    def _read_strings(self, part: str) -> list[str]:
        root = parse(self.container.part(part), self._limits)
        ns = namespace(root)
        text, run = f"{ns}t", f"{ns}r"
        return [inline_text(item, text, run) for item in root]

    def sheet(self, entry: SheetEntry) -> SheetReading:
        """Read a sheet."""
        if entry.part not in self._sheets:
            self._sheets[entry.part] = read_sheet(self._sheet_bytes(entry), self.strings, self._limits)
            self._bytes.pop(entry.part)
        return self._sheets[entry.part]

    def _sheet_bytes(self, entry: SheetEntry) -> bytes:
        if entry.part not in self._bytes:
            self._bytes[entry.part] = self.container.part(entry.part)
        return self._bytes[entry.part]

    @cached_property
    def formats(self) -> list[str]:
        """The number format code of each cell style, by index."""
        if self._styles_part is None or not self.container.has(self._styles_part):
            return []
        root = parse(self.container.part(self._styles_part))
        ns = namespace(root)
        own = {e.get("numFmtId"): e.get("formatCode", "General") for e in root.iterfind(f"{ns}numFmts/{ns}numFmt")}
        if any(len(code) > FORMAT_LIMIT for code in own.values()):
            raise hostile(phrase("a number format of more than {count} characters", count=FORMAT_LIMIT))
        codes = []
        for style in root.iterfind(f"{ns}cellXfs/{ns}xf"):
            number = style.get("numFmtId", "0")
            codes.append(own.get(number) or _BUILT_IN.get(whole(number) or 0, "General"))
        return codes

    def property_texts(self) -> Iterator[tuple[str, str]]:
        """Yield (part, text) of the document's properties that contain a form number."""
        for part in PARTS:
            if self.container.has(part):
                data = self.container.part(part)
                if _MARK in data:
                    yield part, data.decode("utf-8", "replace")

    def has_token(self, entry: SheetEntry) -> bool:
        """Return whether a sheet contains a form number; its bytes are searched first, to save parsing."""
        if entry.part not in self._sheets:
            data = self._sheet_bytes(entry)
            indexes = self._token_strings
            if _MARK not in data and len(indexes) <= MANY and not any(b">%d<" % index in data for index in indexes):
                return False
        return super().has_token(entry)

    @cached_property
    def _token_strings(self) -> list[int]:
        return [index for index, text in enumerate(self.strings) if MARK in text]
