"""The comments of a workbook and their threads, found by the relationships of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.xlsx.address import Place, place
from xlsappraise.xlsx.attributes import whole
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import Tags, inline_text
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.xml import local, namespace, parse, refuse_choices

_THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"

_CHOICES = frozenset({"commentPr"})
"""What programs write in several versions in a comment: how its box looks"""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a cell."""

    at: Place
    author: str
    text: str


def comments(book: Book, entry: SheetEntry) -> Iterator[Comment]:
    """Yield the comments of a sheet, and what threads say besides; nothing for formats other than .xlsx."""
    if not isinstance(book, Reading):
        return
    plain: list[Comment] = []
    threads: list[Comment] = []
    for relation in book.relations.of(entry.part):
        if relation.external or not book.container.has(relation.target):
            continue
        if relation.kind == "comments":
            plain += _comments(book.container.part(relation.target))
        elif relation.kind == _THREADS:
            threads += _threads(book.container.part(relation.target))
    yield from plain
    yield from (one for one in threads if not any(one.at == old.at and one.text in old.text for old in plain))


def _comments(data: bytes) -> Iterator[Comment]:
    root = parse(data)
    refuse_choices(root, _CHOICES)
    ns = namespace(root)
    authors = [author.text or "" for author in root.iterfind(f"{ns}authors/{ns}author")]
    for element in root.iterfind(f"{ns}commentList/{ns}comment"):
        index = whole(element.get("authorId", ""))
        author = authors[index] if index is not None and index < len(authors) else ""
        texts = [inline_text(text, Tags.of(ns)) for text in element.iterfind(f"{ns}text")]
        yield Comment(place(element.get("ref", "")), author, "".join(texts).strip())


def _threads(data: bytes) -> Iterator[Comment]:
    """Yield the comments as newer programs show them; an ordinary comment repeats each for older ones."""
    root = parse(data)
    refuse_choices(root)
    for element in root:
        text = "".join(part.text or "" for part in element if local(part.tag) == "text").strip()
        if local(element.tag) == "threadedComment" and text:
            yield Comment(place(element.get("ref", "")), "", text)
