"""The results of the periods before one, for its trend sheet; nothing is read where there are none."""

from __future__ import annotations

from xlsappraise.base.period import Period
from xlsappraise.factbook.there import FactsThere
from xlsappraise.results.known import KnownResults, known_of, with_rollups
from xlsappraise.results.standing import Standing
from xlsappraise.store.office import Office


def earlier_standing(office: Office, period: Period, known: KnownResults | None = None) -> Standing:
    """Return the results of the periods that ended before this one begins; ``known``: what was gathered already.

    Before a month nothing is rolled up: only months are compared with it. What is wrong with the facts of earlier
    periods is told where they are used, and is no leave.
    """
    if known is not None:
        return _before(with_rollups(known, period.previous()), period)
    names = {issue.period for issue in office.ledger.issues()} | {one.period for one in office.ledger.past_results()}
    if all(Period.parse(name).last_day >= period.first_day for name in names):
        return Standing()
    gathered = known_of(office, period.previous(), FactsThere(office, period).of)
    return gathered.own if period.kind == "month" else with_rollups(gathered, period.previous())


def _before(standing: Standing, period: Period) -> Standing:
    scores = {(scheme, when): of for (scheme, when), of in standing.scores.items() if when.last_day < period.first_day}
    return Standing(scores, standing.leave)
