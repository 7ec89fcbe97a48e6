"""``pool_share``: pool ÷ sum of scores × score of the person, rounded to the cent by largest remainder.

People on probation get no share, and their scores are not in the sum; scores below the pass mark are. Scores of people
held back are in the sum, so that the others' shares do not change later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.money import amount_text, brief, shares_of, yuan
from xlsappraise.plans.case import NotSet
from xlsappraise.plans.parameters import Money, amount_words
from xlsappraise.plans.rules.base import PayRule

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line


class PoolShare(PayRule):
    """``pool``: the sum to share in the period."""

    needs_score: ClassVar[bool] = True
    compares: ClassVar[bool] = True
    counts_held: ClassVar[bool] = True

    called: ClassVar[Mapping[str, str]] = {
        "pool": N_("pool"),
        "score": N_("score"),
        "sum_of_scores": N_("sum of scores"),
    }
    kind: Literal["pool_share"]
    pool: Money
    probation: bool = False
    """Whether people on probation have a share"""

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield each person's share."""
        scored = []
        for member, score in case.scored():
            if self.probation or not member.on_probation(case.period):
                scored.append((member, score))
            else:
                case.withhold(member, self, case.say("on probation: no share of the pool"))
        try:
            pool = yuan(case.value(self.pool))
        except NotSet as missing:
            if scored or case.absent:
                case.missing(missing.key, self.title)
            for member, _score in scored:
                case.not_set(member, self, missing.key)
            return
        weights = {member.employee_id: score.points for member, score in scored} | self._scores_of_held(case)
        whole = sum(weights.values(), Decimal(0))
        parts = shares_of(pool, weights)
        if not parts:
            for member, _score in scored:
                case.withhold(member, self, case.say("all scores are 0: the pool cannot be shared"))
            return
        for member, score in scored:
            why = case.say("{pool} ÷ {whole} × {score}").format(
                pool=amount_text(pool), whole=brief(whole), score=brief(score.points)
            )
            inputs = {"pool": pool, "score": score.points, "sum_of_scores": whole}
            yield case.line(member, self, parts[member.employee_id], inputs, why)

    def _scores_of_held(self, case: Case) -> dict[str, Decimal]:
        """Return the scores by employee number of people held back, whose shares are reserved."""
        sharing = (m for m in case.held if self.probation or not m.on_probation(case.period))
        found = ((member.employee_id, case.score(member)) for member in sharing)
        return {number: score.points for number, score in found if score is not None}

    def sentence(self, say: Words) -> str:
        """Describe how the pool is shared."""
        text = say("pool ({pool}) ÷ sum of scores × own score; the parts add up to the pool")
        return text.format(pool=amount_words(self.pool))
