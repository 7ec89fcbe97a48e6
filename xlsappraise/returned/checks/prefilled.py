"""Was a figure that was filled in beforehand changed in the form? It may be, where it is not locked; it is said."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.missing import entry_label
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry


def prefilled(returned: Returned) -> Iterator[Problem]:
    """Yield a note per figure that came back as another one."""
    for name, sent in returned.issued.blueprint.filled.values.items():
        entry = returned.entries.get(name)
        if entry is None or entry.value == sent or (entry.value is None and not _cleared(entry)):
            continue
        yield problem(
            "prefilled-changed", sheet=returned.name, cell=entry.cell, label=entry_label(entry),
            found=_told(entry.value), expected=_told(sent),
        )  # fmt: skip


def _cleared(entry: Entry) -> bool:
    """Return whether a blank stands where one may; others are errors, and told as such."""
    return entry.blank and not entry.slot.required


def _told(value: float | str | None) -> Text:
    if value is None:
        return phrase("(blank)")
    return plain(value) if isinstance(value, float) else value
