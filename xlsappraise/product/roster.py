"""``check_roster``: how the list of people is understood, and what a period would do with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, render
from xlsappraise.base.stays import stay_problems
from xlsappraise.issuing.attendance import Attendance
from xlsappraise.issuing.change_report import change_problems
from xlsappraise.issuing.changes import Change, changes_since
from xlsappraise.issuing.skipped import Skipped, of_other_periods, reason_against
from xlsappraise.roster.people import Understood
from xlsappraise.roster.supervisors import doubtful_names
from xlsappraise.store.office import Office


@dataclass(frozen=True, slots=True)
class CheckedRoster:
    """How a list was read, and what ``generate`` would do with it in a period.

    ``people``: how many there are; ``issued``: the employee numbers of those who get at least one form.
    """

    period: Period
    understood: Understood
    people: int
    issued: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    def as_dict(self, language: str = SOURCE) -> dict[str, object]:
        """Return the JSON of ``roster check --json``, its messages in a language."""
        return {
            "sheet": self.understood.sheet,
            "columns": dict(self.understood.columns),
            "ignored": list(self.understood.ignored),
            "people": self.people,
            "issued": len(self.issued),
            "skipped": skipped_dicts(self.skipped),
            "changes": [
                {"employee_id": c.employee_id, "what": c.what, "from": c.before, "to": c.after} for c in self.changes
            ],
            "problems": [render(p, language).as_dict() for p in self.problems],
        }


def check_roster(office: Office, period: Period, *, hidden: bool = False) -> CheckedRoster:
    """Read the list of people, and compare it with what was issued in a period; nothing is written.

    ``hidden``: people in hidden rows count as asked for. Raise Refusal: ``file-not-found``, ``roster-unreadable``,
    ``roster-no-headings``, ``no-such-sheet``, ``settings-invalid``.
    """
    roster = office.roster()
    attendance = Attendance.of(office, period)
    assert roster.understood is not None, "every list that was read has it"
    skipped: list[Skipped] = []
    issued = []
    for employee in roster.employees:
        against = reason_against(employee, attendance, hidden=hidden)
        others = [] if against else of_other_periods(employee, period)
        skipped += [against] if against else others
        if not against and len(others) < len(employee.schemes):
            issued.append(employee.employee_id)
    stopped = bool(roster.problems)
    changes = () if stopped else changes_since(office, attendance, roster)
    due = frozenset(issued)
    problems = (
        *office.library.problems, *roster.all_problems(), *roster.notes, *office.sheet_settings.notes,
        *doubtful_names(roster.understood.file, roster.employees),
        *change_problems(changes, period),
        *stay_problems((e.employee_id, e.name, attendance.stay(e)) for e in roster.employees if e.employee_id in due),
    )  # fmt: skip
    return CheckedRoster(
        period, roster.understood, len(roster.employees), () if stopped else tuple(issued), tuple(skipped), changes,
        problems,
    )  # fmt: skip


def skipped_dicts(skipped: Iterable[Skipped]) -> list[dict[str, str]]:
    """Return the JSON of people who get no form."""
    return [{"employee_id": one.employee_id, "name": one.name, "why": one.reason} for one in skipped]
