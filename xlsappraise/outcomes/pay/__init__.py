"""The rule kinds of plans. A new kind is one file and its name in ``KINDS`` and ``AnyPayRule``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xlsappraise.outcomes.pay.award import Award
from xlsappraise.outcomes.pay.base import PayRule
from xlsappraise.outcomes.pay.base_pay import BasePay
from xlsappraise.outcomes.pay.cost_split import CostSplit
from xlsappraise.outcomes.pay.fine import Fine
from xlsappraise.outcomes.pay.gate import Gate
from xlsappraise.outcomes.pay.guarantee import Guarantee
from xlsappraise.outcomes.pay.ladder import Ladder
from xlsappraise.outcomes.pay.pool_share import PoolShare
from xlsappraise.outcomes.pay.rank_pay import RankPay
from xlsappraise.outcomes.pay.scaled import Scaled
from xlsappraise.outcomes.pay.score_commission import ScoreCommission
from xlsappraise.outcomes.pay.streak import Streak
from xlsappraise.outcomes.pay.team_split import TeamSplit
from xlsappraise.outcomes.pay.tiers import Tiers

KINDS: tuple[type[PayRule], ...] = (
    Award,
    RankPay,
    ScoreCommission,
    Tiers,
    PoolShare,
    TeamSplit,
    Gate,
    Fine,
    CostSplit,
    Guarantee,
    BasePay,
    Scaled,
    Streak,
    Ladder,
)
AnyPayRule = Annotated[
    Award
    | RankPay
    | ScoreCommission
    | Tiers
    | PoolShare
    | TeamSplit
    | Gate
    | Fine
    | CostSplit
    | Guarantee
    | BasePay
    | Scaled
    | Streak
    | Ladder,
    Field(discriminator="kind"),
]

__all__ = ["KINDS", "AnyPayRule", "PayRule"]
