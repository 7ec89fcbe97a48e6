"""The comments of a workbook, found by the relationships of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.xlsx.address import Place, place
from xlsappraise.xlsx.attributes import whole
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import Tags, inline_text
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.xml import namespace, parse


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
    for relation in book.relations.of(entry.part):
        if relation.kind == "comments" and not relation.external and book.container.has(relation.target):
            yield from _comments(book.container.part(relation.target))


def _comments(data: bytes) -> Iterator[Comment]:
    root = parse(data)
    ns = namespace(root)
    authors = [author.text or "" for author in root.iterfind(f"{ns}authors/{ns}author")]
    for element in root.iterfind(f"{ns}commentList/{ns}comment"):
        index = whole(element.get("authorId", ""))
        author = authors[index] if index is not None and index < len(authors) else ""
        texts = [inline_text(text, Tags.of(ns)) for text in element.iterfind(f"{ns}text")]
        yield Comment(place(element.get("ref", "")), author, "".join(texts).strip())
