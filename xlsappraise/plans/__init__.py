"""Pay and promotion plans: the model of a plan file, the library of plans, the checks of a plan file."""

from xlsappraise.plans.library import PlanLibrary, load_plan
from xlsappraise.plans.model import Plan

__all__ = ["Plan", "PlanLibrary", "load_plan"]
