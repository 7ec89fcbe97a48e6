"""Check that each part is at most its whole: satisfied at most returned, returned at most issued."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.missing import entry_label
from xlsappraise.returned.returned_form import Returned


def chains(returned: Returned) -> Iterator[Problem]:
    """Yield the entries that exceed their whole."""
    for entry in returned.entries.values():
        whole = returned.entries.get(entry.slot.at_most or "")
        if whole is None or not isinstance(entry.value, float) or not isinstance(whole.value, float):
            continue
        if entry.value > whole.value:
            yield problem(
                "above-the-whole", sheet=returned.name, cell=entry.cell, label=entry_label(entry),
                found=plain(entry.value), expected=f"≤ {plain(whole.value)} ({whole.cell})",
            )  # fmt: skip
