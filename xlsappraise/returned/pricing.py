"""The price of a change to locked content: the total that the form would have if the change were believed.

The form is scored again for each changed cell, from the scheme as issued and the entries, with the claim of the cell
in place of the issued value; both totals are reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import N_, Phrase, phrase
from xlsappraise.base.problems import Problem
from xlsappraise.schemes import Scheme
from xlsappraise.scoring.criterion import excludable
from xlsappraise.scoring.engine import GRADE, TOTAL, Fixed, score, widen
from xlsappraise.scoring.total import grade
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Belief

if TYPE_CHECKING:
    import pandas as pd

Inputs = Mapping[str, float | str]
ALONE: Mapping[str, Inputs] = {}
_MINE = ""
_CHANGED = N_(" With the change, the total would be {believed} ({believed_grade}) instead of {total} ({grade}).")
_SAME = N_(" It does not change the total, {total} ({grade}).")
_COUNTER = N_(" It does not change the total, {total} ({grade}), but the form may look complete although it is not.")
_NONE = N_(" With the change, there would be no total; it is {total} ({grade}).")
_UNSEEN = N_(
    " The workbook shows no value for it, so its effect on the total is unclear; the total is {total} ({grade})."
)


@dataclass(frozen=True)
class Price:
    """The message about a change's price, and whether the total would be another one."""

    message: Phrase
    moves: bool = False


def priced(
    problems: Sequence[Problem],
    inputs: Inputs,
    beliefs: Sequence[Belief],
    blueprint: Blueprint,
    others: Mapping[str, Inputs] = ALONE,
) -> list[Problem]:
    """Append the price to tampering findings of a complete form; return all its findings.

    ``others``: the entries of the other forms, where some marks are given by comparing people. Nothing is computed for
    a form without tampering.
    """
    if not any(found.severity == "tampering" for found in problems):
        return list(problems)
    by_cell = prices(inputs, beliefs, blueprint, others)
    return [with_price(found, by_cell) for found in problems]


def with_price(found: Problem, by_cell: Mapping[str, Price]) -> Problem:
    """Append the price of its cell to a finding of tampering; return other findings unchanged."""
    price = by_cell.get(found.cell or "") if found.severity == "tampering" else None
    return found if price is None else found.with_facts(price=price.message)


def prices(
    inputs: Inputs, beliefs: Sequence[Belief], blueprint: Blueprint, others: Mapping[str, Inputs] = ALONE
) -> dict[str, Price]:
    """Return the prices of a complete form's changed cells by address; empty where the form alone has no total."""
    scheme = blueprint.form
    if not beliefs or (not others and any(criterion.across for criterion in scheme.criteria)):
        return {}
    pricing = _Pricing(scheme, inputs, others)
    if pricing.actual[GRADE] is None:
        return {}  # everything is left out, so there is no total
    return {belief.cell: pricing.price(belief) for belief in beliefs}


def inputs_frame(forms: Mapping[str, Inputs]) -> pd.DataFrame:
    """Return the inputs of several forms of one scheme, a row each."""
    import pandas as pd

    tidy = pd.DataFrame(
        [(form, name, value) for form, inputs in forms.items() for name, value in inputs.items()],
        columns=["form", "input", "value"],
    )
    return widen(tidy).reindex(list(forms))


class _Pricing:
    """Scores one form repeatedly, each time with one belief."""

    def __init__(self, scheme: Scheme, inputs: Inputs, others: Mapping[str, Inputs]) -> None:
        self.scheme = scheme
        self.inputs = inputs
        self.others = others
        self.actual = self._scored({})

    def _scored(
        self, changed: Mapping[str, Any], points: Mapping[str, float] | None = None, fixed: Fixed | None = None
    ) -> pd.Series[Any]:
        """Return all figures of the form; an input changed to None is left out."""
        mine = {name: value for name, value in {**self.inputs, **changed}.items() if value is not None}
        frame = inputs_frame({_MINE: mine, **self.others})
        return score(self.scheme, frame, points, fixed or Fixed()).loc[[_MINE]].iloc[0]

    def price(self, belief: Belief) -> Price:
        """Return the price of a belief."""
        what = belief.what
        if what == "counter":
            return self._price(_COUNTER)
        if what == "nothing":
            return self._price(_SAME)
        if what == "unseen":
            return self._price(_UNSEEN, moves=True)
        if what == "none" or (what == "word" and not self._may_exclude(belief)):
            return self._price(_NONE, moves=True)
        total, band = self._believed(belief)
        if band is None:
            return self._price(_NONE, moves=True)
        if f"{total:.2f}" == f"{self.actual[TOTAL]:.2f}" and band == self.actual[GRADE]:
            return self._price(_SAME)
        return self._price(_CHANGED, moves=True, believed=f"{total:.2f}", believed_grade=band)

    def _may_exclude(self, belief: Belief) -> bool:
        return any(c.id == belief.id and excludable(c) for c in self.scheme.criteria)

    def _believed(self, belief: Belief) -> tuple[float, str | None]:
        """Return total and grade with a belief; the grade is None where there would be no total."""
        name, value = belief.id, belief.value
        what = belief.what
        if what == "grade":
            return float(self.actual[TOTAL]), str(value) or "—"
        if what == "total":
            return _graded(self.scheme, _figure(value))
        if what == "points":
            row = self._scored({}, points={name: _figure(value)})
        elif what == "input":
            row = self._scored({name: value})
        else:
            row = self._scored({}, fixed=_fixed(what, name, value))
        return float(row[TOTAL]), row[GRADE]

    def _price(self, key: str, *, moves: bool = False, **facts: str) -> Price:
        message = phrase(key, total=f"{self.actual[TOTAL]:.2f}", grade=self.actual[GRADE], **facts)
        return Price(message, moves)


def _fixed(what: str, name: str, value: str | float | None) -> Fixed:
    """Return the figure that replaces the computed one."""
    if what == "word":
        return Fixed(scores={name: None})
    if what == "score":
        return Fixed(scores={name: _figure(value)})
    if what == "section":
        return Fixed(subtotals={int(name): _figure(value)})
    return Fixed(adjustment=_figure(value))


def _figure(value: str | float | None) -> float:
    assert isinstance(value, float), "figures are numbers"
    return value


def _graded(scheme: Scheme, total: float) -> tuple[float, str | None]:
    import pandas as pd

    return total, grade(scheme, pd.Series([total])).iloc[0]
