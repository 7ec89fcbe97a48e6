"""``award``: a fixed sum, a sum per incident, or sums by place, paid when all conditions are met.

``rank`` compares the plan's people by one measure or by several: each measure gives its ``points`` × the person's value
÷ the best one (the best ÷ the person's if lower is better). Ties share the better place, and each gets its sum. All
people who are not held back are compared, but for those with a blank optional figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief, yuan
from xlsappraise.plans.by_score import ByBand, ScoreBand
from xlsappraise.plans.parameters import Money, Name, Number, Ref, Words60, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.terms import SettingType
from xlsappraise.schemes.rules.base import Strict
from xlsappraise.scoring.ranks import places

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.roster import Employee

SCORE = "score"


class ComparedBy(Strict):
    """A measure: a fact, or ``score`` for the total; ``points`` is its weight among several."""

    fact: Name
    lower: bool = False
    points: Number = Field(default=Decimal(100), gt=0)


class Award(PayRule):
    """Conditions: ``yes`` facts, the score ``above`` / ``at_least`` / ``below``, place 1 ``first_in`` each measure.

    ``in_department``: first among the plan's people of the same department.
    """

    lists: ClassVar[Mapping[str, SettingType]] = {"amounts": "amounts"}
    called: ClassVar[Mapping[str, str]] = {
        "score": N_("score"),
        "place": N_("place"),
        "points": N_("points"),
        "count": N_("times"),
        "each": N_("each time"),
    }
    kind: Literal["award"]
    amount: Money | None = None
    amounts: tuple[Number, ...] | Ref | None = None
    rank: tuple[ComparedBy, ...] = ()
    yes: tuple[Name, ...] = ()
    above: Number | None = None
    at_least: Number | None = None
    below: Number | None = None
    first_in: tuple[Name, ...] = ()
    in_department: bool = False
    per: tuple[Name, ...] = ()
    award_title: Words60 | None = None
    if_scored: bool = False
    """Whether people without a result are skipped instead of held back"""

    @model_validator(mode="after")
    def _sums(self) -> Award:
        if (self.amount is None) == (self.amounts is None):
            raise Misfit(phrase("one of amount and amounts"))
        if (self.amounts is not None) != bool(self.rank):
            raise Misfit(phrase("amounts go with rank, and only with it"))
        if self.in_department and not self.first_in:
            raise Misfit(phrase("in_department only with first_in"))
        return self

    @property
    def needs_score(self) -> bool:  # type: ignore[override]  # depends on the parameters here
        """Whether any condition or measure uses the score."""
        return not self.if_scored and self._uses_score

    @property
    def needs_scheme(self) -> bool:
        """Whether the rule reads results."""
        return self._uses_score

    @property
    def _uses_score(self) -> bool:
        bounds = (self.above, self.at_least, self.below)
        return any(b is not None for b in bounds) or SCORE in (*self.first_in, *(m.fact for m in self.rank))

    @property
    def compares(self) -> bool:  # type: ignore[override]  # depends on the parameters here
        """Whether people are ranked."""
        return bool(self.rank or self.first_in)

    def person_facts(self) -> tuple[str, ...]:
        """Return the facts of conditions and measures."""
        named = (*self.yes, *self.first_in, *(measure.fact for measure in self.rank))
        return tuple(dict.fromkeys(name for name in named if name != SCORE))

    def yes_facts(self) -> tuple[str, ...]:
        """Return the facts that must be yes."""
        return self.yes

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the incidents that are paid for."""
        return self.per

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield a line for each person who meets all conditions."""
        first = [self._first(case, name) for name in self.first_in]
        overall = places(self._marks(case)) if self.rank else {}
        sums = case.value(self.amounts) if self.amounts is not None else ()
        for member in case.members:
            number = member.employee_id
            inputs: dict[str, Any] = {}
            if any(number not in of for of in first) or not self._met(case, member, inputs):
                continue
            if self.rank:
                place = overall.get(number)
                if place is None or place > len(sums):
                    continue
                inputs |= self._compared(case, member) | {"place": place}
                yield case.line(member, self, yuan(sums[place - 1]), inputs, self._why_place(case, place))
                continue
            yield from self._fixed(case, member, inputs)

    def _fixed(self, case: Case, member: Employee, inputs: dict[str, Any]) -> Iterator[Line]:
        from dataclasses import replace

        amount = case.value(self.amount)
        why = case.say("{title}: the conditions are met").format(title=self.title)
        if self.per:
            count = sum(incident.count for incident in case.incidents(member, self.per))
            if not count:
                return
            inputs |= {"count": count, "each": amount}
            why = case.say("{title}: {count} × {each}").format(title=self.title, count=count, each=brief(amount))
            amount = amount * count
        line = case.line(member, self, yuan(amount), inputs, why)
        yield replace(line, title=self.award_title or "")

    def _met(self, case: Case, member: Employee, inputs: dict[str, Any]) -> bool:
        """Return whether a person meets the conditions; add the values used to ``inputs``."""
        for name in self.yes:
            inputs[name] = case.fact(member, name)
            if not case.yes(member, name):
                return False
        for name in self.first_in:
            if name != SCORE:
                inputs[name] = case.fact(member, name)
        if not self._uses_score:
            return True
        score = case.score(member)
        if score is None:
            return False
        inputs[SCORE] = score.points
        return not (
            (self.above is not None and score.points <= self.above)
            or (self.at_least is not None and score.points < self.at_least)
            or (self.below is not None and score.points >= self.below)
        )

    def _first(self, case: Case, name: str) -> set[str]:
        """Return who is first by a measure, of all or of the own department; ties share the place."""
        departments = {m.employee_id: m.department if self.in_department else "" for m in case.members}
        teams: dict[str, dict[str, Decimal]] = {}
        for number, value in self._values(case, name).items():
            teams.setdefault(departments[number], {})[number] = value
        return {number for team in teams.values() for number, place in places(team).items() if place == 1}

    def _values(self, case: Case, name: str) -> dict[str, Decimal]:
        """Return the values of a measure by employee number."""
        if name == SCORE:
            return {member.employee_id: score.points for member, score in case.scored()}
        found = {member.employee_id: case.figure(member, name) for member in case.members}
        return {number: value for number, value in found.items() if value is not None}

    def _marks(self, case: Case) -> dict[str, Decimal]:
        """Return the ranking values by employee number: of one measure (larger is better), or the points of several."""
        values = [self._values(case, measure.fact) for measure in self.rank]
        if len(self.rank) == 1:
            return {n: -v if self.rank[0].lower else v for n, v in values[0].items()}
        numbers = set.intersection(*(set(of) for of in values))
        marks = dict.fromkeys(numbers, Decimal(0))
        for measure, of in zip(self.rank, values, strict=True):
            best = (min if measure.lower else max)((of[n] for n in numbers), default=Decimal(0))
            for number in numbers:
                marks[number] += measure.points * _part(of[number], best, lower=measure.lower)
        return {number: mark.quantize(Decimal("1e-9")) for number, mark in marks.items()}

    def _compared(self, case: Case, member: Employee) -> dict[str, Any]:
        found = {m.fact: self._values(case, m.fact).get(member.employee_id) for m in self.rank}
        return found if len(self.rank) == 1 else {**found, "points": self._marks(case)[member.employee_id]}

    def _why_place(self, case: Case, place: int) -> str:
        text = case.say("{title}: place {place} of {count} people compared")
        return text.format(title=self.title, place=place, count=len(self._marks(case)))

    def by_score(self, line: Line | None) -> ByBand | None:
        """Return the band of an award that the score alone decides about, with a sum that the plan states."""
        other = self.rank or self.yes or self.first_in or self.per or self.above is not None
        if other or not self._uses_score or not isinstance(self.amount, Decimal):
            return None
        sums = [ScoreBand(self.at_least or Decimal(0), flat=self.amount)]
        if self.below is not None:
            sums.insert(0, ScoreBand(self.below))
        return ByBand(Decimal(0), tuple(sums))

    def sentence(self, say: Words) -> str:
        """Describe the sum and the conditions."""
        if self.amounts is not None:
            sums = amount_words(self.amounts) if isinstance(self.amounts, str) else _joined(self.amounts, say)
            return say("by place: {sums} yuan").format(sums=sums)
        each = say("{amount} yuan for each time") if self.per else say("{amount} yuan when the conditions are met")
        parts = [each.format(amount=amount_words(self.amount))]
        for bound, text in (
            (self.above, say("score above {bound}")),
            (self.at_least, say("score of at least {bound}")),
            (self.below, say("score below {bound}")),
        ):
            if bound is not None:
                parts.append(text.format(bound=brief(bound)))
        if self.first_in:
            first = say("first of the department in each measure at once")
            parts.append(first if self.in_department else say("first in each measure at once"))
        if self.award_title:
            parts.append(say("gives the title {title}").format(title=self.award_title))
        return say("; ").join(parts)


def _part(value: Decimal, best: Decimal, *, lower: bool) -> Decimal:
    """Return the ratio of a value to the best one; if lower is better, the inverse, where 0 is the best value."""
    if lower:
        return Decimal(1) if value == best else best / value
    return value / best if best > 0 else Decimal(1)


def _joined(sums: tuple[Decimal, ...], say: Words) -> str:
    return say(" / ").join(brief(amount) for amount in sums)
