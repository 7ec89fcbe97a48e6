"""Offer ``facts``, ``pay``, ``what_if`` and ``promote``."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.consent import Ask, Consent
from xlsappraise.base.period import Period
from xlsappraise.factbook import Prepared, prepare_facts
from xlsappraise.payroll.payroll import Paid
from xlsappraise.payroll.payroll import pay as _pay
from xlsappraise.payroll.promote import Promoted
from xlsappraise.payroll.promote import promote as _promote
from xlsappraise.payroll.what_if import Tried, try_out
from xlsappraise.store.office import Office


def facts(office: Office, period: Period) -> Prepared:
    """Write ``<period>/facts.xlsx``: what plans need and forms do not hold, for HR to fill in.

    What was filled in before is kept. A mistake in a row of the roster concerns its own person alone; ``written`` is
    None where the roster as a whole or a plan file has errors.
    Raise Refusal: ``facts-heading-renamed``, ``file-not-writable``, or what makes roster or workbook unreadable.
    """
    return prepare_facts(office, period)


def pay(office: Office, period: Period, *, yes: bool = False, ask: Ask | None = None) -> Paid:
    """Compute the pay plans of a period, record the lines, write ``<period>/pay.xlsx``.

    Amounts are Decimal, in yuan to the cent. A second run uses the list of people that the first used, unless the
    workspace was opened with ``roster``, and replaces what the first recorded; its workbook is a new edition where an
    amount changed. Where amounts would be lost because something is missing, ``yes=True`` goes on; otherwise
    ``ask`` is called with the question and returns whether to go on.
    Raise Refusal: ``book-less``, ``facts-missing``, ``plan-pays-nothing``, ``file-not-writable``, or what makes
    roster, plans or facts unusable; ``pay-fill-in-first``, ``pay-facts-first`` or ``pay-nobody`` where a first run
    could pay nobody.
    """
    return _pay(office, period, Consent(yes, ask))


def what_if(office: Office, period: Period, changes: Sequence[str]) -> Tried:
    """Compute what other settings would pay, write ``<period>/what-if.xlsx``, record nothing.

    ``changes``: texts such as ``floor-supervisor-pay.shares=20%/60%/20%``. Amounts are Decimal, in yuan.
    Raise Refusal: ``what-if-unclear`` for a change that cannot be made, else as ``pay``.
    """
    return try_out(office, period, changes)


def promote(office: Office, period: Period, *, yes: bool = False, ask: Ask | None = None) -> Promoted:
    """Propose promotions, demotions, interviews and dismissals with their evidence; write ``<period>/promotion.xlsx``.

    Nothing is ever applied. The list of people is that of ``pay``; ``yes`` and ``ask`` as there.
    Raise Refusal: as ``pay``.
    """
    return _promote(office, period, Consent(yes, ask))
