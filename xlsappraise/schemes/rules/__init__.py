"""List the rule kinds: one file each."""

from typing import Annotated

from pydantic import Field

from xlsappraise.schemes.rules.attainment import Attainment
from xlsappraise.schemes.rules.bands import Bands
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule, Scale, Strict
from xlsappraise.schemes.rules.checklist import Checklist
from xlsappraise.schemes.rules.deduction import Deduction
from xlsappraise.schemes.rules.growth import Growth
from xlsappraise.schemes.rules.levels import Levels
from xlsappraise.schemes.rules.mean import Mean
from xlsappraise.schemes.rules.norm import Norm
from xlsappraise.schemes.rules.plus_minus import PlusMinus
from xlsappraise.schemes.rules.rank import Rank
from xlsappraise.schemes.rules.rating import Rating
from xlsappraise.schemes.rules.share import Share
from xlsappraise.schemes.rules.shortfall import Shortfall
from xlsappraise.schemes.rules.survey import Survey
from xlsappraise.schemes.rules.tally import Tally
from xlsappraise.schemes.rules.thresholds import Thresholds
from xlsappraise.typed.slot import InputType

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
