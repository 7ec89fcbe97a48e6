"""Weighted roll-ups of parts: marks of checks, another scheme's results in shorter periods, the period's own form.

Parts enter unrounded; the result is rounded once. With a part without a value, there is no result, or the weights of
the others are scaled up, as the scheme defines.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.rollup import (
    Below,
    Rolled,
    RolledPart,
    award_of,
    grade_of,
    imported_result,
    mean,
    newest,
    person_of,
    rounded,
    value_of,
)
from xlsappraise.results.standing import Standing
from xlsappraise.schemes import RollUpPart, Scheme

Marks = Mapping[str, Sequence[float]]
"""The marks of checks by employee number"""


@dataclass(frozen=True, slots=True)
class _Sources:
    """The data from which the parts of one period are computed."""

    period: Period
    own: Standing
    schemes: Mapping[str, Scheme]
    marks: Marks


def weighted(
    period: Period,
    own: Standing,
    schemes: Mapping[str, Scheme],
    people: Mapping[str, Mapping[str, Person]],
    marks: Marks,
) -> list[Rolled]:
    """Return the results of the schemes with weighted parts, by scheme and employee.

    ``people``: scheme id → everybody who was issued its form in the period, as on the form. A result imported for the
    period replaces the computed one.
    """
    found = []
    sources = _Sources(period, own, schemes, marks)
    for scheme in sorted(schemes.values(), key=lambda one: one.id):
        if not scheme.rollup.parts or scheme.period != period.kind:
            continue
        imported = {n: s for n, s in own.of(scheme.id, period).items() if s.source == "history"}
        given = people.get(scheme.id, {})
        for number in sorted({*given, *own.of(scheme.id, period)}):
            if number in imported:
                found.append(imported_result(scheme, imported[number], own))
            else:
                found.append(_weighted(scheme, number, sources, given.get(number)))
    return found


def _weighted(scheme: Scheme, number: str, sources: _Sources, given: Person | None) -> Rolled:
    period, own = sources.period, sources.own
    parts = tuple(_part(spec, scheme, number, sources) for spec in scheme.rollup.parts)
    total = rounded(_total(scheme, parts))
    others = [person_of(spec.scheme, period, number, own) for spec in scheme.rollup.parts if spec.scheme is not None]
    person = newest([*([given] if given else []), person_of(scheme.id, period, number, own), *others])
    return Rolled(
        scheme, person, period, total, grade_of(scheme, total), parts=parts, award=award_of(scheme, total)
    )  # fmt: skip


def _part(spec: RollUpPart, scheme: Scheme, number: str, sources: _Sources) -> RolledPart:
    period, own = sources.period, sources.own
    if spec.checks:
        mine = sources.marks.get(number, ())
        return RolledPart(spec, mean(mine), len(mine))
    if spec.own:
        score = own.score(scheme.id, period, number)
        total, missing = (None, (period,)) if score is None else (score.total, ())
        return RolledPart(spec, total, int(score is not None), (Below(period, total, missing),))
    other = sources.schemes.get(spec.scheme or "")
    if other is None:
        return RolledPart(spec, None, 0)
    below = tuple(value_of(other, inner, number, own) for inner in period.inside(other.period))
    values = [one.value for one in below if one.value is not None]
    whole = other.rollup.missing == "mean" or not any(one.missing for one in below)
    return RolledPart(spec, mean(values) if whole else None, len(values), below)


def _total(scheme: Scheme, parts: Sequence[RolledPart]) -> float | None:
    valued = [(part.spec.weight, part.value) for part in parts if part.value is not None]
    if not valued or (scheme.rollup.missing == "none" and len(valued) < len(parts)):
        return None
    points = math.fsum(weight * value for weight, value in valued)
    return points if len(valued) == len(parts) else points / math.fsum(weight for weight, _value in valued)
