"""``ladder``: grades, and the conditions for moves between them. It only proposes; people decide.

The first move met that does not go up is proposed; if there is none, the highest move up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.text import fold
from xlsappraise.plans.grades import future_level, undated_level
from xlsappraise.plans.lines import Proposal
from xlsappraise.plans.missing import undated, unknown_level
from xlsappraise.plans.parameters import Action, Name, Words60
from xlsappraise.plans.rules.answers import Answer
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.rules.conditions import CheckedList, Condition, Confirmed, NotedFigure, Service
from xlsappraise.plans.rules.spans import Marked, MeanPlace, MeanRank
from xlsappraise.plans.terms import StepList
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.roster import Employee


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence for a move, None where it is not due; ``waits``: it may be, by when the grade was reached.

    ``conditions``: those that are met, in words.
    """

    evidence: tuple[str, ...] | None = None
    conditions: tuple[str, ...] = ()
    waits: bool = False


class Move(Strict):
    """Conditions: all of ``all_of``, at least one of ``any_of``; those in ``told`` are only evidence."""

    action: Action
    from_: tuple[Words60, ...] = Field(alias="from", min_length=1)
    to: Words60 | None = None
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    told: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _some(self) -> Move:
        if not self.all_of and not self.any_of:
            raise Misfit(phrase("at least one condition"))
        if (self.to is None) == (self.action in ("up", "down")):
            raise Misfit(phrase("moves up and down, and only they, go to a level"))
        return self

    def weighed(self, case: Case, member: Employee) -> Weighed:
        """Return the evidence if the move's conditions are met, and whether it waits for the day of the grade."""
        together = [condition.answer(case, member) for condition in self.all_of]
        one_of = [condition.answer(case, member) for condition in self.any_of]
        met = [answer for answer in one_of if answer.met]
        if not all(answer.met or answer.undated for answer in together):
            unmet = [condition for condition, answer in zip(self.all_of, together, strict=True) if not answer.met]
            if member.hired is None and (met or not one_of) and all(isinstance(one, Service) for one in unmet):
                undated(case, member)
            return Weighed()
        if one_of and not met:
            return Weighed(waits=any(answer.undated for answer in one_of))
        if any(answer.undated for answer in together):
            return Weighed(waits=True)
        if not any(answer.begun for answer in (*together, *met)) and any(a.unconfirmed for a in together):
            return Weighed()  # nobody has begun to confirm it
        more = [condition.answer(case, member) for condition in self.told]
        blank = dict.fromkeys(line for answer in together for line in answer.unconfirmed)
        first = (case.say("not yet confirmed: {lines}").format(lines=case.say("; ").join(blank)),) if blank else ()
        evidence = (*first, *dict.fromkeys(text for answer in (*together, *met, *more) for text in answer.shown))
        asked = (*zip(self.all_of, together, strict=True), *zip(self.any_of, one_of, strict=True))
        return Weighed(evidence, tuple(_met(one, answer, case.say) for one, answer in asked if answer.met))


def _met(condition: Condition, answer: Answer, say: Words) -> str:
    """Describe a condition that is met, or in whose way nothing is so far."""
    text = say("{condition}: not yet in full") if answer.unconfirmed else "{condition}"
    return text.format(condition=condition.words(say))


