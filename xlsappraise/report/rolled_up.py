"""The roll-ups of a quarter or year as its summary shows them: results computed from shorter periods, their problems,
tables, and the records of their weighted parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan
from typing import Any

from xlsappraise.base.i18n import words
from xlsappraise.base.money import decimal
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.factbook.optional import OptionalFacts
from xlsappraise.factbook.plan import SHEETS
from xlsappraise.report.data import PeriodRecord, Recording, RollUpTable
from xlsappraise.report.frames import recorded_lines
from xlsappraise.report.vocabulary import NONE
from xlsappraise.results.all_periods import GatheredResults, gather_results
from xlsappraise.results.recorded import Recorded
from xlsappraise.results.rollup import Rolled, RolledPart
from xlsappraise.results.rows import ResultRow
from xlsappraise.results.standing import Score
from xlsappraise.schemes import Scheme
from xlsappraise.scoring.engine import section_column
from xlsappraise.scoring.ranks import places
from xlsappraise.store.ledger import ROLLED_UP
from xlsappraise.store.office import Office


@dataclass(frozen=True)
class RollUps:
    """``groups``: key → the results of a scheme, by employee; ``titles``: key → the scheme's title.

    ``history``: all results that were read, None for a week or month.
    """

    period: Period
    groups: Mapping[str, tuple[Rolled, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    ranks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    tables: Mapping[str, RollUpTable] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    history: GatheredResults | None = None

    def rows(self, title: str) -> Iterator[ResultRow]:
        """Yield the rows of the table of results; ``title`` is a format for a roll-up's title."""
        for key, group in self.groups.items():
            for one in group:
                row = one.row(key, title.format(title=self.titles[key]))
                rater = row.person.supervisor or NONE
                yield replace(row, person=replace(row.person, supervisor=rater))

    def as_list(self) -> list[dict[str, Any]]:
        """Return the results as JSON values."""
        return [self._result(key, one) for key, group in self.groups.items() for one in group]

    def _result(self, key: str, one: Rolled) -> dict[str, Any]:
        parts: list[dict[str, Any]] = [
            {"title": part.spec.title, "total": part.value, "weight": part.spec.weight} for part in one.parts
        ]
        award = {"award": one.award} if one.scheme.rollup.above is not None else {}
        return {
            "employee_id": one.person.employee_id,
            "scheme": one.scheme.id,
            "state": one.state,
            "total": one.total,
            "grade": one.grade,
            "rank": self.ranks[key].get(one.person.employee_id),
            "parts": parts or [{"period": str(below.period), "total": below.value} for below in one.below],
            "missing": [str(period) for period in one.missing],
            **award,
        }


def roll(office: Office, period: Period) -> RollUps:
    """Roll up the results of the periods inside a quarter or year; none for a week or month."""
    if not period.rolls_up:
        return RollUps(period)
    facts = OptionalFacts(office, period)
    history = gather_results(office, period, facts.of)
    groups: dict[str, tuple[Rolled, ...]] = {}
    for one in history.rolled(period):
        key = one.scheme.id + ROLLED_UP
        groups[key] = (*groups.get(key, ()), one)
    titles = {key: plain_title(office, group[0].scheme) for key, group in groups.items()}
    ranks = {
        key: places({one.person.employee_id: decimal(one.total) for one in group if one.total is not None})
        for key, group in groups.items()
    }
    tables = {
        key: RollUpTable(group[0].scheme, group, ranks[key], titles[key], _part_records(history, period, group))
        for key, group in groups.items()
    }
    problems = [
        *facts.problems,
        *_of_facts(office, period, facts),
        *_unknown_schemes(history, period),
        *(
            found
            for key, group in groups.items()
            for one in group
            for found in _problems_of(one, titles[key], history, office)
        ),
    ]
    return RollUps(period, groups, titles, ranks, tables, tuple(problems), history)


def plain_title(office: Office, scheme: Scheme) -> str:
    """Return a scheme's own title if it was issued under that of a variant."""
    current = office.library.schemes.get(scheme.id)
    variants = {variant.title for variant in current.variants} if current is not None else set()
    return current.title if current is not None and scheme.title in variants else scheme.title


