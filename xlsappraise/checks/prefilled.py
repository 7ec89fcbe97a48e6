"""Was a figure that was filled in beforehand changed in the form? It may be, where it is not locked; it is said."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.checks.missing import entry_label
from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem
from xlsappraise.rounding import plain


def prefilled(returned: Returned) -> Iterator[Problem]:
    """Yield a note per figure that came back as another one."""
    for name, sent in returned.issued.blueprint.filled.values.items():
        entry = returned.entries.get(name)
        if entry is not None and entry.value is not None and entry.value != sent:
            yield problem(
                "prefilled-changed", sheet=returned.name, cell=entry.cell, label=entry_label(entry),
                found=_told(entry.value), expected=_told(sent),
            )  # fmt: skip


def _told(value: float | str) -> str:
    return plain(value) if isinstance(value, float) else value
