"""Versions of one form side by side: the inputs in which they differ, with their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Version


@dataclass(frozen=True, slots=True)
class Differing:
    """An input in which versions differ: its cell, its label, and a text per version."""

    cell: str
    label: str
    values: tuple[Text, ...]


def side_by_side(blueprint: Blueprint, versions: Sequence[Version]) -> list[Differing]:
    """Return the inputs in which versions differ, in the order of the form."""
    found = []
    for slot in blueprint.slots:
        values = [version.inputs.get(slot.id) for version in versions]
        if any(value != values[0] for value in values):
            cells = (version.reading.cells.get(slot.id) for version in versions)
            found.append(
                Differing(next(filter(None, cells), ""), slot.full_label, tuple(value_text(value) for value in values))
            )
    return found


def value_text(value: float | str | None) -> Text:
    """Return the value of an input as a text."""
    if value is None:
        return phrase("(blank)")
    return plain(value) if isinstance(value, float) else value
