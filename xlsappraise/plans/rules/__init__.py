"""The rule kinds of plans. A new kind is a file and its name in ``AnyPayRule``."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from xlsappraise.plans.rules.award import Award
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.rules.base_pay import BasePay
from xlsappraise.plans.rules.cost_split import CostSplit
from xlsappraise.plans.rules.fine import Fine
from xlsappraise.plans.rules.form_fines import FormFines
from xlsappraise.plans.rules.gate import Gate
from xlsappraise.plans.rules.guarantee import Guarantee
from xlsappraise.plans.rules.incident_run import IncidentRun
from xlsappraise.plans.rules.ladder import Ladder
from xlsappraise.plans.rules.pool_share import PoolShare
from xlsappraise.plans.rules.rank_pay import RankPay
from xlsappraise.plans.rules.scaled import Scaled
from xlsappraise.plans.rules.score_commission import ScoreCommission
from xlsappraise.plans.rules.streak import Streak
from xlsappraise.plans.rules.team_split import TeamSplit
from xlsappraise.plans.rules.tiers import Tiers

AnyPayRule = Annotated[
    Award
    | RankPay
    | ScoreCommission
    | Tiers
    | PoolShare
    | TeamSplit
    | Gate
    | Fine
    | FormFines
    | CostSplit
    | Guarantee
    | BasePay
    | Scaled
    | Streak
    | IncidentRun
    | Ladder,
    Field(discriminator="kind"),
]
KINDS: tuple[type[PayRule], ...] = get_args(get_args(AnyPayRule)[0])

__all__ = ["KINDS", "AnyPayRule", "PayRule"]
