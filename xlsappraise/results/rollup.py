"""Plain roll-ups: a quarter is the mean of its months, a year that of its quarters; rounded once, at the end.

A result of the quarter or year itself (of a form, or imported) replaces the mean. A shorter period without a result
is missing, unless the person was on approved leave in it; the scheme defines whether the mean is then of the others,
or there is no result. The mean of a quarter enters the year unrounded.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.rounding import round_number
from xlsappraise.results.rows import ResultRow
from xlsappraise.results.standing import Score, Source, Standing
from xlsappraise.schemes import RollUpPart, Scheme


@dataclass(frozen=True, slots=True)
class Below:
    """The value of a shorter period, unrounded where it is a mean itself; None for a missing result, or for leave.

    ``missing``: the period, or the periods in it, without a result though the person was not on leave.
    """

    period: Period
    value: float | None
    missing: tuple[Period, ...] = ()
    leave: bool = False


@dataclass(frozen=True, slots=True)
class RolledPart:
    """A part of a weighted result: the unrounded mean of ``count`` marks or results, None where there are none."""

    spec: RollUpPart
    value: float | None
    count: int
    below: tuple[Below, ...] = ()


@dataclass(frozen=True, slots=True)
class Rolled:
    """A person's result of a longer period; ``total`` is rounded, None (and ``grade`` too) where there is none.

    ``imported``: the result was imported, not computed. ``award``: the title that the scheme awards.
    """

    scheme: Scheme
    person: Person
    period: Period
    total: float | None
    grade: str | None
    below: tuple[Below, ...] = ()
    parts: tuple[RolledPart, ...] = ()
    imported: bool = False
    award: str | None = None

    @property
    def missing(self) -> tuple[Period, ...]:
        """The periods that have no result, oldest first."""
        every = [*self.below, *(one for part in self.parts for one in part.below)]
        return tuple(dict.fromkeys(period for one in every for period in one.missing))

    def row(self, key: str, title: str) -> ResultRow:
        """Return the result as a row, under a scheme's key and title."""
        total = math.nan if self.total is None else self.total
        issue = f"{self.person.employee_id}/{key}"
        source: Source = "history" if self.imported else "rollup"
        return ResultRow(issue, self.person, key, title, total, self.grade, self.state, source=source)

    @property
    def state(self) -> str:
        """The state of the result in the summary."""
        return "incomplete" if self.total is None else "valid"

    @property
    def parts_missing(self) -> tuple[RolledPart, ...]:
        """The parts that have no value."""
        return tuple(part for part in self.parts if part.value is None)


Given = Mapping[Period, Mapping[str, Mapping[str, Person]]]
"""Period → scheme id → people who were issued a form, by employee number"""


def roll_up(
    period: Period,
    own: Standing,
    schemes: Mapping[str, Scheme],
    excluded: Collection[tuple[str, str]] = (),
    given: Given | None = None,
) -> list[Rolled]:
    """Return the results of a quarter or year from those of shorter periods, by scheme and employee.

    ``own``: results of forms and imports; ``schemes``: the newest edition by id; ``excluded``: (scheme id, employee
    number) not to roll up; ``given``: people who were issued forms, who have a row even without a result, unless they
    were on leave in all periods. ``weighted`` computes weighted schemes.
    """
    forms = _forms(period, schemes, given or {})
    wanted = {
        (scheme, number)
        for (scheme, when), scores in own.scores.items()
        if scheme in schemes and not schemes[scheme].rollup.parts and _averaged(when, period)
        for number, score in scores.items()
        if when != period or score.source == "history"
    }
    from_forms = {
        (scheme, number)
        for (scheme, when), scores in own.scores.items()
        for number, score in scores.items()
        if when == period and score.source == "form"
    }
    chosen = sorted((wanted | set(forms)) - from_forms - set(excluded))
    made = (_rolled(schemes[key[0]], key[1], period, own, forms.get(key, ())) for key in chosen)
    return [one for one in made if one.total is not None or one.missing]


