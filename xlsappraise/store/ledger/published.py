"""Define the records of published books: the figures shown, what changed, and the data that a run used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

BookKind = Literal["summary", "pay", "promotion"]
Part = Literal["roster", "settings", "sheet", "schemes", "plans", "facts"]
"""A part of the data that a run uses, each kept by content; ``sheet``: the settings in the list of people"""
ROLLED_UP = "@rollup"
"""Suffix of the key of a scheme whose results are rolled up; forms of the same scheme have the plain key"""


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a figure that a book shows for a person: ``item`` identifies it, ``title`` names it for readers."""

    employee_id: str
    name: str
    item: str
    title: str
    value: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what identifies the figure in its book."""
        return self.employee_id, self.item


def of_roll_up(item: str) -> bool:
    """Return whether the figure with this item is made of those of shorter periods."""
    return item.partition("/")[0].endswith(ROLLED_UP)


@dataclass(frozen=True, slots=True)
class BookSource:
    """Name a book whose figures another book uses."""

    kind: BookKind
    period: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Hold the change of a figure between two runs: ``old`` is None where it is new, ``new`` where it disappeared."""

    employee_id: str
    name: str
    item: str
    title: str
    old: str | None
    new: str | None
    why: str = ""

    @property
    def added(self) -> bool:
        """Return whether the figure is new."""
        return self.old is None


@dataclass(frozen=True, slots=True)
class PublishedBook:
    """Hold a book as it was last written: its edition, its content, its figures.

    ``number`` grows with every change of a figure; ``seen`` is the highest number when the book was computed,
    ``event`` the last event of a form then. ``sources``: the books whose figures it uses.
    """

    period: str
    kind: BookKind
    edition: int
    sha256: str
    figures: Iterable[Figure]
    sources: tuple[BookSource, ...] = ()
    seen: int = 0
    event: int = 0
    number: int = 0
    at: str = ""


def listed(corrections: Iterable[Correction]) -> Iterator[bool]:
    """Yield for each change, oldest first, whether a reader is shown it.

    A figure that is new is not a correction, unless it had disappeared before: then it is what the figure came to.
    """
    gone: set[tuple[str, str]] = set()
    for one in corrections:
        key = (one.employee_id, one.item)
        yield not one.added or key in gone
        (gone.add if one.new is None else gone.discard)(key)
