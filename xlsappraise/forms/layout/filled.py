"""What is known of a form before it is sent out: figures filled in beforehand, and what they earn already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Filled:
    """``values``: input id → number or text; ``locked``: the inputs that may not be changed in the form.

    ``origins``: input id → where the figure comes from, shown beside it. ``scores``: criterion id → the score, or the
    word for excluded, of each criterion that is whole already.
    """

    values: Mapping[str, float | str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    origins: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float | str] = field(default_factory=dict)


NOTHING = Filled()
