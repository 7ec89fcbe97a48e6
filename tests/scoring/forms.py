"""Scores of forms given as inputs by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from xlsappraise.schemes import Scheme
from xlsappraise.scoring.engine import score, widen

Inputs = Mapping[str, Any]


def wide(*forms: Inputs) -> pd.DataFrame:
    """Return the frame that scoring takes, forms numbered from 0."""
    rows = [(n, key, value) for n, form in enumerate(forms) for key, value in form.items()]
    return widen(pd.DataFrame(rows, columns=["form", "input", "value"])).reindex(range(len(forms)))


def scored(scheme: Scheme, inputs: Inputs, points: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Return all figures of one form; None for what is not there."""
    row = score(scheme, wide(inputs), points).iloc[0].to_dict()
    return {name: None if pd.isna(value) else value for name, value in row.items()}


def totals(scheme: Scheme, *forms: Inputs) -> list[float | None]:
    """Return the totals of forms."""
    return [scored(scheme, form)["total"] for form in forms]
