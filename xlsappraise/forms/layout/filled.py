"""The values that are filled in before a form is sent out, and the scores that they determine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Filled:
    """Prefilled values. ``values``: input id → number or text; ``locked``: the inputs that may not be changed.

    ``origins``: input id → the source of the figure, shown beside it. ``scores``: criterion id → the score, or the
    word for excluded, of each criterion whose inputs are all prefilled. ``given``: input id → what HR filled in; a
    value that was carried over from a returned form may differ from it, or have none. ``full``: input id → HR's target
    of the whole period, where the value is the part of somebody who was there for some of its days.
    """

    values: Mapping[str, float | str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    origins: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float | str] = field(default_factory=dict)
    given: Mapping[str, float | str] = field(default_factory=dict)
    full: Mapping[str, float] = field(default_factory=dict)


NOTHING = Filled()
