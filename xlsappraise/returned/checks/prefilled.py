"""Report figures that HR filled in and that came back changed, which is allowed where they are not locked."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.missing import entry_label
from xlsappraise.returned.returned_form import Returned
from xlsappraise.returned.side_by_side import value_text
from xlsappraise.typed.entries import Entry

_CARRIED: tuple[str, Text] = ("carried-changed", "")


def prefilled(returned: Returned) -> Iterator[Problem]:
    """Yield a warning per figure of HR with another value, and a note per other entry that the form was sent with.

    Those that were carried over from the person's own form are such entries, as are all of a form that was issued
    before HR's figures were recorded. A change of a locked figure does not count and is reported as a locked cell's.
    """
    filled = returned.issued.blueprint.filled
    for name, sent in {**filled.values, **filled.given}.items():
        entry = returned.entries.get(name)
        if entry is None or entry.value == sent or (entry.value is None and not _cleared(entry)):
            continue
        if name in filled.locked:
            continue
        code, change = ("prefilled-changed", _change(sent, entry.value)) if name in filled.given else _CARRIED
        yield problem(
            code, sheet=returned.name, cell=entry.cell, name=returned.issued.issue.name, label=entry_label(entry),
            found=value_text(entry.value), expected=value_text(sent), change=change,
        )  # fmt: skip


def _change(sent: float | str, value: float | str | None) -> Text:
    """Name how a figure was changed."""
    if value is None:
        return phrase("cleared")
    if isinstance(sent, float | int) and isinstance(value, float | int):
        return phrase("lowered") if value < sent else phrase("raised")
    return phrase("changed")


def _cleared(entry: Entry) -> bool:
    """Return whether an entry is blank and may be; other blanks are errors that other checks report."""
    return entry.blank and not entry.slot.required
