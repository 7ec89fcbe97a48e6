"""Check that protection is still set; some programs drop it, so that its loss is not tampering."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned


def protection(returned: Returned) -> Iterator[Problem]:
    """Yield a lost sheet protection, lost limits of the entries (warnings) and a lost structure lock (note)."""
    if not returned.sheet.protected:
        yield problem("protection-removed", sheet=returned.name)
    if not returned.sheet.validated:
        yield problem("validation-removed", sheet=returned.name)
    if not returned.reading.structure_locked:
        yield problem("structure-lock-lost")
