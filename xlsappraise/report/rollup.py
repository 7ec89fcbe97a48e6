"""The command ``rollup``: a quarter or a year from the periods inside it, and from its own forms if it has any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsappraise.base.consent import REFUSE, Consent
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.report.earlier_periods import earlier_standing
from xlsappraise.report.rolled_up import roll
from xlsappraise.report.summarize import Gathered, Summarized, finish, gather
from xlsappraise.report.summary_book import used_today
from xlsappraise.results.compute import compute
from xlsappraise.returned.collect import Progress
from xlsappraise.returned.states import Collection
from xlsappraise.store.office import Office


def rollup(
    office: Office,
    period: Period,
    progress: Progress | None = None,
    passwords: Sequence[str] = (),
    consent: Consent = REFUSE,
) -> Summarized:
    """Write the summary of a quarter or year; record its own returned forms as ``summarize`` does."""
    if not period.rolls_up:
        quarter = Period("quarter", period.last_day.year, (period.last_day.month + 2) // 3)
        raise Refusal(problem("rollup-of-a-month", found=period, expected=quarter))
    own = bool(office.ledger.issues(str(period)))
    inbox = office.workspace.inbox(period)
    gathered = gather(office, period, inbox, progress, passwords) if own else _without_forms(office, period)
    if not gathered.rolled.groups:
        below = tuple(str(one) for one in period.below())
        raise Refusal(*gathered.rolled.problems, problem("rollup-nothing", found=period, expected=below))
    return finish(office, gathered, consent=consent)


def _without_forms(office: Office, period: Period) -> Gathered:
    nothing = Collection(period, [], [])
    rolled = roll(office, period)
    results = replace(compute(office, nothing), problems=rolled.problems)
    before = earlier_standing(office, period, rolled.history)
    return Gathered(period, nothing, results, rolled, before, used_today(office, period))
