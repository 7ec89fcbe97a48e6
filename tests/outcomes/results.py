"""Results over periods for tests: who had what total when, and who was on leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.schemes.build import Raw, scheme
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.rollup import Rolled, grade_of
from xlsappraise.results.standing import Score, Source, Standing
from xlsappraise.schemes import Scheme

MONTHLY = scheme(id="monthly", title="月度表")
STRICT = scheme(id="strict", title="缺一不可表", rollup={"missing": "none"})
SCHEMES = {one.id: one for one in (MONTHLY, STRICT)}
Totals = Mapping[str, float | None]
"""Period → total, None where there is none"""


def annual(**changes: object) -> Scheme:
    """Return a yearly scheme made of checks 20 %, the monthly scheme 30 % and its own form 50 %."""
    parts: list[Raw] = [
        {"title": "平时检查", "weight": 0.2, "checks": True},
        {"title": "月度考核", "weight": 0.3, "scheme": "monthly"},
        {"title": "年终考核", "weight": 0.5, "own": True},
    ]
    rollup = {"missing": "none", "parts": parts, "above": {"points": 100, "title": "优秀员工"}, **changes}
    return scheme(id="annual", title="年终表", period="year", rollup=rollup)


def score(number: str, period: str, total: float, of: Scheme = MONTHLY, source: Source = "form", **who: str) -> Score:
    """Return a result; ``who``: name, department, position, supervisor."""
    person = {"name": f"员工{number}", "department": "客服部", "position": "客服", "supervisor": "李建国", **who}
    return Score(
        Person(number, **person), period=Period.parse(period), scheme=of.id, scheme_title=of.title, total=total,
        grade=grade_of(of, total) or "", rank=1, of=1, source=source,
    )  # fmt: skip


def standing(scores: Iterable[Score], leave: Mapping[str, Sequence[str]] | None = None) -> Standing:
    """Put results together; ``leave``: period → who was on leave."""
    found: dict[tuple[str, Period], dict[str, Score]] = {}
    for one in scores:
        found.setdefault((one.scheme, one.period), {})[one.employee_id] = one
    away = {Period.parse(period): frozenset(numbers) for period, numbers in (leave or {}).items()}
    return Standing(found, away)


def of_person(number: str, totals: Totals, of: Scheme = MONTHLY) -> list[Score]:
    """Return a person's results by period."""
    return [score(number, period, total, of) for period, total in totals.items() if total is not None]


def told(rolled: Rolled) -> tuple[float | None, str | None, list[str]]:
    """Return total, grade and what is missing."""
    return rolled.total, rolled.grade, [str(period) for period in rolled.missing]
