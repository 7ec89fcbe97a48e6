"""Notice percentages above 100 % of things that are parts of a whole."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry


def share_above_whole(returned: Returned) -> Iterator[Problem]:
    """Yield a note per share above 100 %; where the scheme has a largest value, that is an error elsewhere."""
    for entry in _shares(returned):
        if isinstance(entry.value, float) and entry.value > 1:
            yield problem(
                "share-above-whole", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=shown(entry.slot, entry.value),
            )  # fmt: skip


def _shares(returned: Returned) -> Iterator[Entry]:
    """Yield the entries that are parts of a whole: of rules, beside the marks, and in columns of tables."""
    form = returned.issued.blueprint.form
    for one in returned.answers:
        yield from (one.entries[name] for name in one.rule.shares() if name in one.entries)
    for field in form.fields:
        entry = returned.entries.get(f"field.{field.id}")
        if field.type == "percent" and entry is not None:
            yield entry
    in_tables = (entry for entry in returned.entries.values() if entry.slot.table is not None)
    yield from (entry for entry in in_tables if entry.slot.type == "percent" and entry.slot.max is None)
