"""How raters mark in comparison with others who mark by the same scheme, and what can be said of it.

The standard error of a difference of two means is that of two groups with a common spread (pooled variance). Two
raters alone mirror each other: what is lenient in one of them may be strict in the other, so neither is judged.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from xlsappraise.base.rounding import round_number
from xlsappraise.report.person_columns import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.report.data import SummaryData
    from xlsappraise.report.score_table import ScoreTable

ENOUGH = 5
"""So many people with a total are needed for a verdict"""
SURE = 2
"""So many standard errors a difference must exceed"""

Verdict = Literal["few", "alone", "mirror", "alike", "lenient", "strict"]


@dataclass(frozen=True, slots=True)
class RaterPair:
    """One rater in one scheme, and the others in it; ``squares``: of both groups' distances to their means."""

    rater: str
    scheme: str
    count: int
    mean: float
    spread: float | None
    others: int
    raters: int
    others_mean: float
    squares: float

    @property
    def difference(self) -> float | None:
        """The distance to the others' mean; None if there are none."""
        return self.mean - self.others_mean if self.others else None

    @property
    def error(self) -> float | None:
        """The standard error of the difference; None if it cannot be computed."""
        free = self.count + self.others - 2
        if not self.others or free < 1:
            return None
        return math.sqrt(self.squares / free * (1 / self.count + 1 / self.others))


@dataclass(frozen=True, slots=True)
class RaterReading:
    """What is said of a rater: ``leniency`` and ``error`` are averaged over schemes, weighted by people."""

    rater: str
    count: int
    leniency: float | None
    error: float | None
    verdict: Verdict

    @property
    def allowance(self) -> float | None:
        """The difference that may be chance."""
        return None if self.error is None else SURE * self.error


def pairs(table: ScoreTable) -> list[RaterPair]:
    """Return a pair per rater and scheme with results, by rater in the order of names, then by scheme."""
    valid = table.rows[table.rows["total"].notna()]
    found = []
    for scheme, group in valid.groupby("scheme_title"):
        totals, raters = group["total"].to_numpy(), group["rater"].to_numpy()
        names = sorted(set(raters))
        for rater in names:
            mine = raters == rater
            own, rest = totals[mine], totals[~mine]
            mean, others_mean = float(own.mean()), float(rest.mean()) if len(rest) else math.nan
            apart = float(((own - mean) ** 2).sum())
            theirs = float(((rest - others_mean) ** 2).sum()) if len(rest) else 0.0
            spread = math.sqrt(apart / (len(own) - 1)) if len(own) > 1 else None
            found.append(
                RaterPair(str(rater), str(scheme), len(own), mean, spread, len(rest), len(names) - 1, others_mean,
                     apart + theirs)
            )  # fmt: skip
    return sorted(found, key=lambda pair: (pair.rater, pair.scheme))


def readings(found: Sequence[RaterPair]) -> dict[str, RaterReading]:
    """Judge each rater from the pairs."""
    by_rater: dict[str, list[RaterPair]] = {}
    for pair in found:
        by_rater.setdefault(pair.rater, []).append(pair)
    return {rater: _reading(rater, mine) for rater, mine in by_rater.items()}


def verdict_of(pair: RaterPair) -> Verdict:
    """Judge a rater in one scheme alone."""
    return _reading(pair.rater, [pair]).verdict


def _reading(rater: str, mine: Sequence[RaterPair]) -> RaterReading:
    count = sum(pair.count for pair in mine)
    compared = [pair for pair in mine if pair.difference is not None and pair.error is not None]
    people = sum(pair.count for pair in compared)
    if count < ENOUGH:
        return RaterReading(rater, count, None, None, "few")
    if not people:
        return RaterReading(rater, count, None, None, "alone")
    leniency = sum(pair.count * (pair.difference or 0.0) for pair in compared) / people
    error = math.sqrt(sum((pair.count * (pair.error or 0.0)) ** 2 for pair in compared)) / people
    return RaterReading(rater, count, leniency, error, _verdict(leniency, error, compared))


def _verdict(leniency: float, error: float, compared: Sequence[RaterPair]) -> Verdict:
    if all(pair.raters < 2 for pair in compared):
        return "mirror"
    if abs(round_number(leniency)) <= round_number(SURE * error):
        return "alike"
    return "lenient" if leniency > 0 else "strict"


def verdict_words(say: Words) -> Mapping[Verdict, str]:
    """Return the verdicts in words."""
    return {
        "few": say("too few people"),
        "alone": say("nobody to compare with"),
        "mirror": say("two raters only"),
        "alike": say("like the others"),
        "lenient": say("lenient"),
        "strict": say("strict"),
    }


def alike_marks(data: SummaryData, table: ScoreTable) -> Counter[str]:
    """Count for each rater the people whose marks are the same, criterion by criterion, as those of another one."""
    raters = dict(zip(zip(table.keys, table.rows["employee_id"], strict=True), table.rows["rater"], strict=True))
    found: Counter[str] = Counter()
    for key, frame in data.criteria.items():
        columns = [column for column in frame.columns if column not in (*PERSON, "total")]
        seen: dict[tuple[object, ...], int] = Counter()
        marks = [tuple(row) for row in frame[columns].fillna(-1.0).to_numpy().tolist()]
        whose = [str(raters.get((key, str(number)), "")) for number in frame["employee_id"]]
        for rater, row in zip(whose, marks, strict=True):
            seen[rater, *row] += 1
        for rater, row in zip(whose, marks, strict=True):
            found[rater] += seen[rater, *row] > 1
    return found


def changed_after_return(data: SummaryData) -> Counter[str]:
    """Count for each rater the forms of which several versions came back with different entries."""
    return Counter(one.rater for one in data.versions if one.lines and one.rater)


def named(texts: Iterable[str], say: Words, limit: int) -> str:
    """Join the first ``limit`` texts and count the others."""
    every = list(texts)
    joined = say(", ").join(every[:limit])
    if len(every) <= limit:
        return joined
    return say("{names} and {count} more").format(names=joined, count=len(every) - limit)
