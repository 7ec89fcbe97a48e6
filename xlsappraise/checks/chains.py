"""Is each part at most the whole it belongs to: satisfied at most returned, returned at most issued?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.checks.missing import entry_label
from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem
from xlsappraise.rounding import plain


def chains(returned: Returned) -> Iterator[Problem]:
    """Yield the entries that exceed the one they are a part of."""
    for entry in returned.entries.values():
        whole = returned.entries.get(entry.slot.at_most or "")
        if whole is None or not isinstance(entry.value, float) or not isinstance(whole.value, float):
            continue
        if entry.value > whole.value:
            yield problem(
                "above-the-whole", sheet=returned.name, cell=entry.cell, label=entry_label(entry),
                found=plain(entry.value), expected=f"≤ {plain(whole.value)} ({whole.cell})",
            )  # fmt: skip
