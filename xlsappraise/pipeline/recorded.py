"""The results of periods from the ledger alone: accepted forms, scored as issued, and results that were imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsappraise.ledger import PastResult, Version
from xlsappraise.outcomes.rollup import Who
from xlsappraise.outcomes.standing import Score, Source
from xlsappraise.period import Period
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.results import Results, Scored, compute, score_forms
from xlsappraise.pipeline.states import Collection, FormRecord, FormState
from xlsappraise.scheme import Scheme


@dataclass(frozen=True)
class Recorded:
    """``scores``: scheme id → employee number → result. ``schemes``: as issued, by id, the edition issued last.

    ``people``: scheme id → everybody who was given a form, by employee number.
    """

    period: Period
    results: Results | None = None
    forms: tuple[FormRecord, ...] = ()
    scores: Mapping[str, Mapping[str, Score]] = field(default_factory=dict)
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    people: Mapping[str, Mapping[str, Who]] = field(default_factory=dict)


def recorded(
    office: Office, periods: Iterable[Period], past: Sequence[PastResult] = (), only: Container[str] | None = None
) -> dict[Period, Recorded]:
    """Return what the ledger knows of periods: of all schemes, or of those in ``only``; ``past``: what was imported."""
    forms = {period: _forms(office, period, only) for period in periods}
    known = score_forms(office, [form for mine in forms.values() for form in mine])
    return {period: _recorded(office, period, mine, known, past) for period, mine in forms.items()}


def _recorded(
    office: Office, period: Period, forms: list[FormRecord], known: Scored, past: Sequence[PastResult]
) -> Recorded:
    results = compute(office, Collection(period, [], forms), known) if forms else None
    mine = [result for result in past if result.period == str(period)]
    rows = [*_from_forms(results), *_from_history(office, mine)]
    return Recorded(
        period,
        results,
        tuple(forms),
        scores_of(period, rows),
        {} if results is None else {scheme.id: scheme for scheme in results.schemes.values()},
        _people(results),
    )


def _forms(office: Office, period: Period, only: Container[str] | None) -> list[FormRecord]:
    """Return each form in its state: without an accepted version it is missing, with one that waits it is invalid."""
    every = office.ledger.issues(str(period))
    issues = [i for i in every if i.state == "issued" and (only is None or i.scheme_id in only)]
    known: dict[str, list[Version]] = defaultdict(list)
    for version in office.ledger.versions(str(period)) if issues else ():
        known[version.issue_id].append(version)
    return [FormRecord(issue, *state_of(known[issue.id])) for issue in issues]


def state_of(mine: Sequence[Version]) -> tuple[FormState, Version | None]:
    """Return the state of a form and the version that counts; a version with the very same entries does not wait."""
    accepted = next((version for version in mine if version.state == "accepted"), None)
    waiting = [v for v in mine if v.state == "set_aside" and (accepted is None or v.inputs != accepted.inputs)]
    if waiting:
        return "invalid", None
    return ("missing", None) if accepted is None else ("valid", accepted)


Row = dict[str, Any]


def _from_forms(results: Results | None) -> list[Row]:
    if results is None:
        return []
    valid = results.table[results.table["total"].notna()]
    return [
        {
            **{name: str(row[name] or "") for name in ("employee_id", "name", "department", "position", "grade")},
            "supervisor": str(row["rater"] or ""), "scheme": results.schemes[row["scheme"]].id,
            "title": str(row["scheme_title"]), "total": float(row["total"]), "source": "form",
        }
        for row in valid.to_dict("records")
    ]  # fmt: skip


def _from_history(office: Office, imported: Sequence[PastResult]) -> list[Row]:
    return [
        {
            "employee_id": one.employee_id, "name": one.name, "department": one.department, "position": "",
            "supervisor": "", "scheme": one.scheme_id, "title": _title(office, one.scheme_id), "total": one.total,
            "grade": one.grade, "source": "history",
        }
        for one in imported
    ]  # fmt: skip


def _title(office: Office, scheme_id: str) -> str:
    scheme = office.library.schemes.get(scheme_id)
    return scheme_id if scheme is None else scheme.title


def scores_of(period: Period, rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Score]]:
    """Rank rows within their scheme and return them as results; a form goes before an import."""
    groups: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["scheme"], {}).setdefault(row["employee_id"], row)
    found: dict[str, dict[str, Score]] = {}
    for scheme, mine in groups.items():
        first: dict[float, int] = {}
        for place, total in enumerate(sorted((row["total"] for row in mine.values()), reverse=True), 1):
            first.setdefault(total, place)
        found[scheme] = {
            number: _score(period, row, first[row["total"]], len(mine)) for number, row in sorted(mine.items())
        }
    return found


def _score(period: Period, row: Mapping[str, Any], rank: int, people: int) -> Score:
    source: Source = row["source"]
    return Score(
        row["employee_id"], row["name"], row["department"], row["position"], row["supervisor"], period, row["scheme"],
        row["title"], row["total"], row["grade"], rank, people, source,
    )  # fmt: skip


def _people(results: Results | None) -> dict[str, dict[str, Who]]:
    found: dict[str, dict[str, Who]] = defaultdict(dict)
    for row in () if results is None else results.table.to_dict("records"):
        who = Who(*(str(row[name] or "") for name in ("employee_id", "name", "department", "position", "rater")))
        assert results is not None, "there are rows"
        found[results.schemes[row["scheme"]].id][who.employee_id] = who
    return dict(found)
