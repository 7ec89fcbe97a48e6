"""What one rater entered for one rule of a criterion, by the plain ids of the rule's inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes import Criterion, Rater
from xlsappraise.schemes.rules.base import Rule
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.slot import Slot


@dataclass(frozen=True)
class Answers:
    """The entries of one rater for one rule; those of inputs that are gone are left out."""

    criterion: Criterion
    rule: Rule
    rater: Rater
    entries: Mapping[str, Entry]

    @cached_property
    def values(self) -> dict[str, float | str]:
        """The valid values by plain id."""
        return {name: entry.value for name, entry in self.entries.items() if entry.value is not None}

    def number(self, name: str) -> float | None:
        """Return an entered number; None where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, float) else None


def answers(returned: Returned) -> Iterator[Answers]:
    """Yield the answers to every rule, a rater after the other."""
    scheme = returned.issued.blueprint.form
    for criterion in scheme.criteria:
        for rater in scheme.markers(criterion):
            for rule in criterion.rules:
                ids = {
                    i.id: scheme.slot(f"{criterion.id}.{i.id}", rater)
                    for i in rule.inputs(criterion.points, scheme.say)
                }
                found = {name: returned.entries[slot] for name, slot in ids.items() if slot in returned.entries}
                yield Answers(criterion, rule, rater, found)


def shown(slot: Slot, value: float) -> str:
    """Return a number as the form shows it: percentages with their sign."""
    return f"{plain(value * 100)}%" if slot.type == "percent" else plain(value)
