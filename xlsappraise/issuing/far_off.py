"""Ask before a period is issued that lies far from the last one: its year or month is likely a slip."""

from __future__ import annotations

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.issuing.order import Order
from xlsappraise.store.office import Office

_NEAR = 2
"""So many periods from the last one are no surprise: a month may be left out"""


def far_off(office: Office, order: Order) -> list[Problem]:
    """Return a warning where a period lies far from the last one of its kind and nobody can be asked.

    A period whose forms were all withdrawn is not one of those.
    Raise Refusal where somebody is asked and does not agree.
    """
    issued = [Period.parse(name) for name in office.ledger.counting_periods()]
    same = [period for period in issued if period.kind == order.period.kind]
    if not same or order.period in same or order.consent.yes:
        return []
    last = max(same, key=lambda period: period.first_day)
    if _within(order.period, last):
        return []
    found = problem("period-far-off", found=order.period, expected=last)
    if order.consent.ask is None:
        return [found]
    order.consent.require([found])
    return []


def _within(one: Period, other: Period) -> bool:
    """Return whether two periods of a kind are at most so many periods apart."""
    earlier, later = sorted((one, other), key=lambda period: period.first_day)
    for _step in range(_NEAR):
        if later == earlier:
            return True
        later = later.previous()
    return later == earlier
