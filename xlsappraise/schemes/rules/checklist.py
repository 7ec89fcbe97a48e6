"""``checklist``: yes, no or not applicable for each item.

P × yes ÷ (yes + no). All items not applicable: ``full``, ``zero`` or ``excluded`` as the scheme declares.
With ``fail_cap`` a single no caps the scheme's total; ``fine`` is what a no costs in yuan, listed for payroll.
A blank item is no mark. Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.schemes.rules.base import (
    NONE_WORDS,
    Cells,
    Fault,
    Figure,
    Input,
    Rule,
    Strict,
    WhenNone,
    none_mark,
    number,
    quoted,
)

if TYPE_CHECKING:
    import pandas as pd


class Item(Strict):
    """One thing that is there or not.

    ``conditional``: it applies only when something happens, such as a fault, so that in many a period it does not.
    """

    id: str
    label: str
    fine: Figure | None = Field(default=None, gt=0)
    conditional: bool = False


class Checklist(Rule):
    """Items answered by one of three words; ``not_applicable`` empty leaves only two."""

    called: ClassVar[str] = N_("checklist")
    kind: Literal["checklist"]
    items: tuple[Item, ...] = Field(min_length=1)
    yes: str = "是"
    no: str = "否"
    not_applicable: str = "不适用"
    all_na: WhenNone
    fail_cap: Figure | None = Field(default=None, ge=0)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for one word per item."""
        words = tuple(word for word in (self.yes, self.no, self.not_applicable) if word)
        return tuple(Input(item.id, item.label, "choice", None, None, None, words) for item in self.items)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Count over the column of answers; the items of a rule are in consecutive rows."""
        base = points if self.points is None else number(self.points)
        yes, no = self._count(cells, self.yes), self._count(cells, self.no)
        return f"IF({yes}+{no}=0,{none_mark(self.all_na, base)},{base}*{yes}/({yes}+{no}))"

    def _count(self, cells: Cells, word: str) -> str:
        area = f"{cells[self.items[0].id]}:{cells[self.items[-1].id]}"
        return f"SUMPRODUCT(--(TRIM({area})={quoted(word)}))"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Count the words across the items."""
        base = points if self.points is None else self.points
        answers = self._answers(values)
        yes, no = ((answers == word).sum(axis=1).astype(float) for word in (self.yes, self.no))
        known = yes + no
        mark = (base * yes / known.where(known > 0)).where(known > 0, base if self.all_na == "full" else 0.0)
        return mark.where(answers.notna().all(axis=1))

    def _answers(self, values: pd.DataFrame) -> pd.DataFrame:
        return values[[item.id for item in self.items]]

    @property
    def may_exclude(self) -> bool:
        """Return whether an answer “not applicable” to all items excludes the criterion."""
        return self.all_na == "excluded" and bool(self.not_applicable)

    def excluded_when(self, cells: Cells) -> str | None:
        """Return the condition that no item applies."""
        if not self.may_exclude:
            return None
        return f"{self._count(cells, self.yes)}+{self._count(cells, self.no)}=0"

    def excluded(self, values: pd.DataFrame) -> pd.Series[bool] | None:
        """Return where nothing applies."""
        if not self.may_exclude:
            return None
        return (self._answers(values) == self.not_applicable).all(axis=1)

    def no_answer(self) -> Mapping[str, str]:
        """Return the items with the word for not applicable, where there is one."""
        return dict.fromkeys((item.id for item in self.items), self.not_applicable) if self.not_applicable else {}

    def conditional(self) -> tuple[str, ...]:
        """Return the items that apply only when something happens."""
        return tuple(item.id for item in self.items if item.conditional)

    def refusals(self) -> Mapping[str, str]:
        """Return the items with the word for no."""
        return dict.fromkeys((item.id for item in self.items), self.no)

    def word_costs(self, entered: Mapping[str, float | str], points: float) -> Mapping[str, float]:
        """Return the share of the points that each no takes off."""
        base = points if self.points is None else self.points
        noes = [item.id for item in self.items if entered.get(item.id) == self.no]
        answered = sum(entered.get(item.id) in (self.yes, self.no) for item in self.items)
        return dict.fromkeys(noes, base / max(answered, 1))

    def unmeasured(self, entered: Mapping[str, float | str]) -> Iterator[tuple[str, WhenNone]]:
        """Yield the first item when nothing applies."""
        if self.not_applicable and all(entered.get(item.id) == self.not_applicable for item in self.items):
            yield self.items[0].id, self.all_na

    def total_cap(self, cells: Cells) -> tuple[str, float] | None:
        """Return the cap on the total after a single no, where the rule has one."""
        return None if self.fail_cap is None else (f"{self._count(cells, self.no)}>0", self.fail_cap)

    def total_caps(self, values: pd.DataFrame) -> pd.Series[float] | None:
        """Return the cap where an item failed."""
        if self.fail_cap is None:
            return None
        failed = (self._answers(values) == self.no).any(axis=1)
        return failed.astype(float).where(failed) * self.fail_cap

    def faults(self, points: float) -> Iterator[Fault]:
        """Report words that are empty or equal."""
        words = [self.yes, self.no, *([self.not_applicable] if self.not_applicable else [])]
        if not self.yes or not self.no or len({fold(word).casefold() for word in words}) < len(words):
            yield Fault("yes", phrase("the words for yes, no and not applicable must differ"))

    def sentence(self, points: float, say: Words) -> str:
        """Describe the share and what happens when nothing applies."""
        parts = [
            say("Points × {yes} ÷ ({yes} + {no})").format(yes=self.yes, no=self.no),
        ]
        if self.not_applicable:
            parts.append(say("nothing applies: {none}").format(none=say(NONE_WORDS[self.all_na])))
        if self.fail_cap is not None:
            parts.append(say("one {no} caps the total at {cap}").format(no=self.no, cap=plain(self.fail_cap)))
        fines = [item for item in self.items if item.fine is not None]
        if fines:
            each = say(", ").join(f"{item.label} {plain(item.fine or 0)}" for item in fines)
            parts.append(say("fines in yuan: {each}").format(each=each))
        return say("; ").join(parts)
