"""Define the base of the scoring rules: inputs, spreadsheet formula, pandas computation.

A rule yields a *raw* mark; limits (floor, points of the criterion), the rater weights and the rounding
are applied once, by ``xlsappraise.scoring.criterion``, in the workbook and in pandas alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from xlsappraise.base.i18n import N_, Text, Words
from xlsappraise.base.rounding import plain
from xlsappraise.typed.slot import InputType

if TYPE_CHECKING:
    import pandas as pd

WhenNone = Literal["full", "zero", "excluded"]
"""What a criterion is worth when there was nothing to measure; ``excluded`` leaves score and maximum"""


Figure = Annotated[float, Field(strict=True)]
"""A number in a scheme file: never made of a text or of true and false."""


class Strict(BaseModel):
    """A part of a scheme file: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, validate_default=True)


@dataclass(frozen=True, slots=True)
class Input:
    """Describe a cell that a rater fills in. ``min``/``max`` are inclusive; ``step`` None allows any decimals.

    Without ``max`` any number is taken, 1E15 too. ``required``: blank is missing; where it is not, blank means none.
    """

    id: str
    label: str
    type: InputType
    min: float | None = 0
    max: float | None = None
    step: float | None = None
    choices: tuple[str, ...] | None = None
    required: bool = True
    meaning: tuple[str, ...] = ()
    """What its values stand for or earn, in short, from the best down"""
    at_most: str | None = None
    """The id of another input of the rule that this one must not exceed"""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in a scheme file: where inside the rule, and what is wrong."""

    path: str
    message: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """How the cells of a table's column count: value ÷ ``top`` for numbers, ``worths`` for choices."""

    id: str
    label: str
    top: float | None
    worths: tuple[tuple[str, float], ...] = ()


BELIEVED = (0.2, 5.0)
"""The shares of a target that are believed; nothing at all (0) is an answer too"""


@dataclass(frozen=True, slots=True)
class Compared:
    """An input that is measured against another one, or against a number of the scheme.

    ``part``: it counts a part of the other, so that more than that is a mistake. ``lower``: lower is better.
    ``common``: the other is what nobody sets: everybody's mean, or a base.
    """

    actual: str
    target: str | float
    lower: bool = False
    part: bool = False
    common: bool = False


Cells = Mapping[str, str]
"""Input ids → addresses; table columns as ``table.column`` → areas"""


