"""The model of a plan file, a TOML file in ``templates/plans/`` or a workspace's ``plans/``.

A plan consists of terms and a list of rules with parameters.
"""

from __future__ import annotations

from pydantic import Field

from xlsappraise.plans.rules import AnyPayRule
from xlsappraise.plans.terms import PlanTerms


class Plan(PlanTerms):
    """A pay or promotion plan: its terms and its rules in the order of execution."""

    rules: tuple[AnyPayRule, ...] = Field(alias="rule", min_length=1)