class Ladder(PayRule):
    """``levels`` from the lowest; ``skip``: a yes-or-no fact of people who may skip grades."""

    proposes: ClassVar[bool] = True
    pays: ClassVar[bool] = False

    kind: Literal["ladder"]
    levels: tuple[Words60, ...] = Field(min_length=2)
    moves: tuple[Move, ...] = Field(min_length=1)
    skip: Name | None = None

    @model_validator(mode="after")
    def _check_levels(self) -> Ladder:
        named = {name for move in self.moves for name in (*move.from_, *filter(None, (move.to,)))}
        unknown = sorted(named - set(self.levels))
        if unknown:
            raise Misfit(phrase("levels that are listed, not {names}", names=unknown))
        for move in self.moves:
            steps = [self.levels.index(move.to) - self.levels.index(name) for name in move.from_ if move.to]
            if any(step <= 0 if move.action == "up" else step >= 0 for step in steps):
                above, below = N_("a level above its own, not {to}"), N_("a level below its own, not {to}")
                raise Misfit(phrase(above if move.action == "up" else below, to=move.to))
        return self

    def person_facts(self) -> tuple[str, ...]:
        """Return the facts of conditions."""
        facts = [c.fact for c in self._conditions() if isinstance(c, Confirmed | NotedFigure)]
        return tuple(dict.fromkeys([*facts, *filter(None, (self.skip,))]))

    def yes_facts(self) -> tuple[str, ...]:
        """Return the facts that must be yes."""
        confirmed = [c.fact for c in self._conditions() if isinstance(c, Confirmed)]
        return (*confirmed, *filter(None, (self.skip,)))

    def step_lists(self) -> tuple[StepList, ...]:
        """Return the checklists of the moves."""
        found = []
        for move in self.moves:
            lists = [c for c in (*move.all_of, *move.any_of, *move.told) if isinstance(c, CheckedList)]
            lower = () if move.action != "up" or move.to is None else self.levels[: self.levels.index(move.to)]
            lower = tuple(name for name in lower if name not in move.from_)
            found += [StepList(c.list, c.title, move.from_, lower if self.skip else (), self.skip) for c in lists]
        return tuple(found)

    def figures(self) -> tuple[str, ...]:
        """Return none: a fact of any type may be evidence."""
        return ()

    def incident_kinds(self) -> tuple[str, ...]:
        """Return the incidents that conditions count."""
        found = [c.mark.incident for c in self._conditions() if isinstance(c, Marked)]
        return tuple(dict.fromkeys(filter(None, found)))

    def rules_before(self) -> tuple[str, ...]:
        """Return the rules whose awards conditions count."""
        found = [c.mark.rule for c in self._conditions() if isinstance(c, Marked)]
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def needs_scheme(self) -> bool:
        """Whether any condition reads results."""
        return any(isinstance(c, MeanRank | MeanPlace | Marked) for c in self._conditions())

    def _conditions(self) -> Iterator[Condition]:
        for move in self.moves:
            yield from (*move.all_of, *move.any_of, *move.told)

    def proposals(self, case: Case) -> Iterator[Proposal]:
        """Propose at most one move a person."""
        for member in case.members:
            level = next((one for one in self.levels if fold(one) == fold(member.level)), None)
            if level is None:
                unknown_level(case, member, list(self.levels))
                continue
            if future_level(case, member):
                continue
            yield from self._moves(case, member, level)

    def _moves(self, case: Case, member: Employee, level: str) -> Iterator[Proposal]:
        ups: list[Proposal] = []
        for move in self.moves:
            if level not in self._starts(case, member, move):
                continue
            weighed = move.weighed(case, member)
            if weighed.waits:
                undated_level(case, member, self._move_text(move, case.say))
                return
            if weighed.evidence is None:
                continue
            found = Proposal(
                member.employee_id, case.plan.id, self.id, move.action, level, move.to or "", weighed.evidence,
                weighed.conditions,
            )  # fmt: skip
            if move.action != "up":
                yield found
                return
            ups.append(found)
        if ups:
            yield max(ups, key=lambda proposal: self.levels.index(proposal.after))

    def _starts(self, case: Case, member: Employee, move: Move) -> tuple[str, ...]:
        """Return the grades that a move starts from; with ``skip`` all below its goal."""
        if move.action == "up" and move.to is not None and self.skip is not None and case.yes(member, self.skip):
            return self.levels[: self.levels.index(move.to)]
        return move.from_

    def sentence(self, say: Words) -> str:
        """Describe the moves."""
        return say("; ").join(self._move_text(move, say) for move in self.moves)

    def _move_text(self, move: Move, say: Words) -> str:
        words = {"up": say("up"), "down": say("down"), "dismiss": say("dismissal considered"),
                 "interview": say("interview"), "observe": say("observation"), "review": say("review")}  # fmt: skip
        start = say(" or ").join(move.from_)
        goal = f"{start} → {move.to}" if move.to else start
        parts = [condition.words(say) for condition in move.all_of]
        if move.any_of:
            parts.append(say(" or ").join(condition.words(say) for condition in move.any_of))
        parts += [condition.words(say) for condition in move.told]
        return say("{goal} ({action}): {conditions}").format(
            goal=goal, action=words[move.action], conditions=say(", ").join(parts)
        )
