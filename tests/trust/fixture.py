"""A fixture: an error in a file, a function that makes it, and the expected answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.conftest import WORKED_EXAMPLE, Bench, rewrite
from tests.spots import at

Answer = Literal["A", "W", "R", "Q", "I", "T"]
ANSWERS: Mapping[Answer, str] = {
    "A": "accepted after a lossless normalisation, and said so",
    "W": "accepted with a warning",
    "R": "refused, with the remedy",
    "Q": "set aside for HR",
    "I": "counted and ignored",
    "T": "accepted, with the change reported as tampering and its price",
}
STATES: Mapping[Answer, str] = {
    "A": "accepted", "W": "accepted", "T": "accepted", "R": "refused", "Q": "set_aside", "I": "ignored",
}  # fmt: skip
SCORECARD = "xl/worksheets/sheet1.xml"
INSTRUCTIONS = "xl/worksheets/sheet2.xml"


@dataclass(frozen=True)
class Found:
    """An expected problem: its code and cell, and further values to compare, if not None.

    ``cell`` is a name (see tests/spots.py) or an address, or None for the whole file.
    """

    code: str
    cell: str | None = None
    found: str | None = None
    expected: str | None = None
    price: str | None = None
    """A part of the message with the price, for example ``91.00 (优秀) instead of 76.00 (合格)``"""

    @property
    def at(self) -> str | None:
        """The address of the cell; None for the whole file."""
        return None if self.cell is None else at(self.cell)


@dataclass(frozen=True)
class Fixture:
    """One error in a file. ``make`` changes the filled form of a case in the inbox.

    ``make`` may write, rename or remove files; the file to check is ``name``, by default the form itself.
    """

    id: str
    title: str
    """The error, as in the table of the documentation"""
    answer: Answer
    due: tuple[Found, ...]
    make: Callable[[Case], Any]
    total: float | None = 76.0
    """The expected total; None if none is expected"""
    notes: bool = False
    """Whether ``due`` includes notes"""
    name: str | None = None
    state: str | None = None
    """The file's state if it is not that of the answer in STATES"""
    valid: bool | None = None
    """Whether the form has a result, if it is not as for other forms with the answer"""
    fresh: bool = False
    """Whether the case changes the ledger or settings, so that it needs a workspace of its own"""


@dataclass
class Case:
    """A filled form to be changed."""

    bench: Bench
    inbox: Path
    path: Path
    facts: dict[str, Any] = field(default_factory=dict)

    def cell(self, key: str) -> str:
        """Return the address of an input."""
        return self.bench.cell(key)

    def fill(self, **changes: Any) -> None:
        """Fill in the form again with changes by input id (``__`` for the dot)."""
        values = {**WORKED_EXAMPLE, **{k.replace("__", "."): v for k, v in changes.items()}}
        made = self.bench.fill(values, name=f"../{self.inbox.name}/{self.path.name}")
        assert made.resolve() == self.path.resolve()

    def edit(self, change: Callable[[Any], Any]) -> None:
        """Change the scorecard sheet with openpyxl."""
        self.bench.edit(self.path, change)

    def xml(self, change: Callable[[str], str], part: str = SCORECARD) -> None:
        """Change a part's XML; fail if the text stays the same."""

        def changed(data: bytes) -> bytes:
            text = change(data.decode())
            assert text != data.decode(), "the change changed nothing"
            return text.encode()

        rewrite(self.path, {part: changed})
