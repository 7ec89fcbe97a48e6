"""Scores of a period's valid forms: computed in pandas from the inputs and the scheme as issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xlsappraise.i18n import _
from xlsappraise.intake.issued import Blueprint
from xlsappraise.ledger import Version
from xlsappraise.outcomes.ranks import with_ranks
from xlsappraise.pipeline.composing import Composite, compose, findings
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.states import Collection, FormRecord
from xlsappraise.problems import Problem, problem
from xlsappraise.rounding import plain
from xlsappraise.scheme import Scheme
from xlsappraise.scoring.engine import GRADE, TOTAL, score, widen
from xlsappraise.scoring.total import grade

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """``table``: a row per form that is not withdrawn; its ``scheme`` is a key of ``schemes``, the id alone
    unless a period saw several editions of a scheme. ``scores``: issue id → its row of all scores.

    ``problems`` are the collection's, priced, with what the shown totals add.
    """

    table: pd.DataFrame
    scores: Mapping[str, pd.Series[float]]
    schemes: Mapping[str, Scheme]
    problems: tuple[Problem, ...]
    composites: tuple[Composite, ...] = ()


def compute(office: Office, collection: Collection) -> Results:
    """Score every valid form, rank them, and price what was tampered with."""
    import pandas as pd

    blueprints = office.blueprints([form.issue for form in collection.forms])
    valid = {f.issue.id: f for f in collection.forms if f.state == "valid" and f.version is not None}
    scores = _score_all(valid, blueprints)
    editions = _editions(blueprints)
    rows: list[dict[str, object]] = []
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
    columns = ["issue", "employee_id", "name", "department", "position", "scheme", "scheme_title", "rater",
               "email", "total", "grade", "state"]  # fmt: skip
    table = with_ranks(pd.DataFrame(rows, columns=columns))
    schemes = {editions[b.scheme.digest]: b.scheme for b in blueprints.values()}
    return Results(table, scores, schemes, tuple(found), tuple(composed))


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

    People are ranked only among those who were judged by the very same scheme.
    """
    digests: dict[str, set[str]] = defaultdict(set)
    for blueprint in blueprints.values():
        digests[blueprint.scheme.id].add(blueprint.scheme.digest)
    return {
        digest: scheme_id if len(found) == 1 else f"{scheme_id}@{digest[:8]}"
        for scheme_id, found in digests.items()
        for digest in found
    }


def _score_all(forms: Mapping[str, FormRecord], blueprints: Mapping[int, Blueprint]) -> dict[str, pd.Series[float]]:
    by_scheme: dict[tuple[str, str], list[FormRecord]] = defaultdict(list)
    for form in forms.values():
        by_scheme[blueprints[form.issue.master_id].scheme.digest, form.issue.rater].append(form)
    scores = {}
    for group in by_scheme.values():
        scheme = blueprints[group[0].issue.master_id].form
        versions = {f.issue.id: f.version for f in group if f.version is not None}
        frame = score(scheme, wide_inputs(versions))
        scores.update({str(name): row for name, row in frame.iterrows()})
    return scores


def wide_inputs(versions: Mapping[str, Version]) -> pd.DataFrame:
    """Return the inputs of several versions of one scheme's forms, a row each."""
    import pandas as pd

    tidy = pd.DataFrame(
        [(form, name, value) for form, version in versions.items() for name, value in version.inputs.items()],
        columns=["form", "input", "value"],
    )
    return widen(tidy).reindex(list(versions))


def _row(
    form: FormRecord, scores: pd.Series[float] | None, scheme: Scheme, editions: Mapping[str, str]
) -> dict[str, object]:
    issue = form.issue
    return {
        "issue": issue.id,
        "employee_id": issue.employee_id,
        "name": issue.name,
        "department": issue.department,
        "position": issue.position,
        "scheme": editions[scheme.digest],
        "scheme_title": scheme.title,
        "rater": issue.supervisor,
        "email": issue.email,
        "total": float("nan") if scores is None else float(scores[TOTAL]),
        "grade": None if scores is None else scores[GRADE],
        "state": form.state,
    }


def _composed_row(composite: Composite, editions: Mapping[str, str]) -> dict[str, object]:
    return {
        **_row(composite.forms[0], composite.scores, composite.scheme, editions),
        "issue": composite.key,
        "rater": composite.rater,
        "email": "",
        "state": composite.state,
    }


def _with_prices(
    collection: Collection,
    valid: Mapping[str, FormRecord],
    scores: Mapping[str, pd.Series[float]],
    blueprints: Mapping[int, Blueprint],
) -> Iterator[Problem]:
    """Yield the collection's problems; tampering in accepted files gets what it would have been worth."""
    prices: dict[tuple[str, str], str] = {}
    shown: dict[str, Problem] = {}
    for form in valid.values():
        version = form.version
        assert version is not None, "valid forms have a version"
        blueprint = blueprints[form.issue.master_id]
        row = scores[form.issue.id]
        for cell, price in _prices(version, blueprint, row):
            prices[(version.file, cell)] = price
        overwritten = any(
            p["code"] == "formula-changed" and p["cell"] == version.reading.get("total_cell") for p in version.problems
        )
        difference = None if overwritten else _shown_total(version, row)
        if difference is not None:
            shown[version.file] = difference.at(file=version.file, employee_id=form.issue.employee_id)
    for found in collection.problems:
        believed = prices.get((found.file or "", found.cell or "")) if found.severity == "tampering" else None
        yield replace(found, message=found.message + believed) if believed else found
    yield from shown.values()


def _prices(version: Version, blueprint: Blueprint, row: pd.Series[float]) -> Iterator[tuple[str, str]]:
    scheme = blueprint.form
    for belief in version.reading.get("beliefs", ()):
        believed = score(scheme, wide_inputs({version.issue_id: version}), {belief["id"]: belief["value"]}).iloc[0]
        yield belief["cell"], price_told(believed, row)
    shown = version.reading.get("shown")
    if isinstance(shown, float):
        yield version.reading["total_cell"], price_told(_graded(scheme, shown), row)


def _graded(scheme: Scheme, total: float) -> pd.Series[float]:
    """Return a row of scores that holds only a total and its grade."""
    import pandas as pd

    totals = pd.Series([total])
    return pd.DataFrame({TOTAL: totals, GRADE: grade(scheme, totals)}).iloc[0]


def price_told(believed: pd.Series[float], actual: pd.Series[float]) -> str:
    """Tell what total and grade a change would have given, and what they are."""
    return _(" Believed, the total would be {believed} ({believed_grade}) instead of {total} ({grade}).").format(
        believed=f"{believed[TOTAL]:.2f}",
        believed_grade=believed[GRADE],
        total=f"{actual[TOTAL]:.2f}",
        grade=actual[GRADE],
    )


def _shown_total(version: Version, row: pd.Series[float]) -> Problem | None:
    shown = version.reading.get("shown")
    total = float(row[TOTAL])
    if not isinstance(shown, float) or abs(shown - total) < 0.005:
        return None
    return problem(
        "shown-total-differs",
        sheet=version.reading["sheet"],
        cell=version.reading["total_cell"],
        found=plain(round(shown, 6)),
        expected=f"{total:.2f}",
    )
