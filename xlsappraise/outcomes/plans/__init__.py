"""Pay and promotion plans: the model of a plan file, the plans that are there, what may be wrong with one."""

from xlsappraise.outcomes.plans.library import PlanLibrary, load_plan
from xlsappraise.outcomes.plans.model import FactSpec, IncidentSpec, Plan, Setting

__all__ = ["FactSpec", "IncidentSpec", "Plan", "PlanLibrary", "Setting", "load_plan"]
