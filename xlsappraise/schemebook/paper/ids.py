"""Make ids of titles, so that nobody has to think of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsappraise.schemes import is_cell_address

LONGEST, LONGEST_SCHEME = 34, 26


def slug(text: str, separator: str, longest: int) -> str:
    """Return a text in lower-case Latin letters, a letter first; Chinese by its sounds."""
    from slugify import slugify

    made = slugify(text, separator=separator, max_length=longest, word_boundary=True, save_order=True)
    return made if made[:1].isalpha() else f"x{separator}{made}".rstrip(separator)


class Ids:
    """Make each id once within a criterion or a scheme."""

    def __init__(self, *reserved: str) -> None:
        self._taken = set(reserved)

    def make(self, text: str) -> str:
        """Return an id for a title; a number tells equal ones apart."""
        return free(slug(text, "_", LONGEST), "_", self._taken)


def free(base: str, separator: str, taken: set[str]) -> str:
    """Return an id that is not taken, and take it."""
    made, number = base, 1
    while made in taken:
        number += 1
        made = f"{base}{separator}{number}"
    taken.add(made)
    return made


@dataclass(frozen=True, slots=True)
class TakenNames:
    """The schemes that are there: titles by id, the shipped ones and those of the workspace."""

    shipped: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)

    def scheme_id(self, title: str) -> str:
        """Return the id of the own scheme with this title; else a new one that no other scheme has."""
        mine = next((name for name, known in self.own.items() if known == title), None)
        if mine is not None:
            return mine
        base = slug(title, "-", LONGEST_SCHEME)
        return free(f"{base}-form" if is_cell_address(base) else base, "-", {*self.shipped, *self.own})

    def shipped_with(self, title: str) -> str | None:
        """Return the id of a shipped scheme with this title that no own one replaces."""
        return next((name for name, known in self.shipped.items() if known == title and name not in self.own), None)
