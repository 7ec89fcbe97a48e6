"""The rule kinds: one file each, listed here once."""

from typing import Annotated

from pydantic import Field

from xlsappraise.rules.attainment import Attainment
from xlsappraise.rules.bands import Bands
from xlsappraise.rules.base import Cells, Fault, Figure, Input, Rule, Scale, Strict
from xlsappraise.rules.checklist import Checklist
from xlsappraise.rules.deduction import Deduction
from xlsappraise.rules.growth import Growth
from xlsappraise.rules.levels import Levels
from xlsappraise.rules.mean import Mean
from xlsappraise.rules.norm import Norm
from xlsappraise.rules.plus_minus import PlusMinus
from xlsappraise.rules.rank import Rank
from xlsappraise.rules.rating import Rating
from xlsappraise.rules.share import Share
from xlsappraise.rules.shortfall import Shortfall
from xlsappraise.rules.survey import Survey
from xlsappraise.rules.tally import Tally
from xlsappraise.rules.thresholds import Thresholds
from xlsappraise.typed_slot import InputType

AnyRule = Annotated[
    Attainment
    | Bands
    | Checklist
    | Deduction
    | Growth
    | Levels
    | Mean
    | Norm
    | PlusMinus
    | Rank
    | Rating
    | Share
    | Shortfall
    | Survey
    | Tally
    | Thresholds,
    Field(discriminator="kind"),
]

__all__ = ["AnyRule", "Cells", "Fault", "Figure", "Input", "InputType", "Rule", "Scale", "Strict"]
