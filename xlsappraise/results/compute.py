"""The results of one period from its collected forms, computed in pandas with the schemes as issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING

from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem
from xlsappraise.results.rows import ResultRow, result_table
from xlsappraise.results.several_raters import Composite, compose, findings
from xlsappraise.results.shown import wrongly_shown
from xlsappraise.returned.pricing import Inputs, inputs_frame, prices, with_price
from xlsappraise.returned.states import Collection, FormRecord
from xlsappraise.schemes import Scheme
from xlsappraise.scoring.engine import TOTAL, grade_in, score
from xlsappraise.scoring.score_row import ScoreRow, score_rows
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Belief
from xlsappraise.store.office import Office

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """The results of a period. ``rows``: one per form that is not withdrawn; its ``scheme`` is a key of ``schemes``,
    the id alone unless the period has several editions of a scheme. ``scores``: issue id → its row of all scores.

    ``problems``: those of the collection with their prices, and figures that are shown wrongly.
    """

    rows: tuple[ResultRow, ...]
    scores: Mapping[str, ScoreRow]
    schemes: Mapping[str, Scheme]
    problems: tuple[Problem, ...]
    composites: tuple[Composite, ...] = ()

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows as a table, with their ranks."""
        return result_table(self.rows)

    @cached_property
    def by_person(self) -> Mapping[str, Sequence[ResultRow]]:
        """The rows by employee number."""
        found: dict[str, list[ResultRow]] = defaultdict(list)
        for row in self.rows:
            found[row.person.employee_id].append(row)
        return found


@dataclass(frozen=True)
class Scored:
    """The blueprints of forms by master, and the scores of the valid ones by issue id."""

    blueprints: Mapping[int, Blueprint]
    scores: Mapping[str, ScoreRow]


def score_forms(office: Office, forms: Sequence[FormRecord]) -> Scored:
    """Score the valid forms of one or several periods, all forms of a scheme at once."""
    blueprints = office.blueprints([form.issue for form in forms])
    return Scored(blueprints, _score_all(_valid(forms), blueprints))


def _valid(forms: Sequence[FormRecord]) -> dict[str, FormRecord]:
    return {form.issue.id: form for form in forms if form.state == "valid" and form.version is not None}


def compute(office: Office, collection: Collection, scored: Scored | None = None) -> Results:
    """Return the results of a period, with prices of tampering; ``scored``: scores that were computed before."""
    scored = scored or score_forms(office, collection.forms)
    masters = sorted({form.issue.master_id for form in collection.forms})
    blueprints = {master: scored.blueprints[master] for master in masters}
    valid = _valid(collection.forms)
    scores = {issue: scored.scores[issue] for issue in valid}
    editions = _editions(blueprints)
    rows: list[ResultRow] = []
    found = list(_with_prices(collection, valid, scores, blueprints))
    composed: list[Composite] = []
    for scheme, forms in _by_scheme(collection, blueprints):
        if scheme.own:
            composed += compose(forms, scheme, scores)
        else:
            rows += [_row(form, scores.get(form.issue.id), scheme, editions) for form in forms]
    for composite in composed:
        rows.append(_composed_row(composite, editions))
        found += findings(composite)
        if composite.scores is not None:
            scores[composite.key] = composite.scores
    schemes = {editions[b.scheme.digest]: b.scheme for b in blueprints.values()}
    return Results(tuple(rows), scores, schemes, tuple(found), tuple(composed))


def _by_scheme(
    collection: Collection, blueprints: Mapping[int, Blueprint]
) -> Iterator[tuple[Scheme, list[FormRecord]]]:
    """Yield each scheme as issued with the forms that count, in the order of issuing."""
    groups: dict[str, tuple[Scheme, list[FormRecord]]] = {}
    for form in collection.forms:
        if form.state != "withdrawn":
            scheme = blueprints[form.issue.master_id].scheme
            groups.setdefault(scheme.digest, (scheme, []))[1].append(form)
    yield from groups.values()


def _editions(blueprints: Mapping[int, Blueprint]) -> dict[str, str]:
    """Return scheme digest → the key of its results: the id, with the digest's head where an id has several.

    People are ranked only among those with the same edition of a scheme.
    """
    digests: dict[str, set[str]] = defaultdict(set)
    for blueprint in blueprints.values():
        digests[blueprint.scheme.id].add(blueprint.scheme.digest)
    return {
        digest: scheme_id if len(found) == 1 else f"{scheme_id}@{digest[:8]}"
        for scheme_id, found in digests.items()
        for digest in found
    }


