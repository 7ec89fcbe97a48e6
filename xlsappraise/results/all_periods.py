"""The results of all periods that have ended, roll-ups included, for trends, pay and promotion."""

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
class GatheredResults:
    """The results of periods from forms and imports, and the data to roll them up.

    ``schemes``: the newest edition by id; ``people``: period → scheme id → people who were issued a form, by number.
    """

    own: Standing
    schemes: Mapping[str, Scheme]
    people: Mapping[Period, Mapping[str, Mapping[str, Person]]]
    records: Mapping[Period, Recorded]
    facts: FactsOf = field(default=lambda _period: PeriodFacts())

    def rolled(self, period: Period) -> list[Rolled]:
        """Return the results of a quarter or year that are rolled up from shorter periods, or were imported.

        A person with a form in the period, or whose result is part of a weighted one, is not rolled up in that scheme.
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
        issued = {(scheme, number) for scheme, people in given.items() for number in people}
        return [*made, *roll_up(period, self.own, self.schemes, entered | issued, self.people)]

    def checks(self, period: Period) -> dict[str, list[float]]:
        """Return the marks of checks in a period and in those inside it, by employee number.

        A mark in the facts of a month and again in those of its year counts once.
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


def gather_results(office: Office, until: Period, facts: FactsOf | None = None) -> GatheredResults:
    """Gather the results of every period that has ended by the end of ``until``, ``LOOK_BACK`` months back at most."""
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
    return GatheredResults(own, schemes, {period: one.people for period, one in records.items()}, records, read)


def standing_of(office: Office, until: Period, facts: FactsOf | None = None) -> Standing:
    """Return all results up to the end of ``until``: forms, imports, and roll-ups of ended quarters and years."""
    return with_rollups(gather_results(office, until, facts), until)


def with_rollups(gathered: GatheredResults, until: Period) -> Standing:
    """Return the results with roll-ups of quarters and years within the look-back that end by the end of ``until``."""
    scores: dict[tuple[str, Period], Mapping[str, Score]] = dict(gathered.own.scores)
    for period in _quarters_and_years(until):
        for scheme, found in _ranked(gathered, period).items():
            scores[scheme, period] = found
    return Standing(scores, gathered.own.leave)


def _ranked(gathered: GatheredResults, period: Period) -> dict[str, dict[str, Score]]:
    """Rank rolled-up results, together with the period's own results of their schemes.

    The form of a weighted scheme is only a part of its result, so its score is left out.
    """
    rolled = gathered.rolled(period)
    rows = [one.row(one.scheme.id, one.scheme.title) for one in rolled if one.total is not None]
    made = {(one.scheme.id, one.person.employee_id) for one in rolled}
    schemes = {one.scheme.id for one in rolled}
    rows += [
        row_of(score)
        for scheme in schemes
        for number, score in gathered.own.of(scheme, period).items()
        if (scheme, number) not in made
    ]
    return {**{scheme: {} for scheme in schemes}, **scores_of(period, rows)}


def _start(end: date) -> date:
    """Return the first day of the look-back: ``LOOK_BACK`` months up to the month of ``end``."""
    months = end.year * 12 + end.month - LOOK_BACK
    return date(months // 12, months % 12 + 1, 1)


def _quarters_and_years(until: Period) -> Iterator[Period]:
    """Yield the quarters, then the years, within the look-back that end by the end of ``until``, oldest first."""
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
    """Return the employee numbers of people on approved leave, by period of the look-back.

    Leave of a quarter or year is leave of all periods inside it; leave of all its months is leave of the whole. Leave
    of a month is leave of its weeks.
    """
    found: dict[Period, set[str]] = {}
    month = Period("month", until.last_day.year, until.last_day.month)
    while month.first_day >= start:
        found[month] = set(facts(month).leave)
        month = month.previous()
    longer = list(_quarters_and_years(until))
    for period in longer:
        people = facts(period).leave
        for inner in _inside(period):
            found.setdefault(inner, set()).update(people)
    for period in longer:
        found[period] |= set.intersection(*(found[inner] for inner in period.inside("month")))
    weeks = {week: found[month] for month in list(found) if month.kind == "month" for week in month.inside("week")}
    return {when: frozenset(people) for when, people in (found | weeks).items() if people}
