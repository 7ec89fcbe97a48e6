"""Write a plan as the text of a TOML file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsappraise.base.toml import read_toml
from xlsappraise.plans.model import Plan


def plan_toml(plan: Plan) -> str:
    """Write a plan as TOML, defaults left out; raise ValueError for what TOML cannot hold."""
    import tomli_w

    text = tomli_w.dumps(_plain(plan.model_dump(by_alias=True, exclude_defaults=True)), indent=2)
    if Plan.model_validate(read_toml(text, Decimal)) != plan:
        raise ValueError(f"plan {plan.id} cannot be written as TOML")
    return text


def _plain(value: Any) -> Any:
    """Return the data without None; whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value
