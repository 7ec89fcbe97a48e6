"""Define the criteria of a scheme, and the sections that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from xlsappraise.base.i18n import Words
from xlsappraise.schemes.parts import Feed, Id, Title
from xlsappraise.schemes.rules import AnyRule, Figure, Input, Strict


class Criterion(Strict):
    """One line of the appraisal and the rules that earn its points.

    ``method``: the printed method of inspection or key action, shown in a column of its own. ``rater``: the only one
    who marks it, with their whole weight. ``prefill``: whether figures that were filled in beforehand may be changed
    in the form.
    """

    id: Id
    title: Title
    standard: str
    points: Figure = Field(ge=0)
    rules: tuple[AnyRule, ...] = Field(min_length=1)
    method: str | None = None
    rater: Id | None = None
    prefill: Literal["editable", "locked"] = "editable"
    feed: Feed | None = None

    @property
    def alone(self) -> bool:
        """Return whether one rule makes the whole mark."""
        return len(self.rules) == 1

    @property
    def top(self) -> float:
        """Return the most a rater's mark may be, as a factor of the points."""
        return self.rules[0].top_factor if self.alone else 1.0

    @property
    def floor(self) -> float:
        """Return the least mark of a rater: 0 unless a single rule may go below."""
        return self.rules[0].lowest(self.points) if self.alone else 0.0

    @property
    def bounded(self) -> bool:
        """Return whether marks stay between the floor and the points."""
        return all(rule.bounded for rule in self.rules)

    @property
    def across(self) -> bool:
        """Return whether the score needs everybody's values, so that a form cannot show it."""
        return any(rule.across for rule in self.rules)

    def inputs(self, say: Words) -> Iterator[Input]:
        """Yield the inputs of all rules, in the form's order."""
        for rule in self.rules:
            yield from rule.inputs(self.points, say)

    def locks(self, name: str) -> bool:
        """Return whether HR's figure for an input (its id without the rater) is locked in the form."""
        targets = {f"{self.id}.{target}" for rule in self.rules for target in rule.targets()}
        return self.prefill == "locked" or name in targets


class Section(Strict):
    """Criteria under one title. ``bonus`` points come on top of the scheme's full points."""

    title: Title
    weight: Figure = Field(default=1.0, gt=0, le=1)
    bonus: bool = False
    criteria: tuple[Criterion, ...] = Field(alias="criterion", min_length=1)

    @property
    def points(self) -> float:
        """Return the sum of the criteria's points, unweighted."""
        return sum(c.points for c in self.criteria)


def full_points(sections: Sequence[Section], *, mean: bool) -> float:
    """Return what the sections that are not a bonus add up to by their weights, or their mean."""
    counted = [section for section in sections if not section.bonus]
    if mean and counted:
        return sum(section.points for section in counted) / len(counted)
    return sum(section.weight * section.points for section in counted)
