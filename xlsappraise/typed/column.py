"""A column of a sheet with headings: the one place where its heading, values and look are declared."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.typed.slot import InputType, Slot

NUMBER_FORMATS = {"percent": "0.00%", "text": "@", "choice": "@", "date": "yyyy-mm-dd"}
"""Number formats by what a column takes; what is not listed has none"""
_NOWHERE = (0, 0)
LONGEST_NAME = 200
"""No longer text is the name or the number of anybody"""
LONGEST = 4_000
"""So many characters any other text may have"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``title`` and ``help`` are English texts to be translated, or the only word that is used.

    ``aliases``: other headings that name it; where several are there, the first in this order counts.
    ``required``: the heading must be there. ``needed``: the cell of every row must be filled in. ``shown``: written
    for the reader alone, never read as an entry. ``offered``: the blank file has it. Dates have their bounds as day
    numbers. ``code``: a number format other than that of its kind. ``longest``: so many characters a text may have.
    """

    id: str
    title: str
    kind: InputType = "text"
    width: float = 12.0
    aliases: tuple[str, ...] = ()
    required: bool = False
    needed: bool = False
    shown: bool = False
    offered: bool = True
    min: float | None = None
    max: float | None = None
    step: float | None = None
    choices: tuple[str, ...] | None = None
    code: str = ""
    help: str = ""
    longest: int = LONGEST

    @property
    def number_format(self) -> str:
        """The number format of its cells."""
        return self.code or NUMBER_FORMATS.get(self.kind, "General")

    def slot(self, label: str = "") -> Slot:
        """Return what a cell of the column takes; ``label``: the title in the language of the messages."""
        return Slot(
            self.id, None, label or self.title, "", _NOWHERE, _NOWHERE, self.kind,
            min=self.min, max=self.max, step=self.step, choices=self.choices,
        )  # fmt: skip
