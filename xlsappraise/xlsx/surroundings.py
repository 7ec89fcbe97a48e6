"""A workbook's content besides cells: comments are read; pictures, programs and links are only named."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.base.i18n import N_
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import inline_text, place, whole
from xlsappraise.xlsx.xml import namespace, parse

OURS = "xlsappraise"
"""The author of this program's own comments"""
_PICTURES = ("xl/media/", "xl/drawings/drawing", "xl/charts/chart", "xl/diagrams/")
_NEVER_RUN = (
    (("xl/vbaproject", "xl/macrosheets/", "xl/dialogsheets/"), N_("macros")),
    (("xl/embeddings/", "xl/activex/"), N_("embedded objects")),
    (("xl/externallinks/",), N_("links to other workbooks")),
    (("xl/connections.", "xl/querytables/", "xl/model/"), N_("connections to data")),
    (("xl/ctrlprops/",), N_("form controls")),
    (("customxml/",), N_("custom XML data")),
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a cell."""

    at: Place
    author: str
    text: str


def comments(book: Book, entry: SheetEntry) -> Iterator[Comment]:
    """Yield the comments of a sheet; nothing for formats other than .xlsx."""
    if not isinstance(book, Reading):
        return
    folder, name = posixpath.split(entry.part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if not book.container.has(relations):
        return
    for relation in parse(book.container.part(relations)):
        if (relation.get("Type") or "").endswith("/comments") and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if book.container.has(part):
                yield from _comments(book.container.part(part))


def _comments(data: bytes) -> Iterator[Comment]:
    root = parse(data)
    ns = namespace(root)
    authors = [author.text or "" for author in root.iterfind(f"{ns}authors/{ns}author")]
    for element in root.iterfind(f"{ns}commentList/{ns}comment"):
        index = whole(element.get("authorId", ""))
        author = authors[index] if index is not None and index < len(authors) else ""
        texts = [inline_text(text, f"{ns}t", f"{ns}r") for text in element.iterfind(f"{ns}text")]
        yield Comment(place(element.get("ref", "")), author, "".join(texts).strip())


def pictures(book: Book) -> list[str]:
    """Return the names of pictures, drawings and charts."""
    if not isinstance(book, Reading):
        return []
    parts = [name for name in book.container.names() if name.lower().startswith(_PICTURES)]
    return sorted(posixpath.basename(name) for name in parts)


def never_run(book: Book) -> list[str]:
    """Return the kinds of programs, links and foreign data in the workbook."""
    if not isinstance(book, Reading):
        return []
    names = [name.lower() for name in book.container.names()]
    return [kind for starts, kind in _NEVER_RUN if any(name.startswith(starts) for name in names)]
