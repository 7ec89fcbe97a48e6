"""``pay``: compute every plan of the period, record the lines, write the payroll workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsappraise.base.causes import by_cause
from xlsappraise.base.consent import REFUSE, Consent
from xlsappraise.base.i18n import SOURCE, words, written
from xlsappraise.base.money import amount_text
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem, render
from xlsappraise.factbook.reader import file_name
from xlsappraise.keeping.basis import changed_parts, keep_contents, refuse_without_facts
from xlsappraise.keeping.books import (
    Reasons,
    Revision,
    ShownCorrection,
    corrected,
    publish,
    refuse_losses,
    shown_corrections,
)
from xlsappraise.keeping.corrections_sheet import corrections_title
from xlsappraise.keeping.rosters import PAY
from xlsappraise.keeping.stale import stale_books
from xlsappraise.payroll.data import DescribedPlan, PayData
from xlsappraise.payroll.ground import Ground, ground, plan_scheme
from xlsappraise.payroll.pay_book import pay_revision, recorded_lines, would_lose
from xlsappraise.plans import engine
from xlsappraise.plans.case import Case
from xlsappraise.plans.lines import Line, Withheld, by_person, line_of, total
from xlsappraise.plans.missing import NOT_FILLED_IN
from xlsappraise.roster import Employee
from xlsappraise.store.ledger import Payment, WithheldPay
from xlsappraise.store.office import Office

_NAMED = 8
"""So many of the figures and settings that are not filled in are named"""


@dataclass(frozen=True)
class Paid:
    """Hold the result of a run; ``people`` are everybody with a line or something withheld, by employee number."""

    period: Period
    lines: tuple[Line, ...]
    withheld: tuple[Withheld, ...]
    problems: tuple[Problem, ...]
    people: Mapping[str, Employee]
    plans: tuple[DescribedPlan, ...]
    workbook: Path | None = None

    @property
    def totals(self) -> dict[str, Decimal]:
        """Return what each person gets, by employee number."""
        sums = {number: total(lines) for number, lines in by_person(self.lines).items()}
        return dict(sorted(sums.items()))

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON contract."""
        return {
            "period": str(self.period),
            "lines": [
                {
                    "employee_id": line.employee_id, "plan": line.plan, "rule": line.rule,
                    "amount": float(line.amount), "inputs": plain_inputs(line.inputs), "why": line.why,
                }
                for line in self.lines
            ],
            "totals": [{"employee_id": number, "amount": float(amount)} for number, amount in self.totals.items()],
            "problems": [render(p, language).as_dict() for p in self.problems],
        }  # fmt: skip


