"""The headline figures of the period before, from the ledger: what came back then, scored as it was issued."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.base.period import Period
from xlsappraise.report.data import Headline
from xlsappraise.report.measured import tells_results
from xlsappraise.results.counted_rows import counted_rows
from xlsappraise.results.recorded import Recorded, recorded
from xlsappraise.schemes import Scheme
from xlsappraise.store.office import Office


def headlines(office: Office, period: Period, schemes: Mapping[str, Scheme]) -> dict[str, Headline]:
    """Return the figures of the period before by scheme id, for the schemes that tell results."""
    wanted = {scheme.id for scheme in schemes.values() if tells_results(scheme)}
    if not wanted:
        return {}
    before = recorded(office, [period.previous()], only=wanted)[period.previous()]
    found = {}
    for scheme_id, scores in before.scores.items():
        totals = [score.total for score in scores.values()]
        rows = _counted(before, scheme_id)
        found[scheme_id] = Headline(before.period, len(totals), rows, sum(totals) / len(totals))
    return found


def _counted(before: Recorded, scheme_id: str) -> int:
    """Count the rows of all tables in a scheme's valid forms."""
    return sum(
        len(counted_rows(table, form.version.inputs))
        for form in before.forms
        if form.issue.scheme_id == scheme_id and form.version is not None
        for table in before.schemes[scheme_id].tables
    )
