"""People on the career ladder: their results, their colleagues, and what is proposed for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.outcomes.cases import (
    D,
    confirmed,
    member,
    moves,
    proposed,
    recorded,
    score,
)
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.plans.lines import Line
from xlsappraise.results.standing import Score
from xlsappraise.scoring.ranks import places

PLAN, SCHEME = "career-ladder", "presales-weighted"
SET = {"scheme": SCHEME}
MONTHS = [f"2026-{n:02d}" for n in range(12, 0, -1)] + [f"2025-{n:02d}" for n in range(12, 0, -1)]
QUARTERS = [f"2026-Q{n}" for n in range(4, 0, -1)] + [f"2025-Q{n}" for n in range(4, 0, -1)]
A, B, C = 92.0, 85.0, 75.0
ALL = confirmed(PLAN, "junior", "intermediate", "senior", "reserve")


def results(places: Sequence[int | None], quarters: Sequence[float | None], total: float = 88) -> list[Score]:
    """Return the results of E1 and eight colleagues, the newest first.

    ``places``: E1's places in the department by month; ``quarters``: totals of quarters; None is a gap of E1.
    """
    found = []
    for month, place in zip(MONTHS, places, strict=False):
        if place is not None:
            found.append(score("E1", month, total, place, 9, scheme=SCHEME))
        ahead = 0 if place is None else place - 1
        found += [score(f"C{n}", month, 95 if n <= ahead else 50, 1, 9, scheme=SCHEME) for n in range(1, 9)]
    of = [score("E1", q, t, 1, 9, scheme=SCHEME) for q, t in zip(QUARTERS, quarters, strict=False) if t is not None]
    return [*found, *of]


def looked_at(
    level: str,
    places: Sequence[int | None] = (),
    quarters: Sequence[float | None] = (),
    *,
    titles: int = 0,
    hired: date | None = date(2020, 1, 1),
    since: date | None = date(2024, 1, 1),
    total: float = 88,
    facts: Mapping[str, Any] | None = None,
    answers: Mapping[str, bool] | None = None,
    **more: Any,
) -> PlanOutcome:
    """Return what is proposed for E1 in December 2026; every condition is confirmed unless ``answers`` says else."""
    past: list[tuple[str, Line]] = [
        (MONTHS[n], recorded(PLAN, "E1", "excellent", title="优秀客服")) for n in range(3, 3 + titles)
    ]
    given = {} if facts is None else {"E1": facts}
    return proposed(
        PLAN, [member("E1", level=level, hired=hired, level_since=since)], results(places, quarters, total),
        period="2026-12", past=past, facts=given, settings=SET, answers={"E1": ALL if answers is None else answers},
        **more,
    )  # fmt: skip


def move(outcome: PlanOutcome) -> tuple[str, str, str] | None:
    """Return (action, from, to), or None; never more than one."""
    found = [(action, before, after) for _who, _rule, action, before, after in moves(outcome)]
    assert len(found) <= 1
    return found[0] if found else None


def standing_of(marks: Mapping[str, Sequence[float]], departments: Mapping[str, str], a: int = 0) -> list[Score]:
    """Return results by person, the newest month first, ranked over the whole scheme; and A's of E1."""
    found = []
    for n, month in enumerate(MONTHS[: max(map(len, marks.values()))]):
        by_person = {who: of[n] for who, of in marks.items() if n < len(of)}
        ranks = places({who: D(str(total)) for who, total in by_person.items()})
        found += [
            score(who, month, total, ranks[who], len(by_person), scheme=SCHEME, department=departments.get(who, "一部"))
            for who, total in by_person.items()
        ]
    return [*found, *(score("E1", quarter, A, 1, 1, scheme=SCHEME) for quarter in QUARTERS[:a])]


def asked_senior(scores: list[Score]) -> tuple[str, str, str] | None:
    title = [("2026-09", recorded(PLAN, "E1", "excellent", title="优秀客服"))]
    person = member("E1", level="中级", hired=date(2020, 1, 1), level_since=date(2026, 12, 1))
    return move(
        proposed(PLAN, [person], scores, period="2026-12", past=title, settings=SET, answers={"E1": ALL})
    )  # fmt: skip
