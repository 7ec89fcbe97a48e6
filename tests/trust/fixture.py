"""A fixture: what is wrong with a file, how to make it so, and the answer that is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.conftest import WORKED_EXAMPLE, Bench, rewrite

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


@dataclass(frozen=True)
class Found:
    """A finding that is due: its code and cell, and what else the fixture wants to hold.

    ``cell`` is an address, the id of an input (where it stands is looked up), or None for the whole file.
    """

    code: str
    cell: str | None = None
    found: str | None = None
    expected: str | None = None
    price: str | None = None
    """A part of the message that tells the price, for example ``91.00 (优秀) instead of 76.00 (合格)``"""


@dataclass(frozen=True)
class Fixture:
    """One thing that can be wrong. ``make`` spoils the filled form at the path it is given (in the inbox).

    ``make`` may write, rename or remove files; the one that is judged is ``name``, by default the form itself.
    """

    id: str
    says: str
    """What is wrong, for the table in the documentation"""
    answer: Answer
    due: tuple[Found, ...]
    make: Callable[[Case], Any]
    total: float | None = 76.0
    """The total that must come out when the form counts; None when no total may come out"""
    notes: bool = False
    """Whether ``due`` lists the notes too; else only what is graver"""
    name: str | None = None
    state: str | None = None
    """The file's state where it is not the one that goes with the answer"""
    valid: bool | None = None
    """Whether the form has a result all the same, where that is not as the answer says"""
    fresh: bool = False
    """Whether the case changes what the workspace knows, so that it needs a workspace of its own"""


@dataclass
class Case:
    """A filled form that is about to be spoiled."""

    bench: Bench
    inbox: Path
    path: Path
    facts: dict[str, Any] = field(default_factory=dict)

    def cell(self, key: str) -> str:
        """Return the address of an input."""
        return self.bench.cell(key)

    def fill(self, **changes: Any) -> None:
        """Fill the form in anew with changes by input id (``__`` stands for the dot)."""
        values = {**WORKED_EXAMPLE, **{k.replace("__", "."): v for k, v in changes.items()}}
        made = self.bench.fill(values, name=f"../{self.inbox.name}/{self.path.name}")
        assert made.resolve() == self.path.resolve()

    def edit(self, change: Callable[[Any], Any]) -> None:
        """Change the scorecard sheet with openpyxl."""
        self.bench.edit(self.path, change)

    def xml(self, change: Callable[[str], str], part: str = SCORECARD) -> None:
        """Change a part's XML; the change must change something."""

        def changed(data: bytes) -> bytes:
            text = change(data.decode())
            assert text != data.decode(), "the change changed nothing"
            return text.encode()

        rewrite(self.path, {part: changed})
