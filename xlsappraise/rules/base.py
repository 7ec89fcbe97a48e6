"""What every scoring rule is: the inputs it asks for, its spreadsheet formula, its pandas computation.

A rule yields a *raw* mark; limits (floor, points of the criterion), the rater weights and the rounding
are applied once, by ``xlsappraise.scoring.criterion``, in the workbook and in pandas alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xlsappraise.i18n import Words
from xlsappraise.rounding import plain

if TYPE_CHECKING:
    import pandas as pd

InputType = Literal["integer", "number", "percent", "choice", "text", "date"]
WhenNone = Literal["full", "zero"]


Figure = Annotated[float, Field(strict=True)]
"""A number in a scheme file: never made of a text or of true and false."""


class Strict(BaseModel):
    """A part of a scheme file: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, validate_default=True)


@dataclass(frozen=True, slots=True)
class Input:
    """One cell a rater fills in. ``min``/``max`` are inclusive; ``step`` None allows any decimals."""

    id: str
    label: str
    type: InputType
    min: float | None = 0
    max: float | None = None
    step: float | None = None
    choices: tuple[str, ...] | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in a scheme file: where inside the rule, and what is wrong."""

    path: str
    message: str


Cells = Mapping[str, str]


class Rule(Strict):
    """Base of the rule kinds. ``points`` overrides the criterion's points in a combination."""

    points: Figure | None = None

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Return the inputs, in the order they stand in the form; ``say`` speaks the scheme's language."""
        raise NotImplementedError

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the formula of the raw mark.

        ``cells`` maps input ids to addresses, ``points`` is the address of the points or a number;
        ``alone`` is False in a combination. Required inputs are known to be filled in and valid.
        """
        raise NotImplementedError

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Return the raw mark of each row; NaN where a required input is blank.

        ``values`` has a column per input id: floats, or labels for choices.
        """
        raise NotImplementedError

    def lowest(self, points: float) -> float:
        """Return the least mark that the rule may give when it stands alone."""
        return 0.0

    @property
    def top_factor(self) -> float:
        """The most that the rule may give when it stands alone, as a factor of the points."""
        return 1.0

    def sentence(self, points: float, say: Words) -> str:
        """Tell a person how the points are earned."""
        raise NotImplementedError

    def live_label(self, label: str, cell: str) -> str | None:
        """Return a formula that shows ``label`` and what the entry means, or None for a fixed label."""
        return None

    def faults(self, points: float) -> Iterator[Fault]:
        """Yield the mistakes that the field types alone cannot catch."""
        return iter(())


def number(value: float) -> str:
    """Write a number into a formula."""
    return plain(value)


def quoted(text: str) -> str:
    """Write a text into a formula."""
    return '"' + text.replace('"', '""') + '"'
