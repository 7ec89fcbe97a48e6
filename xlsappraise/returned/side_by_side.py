"""Versions of one form side by side: where they differ, and what each of them holds."""

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
                Differing(next(filter(None, cells), ""), slot.full_label, tuple(told(value) for value in values))
            )
    return found


def told(value: float | str | None) -> Text:
    """Return what an input holds as a text."""
    if value is None:
        return phrase("(blank)")
    return plain(value) if isinstance(value, float) else value
