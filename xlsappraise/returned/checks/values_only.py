"""Report a copy of the values only, which does not prove that the form itself was filled in."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned


def values_only(returned: Returned) -> Iterator[Problem]:
    """Yield one finding for a copy without formulas, instead of one per formula."""
    if returned.values_only:
        yield problem("values-only-copy", sheet=returned.name)
