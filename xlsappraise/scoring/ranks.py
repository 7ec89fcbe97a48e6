"""Ranks: 1 is the best value; ties share the better rank, and the following ranks are skipped."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value", float, Decimal)


def places(values: Mapping[Key, Value], *, lower: bool = False) -> dict[Key, int]:
    """Return the rank of each key by its value: the largest first, or the smallest if ``lower``."""
    first: dict[Value, int] = {}
    for place, value in enumerate(sorted(values.values(), reverse=not lower), 1):
        first.setdefault(value, place)
    return {key: first[value] for key, value in values.items()}
