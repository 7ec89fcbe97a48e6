"""Turn a pay run into the figures of its book, and find what it would lose without a decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.period import Period
from xlsappraise.keeping.books import Reasons, Revision, revision
from xlsappraise.payroll.ground import Ground
from xlsappraise.plans.lines import Line, Withheld, line_of
from xlsappraise.store.ledger import BookSource, Figure, Payment, PublishedBook
from xlsappraise.store.office import Office


def pay_revision(base: Ground, lines: Iterable[Line], names: Mapping[str, str]) -> Revision:
    """Compare a run with the last one of its period."""
    titles = {plan.id: plan.title for plan in base.assigned.plans.values()}
    figures = pay_figures(lines, names, titles)
    return revision("pay", base.period, figures, last_pay(base.office, base.period), pay_sources(base))


def pay_figures(lines: Iterable[Line], names: Mapping[str, str], titles: Mapping[str, str]) -> list[Figure]:
    """Return a figure per person, plan and rule."""
    sums: dict[tuple[str, str], Decimal] = {}
    shown: dict[tuple[str, str], str] = {}
    for line in lines:
        key = (line.employee_id, f"{line.plan}/{line.rule}")
        sums[key] = sums.get(key, Decimal(0)) + line.amount
        shown.setdefault(key, f"{titles.get(line.plan, line.plan)} · {line.rule_title}")
    return [Figure(key[0], names.get(key[0], ""), key[1], shown[key], f"{amount:.2f}") for key, amount in sums.items()]


def last_pay(office: Office, period: Period) -> PublishedBook | None:
    """Return the last run of a period; one that was recorded without a book is made from its lines."""
    book = office.ledger.book("pay", str(period))
    recorded = recorded_lines(office, period)
    if book is not None or not recorded:
        return book
    figures = pay_figures(map(line_of, recorded), {}, {})
    return PublishedBook(str(period), "pay", 1, "", tuple(figures), event=office.ledger.last_event(), at=recorded[0].at)


def recorded_lines(office: Office, period: Period) -> list[Payment]:
    """Return the recorded lines of a period."""
    return [payment for payment in office.ledger.payments() if payment.period == str(period)]


def pay_sources(base: Ground) -> Iterator[BookSource]:
    """Yield the books whose figures the run uses: those of the period, and earlier ones where a rule looks back."""
    rules = [rule for plan in base.assigned.plans.values() for rule in plan.rules if base.period.kind in rule.on]
    yield from used_summaries(base, back=any(rule.looks_back for rule in rules))
    if any(rule.looks_back for rule in rules):
        end = base.period.last_day
        yield from (BookSource("pay", str(period)) for period in base.past.lines if period.last_day <= end)


def used_summaries(base: Ground, *, back: bool) -> Iterator[BookSource]:
    """Yield the summaries of the period and of those inside it; with ``back`` also of those that ended before it."""
    first = base.period.first_day
    yield BookSource("summary", str(base.period))
    for _scheme, period in base.standing.scores:
        if period.first_day >= first or (back and period.last_day < first):
            yield BookSource("summary", str(period))


def would_lose(
    base: Ground, withheld: Iterable[Withheld], found: Revision, reasons: Reasons
) -> dict[tuple[str, str], Text]:
    """Return why figures disappear, by person and item, where something that was there is missing.

    Not where people decided it: forms withdrawn, replaced or declined, approved leave; nor where a rule was computed
    and pays nothing.
    """
    lost: dict[tuple[str, str], Text] = {}
    for one in found.lost:
        decided = one.employee_id in reasons.decided or base.standing.on_leave(base.period, one.employee_id)
        plan, _mark, rule = one.item.partition("/")
        reason = None if decided else missing_person(base, withheld, one.employee_id, plan, rule)
        if reason is not None:
            lost[one.employee_id, one.item] = reason
    return lost


def missing_person(base: Ground, withheld: Iterable[Withheld], number: str, plan: str, rule: str) -> Text | None:
    """Return why a rule of a plan was not computed for a person; None where it was."""
    if number not in base.people:
        return phrase("not in the list of people")
    for held in withheld:
        if (held.employee_id, held.plan) == (number, plan) and held.rule in ("", rule.partition(".")[0]):
            return held.why
    if number not in {employee.employee_id for employee in base.assigned.people.get(plan, ())}:
        return phrase("the list of people no longer gives the plan {plan}", plan=plan)
    if rule.partition(".")[0] not in {known.id for known in base.assigned.plans[plan].rules}:
        return phrase("the plan {plan} no longer has this rule", plan=plan)
    return None
