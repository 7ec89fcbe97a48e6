"""Publish a summary: its figures by person, what it would lose, the data that it used."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isnan
from typing import TYPE_CHECKING

from xlsappraise.base.consent import Consent
from xlsappraise.base.i18n import Text, Words, phrase, words, written
from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.keeping.basis import Basis, Used, changed_parts, roster_today, used
from xlsappraise.keeping.books import Reasons, Revision, refuse_losses, revision
from xlsappraise.results.compute import Results
from xlsappraise.scoring.engine import GRADE, TOTAL
from xlsappraise.store.ledger import ROLLED_UP, BookSource, Figure, Part, PublishedBook
from xlsappraise.store.office import Office

if TYPE_CHECKING:
    from xlsappraise.report.rolled_up import RollUps
    from xlsappraise.results.rows import ResultRow


def used_today(office: Office, period: Period) -> Used:
    """Return the contents that a summary of today uses."""
    return used(office, period, Basis(roster_today(office)))


def summary_revision(
    office: Office, period: Period, results: Results, rolled: RollUps, parts: Mapping[Part, str], consent: Consent
) -> Revision:
    """Compare a summary with the last one; return how it differs.

    Raise Refusal where results would disappear that nobody decided about, unless it is agreed to.
    """
    say = words(office.workspace.settings.language)
    last = _without_parts(office.ledger.book("summary", str(period)), rolled)
    figures = (*_form_figures(results, say), *_rolled_figures(rolled, say))
    found = revision("summary", period, figures, last, _sources(period, rolled))
    command = "rollup" if period.rolls_up and rolled.groups else "summarize"
    reasons = Reasons(office, found, changed_parts(office, period, "summarize", parts) if rolled.groups else ())
    refuse_losses(office, found, _missing(found, reasons), f"xlsappraise {command}", consent, *results.problems)
    return found.explained(lambda one: written(reasons.why(one.employee_id), say))


def _without_parts(last: PublishedBook | None, rolled: RollUps) -> PublishedBook | None:
    """Leave out the means that have become parts of a weighted result: they move into it, and are not lost."""
    moved = {
        (one.person.employee_id, part.spec.scheme + ROLLED_UP)
        for group in rolled.groups.values()
        for one in group
        if one.total is not None
        for part in one.parts
        if part.spec.scheme is not None
    }
    if last is None or not moved:
        return last
    kept = (one for one in last.figures if (one.employee_id, one.item.partition("/")[0]) not in moved)
    return replace(last, figures=tuple(kept))


def _missing(found: Revision, reasons: Reasons) -> dict[tuple[str, str], Text]:
    """Return the results that disappeared although nothing happened to a form of the person."""
    gone = [one for one in found.lost if one.item.endswith(f"/{TOTAL}") and one.employee_id not in reasons.of]
    return {(one.employee_id, one.item): phrase("there is no result of it any more") for one in gone}


def _sources(period: Period, rolled: RollUps) -> Iterator[BookSource]:
    if not rolled.groups:
        return
    for kind in _kinds_used(rolled):
        for inner in period.inside(kind):
            if inner != period:
                yield BookSource("summary", str(inner))


def _kinds_used(rolled: RollUps) -> list[PeriodKind]:
    """Return the kinds of shorter periods that a roll-up is made of: weeks only where a part is a weekly scheme."""
    schemes = rolled.history.schemes if rolled.history is not None else {}
    parts = {part.scheme for group in rolled.groups.values() for part in group[0].scheme.rollup.parts}
    weekly = any(name in schemes and schemes[name].period == "week" for name in parts if name is not None)
    return ["week", "month", "quarter"] if weekly else ["month", "quarter"]


def _form_figures(results: Results, say: Words) -> Iterator[Figure]:
    """Yield the figures of the forms that count: each criterion, the total, the grade."""
    for row in results.rows:
        scores = results.scores.get(row.issue)
        if scores is None or isnan(row.total):
            continue
        scheme = results.schemes[row.scheme]
        yield from _result(row, scheme.id, say)
        for one in scheme.criteria:
            if one.id in scores:
                value = "—" if isnan(scores[one.id]) else f"{scores[one.id]:.2f}"
                yield _figure(row, f"{scheme.id}/criterion/{one.id}", one.title, value)


def _rolled_figures(rolled: RollUps, say: Words) -> Iterator[Figure]:
    for row in rolled.rows("{title}"):
        if not isnan(row.total):
            yield from _result(row, row.scheme, say)


def _result(row: ResultRow, scheme: str, say: Words) -> Iterator[Figure]:
    yield _figure(row, f"{scheme}/{TOTAL}", say("Total"), f"{row.total:.2f}")
    yield _figure(row, f"{scheme}/{GRADE}", say("Grade"), row.grade or "—")


def _figure(row: ResultRow, item: str, title: str, value: str) -> Figure:
    shown = sys.intern(f"{row.scheme_title} · {title}")
    return Figure(row.person.employee_id, row.person.name, sys.intern(item), shown, sys.intern(value))
