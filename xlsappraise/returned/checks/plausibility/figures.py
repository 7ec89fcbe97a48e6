"""How questions show figures."""

from __future__ import annotations

from xlsappraise.base.rounding import plain
from xlsappraise.typed.slot import Slot


def shown(slot: Slot, value: float) -> str:
    """Return a number as the form shows it: percentages with their sign."""
    return f"{plain(value * 100)}%" if slot.type == "percent" else plain(value)
