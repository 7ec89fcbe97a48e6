"""Who gets which form: the people of the roster, their schemes, and the raters who fill each form in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.forms.identity import Subject, new_issue
from xlsappraise.forms.layout import LAYOUT_VERSION
from xlsappraise.forms.layout.filled import NOTHING
from xlsappraise.forms.stamps import Ratee, Stamps, stamps_for
from xlsappraise.issuing.attendance import Attendance
from xlsappraise.issuing.carrying import ReplacedForm, carry
from xlsappraise.issuing.file_names import Names
from xlsappraise.issuing.known import KnownInputs
from xlsappraise.issuing.masters import Masters
from xlsappraise.roster import Employee, Roster
from xlsappraise.schemes import Rater, Scheme
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office


@dataclass(frozen=True)
class Recipient:
    """Describe who fills a form in: the rater's part, the name of the folder, the address."""

    rater: Rater
    name: str
    email: str = ""


def recipients(scheme: Scheme, employee: Employee, roster: Roster) -> Iterator[Recipient]:
    """Yield who gets a form about the employee: the supervisor alone, or every rater where forms are own."""
    for rater in scheme.raters if scheme.own else (scheme.lead,):
        if rater.several:
            peers = [roster.by_number[number] for number in employee.peers if roster.by_number[number].active]
            secrets.SystemRandom().shuffle(peers)  # the order of the files does not reveal who was named first
            yield from (Recipient(rater, roster.label(peer)) for peer in peers)
        elif scheme.own and rater.id == "self":
            yield Recipient(rater, roster.label(employee))
        elif scheme.own and rater.id == "indirect":
            yield Recipient(rater, employee.indirect or employee.supervisor)
        else:
            yield Recipient(rater, employee.supervisor, employee.email)


class Issuer:
    """Makes the records of new forms."""

    def __init__(
        self,
        office: Office,
        attendance: Attendance,
        roster: Roster,
        existing: Sequence[Issue],
        known: Mapping[str, KnownInputs],
        returned: Mapping[str, ReplacedForm],
    ) -> None:
        self.office = office
        self.attendance = attendance
        self.period = period = attendance.period
        self.roster = roster
        self.masters = Masters(office, period, roster.people, attendance.rules.closing(period))
        self.names = Names(existing)
        self.known = known
        self.returned = returned
        self.notes: list[Problem] = []
        self.last = _last_fields(office, period)

    def issue(self, employee: Employee, scheme: Scheme, recipient: Recipient, before: Issue | None = None) -> Issue:
        """Return the record of one form; its master is drawn and frozen when it is new.

        What came back of the form ``before``, which it replaces, is carried over.
        """
        identity = new_issue()
        rater = recipient.rater
        form = scheme.form_of(rater.id)
        subject = Subject(employee.employee_id, str(self.period), scheme.digest, LAYOUT_VERSION)
        token = str(self.office.signing_keys.sign(identity, subject))
        known = self.known.get(employee.employee_id)
        stay = self.attendance.stay(employee)
        filled = known.filled(form, stay) if known else None
        carried = None
        if before is not None and before.id in self.returned:
            carried = carry(form, self.masters.setting(stay), filled, self.returned[before.id])
            filled = carried.filled if carried.filled.values else None
        issue = Issue(
            id=identity,
            token=token,
            master_id=self.masters.id_of(scheme, rater.id, stay, filled or NOTHING),
            period=str(self.period),
            scheme_id=scheme.id,
            rater=rater.id,
            employee_id=employee.employee_id,
            name=employee.name,
            department=employee.department,
            position=employee.position,
            supervisor=recipient.name,
            email=recipient.email,
            indirect=employee.indirect,
            folder=self.names.folder(recipient.name),
            filename=self.names.file(employee, scheme, self.period, rater.id),
            stamps=self._stamps(employee, scheme, rater, token),
        )
        self.notes += carried.notes(issue) if carried else ()
        return issue

    def _stamps(self, employee: Employee, scheme: Scheme, rater: Rater, token: str) -> Stamps:
        raters = {"self": employee.name, "supervisor": employee.supervisor, "indirect": employee.indirect}
        last = self.last.get((employee.employee_id, scheme.id), {})
        organisation = self.office.organisation
        ratee = Ratee(employee.person, raters)
        return stamps_for(scheme.form_of(rater.id), ratee, self.period, organisation, token, last)


def _last_fields(office: Office, period: Period) -> dict[tuple[str, str], dict[str, str]]:
    """Return what stood in the fields of the last period's accepted forms, by employee and scheme."""
    before = str(period.previous())
    issues = {issue.id: issue for issue in office.ledger.issues(before)}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for version in office.ledger.versions(before):
        if version.state == "accepted" and version.issue_id in issues:
            issue = issues[version.issue_id]
            texts = {name: str(value) for name, value in version.inputs.items() if name.startswith("field.")}
            found.setdefault((issue.employee_id, issue.scheme_id), {}).update(texts)
    return found
