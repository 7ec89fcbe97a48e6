"""Report prefilled figures that were changed in the form, which is allowed where they are not locked."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.missing import entry_label
from xlsappraise.returned.returned_form import Returned
from xlsappraise.returned.side_by_side import value_text
from xlsappraise.typed.entries import Entry


def prefilled(returned: Returned) -> Iterator[Problem]:
    """Yield a note per prefilled figure with another value."""
    for name, sent in returned.issued.blueprint.filled.values.items():
        entry = returned.entries.get(name)
        if entry is None or entry.value == sent or (entry.value is None and not _cleared(entry)):
            continue
        yield problem(
            "prefilled-changed", sheet=returned.name, cell=entry.cell, label=entry_label(entry),
            found=value_text(entry.value), expected=value_text(sent),
        )  # fmt: skip


def _cleared(entry: Entry) -> bool:
    """Return whether an entry is blank and may be; other blanks are errors that other checks report."""
    return entry.blank and not entry.slot.required
