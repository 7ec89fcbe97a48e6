"""Ranks by total within a scheme, and within a department of it; ties share the better rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def with_ranks(table: pd.DataFrame) -> pd.DataFrame:
    """Return ``table`` with ``rank`` and ``department_rank`` (floats); NaN where there is no total.

    ``table`` has scheme, department and total. Totals are rounded already, so equal totals are ties.
    """
    ranked = table.copy()
    ranked["rank"] = table.groupby("scheme")["total"].rank(method="min", ascending=False)
    ranked["department_rank"] = table.groupby(["scheme", "department"])["total"].rank(method="min", ascending=False)
    return ranked
