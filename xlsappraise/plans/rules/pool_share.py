"""``pool_share``: pool ÷ sum of scores × score of the person, rounded to the cent by largest remainder.

The pool is a sum for all people of the plan together; where that is not set, each department has its own: a share of
what tiers give for the department's sales. People on probation get no share, and their scores are not in the sum;
scores below the pass mark are. Scores of people held back are in the sum, so that the others' shares do not change
later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import amount_text, brief, percent, shares_of, yuan
from xlsappraise.plans.by_score import ByPool
from xlsappraise.plans.case import NotSet
from xlsappraise.plans.missing import blank
from xlsappraise.plans.parameters import Money, Name, Number, Ref, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.rules.tiers import Table, Tier, check_rising, staged, table_of
from xlsappraise.plans.terms import SettingType

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.results.standing import Score
    from xlsappraise.roster import Employee

Scored = list[tuple["Employee", "Score"]]


@dataclass(frozen=True, slots=True)
class Pool:
    """A sum to share; ``inputs`` and ``why``: how it was computed, blank if it was entered."""

    amount: Decimal
    inputs: Mapping[str, Decimal]
    why: str


class PoolShare(PayRule):
    """``pool``: the sum to share in the period; ``sales`` of the department, ``tiers`` and ``share`` make one."""

    needs_score: ClassVar[bool] = True
    compares: ClassVar[bool] = True
    counts_held: ClassVar[bool] = True

    called: ClassVar[Mapping[str, str]] = {
        "pool": N_("pool"),
        "score": N_("score"),
        "sum_of_scores": N_("sum of scores"),
        "department_sales": N_("sales of the department"),
        "department_commission": N_("commission of the department"),
        "agents_share": N_("share of the agents"),
    }
    lists: ClassVar[Mapping[str, SettingType]] = {"tiers": "tiers", "share": "percent"}
    kind: Literal["pool_share"]
    pool: Money | None = None
    sales: Name | None = None
    tiers: tuple[Tier, ...] | Ref | None = None
    share: Annotated[Number, Field(gt=0, le=1)] | Ref | None = None
    probation: bool = False
    """Whether people on probation have a share"""

    @model_validator(mode="after")
    def _complete(self) -> PoolShare:
        parts = [part is not None for part in (self.sales, self.tiers, self.share)]
        if any(parts) != all(parts):
            raise Misfit(phrase("sales, tiers and share together"))
        if self.pool is None and self.sales is None:
            raise Misfit(phrase("a pool, or sales, tiers and share"))
        if self.tiers is not None:
            check_rising(self.tiers)
        return self

    def department_facts(self) -> tuple[str, ...]:
        """Return the fact of the department's sales."""
        return () if self.sales is None else (self.sales,)

    def leaves_out(self, case: Case, member: Employee) -> bool:
        """Return whether a person is on probation and has no share."""
        return not self.probation and member.on_probation(case.period)

    def asked_with(self) -> Mapping[str, str]:
        """Return the fact of the sales with the setting of the table."""
        return {} if self.sales is None else {self.sales: self.tiers[1:] if isinstance(self.tiers, str) else ""}

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield each person's share."""
        for member in case.members:
            if self.leaves_out(case, member):
                case.withhold(member, self, case.say("on probation: no share of the pool"))
        scored = [pair for pair in case.scored() if not self.leaves_out(case, pair[0])]
        held = self._scores_of_held(case)
        try:
            pool = self._entered(case)
            if pool is not None:
                yield from self._shared(case, pool, scored, held)
                return
            table, share = self._terms(case)
        except NotSet as missing:
            if scored or case.absent:
                case.missing(missing.key, self.title)
            for member, _score in scored:
                case.not_set(member, self, missing.key)
            return
        for department in dict.fromkeys(member.department for member, _score in scored):
            mine = [(member, score) for member, score in scored if member.department == department]
            found = self._computed(case, mine, table, share)
            if found is not None:
                yield from self._shared(case, found, mine, [pair for pair in held if pair[0].department == department])

    def _entered(self, case: Case) -> Pool | None:
        """Return the pool that was entered; None where each department's is computed."""
        if self.pool is None:
            return None
        try:
            return Pool(yuan(case.value(self.pool)), {}, "")
        except NotSet as missing:
            if self.sales is None or case.broken(missing.key):
                raise
        return None

    def _terms(self, case: Case) -> tuple[Table, Decimal]:
        """Return table and share; report each that is not set, and the pool too where neither is."""
        assert self.tiers is not None and self.share is not None, "_complete"
        found: list[Table | Decimal] = []
        missing: list[str] = []
        for read in (lambda: table_of(case, self.tiers or ()), lambda: case.value(self.share)):
            try:
                found.append(read())
            except NotSet as one:
                missing.append(one.key)
        if len(missing) == 2 and isinstance(self.pool, str):
            missing.insert(0, self.pool[1:])
        if missing:
            for key in missing if case.scored() or case.absent else ():
                case.missing(key, self.title)
            raise NotSet(missing[0])
        return found[0], found[1]  # type: ignore[return-value]  # in this order

    def _computed(self, case: Case, mine: Scored, table: Table, share: Decimal) -> Pool | None:
        """Return the pool of a department; None, and its people wait, where its sales are blank."""
        assert self.sales is not None, "_complete"
        first = mine[0][0]
        sales = case.figure(first, self.sales)
        if sales is None:
            wrong, why = blank(case, first, self.sales)
            case.report(wrong)
            for member, _score in mine:
                case.block(member, self, why)
            return None
        whole, shown = staged(sales, table)
        amount = yuan(whole * share)
        text = case.say("commission of {department}: {stages} = {whole}; {share} of it for the agents: {pool}")
        why = text.format(
            department=first.department, stages=shown, whole=brief(whole), share=percent(share),
            pool=amount_text(amount),
        )  # fmt: skip
        inputs = {"department_sales": sales, "department_commission": whole, "agents_share": share}
        return Pool(amount, inputs, why)

    def _shared(self, case: Case, pool: Pool, scored: Scored, held: Scored) -> Iterator[Line]:
        weights = {member.employee_id: score.points for member, score in (*scored, *held)}
        whole = sum(weights.values(), Decimal(0))
        parts = shares_of(pool.amount, weights)
        if not parts:
            for member, _score in scored:
                case.withhold(member, self, case.say("all scores are 0: the pool cannot be shared"))
            return
        for member, score in scored:
            why = case.say("{pool} ÷ {whole} × {score}").format(
                pool=amount_text(pool.amount), whole=brief(whole), score=brief(score.points)
            )
            if pool.why:
                why = case.say("{pool}; {share}").format(pool=pool.why, share=why)
            inputs = {"pool": pool.amount, "score": score.points, "sum_of_scores": whole, **pool.inputs}
            yield case.line(member, self, parts[member.employee_id], inputs, why)

    def _scores_of_held(self, case: Case) -> Scored:
        """Return the people held back, whose shares are reserved, with their scores."""
        sharing = (member for member in case.held if not self.leaves_out(case, member))
        found = ((member, case.score(member)) for member in sharing)
        return [(member, score) for member, score in found if score is not None]

    def by_score(self, line: Line | None) -> ByPool | None:
        """Return the pool of the line; whoever has no share of it gets none by another score."""
        if line is None:
            return None
        return ByPool(Decimal(str(line.inputs["pool"])), Decimal(str(line.inputs["sum_of_scores"])))

    def sentence(self, say: Words) -> str:
        """Describe how the pool is made and shared."""
        sentence = say("pool ÷ sum of scores × own score; the parts add up to the pool")
        if self.pool is not None:
            sentence += say("; pool: {pool}").format(pool=amount_words(self.pool))
        if self.tiers is not None and self.share is not None:
            table = amount_words(self.tiers) if isinstance(self.tiers, str) else say("its tiers")
            text = say("; where it is not entered, each department's own: sales by stages ({table}) × {share}")
            share = self.share if isinstance(self.share, str) else percent(self.share)
            sentence += text.format(table=table, share=share)
        return sentence
