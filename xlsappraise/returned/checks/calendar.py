"""Check that dates are counted from 1900, as in the form."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned


def calendar(returned: Returned) -> Iterator[Problem]:
    """Yield one error for a workbook with dates counted from 1904, which makes every date another day."""
    if returned.reading.date1904:
        yield problem("calendar-1904", sheet=returned.name)
