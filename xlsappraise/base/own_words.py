"""What an organisation calls things in its list of people: a part of the settings."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Headings → columns, statuses → the program's, positions → schemes, as written in the settings.

    ``sheet``: the name of the sheet that is the list; blank: the first visible one with the headings.
    """

    headings: Pairs = ()
    statuses: Pairs = ()
    positions: Pairs = ()
    sheet: str = ""
