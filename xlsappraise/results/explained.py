"""What an explanation of a result consists of."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.base.i18n import Text
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem
from xlsappraise.returned.states import FormRecord, FormState
from xlsappraise.store.ledger import Event


@dataclass(frozen=True)
class ExplainedLine:
    """A criterion, subtotal or total: the entries, the score, the rule, the calculation in its figures.

    ``worked``: ``20 × 45 ÷ 50 = 18.00``, after what had to hold for it; blank where the score is what was entered.
    """

    title: Text
    entered: Text
    score: Text
    points: str
    how: Text
    worked: str = ""


@dataclass(frozen=True)
class Explanation:
    """One form of one person; a result of several raters' forms or a roll-up, both without a history.

    ``form``: of several forms the first; None for a roll-up.
    """

    person: Person
    period: Period
    form: FormRecord | None
    state: FormState
    title: Text
    lines: tuple[ExplainedLine, ...]
    problems: tuple[Problem, ...]
    history: tuple[Event, ...]
    part: Text | None = None
    """The part of the period for which the person was there, as the form says; None for all of it"""
