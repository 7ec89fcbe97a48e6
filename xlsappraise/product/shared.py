"""Define types of arguments, and the lines of a description; load no library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

AnyPath: TypeAlias = str | Path
Progress: TypeAlias = Callable[[Iterable[Any], int], Iterable[Any]]
"""Called with the items of a long run and their count; returns the same items, and may draw a bar while they pass"""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Hold a line of a description for people; ``heading``: whether it begins a part."""

    text: str
    heading: bool = False