def _score_all(forms: Mapping[str, FormRecord], blueprints: Mapping[int, Blueprint]) -> dict[str, ScoreRow]:
    by_scheme: dict[tuple[str, str, str], list[FormRecord]] = defaultdict(list)
    for form in forms.values():
        by_scheme[_kind(form, blueprints)].append(form)
    scores = {}
    for group in by_scheme.values():
        scheme = blueprints[group[0].issue.master_id].form
        versions = {f.issue.id: f.version for f in group if f.version is not None}
        frame = score(scheme, inputs_frame({form: version.inputs for form, version in versions.items()}))
        scores.update(score_rows(frame))
    return scores


def _kind(form: FormRecord, blueprints: Mapping[int, Blueprint]) -> tuple[str, str, str]:
    """Return the key of forms that are scored together: the digest of the scheme as issued, and the rater.

    Where people are compared with each other, the period is part of it.
    """
    blueprint = blueprints[form.issue.master_id]
    across = any(criterion.across for criterion in blueprint.form.criteria)
    return blueprint.scheme.digest, form.issue.rater, form.issue.period if across else ""


def _row(form: FormRecord, scores: ScoreRow | None, scheme: Scheme, editions: Mapping[str, str]) -> ResultRow:
    issue = form.issue
    return ResultRow(
        issue=issue.id,
        person=Person.of(issue),
        scheme=editions[scheme.digest],
        scheme_title=scheme.title,
        total=nan if scores is None else float(scores[TOTAL]),
        grade=None if scores is None else grade_in(scores),
        state=form.state,
        email=issue.email,
    )


def _composed_row(composite: Composite, editions: Mapping[str, str]) -> ResultRow:
    row = _row(composite.forms[0], composite.scores, composite.scheme, editions)
    person = replace(row.person, supervisor=composite.rater)
    return replace(row, issue=composite.key, person=person, state=composite.state, email="")


def _with_prices(
    collection: Collection,
    valid: Mapping[str, FormRecord],
    scores: Mapping[str, ScoreRow],
    blueprints: Mapping[int, Blueprint],
) -> Iterator[Problem]:
    """Yield the collection's problems, tampering in complete files with its price, and wrongly shown figures."""
    masters = {form.issue.id: form.issue.master_id for form in collection.forms}
    priced: dict[Problem, list[Problem]] = defaultdict(list)
    for inputs, beliefs, issue, problems in _tampered(collection):
        if issue in masters:
            others = others_of(issue, valid, blueprints)
            by_cell = prices(inputs, beliefs, blueprints[masters[issue]], others)
            for found in problems:
                priced[found].append(with_price(found, by_cell))
    for found in collection.problems:
        yield priced[found].pop(0) if priced.get(found) else found
    for form in valid.values():
        others = others_of(form.issue.id, valid, blueprints)
        yield from wrongly_shown(form, blueprints[form.issue.master_id], scores[form.issue.id], others)


def _tampered(collection: Collection) -> Iterator[tuple[Inputs, Sequence[Belief], str, list[Problem]]]:
    """Yield entries, beliefs, issue id and findings of each complete version with changed cells, in reading order."""
    digests = set()
    for file in collection.files:
        outcome = file.outcome
        if outcome is not None:
            digests.add(outcome.sha256)
            if outcome.beliefs and outcome.complete and outcome.issue_id is not None:
                yield outcome.inputs, outcome.beliefs, outcome.issue_id, file.problems
    for form in collection.forms:
        version = form.version
        if version is not None and version.sha256 not in digests and version.reading.beliefs:
            yield version.inputs, version.reading.beliefs, form.issue.id, list(version.reading.problems)


def others_of(issue: str, valid: Mapping[str, FormRecord], blueprints: Mapping[int, Blueprint]) -> dict[str, Inputs]:
    """Return the entries of the other forms that a form's marks are compared with; empty without comparison."""
    mine = valid.get(issue)
    if mine is None or not any(c.across for c in blueprints[mine.issue.master_id].form.criteria):
        return {}
    kind = _kind(mine, blueprints)
    return {
        form.issue.id: form.version.inputs
        for form in valid.values()
        if form is not mine and form.version is not None and _kind(form, blueprints) == kind
    }
