"""A sheet with a row of headings: declared as columns, and found in a workbook that a person has filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xlsappraise.typed.column import Column
from xlsappraise.typed.slot import Slot
from xlsappraise.typed.values import Codes
from xlsappraise.typed.words import heading_keys, joined, key, understood


@dataclass(frozen=True)
class HeadedSheet:
    """A sheet's columns in their order, and what its reader calls its problems.

    ``title`` and ``help``: the sheet's name and a hint above it, in English, to be translated. ``anchors``: ids of the
    columns whose headings mark the row of headings; any column's does where there are none. ``crowded``: the row with
    the most headings is taken, not the first one with any. ``by_id``: the id of a column is read as its heading too.
    ``stranger`` makes a column of a heading that is not declared, or None. ``loose``: headings are also read without
    notes in brackets, marks and further lines. ``merged``: a merged area gives its value to each of its rows.
    ``parts``: under a group's title that names a column, what sub-headings name: (column of the group, words, column).
    ``elsewhere``: all visible sheets are looked at, so that others with such headings can be named.
    ``book``: it is one of a scheme or plan, whose texts may fill a cell.
    """

    columns: tuple[Column, ...]
    codes: Codes = field(default_factory=Codes)
    id: str = ""
    title: str = ""
    help: str = ""
    anchors: tuple[str, ...] = ()
    crowded: bool = False
    by_id: bool = False
    loose: bool = False
    merged: bool = False
    elsewhere: bool = False
    book: bool = False
    parts: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    stranger: Callable[[str], Column | None] = field(default=lambda _text: None)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by id."""
        return {column.id: column for column in self.columns}

    def __getitem__(self, name: str) -> Column:
        return self.by_name[name]

    def index(self, name: str) -> int:
        """Return the place of a column in the declared order, counted from 0."""
        return list(self.by_name).index(name)

    @cached_property
    def offered(self) -> tuple[Column, ...]:
        """The columns of the blank file."""
        return tuple(column for column in self.columns if column.offered)

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """What the cells of each column take, by id, called by the title as it is declared."""
        return {column.id: column.slot() for column in self.columns}

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the columns that are written for the reader alone."""
        return frozenset(column.id for column in self.columns if column.shown)

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """The columns by every heading that names them, folded."""
        aliases = [(alias, column.id) for column in self.columns for alias in column.aliases]
        ids = [(name, name) for name in self.by_name] if self.by_id else []
        names = understood({column.id: column.title for column in self.columns}, [*aliases, *ids])
        if self.loose:
            names = {**{joined(word): name for word, name in names.items()}, **names}
        return {word: self.by_name[name] for word, name in names.items()}

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The headings of the blank files in every language, folded."""
        return frozenset(understood({column.title: column.title for column in self.columns}, ()))

    def part_of(self, group: str, heading: str) -> Column | None:
        """Return the column that a sub-heading names under a group's title, or None."""
        title, _rank = self.column_of(group) if group else (None, 0)
        word = key(heading)
        return next(
            (self.by_name[name] for home, words, name in self.parts
             if title is not None and home == title.id and word in map(key, words)), None,
        )  # fmt: skip

    def column_of(self, *texts: str) -> tuple[Column | None, int]:
        """Return the column that a heading names, and its rank: 0 for the title, then the aliases in their order.

        ``texts``: what the heading may be read as, the most exact first.
        """
        keys = [word for text in texts for word in (heading_keys(text) if self.loose else (key(text),)) if word]
        for word in keys:
            if word in self.by_heading:
                column = self.by_heading[word]
                return column, 0 if word in self._titles else 1 + self._rank(column, word)
        return None, 0

    def _rank(self, column: Column, word: str) -> int:
        return next((i for i, alias in enumerate(column.aliases) if word in (key(alias), joined(key(alias)))), 0)

    def anchored(self, text: str) -> bool:
        """Return whether a text is a heading that marks the row of headings."""
        column, _rank = self.column_of(text)
        return column is not None and (not self.anchors or column.id in self.anchors)