class Rule(Strict):
    """Base of the rule kinds. ``points`` overrides the criterion's points in a combination."""

    called: ClassVar[str]
    """What the kind is called in a scheme workbook, in English; its own parameters may have a ``title``"""
    bounded: ClassVar[bool] = True
    """Whether the mark stays within 0 and the criterion's points"""
    across: ClassVar[bool] = False
    """Whether the mark needs everybody's values, so that a single form cannot show it"""

    points: Figure | None = None

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Return the inputs, in the form's order; ``say`` translates into the scheme's language."""
        raise NotImplementedError

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the formula of the raw mark.

        ``cells`` maps input ids to addresses, ``points`` is the address of the points or a number;
        ``alone`` is False in a combination. Required inputs are filled in and valid.
        """
        raise NotImplementedError

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Return the raw mark of each row; NaN where a required input is blank.

        ``values`` has a column per input id: floats, or labels for choices.
        """
        raise NotImplementedError

    def targets(self) -> tuple[str, ...]:
        """Return the ids of the inputs against which others are measured; HR's figures for these are locked."""
        return ()

    def by_days(self) -> tuple[str, ...]:
        """Return the ids of the targets that are smaller for somebody who was there for a part of the period."""
        return ()

    def takes_each(self) -> Mapping[str, float]:
        """Return the points that each further count takes off, by input id, where nothing bounds them."""
        return {}

    def costs_each(self) -> Mapping[str, float]:
        """Return the points that a count takes off each time, by input id, whether or not something bounds them."""
        return self.takes_each()

    def marks(self) -> tuple[str, ...]:
        """Return the ids of the inputs that are somebody's judgement, each on the same kind of scale."""
        return ()

    def happened(self) -> tuple[str, ...]:
        """Return the ids of the counts of what happened on a day."""
        return ()

    def compared(self) -> tuple[Compared, ...]:
        """Return the inputs that are measured against others or against numbers."""
        return ()

    def due(self) -> Mapping[str, float]:
        """Return the least that the scheme itself asks of percentages, by input id, beside what ``compared`` has."""
        return {}

    def parts(self) -> Mapping[str, str]:
        """Return the inputs that count a part of what an input of another criterion, ``criterion.input``, counts."""
        return {}

    def shares(self) -> tuple[str, ...]:
        """Return the ids of percentages that are parts of a whole, so that above 100 % is a mistake."""
        return ()

    def no_answer(self) -> Mapping[str, str]:
        """Return the ids of inputs that may be left out, each with the word for that."""
        return {}

    def conditional(self) -> tuple[str, ...]:
        """Return the ids of inputs that do not apply in many a period, so that leaving one out needs no reason."""
        return ()

    def refusals(self) -> Mapping[str, str]:
        """Return the ids of inputs answered by yes or no, each with the word for no."""
        return {}

    def falls_short(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether a word is chosen that earns less than another, or an entry costs points or misses a bound."""
        words = self.refusals()
        return any(entered.get(name) == word for name, word in words.items()) or self.takes_off(entered)

    def takes_off(self, entered: Mapping[str, float | str]) -> bool:
        """Return whether an entry takes points off for something that happened."""
        return False

    def word_costs(self, entered: Mapping[str, float | str], points: float) -> Mapping[str, float]:
        """Return the points that a chosen word alone takes off, by input id, where no other word is worth less."""
        return {}

    def adds(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether an entry gives more than the criterion gives without it, as in a section of additions."""
        marks = (entered.get(name) for name in self.marks())
        return any(isinstance(mark, float) and mark > 0 for mark in marks)

    def at_an_end(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether a level or word is chosen that is worth most or least."""
        return False

    def table_columns(self) -> tuple[tuple[str, str], ...]:
        """Return the (table, column) pairs that the rule looks at."""
        return ()

    def bind(self, scales: Mapping[tuple[str, str], Scale]) -> None:
        """Take how the cells of table columns count, by (table, column)."""

    def excluded_when(self, cells: Cells) -> str | None:
        """Return the condition under which the criterion leaves score and maximum; None for never."""
        return None

    def excluded(self, values: pd.DataFrame) -> pd.Series[bool] | None:
        """Return for each row whether ``excluded_when`` holds; False where an input is blank."""
        return None

    def among(self, mine: float, others: Sequence[float]) -> tuple[int, float] | None:
        """Return the place of a value among everybody's and its mark, where the rule compares people."""
        return None

    def total_cap(self, cells: Cells) -> tuple[str, float] | None:
        """Return a condition and the cap that it puts on the scheme's total; None for none."""
        return None

    def total_caps(self, values: pd.DataFrame) -> pd.Series[float] | None:
        """Return each row's cap on the total: NaN for none."""
        return None

    def unmeasured(self, entered: Mapping[str, float | str]) -> Iterator[tuple[str, WhenNone]]:
        """Yield the inputs by which there was nothing to measure, and what the scheme declares for that."""
        return iter(())

    def left_out(self, entered: Mapping[str, float | str]) -> bool:
        """Return for one form what ``excluded`` returns for many."""
        return self.may_exclude and any(True for _found in self.unmeasured(entered))

    @property
    def may_exclude(self) -> bool:
        """Return whether the criterion may be excluded; true exactly where ``excluded_when`` gives a condition."""
        return False

    def untouched(self, points: float, *, alone: bool) -> float:
        """Return the raw mark of an untouched form; asked only where no input is required."""
        return 0.0

    def lowest(self, points: float) -> float:
        """Return the least mark of the rule where it is the criterion's only one."""
        return 0.0

    @property
    def top_factor(self) -> float:
        """Return the most that the rule gives where it is the criterion's only one, as a factor of the points."""
        return 1.0

    def sentence(self, points: float, say: Words) -> str:
        """Describe to a person how the points are earned."""
        raise NotImplementedError

    def live_label(self, label: str, cell: str) -> str | None:
        """Return a formula that shows ``label`` and what the entry means, or None for a fixed label."""
        return None

    def live_text(self, label: str, value: float) -> str:
        """Return what ``live_label`` shows for an entry."""
        return label

    def faults(self, points: float) -> Iterator[Fault]:
        """Yield the mistakes that the field types alone cannot catch."""
        return iter(())


def number(value: float) -> str:
    """Write a number into a formula."""
    return plain(value)


def quoted(text: str) -> str:
    """Write a text into a formula."""
    return '"' + text.replace('"', '""') + '"'


NONE_WORDS: dict[WhenNone, str] = {
    "full": N_("all points"),
    "zero": N_("no points"),
    "excluded": N_("the item is left out and the total is scaled"),
}
"""How a criterion is described when there was nothing to measure"""


def none_mark(choice: WhenNone, full: str) -> str:
    """Return the formula of the mark when there was nothing to measure; an excluded criterion is caught before."""
    return full if choice == "full" else "0"


def table_cells(values: pd.DataFrame, table: str, column: str) -> pd.DataFrame:
    """Return one column of a table: a row per form, a column per row of the table."""
    wanted = [name for name in values.columns if name.startswith(f"{table}.") and name.endswith(f".{column}")]
    return values[wanted]
