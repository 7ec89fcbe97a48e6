"""Gathers the data of the summary workbook, without the names of anonymous raters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_, Words, words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import SEVERITIES, Problem, Rendered, render, say
from xlsappraise.plans import PlanLibrary
from xlsappraise.plans.by_score import ScoredPay
from xlsappraise.plans.lines import line_of
from xlsappraise.plans.scored_pay import scored_pay
from xlsappraise.report.anonymity import Anonymity, anonymity
from xlsappraise.report.data import RESULT_COLUMNS, FileRow, MissingForm, SummaryData, VersionFile, Versions
from xlsappraise.report.earlier_periods import headlines
from xlsappraise.report.frames import record_frame, share_frame, table_frame
from xlsappraise.report.measured import share_rules
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.rolled_up import RollUps
from xlsappraise.report.vocabulary import WAITS
from xlsappraise.results.composing import answers_column, part_column
from xlsappraise.results.compute import Results
from xlsappraise.results.rows import result_table
from xlsappraise.results.standing import Standing
from xlsappraise.returned.side_by_side import side_by_side
from xlsappraise.returned.sorting import sort_findings
from xlsappraise.returned.states import Collection, FormRecord
from xlsappraise.schemes import Scheme
from xlsappraise.scoring.engine import ADJUSTMENT
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Version
from xlsappraise.store.office import Office

if TYPE_CHECKING:
    import pandas as pd


def summary_data(
    office: Office, collection: Collection, results: Results, before: Standing, rolled: RollUps | None = None
) -> SummaryData:
    """Gather the data of the summary sheets; ``before``: the results of the periods before."""
    period = collection.period
    rolled = rolled or RollUps(period)
    table = results.table
    language = office.workspace.settings.language
    translate = words(language)
    hidden = anonymity(office, collection, translate)
    blueprints = office.blueprints([form.issue for form in collection.forms])
    forms = _valid_forms(blueprints, collection, results)
    problems = tuple(render(hidden.problem(found), language) for found in results.problems)
    return SummaryData(
        period=period,
        organisation=office.organisation,
        counts=collection.form_counts(),
        file_counts=collection.file_counts(),
        results=_with_rolled(results, rolled, translate),
        criteria={key: _criteria(table, results, key) for key in results.schemes},
        missing=_missing(collection, hidden, blueprints),
        files=_files(collection, hidden, language),
        problems=problems,
        settled=_settled(office, collection, results, problems),
        schemes=results.schemes,
        tables={
            (key, one.id): table_frame(one, forms.get(key, []))
            for key, scheme in results.schemes.items()
            for one in scheme.tables
        },
        shares={
            (key, criterion.id): share_frame(scheme, criterion, rule, forms.get(key, []))
            for key, scheme in results.schemes.items()
            for criterion, rule in share_rules(scheme)
        },
        records=record_frame(list(_recording(results, forms))),
        parts={key: _parts(table, results, key) for key, scheme in results.schemes.items() if scheme.own},
        previous=headlines(office, period, results.schemes),
        versions=tuple(_versions(office, collection, hidden, blueprints)),
        standing=before,
        rollups=rolled.tables,
        adjusted=_adjusted(results),
        grade_shares=dict(office.workspace.settings.grade_shares),
        pay=_pay(office, period),
        due=_due(collection, blueprints),
    )


def _due(collection: Collection, blueprints: Mapping[int, Blueprint]) -> date | None:
    """Return the day until which the missing forms are sent back, as they say; None where they differ or say none."""
    days = {blueprints[f.issue.master_id].closing.deadline for f in collection.forms if f.state == "missing"}
    return days.pop() if len(days) == 1 else None


def _pay(office: Office, period: Period) -> ScoredPay:
    """Return the recorded amounts of the period by the plans of today."""
    lines = [line_of(one) for one in office.ledger.payments() if one.period == str(period)]
    return scored_pay(lines, PlanLibrary(office.workspace.plans).plans) if lines else ScoredPay()


def _settled(
    office: Office, collection: Collection, results: Results, problems: tuple[Rendered, ...]
) -> tuple[Rendered, ...]:
    """Return the findings that a decision or a later file has settled; ``problems``: all of them, rendered."""
    states = sort_findings(office, collection, results.problems)
    return tuple(shown for shown, one in zip(problems, states, strict=True) if one.state == "settled")


def _adjusted(results: Results) -> dict[tuple[str, str], float]:
    """Return the net points of adjustments of the results that have any."""
    found = {}
    for row in results.rows:
        scores = results.scores.get(row.issue)
        points = 0.0 if scores is None else float(scores.get(ADJUSTMENT, 0.0))
        if points and not isnan(points):
            found[row.scheme, row.person.employee_id] = points
    return found


def _with_rolled(results: Results, rolled: RollUps, say: Words) -> pd.DataFrame:
    """Return RESULT_COLUMNS of the results of forms and of roll-ups."""
    if not rolled.groups:
        return results.table[list(RESULT_COLUMNS)]
    title = {"quarter": say("{title} (quarter)"), "year": say("{title} (year)")}[rolled.period.kind]
    below = [replace(row, state=row.state if row.state == "valid" else WAITS) for row in rolled.rows(title)]
    return result_table([*results.rows, *below])[list(RESULT_COLUMNS)]


def _versions(
    office: Office, collection: Collection, hidden: Anonymity, blueprints: Mapping[int, Blueprint]
) -> Iterator[Versions]:
    """Yield the forms with several versions, the accepted one first."""
    by_issue: dict[str, list[Version]] = defaultdict(list)
    for version in office.ledger.versions(str(collection.period)):
        by_issue[version.issue_id].append(version)
    for form in collection.forms:
        versions = sorted(by_issue[form.issue.id], key=lambda version: version.state != "accepted")
        if len(versions) < 2 or form.issue.id in hidden.titles:
            continue
        blueprint = blueprints[form.issue.master_id]
        yield Versions(
            form.issue.employee_id,
            form.issue.name,
            blueprint.scheme.title,
            tuple(VersionFile(version.file, version.state) for version in versions),
            tuple(side_by_side(blueprint, versions)),
            form.issue.supervisor,
        )


def _valid_forms(
    blueprints: Mapping[int, Blueprint], collection: Collection, results: Results
) -> dict[str, list[FormRecord]]:
    """Return the valid forms by the key of their scheme."""
    keys = {scheme.digest: key for key, scheme in results.schemes.items()}
    found: dict[str, list[FormRecord]] = {}
    for form in collection.forms:
        if form.state == "valid" and form.version is not None:
            key = keys[blueprints[form.issue.master_id].scheme.digest]
            found.setdefault(key, []).append(form)
    return found


def _missing(collection: Collection, hidden: Anonymity, blueprints: Mapping[int, Blueprint]) -> pd.DataFrame:
    """Return a row per form that has not been returned; an anonymous rater is shown by title."""
    import pandas as pd

    rows = []
    for form in collection.forms:
        if form.state == "missing":
            issue = form.issue
            rater, email = issue.supervisor, issue.email
            if issue.id in hidden.titles:
                rater, email = hidden.titles[issue.id], ""
            title = blueprints[issue.master_id].scheme.title
            unnamed = issue.id in hidden.titles
            rows.append(MissingForm(issue.employee_id, issue.name, issue.department, title, rater, email, unnamed))
    return pd.DataFrame(rows, columns=list(MissingForm._fields))


def _files(collection: Collection, hidden: Anonymity, language: str) -> pd.DataFrame:
    import pandas as pd

    compared: dict[str | None, list[Problem]] = defaultdict(list)
    for found in collection.compared:
        compared[found.file].append(found)
    rows = [
        FileRow(
            hidden.file(f.name, identified=f.issue_id is not None), f.state, f.employee_id,
            _detail([*f.problems, *compared[f.name]], hidden, language),
        )
        for f in collection.files
    ]  # fmt: skip
    if hidden.titles:
        rows.sort()  # files are read in the order of folders, whose names are those of the raters
    return pd.DataFrame(rows, columns=list(FileRow._fields))


def _detail(problems: Sequence[Problem], hidden: Anonymity, language: str) -> str:
    """Return the message of the most severe problem of a file; what needs nothing is counted."""
    asked = [found for found in problems if not found.quiet]
    if asked:
        return say(hidden.problem(min(asked, key=lambda p: SEVERITIES.index(p.severity))), language)
    text = words(language)(N_("Notes: {count}; they need nothing."))
    return text.format(count=len(problems)) if problems else ""


def _criteria(table: pd.DataFrame, results: Results, scheme_id: str) -> pd.DataFrame:
    import pandas as pd

    ids = [c.id for c in results.schemes[scheme_id].criteria]
    rows = table[(table["scheme"] == scheme_id) & (table["state"] == "valid")]
    people = rows[list(PERSON)].reset_index(drop=True)
    scores = pd.DataFrame([results.scores[i] for i in rows["issue"]]).reindex(columns=[*ids, "total"])
    return people.join(scores.astype(float).reset_index(drop=True))


def _recording(results: Results, forms: Mapping[str, list[FormRecord]]) -> Iterator[tuple[str, FormRecord, Scheme]]:
    """Yield the forms whose recorded entries are shown: those of anonymous raters are not."""
    for key, scheme in results.schemes.items():
        for form in forms.get(key, []):
            if not scheme.own or not scheme.rater(form.issue.rater).several:
                yield key, form, scheme.form_of(form.issue.rater)


def _parts(table: pd.DataFrame, results: Results, key: str) -> pd.DataFrame:
    """Return a row per person with the raters' parts of the composite total."""
    import pandas as pd

    raters = results.schemes[key].raters
    columns = [name for rater in raters for name in (part_column(rater), answers_column(rater))]
    found = {composite.key: composite.row for composite in results.composites}
    rows = []
    for record in table[table["scheme"] == key].to_dict("records"):
        scores = found.get(record["issue"])
        person = {name: record[name] for name in ("employee_id", "name", "department", "total", "grade")}
        rows.append({**person, **({} if scores is None else {name: float(scores[name]) for name in columns})})
    return pd.DataFrame(rows, columns=["employee_id", "name", "department", *columns, "total", "grade"])