def _forms(period: Period, schemes: Mapping[str, Scheme], given: Given) -> dict[tuple[str, str], list[Person]]:
    """Return (scheme id, employee number) → the person as on each form of a plain scheme in a period, newest first."""
    found: dict[tuple[str, str], list[Person]] = {}
    for when in sorted(
        (one for one in given if one != period and _averaged(one, period)), key=lambda one: one.last_day
    ):
        for scheme, people in given[when].items():
            if scheme in schemes and not schemes[scheme].rollup.parts:
                for number, person in people.items():
                    found.setdefault((scheme, number), []).insert(0, person)
    return found


def _rolled(scheme: Scheme, number: str, period: Period, own: Standing, forms: Sequence[Person] = ()) -> Rolled:
    imported = own.score(scheme.id, period, number)
    if imported is not None:
        return imported_result(scheme, imported, own)
    below = tuple(value_of(scheme, inner, number, own) for inner in period.below())
    total = rounded(_mean_of(scheme, below))
    person = newest([person_of(scheme.id, period, number, own), *forms])
    return Rolled(
        scheme, person, period, total, grade_of(scheme, total), below, award=award_of(scheme, total)
    )  # fmt: skip


def imported_result(scheme: Scheme, score: Score, own: Standing) -> Rolled:
    """Return the unchanged imported result of a period."""
    person = person_of(scheme.id, score.period, score.employee_id, own)
    return Rolled(
        scheme, person, score.period, score.total, score.grade, imported=True, award=award_of(scheme, score.total)
    )  # fmt: skip


def value_of(scheme: Scheme, period: Period, number: str, own: Standing) -> Below:
    """Return a period's value: its own result, else the unrounded mean of its shorter periods."""
    score = own.score(scheme.id, period, number)
    if score is not None:
        return Below(period, score.total)
    inner = [value_of(scheme, one, number, own) for one in period.below()]
    if own.on_leave(period, number) or (inner and all(one.leave for one in inner)):
        return Below(period, None, leave=True)
    if not any(one.leave or one.value is not None for one in inner):
        return Below(period, None, (period,))
    return Below(period, _mean_of(scheme, inner), _missing(inner))


def _mean_of(scheme: Scheme, below: Sequence[Below]) -> float | None:
    """Return the mean of the values; None without values, or where one is missing and the scheme requires all."""
    if scheme.rollup.missing == "none" and any(one.missing for one in below):
        return None
    return mean([one.value for one in below if one.value is not None])


def _missing(below: Iterable[Below]) -> tuple[Period, ...]:
    return tuple(period for one in below for period in one.missing)


def mean(values: Sequence[float]) -> float | None:
    """Return the mean; None without values."""
    return math.fsum(values) / len(values) if values else None


def rounded(value: float | None) -> float | None:
    """Round a result to two decimals, half away from zero; the only rounding of a roll-up."""
    return None if value is None else round_number(value)


def grade_of(scheme: Scheme, total: float | None) -> str | None:
    """Return the grade of a rounded total."""
    if total is None:
        return None
    return next((grade.title for grade in scheme.grades if round_number(total, 9) >= grade.from_), None)


def award_of(scheme: Scheme, total: float | None) -> str | None:
    """Return the title that the scheme awards for a total strictly above its bound."""
    above = scheme.rollup.above
    return above.title if above is not None and total is not None and round_number(total, 9) > above.points else None


def person_of(scheme: str, period: Period, number: str, own: Standing) -> Person:
    """Return the person as on the newest result in a period, with blank fields filled in from earlier ones."""
    return newest(
        score.person
        for when in _newest_first(period)
        for score in (own.score(scheme, when, number),)
        if score is not None
    )  # fmt: skip


def newest(found: Iterable[Person]) -> Person:
    """Return the first person, with blank fields filled in from the following ones."""
    merged = Person("", "")
    for one in found:
        merged = Person(
            merged.employee_id or one.employee_id, merged.name or one.name, merged.department or one.department,
            merged.position or one.position, merged.supervisor or one.supervisor,
        )  # fmt: skip
    return merged


def _newest_first(period: Period) -> Iterator[Period]:
    """Yield a period and all within it, the last to end first."""
    yield period
    for inner in reversed(period.below()):
        yield from _newest_first(inner)


def _averaged(inner: Period, outer: Period) -> bool:
    """Return whether results of a period enter the plain mean of a longer one: those of weeks do not."""
    return inner.kind != "week" and outer.holds(inner)
