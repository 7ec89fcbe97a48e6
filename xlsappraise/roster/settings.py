"""What an organisation calls things in its lists: a part of the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from xlsappraise.roster.people import ROSTER
from xlsappraise.typed import HeadedSheet
from xlsappraise.typed.words import key

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OwnWords:
    """Headings → columns, statuses → the program's, positions → schemes, as written in the settings.

    ``sheet``: the name of the sheet that is the list; blank: the first visible one with the headings.
    """

    headings: Pairs = ()
    statuses: Pairs = ()
    positions: Pairs = ()
    sheet: str = ""

    @cached_property
    def by_status(self) -> dict[str, str]:
        """The program's statuses by the organisation's words, folded."""
        return {key(word): status for word, status in self.statuses}

    @cached_property
    def headed(self) -> HeadedSheet:
        """The columns of the roster with the organisation's headings before all other names."""
        columns = []
        for column in ROSTER.columns:
            own = tuple(word for word, title in self.headings if key(title) in (key(column.title), key(column.id)))
            columns.append(replace(column, aliases=(*own, *column.aliases)) if own else column)
        return replace(ROSTER, columns=tuple(columns)) if self.headings else ROSTER
