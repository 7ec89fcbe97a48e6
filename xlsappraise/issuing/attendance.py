"""Who is there in a period, and for which part of it, by the days of joining and leaving in the list of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from xlsappraise.base.form_rules import FormRules, Stay
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.stays import stay_problems
from xlsappraise.returned.states import Collection
from xlsappraise.roster import Employee
from xlsappraise.roster.people import LEFT
from xlsappraise.store.office import Office

Missed = Literal["joined-later", "left-before"]
"""Why somebody was there on no day of a period"""
_MOST_LATER = timedelta(days=366)


@dataclass(frozen=True)
class Attendance:
    """Answer for a period who was there and for how long, by the rules of the settings."""

    period: Period
    rules: FormRules

    @classmethod
    def of(cls, office: Office, period: Period) -> Attendance:
        """Return that of a period; raise Refusal where the settings cannot be read or do not fit the period."""
        rules = office.form_rules
        deadline = rules.deadline
        if isinstance(deadline, date) and not period.first_day <= deadline <= period.last_day + _MOST_LATER:
            row = office.sheet_settings.by_id.get("deadline")
            place = {} if row is None else {"sheet": row.place.sheet, "cell": row.place.cell}
            file = office.workspace.roster.name
            raise Refusal(
                problem("deadline-of-another-period", file=file, found=deadline.isoformat(), period=period, **place)
            )
        return cls(period, rules)

    def stay(self, employee: Employee) -> Stay | None:
        """Return the part of the period that a person was there; None for all of it, or where it does not matter."""
        return self.rules.stay(self.period, employee.hired, employee.left)

    def there(self, employee: Employee) -> bool:
        """Return whether a person gets forms by the status; with rules for a part of a period, also who left in it."""
        left = employee.status == LEFT and employee.left is not None and employee.left >= self.period.first_day
        return employee.active or (self.rules.counts_days and left)

    def missed(self, employee: Employee) -> Missed | None:
        """Return why a person was there on no day of the period, by the days of joining and leaving; None otherwise."""
        if employee.hired is not None and employee.hired > self.period.last_day:
            return "joined-later"
        if employee.left is not None and employee.left < self.period.first_day:
            return "left-before"
        return None

    def too_short(self, employee: Employee) -> bool:
        """Return whether a person was there for too few days to get a form."""
        stay = self.stay(employee)
        return stay is not None and stay.days < self.rules.least_days

    def long_enough(self, employee: Employee) -> bool:
        """Return whether a person gets forms by the status and the days of joining and leaving."""
        return self.there(employee) and self.missed(employee) is None and not self.too_short(employee)


def stays_of(office: Office, collection: Collection) -> Iterator[Problem]:
    """Yield a note on each part of the period that is said in the forms of people, as these were issued."""
    forms = [form.issue for form in collection.forms if form.state != "withdrawn"]
    blueprints = office.blueprints(forms)
    yield from stay_problems((i.employee_id, i.name, blueprints[i.master_id].stay) for i in forms)
