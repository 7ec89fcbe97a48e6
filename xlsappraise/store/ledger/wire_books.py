"""Convert the figures and sources of published books to JSON values and back."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xlsappraise.store.ledger.published import BookSource, Figure
from xlsappraise.store.ledger.wire import pack, unpack, unpack_each


def figures_out(figures: Iterable[Figure]) -> list[Any]:
    """Return figures as JSON: a list per person, number and name first."""
    people: dict[tuple[str, str], list[list[str]]] = {}
    for one in figures:
        people.setdefault((one.employee_id, one.name), []).append([one.item, one.title, one.value])
    return [[*person, items] for person, items in people.items()]


@dataclass(frozen=True, slots=True)
class PackedFigures:
    """The figures of a recorded book, unpacked each time they are read: those of a year's books need much memory.

    Items, titles and values are the same for many people, and held once.
    """

    data: bytes

    def __iter__(self) -> Iterator[Figure]:
        for number, name, items in unpack_each(self.data):
            for item in items:
                yield Figure(number, name, *map(sys.intern, item))


def sources_out(sources: Iterable[BookSource]) -> list[list[str]]:
    """Return sources as JSON."""
    return [[one.kind, one.period] for one in sources]


def sources_in(data: Iterable[Any]) -> tuple[BookSource, ...]:
    """Undo ``sources_out``."""
    return tuple(BookSource(kind, period) for kind, period in data)


def index_out(digests: Mapping[str, str]) -> bytes:
    """Return the hashes of several contents by name as the workspace keeps them."""
    return pack(dict(digests))


def index_in(data: bytes) -> dict[str, str]:
    """Undo ``index_out``."""
    found: dict[str, str] = unpack(data)
    return found
