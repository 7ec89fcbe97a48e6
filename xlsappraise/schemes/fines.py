"""The fines in yuan that the entries of a form bring: of counted lapses, and of checklist items answered with no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsappraise.base.money import decimal
from xlsappraise.schemes.criteria import Criterion
from xlsappraise.schemes.model import Scheme
from xlsappraise.schemes.rules import AnyRule
from xlsappraise.schemes.rules.checklist import Checklist
from xlsappraise.schemes.rules.deduction import Deduction


@dataclass(frozen=True, slots=True)
class FormFine:
    """A fined line of a form: how many ``times`` it happened, at ``each`` yuan."""

    label: str
    times: int
    each: Decimal

    @property
    def amount(self) -> Decimal:
        """The sum in yuan."""
        return self.times * self.each

    @property
    def text(self) -> str:
        """The line, with the number of times where it happened more than once."""
        return self.label if self.times == 1 else f"{self.label} × {self.times}"


def fines_of(scheme: Scheme, inputs: Mapping[str, Any]) -> tuple[FormFine, ...]:
    """Return the fines of a form, in its order."""
    return tuple(fine for criterion in scheme.criteria for fine in criterion_fines(scheme, criterion, inputs))


def total_fine(fines: Iterable[FormFine]) -> Decimal:
    """Return the sum of fines in yuan."""
    return sum((fine.amount for fine in fines), Decimal(0))


def criterion_fines(scheme: Scheme, criterion: Criterion, inputs: Mapping[str, Any]) -> Iterator[FormFine]:
    """Yield a criterion's fines. Where several raters saw a line, the largest of their counts is fined, once."""
    for rule in criterion.rules:
        for line, label, each in _fined(rule):
            slots = (scheme.slot(f"{criterion.id}.{line}", rater) for rater in scheme.markers(criterion))
            times = max((_times(rule, inputs.get(slot)) for slot in slots), default=0)
            if times:
                yield FormFine(label, times, decimal(each))


def _fined(rule: AnyRule) -> Iterator[tuple[str, str, float]]:
    """Yield (id, label, fine) of the lines of a rule that have a fine."""
    if isinstance(rule, Deduction):
        yield from ((lapse.id, lapse.label, lapse.fine) for lapse in rule.lapses if lapse.fine is not None)
    elif isinstance(rule, Checklist):
        yield from ((item.id, item.label, item.fine) for item in rule.items if item.fine is not None)


def _times(rule: AnyRule, entered: object) -> int:
    """Return how many times a line happened: the count, or once where the answer is no."""
    if isinstance(rule, Checklist):
        return int(entered == rule.no)
    return round(entered) if isinstance(entered, int | float) else 0
