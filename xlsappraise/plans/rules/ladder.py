"""``ladder``: grades, and the conditions for moves between them. It only proposes; people decide.

The first move met that does not go up is proposed; if there is none, the highest move up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.text import fold
from xlsappraise.plans.lines import Proposal
from xlsappraise.plans.missing import undated, unknown_level
from xlsappraise.plans.parameters import Action, Name, Words60
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.rules.conditions import Condition, Confirmed, Marked, MeanRank, NotedFigure, Service
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.roster import Employee


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

    def evidence(self, case: Case, member: Employee) -> tuple[str, ...] | None:
        """Return the evidence if the move's conditions are met, else None."""
        together = [condition.answer(case, member) for condition in self.all_of]
        one_of = [answer for answer in (c.answer(case, member) for c in self.any_of) if answer[0]]
        if self.any_of and not one_of:
            return None
        if not all(met for met, _shown in together):
            unmet = [condition for condition, (met, _shown) in zip(self.all_of, together, strict=True) if not met]
            if member.hired is None and all(isinstance(condition, Service) for condition in unmet):
                undated(case, member)
            return None
        more = [condition.answer(case, member) for condition in self.told]
        return tuple(dict.fromkeys(text for _met, shown in (*together, *one_of, *more) for text in shown))


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
        return any(isinstance(c, MeanRank | Marked) for c in self._conditions())

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
            yield from self._moves(case, member, level)

    def _moves(self, case: Case, member: Employee, level: str) -> Iterator[Proposal]:
        ups: list[Proposal] = []
        for move in self.moves:
            if level not in self._starts(case, member, move):
                continue
            evidence = move.evidence(case, member)
            if evidence is None:
                continue
            found = Proposal(member.employee_id, case.plan.id, self.id, move.action, level, move.to or "", evidence)
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
