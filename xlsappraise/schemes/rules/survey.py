"""``survey``: the mean of all answered cells of a table's columns, each as a share of its scale.

P × Σ worth ÷ number of answers; a number is worth value ÷ the scale's top, a choice what the column declares; a choice
without worth is not counted. No answer at all: ``full``, ``zero`` or ``excluded`` as the scheme declares.
Source: schemes catalogue, section 1. The scheme gives the rule the scales of its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, PrivateAttr

from xlsappraise.base.i18n import N_, Words
from xlsappraise.schemes.rules.base import (
    NONE_WORDS,
    Cells,
    Input,
    Rule,
    Scale,
    WhenNone,
    none_mark,
    number,
    quoted,
    table_cells,
)

if TYPE_CHECKING:
    import pandas as pd


class Survey(Rule):
    """Columns of one table."""

    called: ClassVar[str] = N_("survey")
    kind: Literal["survey"]
    table: str
    columns: tuple[str, ...] = Field(min_length=1)
    no_rows: WhenNone = "excluded"
    _scales: tuple[Scale, ...] = PrivateAttr(default=())

    def table_columns(self) -> tuple[tuple[str, str], ...]:
        """Return the table's columns that are averaged."""
        return tuple((self.table, name) for name in self.columns)

    def bind(self, scales: Mapping[tuple[str, str], Scale]) -> None:
        """Take the scales of the columns."""
        self._scales = tuple(scales[pair] for pair in self.table_columns() if pair in scales)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for nothing besides the table."""
        return ()

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the share of what the answers are worth."""
        base = points if self.points is None else number(self.points)
        worth, answers = self._sums(cells)
        return f"IF({answers}=0,{none_mark(self.no_rows, base)},{base}*({worth})/({answers}))"

    def _sums(self, cells: Cells) -> tuple[str, str]:
        worth, answers = [], []
        for scale in self._scales:
            area = cells[f"{self.table}.{scale.id}"]
            if scale.top is not None:
                worth.append(f"SUM({area})/{number(scale.top)}")
                answers.append(f"COUNT({area})")
                continue
            for label, share in scale.worths:
                count = f"SUMPRODUCT(--(TRIM({area})={quoted(label)}))"
                worth.append(f"{number(share)}*{count}")
                answers.append(count)
        return "+".join(worth), "+".join(answers)

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Do as the formula does, in its order."""
        base = points if self.points is None else self.points
        worth, answers = self._totals(values)
        mark = base * worth / answers.where(answers > 0)
        return mark.where(answers > 0, base if self.no_rows == "full" else 0.0)

    def _totals(self, values: pd.DataFrame) -> tuple[pd.Series[float], pd.Series[float]]:
        import pandas as pd

        worth = answers = pd.Series(0.0, index=values.index)
        for scale in self._scales:
            found = table_cells(values, self.table, scale.id)
            if scale.top is not None:
                numbers = found.astype(float)
                worth = worth + numbers.sum(axis=1) / scale.top
                answers = answers + numbers.notna().sum(axis=1)
                continue
            for label, share in scale.worths:
                count = (found == label).sum(axis=1).astype(float)
                worth = worth + share * count
                answers = answers + count
        return worth, answers

    @property
    def may_exclude(self) -> bool:
        """Return whether the scheme declares it."""
        return self.no_rows == "excluded"

    def excluded_when(self, cells: Cells) -> str | None:
        """Return the condition that there is no answer."""
        return f"{self._sums(cells)[1]}=0" if self.may_exclude else None

    def excluded(self, values: pd.DataFrame) -> pd.Series[bool] | None:
        """Return where there is no answer."""
        return self._totals(values)[1] == 0 if self.may_exclude else None

    def untouched(self, points: float, *, alone: bool) -> float:
        """Return what no answer is worth."""
        return (points if self.points is None else self.points) if self.no_rows == "full" else 0.0

    def unmeasured(self, entered: Mapping[str, float | str]) -> Iterator[tuple[str, WhenNone]]:
        """Yield the table when none of its columns has an answer."""
        if not any(self._answer(name, value) for name, value in entered.items()):
            yield self.table, self.no_rows

    def _answer(self, name: str, value: float | str) -> bool:
        """Return whether a cell counts: one of our columns, and not a word that is worth nothing."""
        table, _dot, rest = name.partition(".")
        column = rest.partition(".")[2]
        worths = next((dict(s.worths) for s in self._scales if s.id == column and s.top is None), None)
        return table == self.table and column in self.columns and (worths is None or value in worths)

    def sentence(self, points: float, say: Words) -> str:
        """Describe what is averaged."""
        parts = []
        for scale in self._scales:
            if scale.top is not None:
                parts.append(say("{label} ÷ {top}").format(label=scale.label, top=number(scale.top)))
            else:
                worths = say(", ").join(f"{label} {number(share)}" for label, share in scale.worths)
                parts.append(say("{label} ({worths})").format(label=scale.label, worths=worths))
        rule = say("Points × the mean of all answers in the table")
        described = say("{rule}: {details}").format(rule=rule, details=say("; ").join(parts))
        return say("; ").join((described, say("no row: {none}").format(none=say(NONE_WORDS[self.no_rows]))))
