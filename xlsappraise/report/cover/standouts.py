"""The best and the weakest: total, change on the last period, and the two criteria that made the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import clean, extent, fitted
from xlsappraise.drawing.spec import Formula
from xlsappraise.report.cover.panel import Head, put_heads
from xlsappraise.report.cover.plausible import PLAUSIBILITY
from xlsappraise.report.vocabulary import NONE

if TYPE_CHECKING:
    from xlsappraise.report.context import Report

SHOWN = 5
_SCHEME = 16.0  # room for a scheme, in a line above the place in it and the grade
_CRITERION = 20.0  # room for a criterion's title


@dataclass(frozen=True, slots=True)
class Standout:
    """A person's result; ``row`` is that of the scores sheet, ``of`` how many are ranked in the scheme."""

    row: int
    key: str
    employee_id: str
    name: str
    scheme: str
    rank: int
    of: int
    share: float
    grade: str
    why: str

    @property
    def place(self) -> str:
        """The place in the scheme."""
        return f"{self.rank}/{self.of}"


def standouts(report: Report) -> tuple[list[Standout], list[Standout]]:
    """Return the best, and the weakest of the others, each the furthest out first.

    Results are compared by their share of the full points, since schemes may have other totals; but whoever is not in
    the lower half of a scheme is not weak, and whoever is in it not among the best. In a department's book, where all
    may be in one half, they are. A person stands once in a list, and in both only by results of several schemes.
    """
    ranked = sorted(_all(report), key=lambda one: (-one.share, one.rank, one.employee_id))
    whole = report.company is None
    upper = [one for one in ranked if 2 * one.rank <= one.of + 1 or not whole]
    firsts = list({one.employee_id: one for one in reversed(upper)}.values())[::-1]
    half = (len({one.employee_id for one in ranked}) + 1) // 2
    best = firsts[: min(SHOWN, half)]
    taken = {one.employee_id for one in best}
    lower = [
        one
        for one in ranked
        if (whole and 2 * one.rank > one.of + 1) or (one.employee_id not in taken and (one.of == 1 or not whole))
    ]
    weakest = list({one.employee_id: one for one in lower}.values())[::-1][:SHOWN]
    return (
        [_with_why(report, one, above=True) for one in best],
        [_with_why(report, one, above=False) for one in weakest],
    )


def _all(report: Report) -> Iterator[Standout]:
    table = report.scores
    rows = table.rows[["employee_id", "name", "scheme_title", "grade", "rank", "total"]]
    valid = [
        (row, key, *texts)
        for row, (key, texts) in enumerate(zip(table.keys, rows.itertuples(index=False), strict=True))
        if texts[-1] == texts[-1]
    ]
    for row, key, number, name, title, grade, rank, total in valid:
        scheme = report.data.scheme(key)
        full = scheme.total.points if scheme is not None else 100.0
        yield Standout(row, key, number, name, title, int(rank), report.sizes[key], total / full, grade, "")


def _with_why(report: Report, one: Standout, *, above: bool) -> Standout:
    reasons = report.reasons
    why = reasons.text(reasons.differences(one.key, one.employee_id, above=above), signed=True, room=_CRITERION)
    if not why:
        lost = reasons.text(reasons.losses(one.key, one.employee_id), signed=False, room=_CRITERION)
        why = report.say("lost: {points}").format(points=lost) if lost else ""
    if not why:
        why = clean(report.scores.rows["why"].iloc[one.row]) if one.key in report.data.rollups else ""
    return replace(one, why=why)


def _questioned(report: Report) -> frozenset[str]:
    """Return the employee numbers of whom an entry is hard to believe, or locked content was changed."""
    return frozenset(
        found.employee_id or ""
        for found in report.data.open_problems
        if found.code in PLAUSIBILITY or found.severity == "tampering"
    )


def _place(report: Report, one: Standout, *, several: bool, questioned: bool) -> str:
    """Return scheme, place and grade; of a scheme with a long title whom it is for, if that is clear.

    A result that somebody is to be asked about says so.
    """
    end = f"{one.place} {one.grade}".strip()
    if questioned:
        end = report.say("{result}, to be verified").format(result=end)
    if not several:
        return end
    title, scheme = one.scheme, report.data.scheme(one.key)
    roles = [other.role for other in map(report.data.scheme, report.data.titles) if other is not None]
    if extent(title) > _SCHEME and scheme is not None and roles.count(scheme.role) == 1:
        title = clean(scheme.role)
    return f"{fitted(title, _SCHEME)}\n{end}"


def put_standouts(draft: SheetDraft, report: Report, row: int, left: int, *, best: bool, found: list[Standout]) -> int:
    """Put a panel, its heading in ``row``; return the next free row."""
    say, table = report.say, report.scores
    title = say("The best: {count}") if best else say("The weakest: {count}")
    several = len(report.data.titles) > 1
    heads: list[Head] = [
        (0, 1, say("Name"), False), (1, 2, say("Scheme, rank, grade") if several else say("Rank, grade"), False),
        (3, 1, say("Total"), True), (4, 1, say("On last"), True), (5, 2, say("What made the difference"), False),
    ]  # fmt: skip
    at = put_heads(draft, row, left, title.format(count=len(found)), heads)
    asked = _questioned(report)
    for one in found:
        draft.put(at, left, f"{one.employee_id} {one.name}".strip(), "text")
        place = _place(report, one, several=several, questioned=one.employee_id in asked)
        draft.put(at, left + 1, place, "text", across=2)
        total = float(table.rows["total"].iloc[one.row])
        draft.put(at, left + 3, Formula(f"={table.cell('total', one.row)}", total), "score")
        draft.put(at, left + 4, _change(report, one), "signed")
        marked = _marked(report, str(table.rows["rater"].iloc[one.row]))
        draft.put(at, left + 5, " · ".join(filter(None, (one.why or NONE, marked))), "text", across=2)
        at += 1
    return at


def _marked(report: Report, rater: str) -> str:
    """Return who marked a result; of a rater who differs beyond chance, that as well."""
    say, reading, name = report.say, report.readings.get(rater), clean(rater)
    texts = {"lenient": say("lenient rater: {raters}"), "strict": say("strict rater: {raters}")}
    text = texts.get(reading.verdict if reading is not None else "", say("marked by: {raters}"))
    return text.format(raters=name) if name else ""


def _change(report: Report, one: Standout) -> Formula | str:
    change = float(report.scores.rows["change"].iloc[one.row])
    return NONE if change != change else Formula(f"={report.scores.cell('change', one.row)}", change)
