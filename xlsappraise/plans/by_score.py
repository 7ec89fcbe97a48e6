"""Amounts as functions of the score: what a summary needs to show the cost of another score.

Only bands of the score and shares of a pool are such functions; whatever else a plan pays is not computed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlsappraise.base.money import ZERO


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """For scores ≥ ``at_least``: ``rate`` × the base, or a ``flat`` sum in yuan where the rate is 0."""

    at_least: Decimal
    rate: Decimal = Decimal(0)
    flat: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class ByBand:
    """``bands`` by descending bound; below all of them the amount is 0."""

    base: Decimal
    bands: tuple[ScoreBand, ...]


@dataclass(frozen=True, slots=True)
class ByPool:
    """A pool in yuan × score ÷ the sum of all ``scores`` that share it."""

    pool: Decimal
    scores: Decimal


@dataclass(frozen=True, slots=True)
class ScoredAmount:
    """A person's recorded amount of a rule, in yuan; ``part``: which part of what the rule gives is paid, up to 1."""

    employee_id: str
    plan: str
    rule: str
    score: Decimal
    amount: Decimal
    by: ByBand | ByPool
    part: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class ScoredPay:
    """The amounts of a pay run that follow from scores, and the titles of the rules that do not: (plan, rule)."""

    amounts: tuple[ScoredAmount, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
