"""Report the differences from the forms that were issued, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsappraise.base.causes import PEOPLE, together_named
from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.pasting import listed
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.issuing.changes import Change, What

_CODES: dict[What, str] = {
    "scheme": "change-scheme", "new": "change-new", "gone": "change-gone", "status": "change-status",
    "edition": "change-edition",
    "name": "roster-employee-changed", "department": "roster-employee-changed", "supervisor": "roster-employee-changed",
    "position": "roster-employee-changed", "indirect": "roster-employee-changed", "days": "roster-employee-changed",
    "peers": "change-peers",
}  # fmt: skip
_WHAT = {"name": N_("name"), "department": N_("department"), "supervisor": N_("supervisor"),
         "position": N_("position"), "indirect": N_("indirect supervisor"),
         "days": N_("part of the period")}  # fmt: skip


def change_problems(changes: Sequence[Change], period: Period) -> list[Problem]:
    """Return one finding for each cause: those of several people with the same change are one."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for one in changes:
        asked = one.what == "scheme" and one.after
        if one.open and one.what in _CODES and not asked and not (one.what == "peers" and one.after):
            groups.setdefault((one.what, one.before, one.after, one.schemes), []).append(one)
    return [_problem(group, period) for group in groups.values()]


def undecided(changes: Sequence[Change], both: Sequence[str], period: Period) -> Iterator[Problem]:
    """Ask about everybody who has an open form of one scheme and would now get one of another; not of ``both``."""
    for one in changes:
        if one.open and one.what == "scheme" and one.after and one.employee_id not in both:
            yield problem(
                "transfer-undecided", employee_id=one.employee_id, name=f"{one.employee_id} {one.name}",
                found=one.before, expected=one.after,
                number=listed([one.employee_id]), period=period, scheme=listed(one.schemes),
            )  # fmt: skip


def _problem(group: Sequence[Change], period: Period) -> Problem:
    one = group[0]
    numbers = listed(change.employee_id for change in group)
    detail = phrase(_WHAT[one.what]) if one.what in _WHAT else ""
    people = together_named([(change.employee_id, change.name) for change in group], len(group))
    return problem(
        _CODES[one.what], employee_id=one.employee_id if len(group) == 1 else None, found=one.before or None,
        expected=one.after or None, what=detail, numbers=numbers, period=period, schemes=listed(one.schemes),
    ).with_facts(**{PEOPLE: people})  # fmt: skip
