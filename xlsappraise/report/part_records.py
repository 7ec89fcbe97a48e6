"""The results that weighted ones were made of, form by form: subtotals, what was added and taken, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isnan

from xlsappraise.base.period import Period
from xlsappraise.base.rounding import plain
from xlsappraise.report.data import PeriodRecord, Recording
from xlsappraise.report.frames import recorded_lines
from xlsappraise.results.known import KnownResults
from xlsappraise.results.recorded import Recorded
from xlsappraise.results.rollup import Rolled
from xlsappraise.results.standing import Score
from xlsappraise.schemes import Scheme
from xlsappraise.scoring.engine import section_column


def part_records(known: KnownResults, period: Period, group: Sequence[Rolled]) -> dict[int, tuple[PeriodRecord, ...]]:
    """Return the records of each part that is made of forms, by employee and period; none for plain means."""
    scheme = group[0].scheme
    numbers = sorted(one.person.employee_id for one in group)
    found = {}
    for index, part in enumerate(scheme.rollup.parts):
        other = scheme if part.own else known.schemes.get(part.scheme or "")
        if other is not None:
            periods = (period,) if part.own else period.inside(other.period)
            found[index] = tuple(_records(known, other.id, numbers, periods))
    return found


def _records(
    known: KnownResults, scheme: str, numbers: Iterable[str], periods: Sequence[Period]
) -> Iterator[PeriodRecord]:
    for number in numbers:
        for period in periods:
            score = known.own.score(scheme, period, number)
            if score is not None:
                yield _record(score, known.records[period])


def _record(score: Score, recorded: Recorded) -> PeriodRecord:
    known = (score.person, score.period, score.total, score.grade)
    if score.source != "form" or recorded.results is None:
        return PeriodRecord(*known, imported=True)
    results = recorded.results
    row = next(
        row for row in results.by_person[score.employee_id]
        if not isnan(row.total) and results.schemes[row.scheme].id == score.scheme
    )  # fmt: skip
    scheme, scores = results.schemes[row.scheme], results.scores[row.issue]
    sections = tuple((s.title, float(scores[section_column(i)])) for i, s in enumerate(scheme.sections))
    texts: dict[str, list[str]] = {"added": [], "taken": [], "noted": []}
    for kind, text in _texts(recorded, scheme, score.employee_id):
        texts[kind].append(text)
    added, taken, noted = (tuple(texts[kind]) for kind in ("added", "taken", "noted"))
    return PeriodRecord(*known, sections, added, taken, noted)


def _texts(recorded: Recorded, scheme: Scheme, number: str) -> Iterator[tuple[str, str]]:
    """Yield what the forms say, those of raters who stay anonymous left out."""
    for form in recorded.forms:
        issue = form.issue
        mine = (issue.employee_id, issue.scheme_id) == (number, scheme.id) and form.state == "valid"
        if not mine or form.version is None or (scheme.own and scheme.rater(issue.rater).several):
            continue
        for found in recorded_lines(scheme.form_of(issue.rater), form.version.inputs):
            yield _text(found)


def _text(found: Recording) -> tuple[str, str]:
    amount = found.amount or 0.0
    if found.kind == "adjustment":
        sign = "+" if amount > 0 else ""
        return ("added" if amount > 0 else "taken"), f"{found.text} {sign}{plain(amount)}"
    if found.kind == "fine":
        return "taken", f"{found.item} {found.text} {plain(amount)}"
    return ("noted" if found.kind == "field" else "taken"), f"{found.item} {found.text}"
