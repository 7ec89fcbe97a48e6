"""Propose promotions, demotions, interviews, dismissals, each with its evidence; apply nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xlsappraise.base.causes import by_cause
from xlsappraise.base.consent import REFUSE, Consent
from xlsappraise.base.i18n import SOURCE, Text, Words, words, written
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem, render
from xlsappraise.keeping.basis import changed_parts, keep_contents, refuse_without_facts
from xlsappraise.keeping.books import Reasons, Revision, corrected, publish, refuse_losses, revision, shown_corrections
from xlsappraise.keeping.corrections_sheet import corrections_title
from xlsappraise.keeping.stale import stale_books
from xlsappraise.payroll.data import DescribedPlan, PromotionData
from xlsappraise.payroll.ground import Ground, ground
from xlsappraise.payroll.pay_book import missing_person, used_summaries
from xlsappraise.payroll.promotion_sheets import action_words
from xlsappraise.plans import engine
from xlsappraise.plans.case import Case
from xlsappraise.plans.lines import Line, Past, Proposal, Withheld, line_of
from xlsappraise.roster import Employee
from xlsappraise.store.ledger import BookSource, Figure
from xlsappraise.store.office import Office

COMMAND = "promote"


@dataclass(frozen=True)
class Promoted:
    """Hold the proposals of a run."""

    period: Period
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]
    people: Mapping[str, Employee]
    plans: tuple[DescribedPlan, ...]
    workbook: Path | None = None
    held: tuple[Withheld, ...] = ()
    """The people for whom nothing was proposed, with the reason"""

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON contract."""
        return {
            "period": str(self.period),
            "proposals": [
                {
                    "employee_id": one.employee_id, "action": one.action, "from": one.before, "to": one.after,
                    "evidence": list(one.evidence),
                }
                for one in self.proposals
            ],
            "problems": [render(p, language).as_dict() for p in self.problems],
        }  # fmt: skip


def promote(office: Office, period: Period, consent: Consent = REFUSE) -> Promoted:
    """Propose and write the workbook.

    Raise Refusal where proposals of the last run would be lost as something is missing, unless it is agreed to.
    """
    refuse_without_facts(office, period, COMMAND, consent)
    base = ground(office, period, COMMAND)
    base = replace(base, past=_with_this(office, base))
    done = propose(base)
    last = office.ledger.book("promotion", str(period))
    found = revision("promotion", period, _figures(done, base.say), last, _sources(base))
    kept = keep_contents(office, period, base.basis)
    reasons = Reasons(office, found, changed_parts(office, period, COMMAND, kept))
    lost = _would_lose(base, done, found, reasons)
    refuse_losses(office, found, lost, "xlsappraise promote", consent, *done.problems)
    found = found.explained(lambda one: written(reasons.why(one.employee_id), base.say))
    problems_found = (*done.problems, *corrected(office, found, corrections_title(base.say)))

    def record() -> None:
        office.ledger.put_basis(str(period), COMMAND, kept)

    done = replace(done, problems=problems_found)
    workbook = publish(office, found, _workbook(office, done, found), record, office.workspace.promotion(period))
    return replace(done, problems=(*problems_found, *stale_books(office, "promotion", period)), workbook=workbook)


def _workbook(office: Office, done: Promoted, found: Revision) -> bytes:
    from xlsappraise.drawing.writer import workbook_bytes
    from xlsappraise.payroll.promotion_sheets import promotion_sheets

    settings = office.workspace.settings
    data = PromotionData(
        done.period,
        office.organisation,
        done.people,
        done.proposals,
        tuple(render(p, settings.language) for p in done.problems),
        done.plans,
        shown_corrections(office, found),
    )
    return workbook_bytes(promotion_sheets(data, words(settings.language)))


def _figures(done: Promoted, say: Words) -> Iterator[Figure]:
    """Yield each proposal as a figure."""
    titles = {plan.id: plan.title for plan in done.plans}
    for one in done.proposals:
        item, title = f"{one.plan}/{one.rule}/{one.action}", f"{titles[one.plan]} · {action_words(say)[one.action]}"
        goal = " → ".join(text for text in (one.before, one.after) if text)
        yield Figure(
            one.employee_id, done.people[one.employee_id].name, item, title, goal or action_words(say)[one.action]
        )


def _sources(base: Ground) -> Iterator[BookSource]:
    yield from used_summaries(base, back=True)
    yield from (BookSource("pay", str(period)) for period in base.past.lines)


def _would_lose(base: Ground, done: Promoted, found: Revision, reasons: Reasons) -> dict[tuple[str, str], Text]:
    """Return why proposals disappear, by person and item, where something that was there is missing."""
    lost: dict[tuple[str, str], Text] = {}
    for one in found.lost:
        plan, rule = one.item.split("/")[:2]
        reason = missing_person(base, done.held, one.employee_id, plan, rule)
        if reason is not None and one.employee_id not in reasons.decided:
            lost[one.employee_id, one.item] = reason
    return lost


def propose(base: Ground) -> Promoted:
    """Compute the proposals; nothing is written."""
    proposals: list[Proposal] = []
    problems = list(base.problems)
    described: list[DescribedPlan] = []
    held: list[Withheld] = []
    for case, gone in base.cases():
        outcome = engine.promote(case)
        if not any(rule.proposes for rule in case.rules):
            continue
        proposals += outcome.proposals
        problems += outcome.problems
        described.append(DescribedPlan.of(case, base.say))
        problems += _not_assessed(case, gone)
        held += [*gone, *outcome.withheld]
    problems += base.book.earlier_errors()  # evidence may use them
    proposals.sort(key=lambda one: (one.employee_id, one.plan, one.rule))
    merged = by_cause(dict.fromkeys(problems), {number: person.name for number, person in base.people.items()})
    return Promoted(
        base.period, tuple(proposals), tuple(merged), base.people, tuple(described), held=tuple(held)
    )  # fmt: skip


def _not_assessed(case: Case, gone: Iterable[Withheld]) -> Iterator[Problem]:
    """Warn of people for whom nothing is proposed because of an error, which has a problem of its own."""
    held = {person.employee_id: person for person in case.held}
    for one in gone:
        if one.employee_id in held:
            name = held[one.employee_id].name
            yield problem("promote-not-assessed", employee_id=one.employee_id, name=name, plan=case.plan.title)


def _with_this(office: Office, base: Ground) -> Past:
    """Add the period's own recorded lines: the titles that it gave count."""
    mine = [line_of(p) for p in office.ledger.payments() if p.period == str(base.period)]
    found: dict[Period, tuple[Line, ...]] = {**base.past.lines, base.period: tuple(mine)}
    return Past(found)
