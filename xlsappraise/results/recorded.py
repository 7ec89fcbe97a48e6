"""The results of single periods from the ledger alone: accepted forms, scored as issued, and imported results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.compute import Results, Scored, compute, score_forms
from xlsappraise.results.rows import ResultRow, scores_of
from xlsappraise.results.standing import Score
from xlsappraise.returned.states import Collection, FormRecord, FormState
from xlsappraise.schemes import Scheme
from xlsappraise.schemes.fines import fines_of, total_fine
from xlsappraise.store.ledger import PastResult, Version
from xlsappraise.store.office import Office


@dataclass(frozen=True)
class Recorded:
    """The results of a period from the ledger. ``scores``: scheme id → employee number → result.

    ``schemes``: the edition issued last, by id. ``people``: scheme id → everybody who was issued a form, by number.
    """

    period: Period
    results: Results | None = None
    forms: tuple[FormRecord, ...] = ()
    scores: Mapping[str, Mapping[str, Score]] = field(default_factory=dict)
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    people: Mapping[str, Mapping[str, Person]] = field(default_factory=dict)


def recorded(
    office: Office, periods: Iterable[Period], past: Sequence[PastResult] = (), only: Container[str] | None = None
) -> dict[Period, Recorded]:
    """Return the recorded results of periods: of all schemes, or of those in ``only``; ``past``: imported results."""
    forms = {period: _forms(office, period, only) for period in periods}
    scored = score_forms(office, [form for mine in forms.values() for form in mine])
    return {period: _recorded(office, period, mine, scored, past) for period, mine in forms.items()}


def _recorded(
    office: Office, period: Period, forms: list[FormRecord], scored: Scored, past: Sequence[PastResult]
) -> Recorded:
    results = compute(office, Collection(period, [], forms), scored) if forms else None
    mine = [result for result in past if result.period == str(period)]
    rows = [*_from_forms(results), *_from_history(office, mine)]
    return Recorded(
        period,
        results,
        tuple(forms),
        _with_fines(scores_of(period, rows), forms, scored),
        {} if results is None else {scheme.id: scheme for scheme in results.schemes.values()},
        _people(results),
    )


def _forms(office: Office, period: Period, only: Container[str] | None) -> list[FormRecord]:
    """Return each form with its state: missing without an accepted version, invalid with a pending one."""
    every = office.ledger.issues(str(period))
    issues = [i for i in every if i.state == "issued" and (only is None or i.scheme_id in only)]
    versions: dict[str, list[Version]] = defaultdict(list)
    for version in office.ledger.versions(str(period)) if issues else ():
        versions[version.issue_id].append(version)
    return [FormRecord(issue, *state_of(versions[issue.id])) for issue in issues]


def state_of(mine: Sequence[Version]) -> tuple[FormState, Version | None]:
    """Return the state of a form and the version that counts; a version with the accepted entries is not pending."""
    accepted = next((version for version in mine if version.state == "accepted"), None)
    pending = [v for v in mine if v.state == "set_aside" and (accepted is None or v.inputs != accepted.inputs)]
    if pending:
        return "invalid", None
    return ("missing", None) if accepted is None else ("valid", accepted)


def _from_forms(results: Results | None) -> Iterator[ResultRow]:
    """Yield the results of forms, under the ids of their schemes."""
    for row in () if results is None else results.rows:
        if not isnan(row.total):
            assert results is not None, "there are rows"
            scheme = results.schemes[row.scheme].id
            yield row if row.scheme == scheme else replace(row, scheme=scheme)


def _from_history(office: Office, imported: Sequence[PastResult]) -> Iterator[ResultRow]:
    for one in imported:
        person, title = Person(one.employee_id, one.name, one.department), _title(office, one.scheme_id)
        yield ResultRow("", person, one.scheme_id, title, one.total, one.grade, source="history")


def _title(office: Office, scheme_id: str) -> str:
    scheme = office.library.schemes.get(scheme_id)
    return scheme_id if scheme is None else scheme.title


def _with_fines(
    scores: Mapping[str, Mapping[str, Score]], forms: Iterable[FormRecord], scored: Scored
) -> dict[str, dict[str, Score]]:
    """Add the fines of the valid forms to their results: of several raters' forms, those of the one that fines most."""
    found = {name: dict(mine) for name, mine in scores.items()}
    for form in forms:
        mine = found.get(form.issue.scheme_id, {})
        score = mine.get(form.issue.employee_id)
        if form.state == "valid" and form.version is not None and score is not None and score.source == "form":
            scheme = scored.blueprints[form.issue.master_id].scheme
            fines = max(score.fines, fines_of(scheme, form.version.inputs), key=total_fine)
            mine[form.issue.employee_id] = replace(score, fines=fines)
    return found


def _people(results: Results | None) -> dict[str, dict[str, Person]]:
    found: dict[str, dict[str, Person]] = defaultdict(dict)
    for row in () if results is None else results.rows:
        assert results is not None, "there are rows"
        found[results.schemes[row.scheme].id][row.person.employee_id] = row.person
    return dict(found)
