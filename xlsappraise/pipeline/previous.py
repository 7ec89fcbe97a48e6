"""The headline figures of the period before, from the ledger: what came back then, scored as it was issued."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.ledger import Issue
from xlsappraise.period import Period
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.results import compute
from xlsappraise.pipeline.states import Collection, FormRecord
from xlsappraise.pipeline.tables import counted_rows
from xlsappraise.scheme import Scheme
from xlsappraise.summary.data import Headline
from xlsappraise.summary.measured import tells_results


def headlines(office: Office, period: Period, schemes: Mapping[str, Scheme]) -> dict[str, Headline]:
    """Return the figures of the period before by scheme id, for the schemes that tell results."""
    wanted = {scheme.id for scheme in schemes.values() if tells_results(scheme)}
    before = period.previous()
    issues = [i for i in office.ledger.issues(str(before)) if i.scheme_id in wanted and i.state == "issued"]
    forms = _accepted(office, before, issues)
    if not forms:
        return {}
    results = compute(office, Collection(before, [], forms))
    found = {}
    for scheme_id in sorted({form.issue.scheme_id for form in forms}):
        keys = [key for key, scheme in results.schemes.items() if scheme.id == scheme_id]
        totals = results.table.loc[results.table["scheme"].isin(keys), "total"].dropna()
        scheme = results.schemes[keys[-1]]
        rows = sum(
            len(counted_rows(table, form.version.inputs))
            for form in forms
            if form.issue.scheme_id == scheme_id and form.version is not None
            for table in scheme.tables
        )
        if len(totals):
            found[scheme_id] = Headline(before, len(totals), rows, float(totals.mean()))
    return found


def _accepted(office: Office, period: Period, issues: list[Issue]) -> list[FormRecord]:
    by_id = {issue.id: issue for issue in issues}
    return [
        FormRecord(by_id[version.issue_id], "valid", version)
        for version in office.ledger.versions(str(period))
        if version.state == "accepted" and version.issue_id in by_id
    ]