def plain_inputs(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return inputs as JSON holds them: numbers, texts, true and false."""
    return {name: _plain(value) for name, value in inputs.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def pay(office: Office, period: Period, consent: Consent = REFUSE) -> Paid:
    """Compute, record and write; a second run replaces what the first recorded.

    Raise Refusal where something that was paid would be lost as something is missing, unless it is agreed to; and where
    the first run of a period could pay nobody, so that it fixes no list of people.
    """
    refuse_without_facts(office, period, PAY, consent)
    base = ground(office, period)
    paid = compute(base)
    found = pay_revision(base, paid.lines, {number: person.name for number, person in paid.people.items()})
    if found.last is None:
        _refuse_nobody(base, paid)
    kept = keep_contents(office, period, base.basis)
    reasons = Reasons(office, found, changed_parts(office, period, PAY, kept))
    lost = would_lose(base, paid.withheld, found, reasons)
    refuse_losses(office, found, lost, "xlsappraise pay", consent, *paid.problems)
    found = found.explained(lambda one: written(reasons.why(one.employee_id), base.say))
    changed = by_cause(_changed(office, paid), _names(paid.people))
    problems_found = (*paid.problems, *changed, *corrected(office, found, corrections_title(base.say)))
    paid = replace(paid, problems=problems_found)

    def record() -> None:
        office.ledger.put_basis(str(period), PAY, kept)
        lines = [_payment(period, line) for line in paid.lines]
        office.ledger.put_payments(str(period), lines, [_withheld(period, one) for one in paid.withheld])

    workbook = publish(office, found, _workbook(office, paid, found), record, office.workspace.pay(period))
    return replace(paid, problems=(*problems_found, *stale_books(office, "pay", period)), workbook=workbook)


def _refuse_nobody(base: Ground, paid: Paid) -> None:
    """Raise Refusal where the payments of everybody wait: one line says what to fill in, others what else is wrong."""
    if paid.lines or not paid.withheld:
        return
    errors = [one for one in paid.problems if one.severity == "error"]
    others = [one for one in errors if one.code not in NOT_FILLED_IN]
    titles = list(dict.fromkeys(str(one.expected) for one in errors if one.code in NOT_FILLED_IN))
    if not titles:
        raise Refusal(*others, problem("pay-nobody", period=base.period))
    there = base.office.workspace.facts(base.period).exists()
    code = "pay-fill-in-first" if there else "pay-facts-first"
    shown = tuple(titles[:_NAMED] + (["…"] if len(titles) > _NAMED else []))
    raise Refusal(*others, problem(code, found=shown, path=file_name(base.period), period=base.period))


def compute(base: Ground) -> Paid:
    """Compute every plan; nothing is recorded or written. Raise Refusal where no plan in use pays anything."""
    if not base.assigned.problems and not any(r.pays for plan in base.assigned.plans.values() for r in plan.rules):
        raise Refusal(*base.problems, problem("plan-pays-nothing", found=base.say(", ").join(
            plan.title for plan in base.assigned.plans.values())))  # fmt: skip
    lines: list[Line] = []
    withheld: list[Withheld] = []
    problems = list(base.problems)
    described: list[DescribedPlan] = []
    outside: dict[str, Employee] = {}
    for case, gone in base.cases():
        if not any(base.period.kind in rule.on for rule in case.rules):
            continue
        withheld += gone
        outside |= {person.employee_id: person for person in case.held}
        problems += _not_recorded(case)
        outcome = engine.pay(case)
        lines += outcome.lines
        withheld += outcome.withheld
        problems += outcome.problems
        described.append(DescribedPlan.of(case, base.say))
    unknown = [wrong for wrong in base.assigned.problems if wrong.employee_id]
    problems += base.book.earlier_errors()
    withheld += [Withheld(wrong.employee_id or "", str(wrong.found or ""), "", base.text(wrong)) for wrong in unknown]
    lines.sort(key=lambda line: line.employee_id)
    withheld.sort(key=lambda one: one.employee_id)
    concerned = {line.employee_id for line in lines} | {one.employee_id for one in withheld}
    people = {number: person for number, person in {**outside, **base.people}.items() if number in concerned}
    merged = by_cause(_once(problems), _names({**outside, **base.people}))
    return Paid(base.period, tuple(lines), tuple(withheld), tuple(merged), people, tuple(described))


def _names(people: Mapping[str, Employee]) -> dict[str, str]:
    return {number: person.name for number, person in people.items()}


def _changed(office: Office, paid: Paid) -> Iterator[Problem]:
    """Warn where people get another sum than an earlier run of the period recorded."""
    recorded = recorded_lines(office, paid.period)
    if not recorded:
        return
    before = {number: total(lines) for number, lines in by_person(map(line_of, recorded)).items()}
    now = paid.totals
    for number in sorted({*before, *now}):
        old, new = before.get(number), now.get(number)
        if old != new:
            person = paid.people.get(number)
            yield problem(
                "pay-changed", employee_id=number, found="—" if new is None else amount_text(new),
                expected="—" if old is None else amount_text(old), name=number if person is None else person.name,
                at=recorded[0].at[:16].replace("T", " "), period=paid.period,
            )  # fmt: skip


def _not_recorded(case: Case) -> Iterator[Problem]:
    """Warn when awards of the period before are counted, and its pay was never computed.

    Not where every result of that period was imported: it is from before the program was used.
    """
    before = case.period.previous()
    counted = [
        rule.title for rule in case.rules if rule.looks_back and not rule.names_gaps and case.period.kind in rule.on
    ]
    own = any(
        score.source != "history"
        for (_scheme, when), scores in case.standing.scores.items()
        if when == before
        for score in scores.values()
    )
    if counted and before in case.past.lines:
        yield from _people_not_recorded(case, before, counted)
    elif counted and own:
        yield problem("pay-not-recorded", found=before, expected=counted, plan=case.plan.title)


def _people_not_recorded(case: Case, before: Period, titles: list[str]) -> Iterator[Problem]:
    """Warn of people who had a result in the period before, and no line at all though others of the plan had."""
    scheme = plan_scheme(case.plan, case)
    paid = {line.employee_id for line in case.past.lines[before]}
    others = any(line.plan == case.plan.id for line in case.past.lines[before])
    scored = case.standing.of(scheme or "", before)
    for member in case.members:
        if others and member.employee_id in scored and member.employee_id not in paid:
            yield problem(
                "pay-person-not-recorded", employee_id=member.employee_id, found=before, expected=titles,
                name=member.name, plan=case.plan.title,
            )  # fmt: skip


def _once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def _payment(period: Period, line: Line) -> Payment:
    return Payment(
        str(period), line.employee_id, line.plan, line.rule, line.rule_title, line.title, f"{line.amount:.2f}",
        plain_inputs(line.inputs), line.why,
    )  # fmt: skip


def _withheld(period: Period, one: Withheld) -> WithheldPay:
    return WithheldPay(str(period), one.employee_id, one.plan, one.rule, one.rule_title, one.why)


def pay_data(office: Office, paid: Paid, corrections: tuple[ShownCorrection, ...] = ()) -> PayData:
    """Gather the data of the workbook."""
    return PayData(
        period=paid.period,
        organisation=office.organisation,
        people=paid.people,
        lines=paid.lines,
        withheld=paid.withheld,
        problems=tuple(render(p, office.workspace.settings.language) for p in paid.problems),
        plans=paid.plans,
        corrections=corrections,
    )


def _workbook(office: Office, paid: Paid, found: Revision) -> bytes:
    from xlsappraise.drawing.writer import workbook_bytes
    from xlsappraise.payroll.payroll_sheets import pay_sheets

    data = pay_data(office, paid, shown_corrections(office, found))
    return workbook_bytes(pay_sheets(data, words(office.workspace.settings.language)))