def _problems_of(one: Rolled, title: str, history: GatheredResults, office: Office) -> Iterator[Problem]:
    """Yield the problems of a result: missing periods and parts, or why there is no total."""
    person: dict[str, Any] = {"employee_id": one.person.employee_id, "name": one.person.name, "period": one.period}
    if one.total is None:
        code = "rollup-no-result" if one.scheme.rollup.missing == "none" else "rollup-all-missing"
        yield problem(code, found=tuple(_lacks(one)), scheme=title, **person)
        return
    for part in one.parts_missing:
        yield problem("rollup-part-missing", found=part.spec.title, scheme=title, **person)
    for below, name in (
        (one.below, title),
        *((part.below, _part_title(part, history, office)) for part in one.parts if part.spec.scheme and part.count),
    ):
        missing = [str(period) for inner in below for period in inner.missing]
        if missing:
            yield problem("rollup-period-missing", found=tuple(missing), scheme=name, **person)


def _lacks(one: Rolled) -> list[str]:
    """Return what a result without a total lacks: periods, or parts with their periods where only some are missing."""
    if not one.parts:
        return [str(period) for period in one.missing]
    found = []
    for part in one.parts_missing:
        periods = [str(period) for inner in part.below for period in inner.missing]
        some = part.spec.scheme is not None and part.count > 0
        listed = tuple(periods)
        found.append(f"{part.spec.title} ({listed})" if some else part.spec.title)
    return found


def _part_title(part: RolledPart, history: GatheredResults, office: Office) -> str:
    scheme = history.schemes.get(part.spec.scheme or "")
    return part.spec.title if scheme is None else plain_title(office, scheme)


def _unknown_schemes(history: GatheredResults, period: Period) -> Iterator[Problem]:
    """Yield problems of imported results whose scheme no longer exists."""
    unknown = {scheme for scheme, when in history.own.scores if scheme not in history.schemes and period.holds(when)}
    yield from (problem("rollup-scheme-gone", found=scheme) for scheme in sorted(unknown))


def _of_facts(office: Office, period: Period, facts: OptionalFacts) -> Iterator[Problem]:
    """Yield the errors in check marks and in choices such as approved leave, in the facts used."""
    say = words(office.workspace.settings.language)
    people, checks = say(SHEETS["people"]), say(SHEETS["checks"])
    for when in _used(period):
        for found in facts.of(when).problems:
            answer = found.sheet == people and found.code == "not-in-list"
            if found.severity == "error" and (found.sheet == checks or answer):
                yield found


def _used(period: Period) -> Iterable[Period]:
    return dict.fromkeys((*period.inside("month"), *period.inside("quarter"), period))


def _part_records(
    history: GatheredResults, period: Period, group: Sequence[Rolled]
) -> dict[int, tuple[PeriodRecord, ...]]:
    """Return the records of each part that is computed from forms, by employee and period; none for plain means."""
    scheme = group[0].scheme
    numbers = sorted(one.person.employee_id for one in group)
    found = {}
    for index, part in enumerate(scheme.rollup.parts):
        other = scheme if part.own else history.schemes.get(part.scheme or "")
        if other is not None:
            periods = (period,) if part.own else period.inside(other.period)
            found[index] = tuple(_records(history, other.id, numbers, periods))
    return found


def _records(
    history: GatheredResults, scheme: str, numbers: Iterable[str], periods: Sequence[Period]
) -> Iterator[PeriodRecord]:
    for number in numbers:
        for period in periods:
            score = history.own.score(scheme, period, number)
            if score is not None:
                yield _record(score, history.records[period])


def _record(score: Score, recorded: Recorded) -> PeriodRecord:
    fields = (score.person, score.period, score.total, score.grade)
    if score.source != "form" or recorded.results is None:
        return PeriodRecord(*fields, imported=True)
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
    return PeriodRecord(*fields, sections, added, taken, noted)


def _texts(recorded: Recorded, scheme: Scheme, number: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of the recorded entries of a person's forms, without those of anonymous raters."""
    for form in recorded.forms:
        issue = form.issue
        relevant = (issue.employee_id, issue.scheme_id) == (number, scheme.id) and form.state == "valid"
        if not relevant or form.version is None or (scheme.own and scheme.rater(issue.rater).several):
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
