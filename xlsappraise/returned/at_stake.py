"""Asks before a form is replaced or withdrawn for which something complete has come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsappraise.base.causes import together_named
from xlsappraise.base.consent import Consent
from xlsappraise.base.period import Period
from xlsappraise.base.problems import problem
from xlsappraise.returned.collect import collect
from xlsappraise.returned.states import Collection
from xlsappraise.store.ledger import Issue, Version
from xlsappraise.store.office import Office

NAMED = 10


@dataclass(frozen=True)
class AtStake:
    """The versions that would no longer count: accepted ones and those that wait, with those not yet recorded."""

    versions: Sequence[Version] = ()
    fresh: Sequence[Version] = ()

    def file(self, issue: Issue) -> str:
        """Return the name of the accepted file of a form, else of one that waits; blank when none came back."""
        mine = [version for version in self.versions if version.issue_id == issue.id]
        return next((version.file for version in sorted(mine, key=lambda v: v.state != "accepted")), "")


def at_stake(office: Office, period: Period, issues: Sequence[Issue], look: Callable[[], Collection]) -> AtStake:
    """Return the complete versions of forms that count today, those in the inbox included; ``look`` collects it."""
    numbers = {issue.id for issue in issues if issue.state == "issued"}
    if not numbers:
        return AtStake()
    fresh = [version for version in look().new_versions if version.issue_id in numbers]
    recorded = [v for v in office.ledger.versions(str(period)) if v.issue_id in numbers and v.state != "declined"]
    return AtStake([*recorded, *fresh], fresh)


def look_into(office: Office, period: Period) -> Collection:
    """Collect the inbox of a period, which is read first, so that what has just come in counts."""
    return collect(office, period, office.workspace.inbox(period))


def confirm(code: str, command: str, issues: Sequence[Issue], stake: AtStake, consent: Consent) -> None:
    """Raise Refusal with the people whose forms are at stake, unless there are none or it is agreed to.

    ``command``: what was given, with ``--yes``.
    """
    lost = {version.issue_id for version in stake.versions}
    people = list({i.employee_id: (i.employee_id, i.name) for i in issues if i.id in lost}.values())
    if not people:
        return
    who = together_named(people, len(people), NAMED)
    alone = people[0][0] if len(people) == 1 else None
    consent.require([problem(code, employee_id=alone, who=who, command=command)])
