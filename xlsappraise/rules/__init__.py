"""The rule kinds: one file each, listed here once."""

from typing import Annotated

from pydantic import Field

from xlsappraise.rules.attainment import Attainment
from xlsappraise.rules.bands import Bands
from xlsappraise.rules.base import Cells, Fault, Figure, Input, InputType, Rule, Strict
from xlsappraise.rules.checklist import Checklist
from xlsappraise.rules.deduction import Deduction
from xlsappraise.rules.levels import Levels
from xlsappraise.rules.rating import Rating
from xlsappraise.rules.shortfall import Shortfall

AnyRule = Annotated[
    Attainment | Bands | Checklist | Deduction | Levels | Rating | Shortfall,
    Field(discriminator="kind"),
]

__all__ = ["AnyRule", "Cells", "Fault", "Figure", "Input", "InputType", "Rule", "Strict"]
