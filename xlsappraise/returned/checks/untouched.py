"""Report a form without any entry."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned


def untouched(returned: Returned) -> Iterator[Problem]:
    """Yield one finding for a form with no entry, instead of one per blank."""
    if returned.untouched:
        yield problem("untouched", sheet=returned.name)
