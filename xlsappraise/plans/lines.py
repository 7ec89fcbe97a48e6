"""The results of rules: lines with amounts and reasons, withheld amounts, proposals; and the recorded lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from xlsappraise.base.i18n import Words
from xlsappraise.base.period import Period
from xlsappraise.results.standing import Score
from xlsappraise.store.ledger import Payment


@dataclass(frozen=True, slots=True)
class Line:
    """An amount of one rule for a person: ``inputs`` by name, ``why`` an explanation; ``title`` an award to record."""

    employee_id: str
    plan: str
    rule: str
    amount: Decimal
    inputs: Mapping[str, Any]
    why: str
    rule_title: str = ""
    title: str = ""

    def is_of(self, rules: Iterable[str]) -> bool:
        """Return whether it belongs to one of the rules (ids), also as a part after a split: ``commission.team``."""
        return self.rule.partition(".")[0] in rules


@dataclass(frozen=True, slots=True)
class Withheld:
    """An amount that is not paid now, and why; if ``rule`` is "", everything of the plan."""

    employee_id: str
    plan: str
    rule: str
    why: str
    rule_title: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision proposed to people; ``evidence`` lists periods, scores, ranks and titles.

    ``conditions``: which conditions of the plan are met, in words.
    """

    employee_id: str
    plan: str
    rule: str
    action: str
    before: str
    after: str
    evidence: tuple[str, ...]
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Past:
    """The lines recorded in the ledger, by period."""

    lines: Mapping[Period, tuple[Line, ...]] = field(default_factory=dict)

    def of(self, period: Period, plan: str, rule: str, employee_id: str) -> Line | None:
        """Return a person's line of a rule in a period, or None."""
        for line in self.lines.get(period, ()):
            if (line.plan, line.employee_id) == (plan, employee_id) and line.is_of((rule,)):
                return line
        return None

    def titles(self, title: str, employee_id: str, until: date) -> list[Period]:
        """Return the periods, ending no later than ``until``, in which a person was given a title."""
        return sorted(
            (
                period
                for period, lines in self.lines.items()
                if period.last_day <= until
                and any(line.title == title and line.employee_id == employee_id for line in lines)
            ),
            key=lambda period: period.first_day,
        )


def line_of(payment: Payment) -> Line:
    """Return a recorded line as rules see it."""
    return Line(
        payment.employee_id, payment.plan, payment.rule, Decimal(payment.amount), payment.inputs, payment.why,
        payment.rule_title, payment.title,
    )  # fmt: skip


def renamed(line: Line, rule: str, **changes: Any) -> Line:
    """Return a copy of a line with another rule id and other changes."""
    return replace(line, rule=rule, **changes)


def by_person(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Group lines by employee number."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.employee_id, []).append(line)
    return found


def total(lines: Iterable[Line]) -> Decimal:
    """Return the sum of the amounts in yuan."""
    return sum((line.amount for line in lines), Decimal("0.00"))


def evidence_of(score: Score, say: Words) -> str:
    """Return a result as a text of evidence: period, total, grade, rank."""
    text = say("{period}: total {total}, {grade}, rank {rank} of {of}")
    return text.format(period=score.period, total=f"{score.total:.2f}", grade=score.grade, rank=score.rank, of=score.of)
