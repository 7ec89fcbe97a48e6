"""An organisation's own terms in its list of people, from the settings."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Headings → columns, statuses → the program's statuses, positions → schemes, as written in the settings.

    ``sheet``: the name of the sheet with the list; blank for the first visible one with the headings.
    """

    headings: Pairs = ()
    statuses: Pairs = ()
    positions: Pairs = ()
    sheet: str = ""
