"""Results that are hard to believe beside others: a person's own before, and those of all whom a rater marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import isnan
from statistics import fmean, stdev

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.report.fairness import ENOUGH
from xlsappraise.results.compute import Results
from xlsappraise.results.standing import Standing
from xlsappraise.returned.states import Collection, FormRecord
from xlsappraise.schemes import Scheme

BEFORE = 6
"""So many of the periods before are looked at"""
LEAST = 4
"""So many of them must have a result"""
FAR = 3
"""So many standard deviations of a person's own results are unusual"""
PART = 0.3
"""And so much of the full points: a bad month or a good one is nothing unusual"""
MARKS = 3
"""Fewer marks on a form are alike by chance"""


def unusual(collection: Collection, results: Results, before: Standing) -> Iterator[Problem]:
    """Yield a note per result far from the person's own last six, and per rater whose people all have equal marks.

    ``before``: the results of the periods before. Raters with forms of their own may be anonymous and are not named.
    """
    forms = {form.issue.id: form for form in collection.forms}
    yield from _far_from_own(collection.period, forms, results, before)
    yield from _alike(forms, results)


def _far_from_own(
    period: Period, forms: dict[str, FormRecord], results: Results, before: Standing
) -> Iterator[Problem]:
    periods: list[Period] = []
    for _step in range(BEFORE):
        periods.append((periods[-1] if periods else period).previous())
    for row in results.rows:
        scheme, form = results.schemes[row.scheme], forms.get(row.issue)
        if form is None or form.version is None or isnan(row.total) or "far-from-own" in scheme.not_checked:
            continue
        scores = (before.score(scheme.id, one, row.person.employee_id) for one in periods)
        totals = [score.total for score in scores if score is not None]
        if len(totals) < LEAST:
            continue
        usual = fmean(totals)
        if abs(row.total - usual) > max(FAR * stdev(totals), PART * scheme.total.points):
            yield problem(
                "far-from-own", employee_id=row.person.employee_id, name=row.person.name,
                found=plain(row.total), expected=f"{plain(min(totals))}–{plain(max(totals))}", count=len(totals),
            )  # fmt: skip


def _alike(forms: dict[str, FormRecord], results: Results) -> Iterator[Problem]:
    names = {key: _marks(scheme) for key, scheme in results.schemes.items()}
    groups: dict[tuple[str, str], list[tuple[float | str, ...]]] = defaultdict(list)
    for row in results.rows:
        scheme, form = results.schemes[row.scheme], forms.get(row.issue)
        if form is None or form.version is None or isnan(row.total) or scheme.own:
            continue
        entered = (form.version.inputs.get(name) for name in names[row.scheme])
        marks = tuple(mark for mark in entered if mark is not None)
        if len(marks) >= MARKS and "rater-all-alike" not in scheme.not_checked:
            groups[row.scheme, row.person.supervisor].append(marks)
    for (key, rater), found in groups.items():
        if len(found) >= ENOUGH and len(set(found)) == 1:
            yield problem("rater-all-alike", name=rater, scheme=results.schemes[key].title, count=len(found))


def _marks(scheme: Scheme) -> list[str]:
    """Return the names of the inputs that are the judgement of whoever the form is sent to."""
    return [
        scheme.slot(f"{criterion.id}.{name}", scheme.lead)
        for criterion in scheme.criteria
        if scheme.lead in scheme.markers(criterion)
        for rule in criterion.rules
        for name in rule.marks()
    ]
