"""Choose the list of people that counts for a period, and report how today's list differs from a kept one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from xlsappraise.base.i18n import N_, Text, joined, phrase
from xlsappraise.base.pasting import command_line
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.keeping.basis import roster_today
from xlsappraise.roster import Employee, Roster
from xlsappraise.roster.people import COLUMNS, PLANS
from xlsappraise.schemes import Scheme
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger.wire_roster import roster_in
from xlsappraise.store.office import Office

PAY = "pay"
_SHOWN = 5
"""So many of the people who differ alike are named"""
_COMPARED = {**{name: COLUMNS[name] for name in (
    "name", "department", "position", "schemes", "supervisor", "hired", "confirmed", "status", "level",
)}, "plans": PLANS}  # fmt: skip
"""The fields whose differences are reported, with their headings"""
Faulty = Callable[[Roster], Collection[str]]
"""Returns the employee numbers whose rows cannot be used"""


@dataclass(frozen=True)
class CountingRoster:
    """Hold the list of people that counts for a run, and how today's list differs from it."""

    roster: Roster
    kept: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelReached:
    """Hold a person's grade, and the first period and day for which a list of people gave it."""

    level: str
    period: Period
    day: date


def counting_roster(office: Office, period: Period, command: str, faulty: Faulty) -> CountingRoster:
    """Return today's list before the first pay run of a period or with ``--roster``, the kept list afterwards.

    Rows of a kept list that could not be used are taken from today's list, as are people with a result in the period
    who are missing in the kept list. Raise Refusal where the list that counts cannot be read.
    """
    kept = None if office.workspace.roster_named else kept_roster(office, period, PAY)
    if kept is None:
        return CountingRoster(office.roster())
    today = roster_today(office)
    if today is None or not today.employees:
        return CountingRoster(kept, True)
    merged = _merged(kept, today, faulty(kept), _scored(office, period))
    return CountingRoster(merged, True, tuple(_differences(office, period, command, merged, today)))


def kept_roster(office: Office, period: Period, command: str) -> Roster | None:
    """Return the list of people that the last run of a command used; None where it never ran.

    Raise Refusal where the list was kept and its content is damaged.
    """
    digest = office.ledger.basis(str(period), command).get("roster", "")
    return _load(office, period, digest) if digest else None


def level_reached(office: Office, number: str) -> LevelReached | None:
    """Return a person's grade by the kept lists and when it was reached; None where no list names the person."""
    found: LevelReached | None = None
    known: dict[str, Mapping[str, Employee]] = {}
    for name, digest, at in sorted(
        office.ledger.basis_times("roster"), key=lambda record: _moment(record[0], record[2])
    ):
        if digest not in known:
            known[digest] = _load(office, Period.parse(name), digest).by_number
        employee = known[digest].get(number)
        if employee is not None and (found is None or found.level != employee.level):
            found = LevelReached(employee.level, Period.parse(name), datetime.fromisoformat(at).date())
    return found


def _moment(period: str, at: str) -> tuple[date, datetime]:
    """Order lists by the period that they count for, then by the time when they were kept."""
    return Period.parse(period).last_day, datetime.fromisoformat(at)


def _load(office: Office, period: Period, digest: str) -> Roster:
    archive = Archive(office.workspace.periods)
    schemes = {scheme.digest: scheme for scheme in office.library.schemes.values()}

    def find(wanted: str) -> Scheme | None:
        if wanted not in schemes and (text := archive.get(wanted)) is not None:
            schemes[wanted] = Scheme.model_validate_json(text)
        return schemes.get(wanted)

    data = archive.get(digest)
    if data is None:
        roster = office.workspace.settings.roster
        raise Refusal(problem("kept-unreadable", file=str(archive.path(digest)), found=period, roster=roster))
    return roster_in(data, find)


def _scored(office: Office, period: Period) -> frozenset[str]:
    """Return who was issued a form in the period or inside it, or has an imported result."""
    records = [(issue.period, issue.employee_id) for issue in office.ledger.issues()]
    records += [(result.period, result.employee_id) for result in office.ledger.past_results()]
    return frozenset(number for name, number in records if period.holds(Period.parse(name)))


def _merged(kept: Roster, today: Roster, faulty: Collection[str], scored: Collection[str]) -> Roster:
    wrong = {e.employee_id for e in kept.employees if any(p.severity == "error" for p in e.problems)} | set(faulty)
    there = {e.employee_id for e in kept.employees}
    rows = [today.by_number.get(e.employee_id, e) if e.employee_id in wrong else e for e in kept.employees]
    rows += [e for e in today.employees if e.employee_id not in there and e.employee_id in scored]
    return replace(kept, employees=tuple(rows))


def _differences(office: Office, period: Period, command: str, kept: Roster, today: Roster) -> Iterator[Problem]:
    """Yield one warning that lists every difference with the people; none where the lists agree."""
    people: dict[tuple[str, str, str], list[str]] = {}
    for number, employee in {**kept.by_number, **today.by_number}.items():
        before, now = kept.by_number.get(number), today.by_number.get(number)
        label = f"{number} {employee.name}"
        if before is None or now is None:
            people.setdefault(("", "", "new" if before is None else "gone"), []).append(label)
            continue
        for field, heading in _COMPARED.items():
            old, new = _shown(getattr(before, field)), _shown(getattr(now, field))
            if old != new:
                people.setdefault((heading, old, new), []).append(label)
    if people:
        yield problem(
            "roster-kept-differs",
            found=joined([_told(*what, names) for what, names in people.items()], N_("; ")),
            period=period,
            again=command_line("xlsappraise", command, str(period), "--roster", office.workspace.settings.roster),
        )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(part.title if isinstance(part, Scheme) else str(part) for part in value)
    return "" if value is None else str(value)


def _told(heading: str, old: str, new: str, names: list[str]) -> Text:
    people = named(names)
    if not heading:
        return phrase("new: {people}", people=people) if new == "new" else phrase("gone: {people}", people=people)
    return phrase("{heading} {old} → {new}: {people}", heading=heading, old=old or "—", new=new or "—", people=people)


def named(names: list[str]) -> Text:
    """Name the first of some people, and how many more there are."""
    listed = joined(names[:_SHOWN], N_(", "))
    more = len(names) - _SHOWN
    return phrase("{names} and {count} more", names=listed, count=more) if more > 0 else listed
