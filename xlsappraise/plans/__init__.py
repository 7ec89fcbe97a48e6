"""Pay and promotion plans: the model of a plan file, the plans that are there, what may be wrong with one."""

from xlsappraise.plans.library import PlanLibrary, load_plan
from xlsappraise.plans.model import Plan

__all__ = ["Plan", "PlanLibrary", "load_plan"]
