"""Streaks over consecutive periods: the same grade, rising or falling totals, totals below the pass mark."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import plain, round_number
from xlsappraise.results.standing import LOOK_BACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsappraise.base.i18n import Words

PASS = 60.0
LEAST = 2
"""The fewest periods that make a streak"""

Result = tuple[float, str]
"""Total and grade"""


def streak(results: Sequence[Result], say: Words) -> str:
    """Describe the current streaks; ``results`` are of consecutive periods, the newest first."""
    results = results[:LOOK_BACK]
    grade = results[0][1]
    changes = [round_number(new[0] - old[0]) for new, old in pairwise(results)]
    streaks = (
        (say("{grade}: {count} periods running"), _leading_count(result[1] == grade for result in results)),
        (say("rising {count} times running"), _leading_count(change > 0 for change in changes)),
        (say("falling {count} times running"), _leading_count(change < 0 for change in changes)),
        (say("below {bound} for {count} periods running"), _leading_count(result[0] < PASS for result in results)),
    )
    texts = [text.format(grade=grade, count=count, bound=plain(PASS)) for text, count in streaks if count >= LEAST]
    return say("; ").join(texts)


def _leading_count(holds: Iterable[bool]) -> int:
    """Count the values before the first False."""
    return sum(takewhile(bool, holds))
