"""What the summary sheets are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsappraise.period import Period
from xlsappraise.problems import Problem
from xlsappraise.scheme import Scheme

if TYPE_CHECKING:
    import pandas as pd

RESULT_COLUMNS = (
    "employee_id", "name", "department", "position", "scheme", "scheme_title", "rater",
    "total", "grade", "rank", "department_rank", "state",
)  # fmt: skip


@dataclass(frozen=True)
class SummaryData:
    """Frames and records of one period.

    ``results``: a row per issued form that is not withdrawn, RESULT_COLUMNS; ``total`` is NaN and
    ``grade`` None unless ``state`` is valid (valid, incomplete, invalid, missing); ``rank`` is within the
    scheme, ``department_rank`` within scheme and department (1 is best, ties share the better rank).
    ``criteria``: scheme id → a row per valid form: employee_id, name, department, then a column per
    criterion id (floats, rounded), then total. ``missing``: employee_id, name, department, scheme_title,
    rater, email, of the forms not returned. ``files``: file, state (accepted, refused, set_aside,
    duplicate, ignored), employee_id, detail. ``problems`` are in reading order.
    """

    period: Period
    organisation: str
    counts: Mapping[str, int]
    file_counts: Mapping[str, int]
    results: pd.DataFrame
    criteria: Mapping[str, pd.DataFrame]
    missing: pd.DataFrame
    files: pd.DataFrame
    problems: tuple[Problem, ...]
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
