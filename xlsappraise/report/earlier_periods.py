"""The earlier periods in a summary: headline figures of the period before, and results for the trend sheet."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.base.period import Period
from xlsappraise.factbook.optional import OptionalFacts
from xlsappraise.report.data import Headline
from xlsappraise.report.measured import has_statistics
from xlsappraise.results.all_periods import GatheredResults, gather_results, with_rollups
from xlsappraise.results.recorded import Recorded, recorded
from xlsappraise.results.standing import Standing
from xlsappraise.schemes import Scheme
from xlsappraise.store.office import Office


def earlier_standing(office: Office, period: Period, history: GatheredResults | None = None) -> Standing:
    """Return the results of the periods that end before this one begins; ``history``: results already read, if any.

    For a week or month nothing is rolled up, as only periods of its kind are compared with it. Errors in the facts of
    earlier periods are not reported here; such facts contain no leave.
    """
    if history is not None:
        return _before(with_rollups(history, period.previous()), period)
    names = {issue.period for issue in office.ledger.issues()} | {one.period for one in office.ledger.past_results()}
    if all(Period.parse(name).last_day >= period.first_day for name in names):
        return Standing()
    gathered = gather_results(office, period.previous(), OptionalFacts(office, period).of)
    return with_rollups(gathered, period.previous()) if period.rolls_up else gathered.own


def _before(standing: Standing, period: Period) -> Standing:
    scores = {(scheme, when): of for (scheme, when), of in standing.scores.items() if when.last_day < period.first_day}
    return Standing(scores, standing.leave)


def headlines(office: Office, period: Period, schemes: Mapping[str, Scheme]) -> dict[str, Headline]:
    """Return the figures of the period before by scheme id, for the schemes with tables or counts."""
    wanted = {scheme.id for scheme in schemes.values() if has_statistics(scheme)}
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
        len(table.counted_rows(form.version.inputs))
        for form in before.forms
        if form.issue.scheme_id == scheme_id and form.version is not None
        for table in before.schemes[scheme_id].tables
    )
