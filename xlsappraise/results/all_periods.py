"""The results of all periods that have ended, roll-ups included: what trends, pay and promotion look back on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.period_facts import CheckMark, PeriodFacts
from xlsappraise.results.recorded import Recorded, recorded
from xlsappraise.results.rollup import Rolled, roll_up
from xlsappraise.results.rows import row_of, scores_of
from xlsappraise.results.standing import LOOK_BACK, Score, Standing
from xlsappraise.results.weighted import weighted
from xlsappraise.schemes import Scheme
from xlsappraise.store.office import Office

FactsOf = Callable[[Period], PeriodFacts]


@dataclass(frozen=True)
class KnownResults:
    """What periods have by forms and imports, and what rolling them up needs.

    ``schemes``: the newest edition by id; ``people``: period → scheme id → who was given a form.
    """

    own: Standing
    schemes: Mapping[str, Scheme]
    people: Mapping[Period, Mapping[str, Mapping[str, Person]]]
    records: Mapping[Period, Recorded]
    facts: FactsOf = field(default=lambda _period: PeriodFacts())

    def rolled(self, period: Period) -> list[Rolled]:
        """Return the results of a quarter or year that are made of shorter periods, or were imported as they are.

        What has a form in the period is not rolled up, nor is what has entered a weighted result.
        """
        given = self.people.get(period, {})
        made = weighted(period, self.own, self.schemes, given, self.checks(period))
        entered = {
            (part.scheme, one.person.employee_id)
            for one in made
            if one.total is not None
            for part in one.scheme.rollup.parts
            if part.scheme is not None
        }
        formed = {(scheme, number) for scheme, people in given.items() for number in people}
        return [*made, *roll_up(period, self.own, self.schemes, entered | formed, self.people)]

    def checks(self, period: Period) -> dict[str, list[float]]:
        """Return the marks of checks in a period and in those inside it, by employee number.

        A mark that stands in the facts of a month and again in those of its year counts once.
        """
        if not any(part.checks for scheme in self.schemes.values() for part in scheme.rollup.parts):
            return {}
        marks: Counter[CheckMark] = Counter()
        for inner in _inside(period):
            marks |= Counter(self.facts(inner).checks)
        found: dict[str, list[float]] = {}
        for mark in sorted(marks.elements(), key=lambda mark: (mark.employee_id, mark.day, mark.points)):
            found.setdefault(mark.employee_id, []).append(float(mark.points))
        return found


def known_of(office: Office, until: Period, facts: FactsOf | None = None) -> KnownResults:
    """Gather the results of every period that has ended when ``until`` ends, as far back as is looked at."""
    start = _start(until.last_day)
    past = office.ledger.past_results()
    names = {issue.period for issue in office.ledger.issues()} | {one.period for one in past}
    periods = sorted(
        (p for p in map(Period.parse, names) if start <= p.first_day and p.last_day <= until.last_day),
        key=lambda period: (period.last_day, period.first_day),
    )
    records = recorded(office, periods, past)
    schemes = dict(office.library.schemes)
    for one in records.values():
        schemes.update(one.schemes)
    scores = {(name, period): found for period, one in records.items() for name, found in one.scores.items()}
    read = facts or (lambda _period: PeriodFacts())
    own = Standing(scores, _leave(read, start, until))
    return KnownResults(own, schemes, {period: one.people for period, one in records.items()}, records, read)


def standing_of(office: Office, until: Period, facts: FactsOf | None = None) -> Standing:
    """Return all results up to the end of ``until``: forms, imports, and roll-ups of ended quarters and years."""
    return with_rollups(known_of(office, until, facts), until)


def with_rollups(known: KnownResults, until: Period) -> Standing:
    """Add the quarters and years that lie wholly in what is looked at and have ended with ``until``."""
    scores: dict[tuple[str, Period], Mapping[str, Score]] = dict(known.own.scores)
    for period in _longer(until):
        for scheme, found in _ranked(known, period).items():
            scores[scheme, period] = found
    return Standing(scores, known.own.leave)


def _ranked(known: KnownResults, period: Period) -> dict[str, dict[str, Score]]:
    """Rank rolled-up results, together with those of the scheme that the period has by itself.

    The form of a weighted scheme is only a part of its result, so it never stands for the whole.
    """
    rolled = known.rolled(period)
    rows = [one.row(one.scheme.id, one.scheme.title) for one in rolled if one.total is not None]
    made = {(one.scheme.id, one.person.employee_id) for one in rolled}
    schemes = {one.scheme.id for one in rolled}
    rows += [
        row_of(score)
        for scheme in schemes
        for number, score in known.own.of(scheme, period).items()
        if (scheme, number) not in made
    ]
    return {**{scheme: {} for scheme in schemes}, **scores_of(period, rows)}


def _start(end: date) -> date:
    """Return the first day that is looked at: ``LOOK_BACK`` months up to the month of ``end``."""
    months = end.year * 12 + end.month - LOOK_BACK
    return date(months // 12, months % 12 + 1, 1)


def _longer(until: Period) -> Iterator[Period]:
    """Yield the quarters, then the years, that lie in what is looked at and have ended, oldest first."""
    start, end = _start(until.last_day), until.last_day
    years = range(start.year, end.year + 1)
    every = [Period("quarter", year, number) for year in years for number in (1, 2, 3, 4)]
    every += [Period("year", year, 0) for year in years]
    yield from (period for period in every if start <= period.first_day and period.last_day <= end)


def _inside(period: Period) -> Iterator[Period]:
    """Yield the months of a period, its quarters and itself."""
    yield from period.inside("month")
    if period.kind == "year":
        yield from period.inside("quarter")
    if period.kind != "month":
        yield period


def _leave(facts: FactsOf, start: date, until: Period) -> dict[Period, frozenset[str]]:
    """Return who was on approved leave in the periods that are looked at.

    Leave of a quarter or year is leave of all in it; who was on leave in all months of it was so the whole time.
    """
    found: dict[Period, set[str]] = {}
    month = Period("month", until.last_day.year, until.last_day.month)
    while month.first_day >= start:
        found[month] = set(facts(month).leave)
        month = month.previous()
    longer = list(_longer(until))
    for period in longer:
        people = facts(period).leave
        for inner in _inside(period):
            found.setdefault(inner, set()).update(people)
    for period in longer:
        found[period] |= set.intersection(*(found[inner] for inner in period.inside("month")))
    return {when: frozenset(people) for when, people in found.items() if people}
