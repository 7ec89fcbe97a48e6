"""``withdraw``: forms that are not to count any more, all of those named or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xlsappraise.base.consent import Ask, Consent
from xlsappraise.base.i18n import Fact, Text
from xlsappraise.base.naming import likely, number_of, suggested
from xlsappraise.base.pasting import command_line, is_everybody, listed
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.at_stake import at_stake, confirm, look_into
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office, titles_of
from xlsappraise.store.voided import clear_outbox, elsewhere


@dataclass(frozen=True)
class Withdrawal:
    """What is to be withdrawn: the forms of these employees or of all, of these schemes or one rater alone where given.

    ``numbers``: employee numbers, or names that one person alone has in the period.
    ``rater``: a name or a part. Where something complete came back for one of the forms, ``yes`` or the answer of
    ``ask`` is needed.
    """

    numbers: Sequence[str]
    period: Period
    reason: str
    schemes: Sequence[str] = ()
    rater: str | None = None
    yes: bool = False
    ask: Ask | None = None

    @property
    def command(self) -> str:
        """The command that does it without a question."""
        numbers, schemes = listed(self.numbers), ("--scheme", listed(self.schemes)) if self.schemes else ()
        rater = ("--rater", self.rater) if self.rater is not None else ()
        reason = ("--reason", self.reason)
        return command_line("xlsappraise", "withdraw", numbers, str(self.period), *schemes, *rater, *reason, "--yes")


@dataclass
class Withdrawn:
    """The forms that were withdrawn, where the files of forms that do not count were moved, and problems."""

    issues: list[Issue]
    moved: dict[str, Path]
    problems: list[Problem] = field(default_factory=list)
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of their schemes, by id"""


def withdraw(office: Office, order: Withdrawal) -> Withdrawn:
    """Take forms out of the count, and their files out of the outbox."""
    issues = office.issues(order.period)
    clear_outbox(office, order.period)  # of a run that was killed
    found = _Meant(office, order, issues).found()
    stake = at_stake(office, order.period, found, lambda: look_into(office, order.period))
    confirm("withdraw-voids-valid", order.command, found, stake, Consent(order.yes, order.ask))
    with office.ledger.together():
        office.ledger.put_versions(stake.fresh)
        for issue in found:
            office.ledger.close_issue(issue, "withdrawn", order.reason)
    cleared = clear_outbox(office, order.period)
    absent = elsewhere(found, cleared, office.workspace.outbox(order.period))
    return Withdrawn(found, cleared.moved, [*cleared.problems, *absent], titles_of(office, found))


class _Meant:
    """Finds the forms that are meant; what is not found of them is refused together."""

    def __init__(self, office: Office, order: Withdrawal, issues: Sequence[Issue]) -> None:
        self.office = office
        self.order = order
        self.issues = [issue for issue in issues if issue.state != "replaced"]
        self.missing: dict[tuple[str, Fact], list[str]] = defaultdict(list)
        """Employee numbers by code and by what was expected"""
        self.refused: list[Problem] = []

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the period's schemes by id, as their forms have them."""
        return titles_of(self.office, self.issues)

    def found(self) -> list[Issue]:
        """Return the forms to withdraw; raise Refusal with everything that is not there."""
        schemes = set(map(self._scheme, self.order.schemes))
        everybody = any(map(is_everybody, self.order.numbers))
        found = (
            self._all(schemes) if everybody else [i for number in self._numbers() for i in self._of(number, schemes)]
        )
        self.refused += [
            problem(code, found=numbers, expected=expected, period=self.order.period, hint=self._hint(code, numbers))
            for (code, expected), numbers in self.missing.items()
        ]
        if self.refused:
            raise Refusal(*self.refused)
        return list({issue.id: issue for issue in found}.values())

    def _all(self, schemes: set[str]) -> list[Issue]:
        """Return every form that counts, of the schemes or the rater alone where these are given."""
        there = [
            issue for issue in self.issues if issue.state == "issued" and (not schemes or issue.scheme_id in schemes)
        ]
        found = [issue for issue in there if self._is_by(issue)]
        if not found and not self.refused:
            code, wanted = ("rater-not-found", self.order.rater) if there else ("withdraw-nothing", self.order.period)
            self.refused.append(problem(code, found=self.order.numbers, expected=wanted, period=self.order.period))
        return found

    def _is_by(self, issue: Issue) -> bool:
        rater = self.order.rater
        return rater is None or fold(rater) in (fold(issue.supervisor), issue.rater)

    def _numbers(self) -> list[str]:
        return list({fold(number): number for number in self.order.numbers}.values())

    def _scheme(self, name: str) -> str:
        """Return the id of a scheme of the period's forms, which may not be in the library any more."""
        issued = {issue.scheme_id for issue in self.issues}
        for one in issued:
            if name == one or fold(name) == fold(self.titles[one]):
                return one
        scheme = self.office.library.find(name)
        if scheme is None or scheme.id not in issued:
            titles = [self.titles[one] for one in sorted(issued)]
            self.refused.append(problem("scheme-unknown", found=name, expected=titles))
            return name
        return scheme.id

    def _of(self, number: str, schemes: set[str]) -> list[Issue]:
        """Return the forms of one employee that are to be withdrawn."""
        try:
            number = number_of(number, self.people, self.order.period)
        except Refusal as refusal:
            if refusal.problems[0].code == "form-not-found":
                return self._none("form-not-found", str(self.order.period), number)
            self.refused += refusal.problems
            return []
        mine = [issue for issue in self.issues if issue.employee_id == number]
        known = schemes and not self.refused
        if known and not any(issue.scheme_id in schemes for issue in mine):
            return self._none("form-of-other-scheme", tuple(sorted({self.titles[i.scheme_id] for i in mine})), number)
        mine = [issue for issue in mine if not known or issue.scheme_id in schemes]
        rater = self.order.rater
        if rater is not None:
            mine = [issue for issue in mine if self._is_by(issue)]
            if not mine:
                return self._none("rater-not-found", rater, number)
        found = [issue for issue in mine if issue.state == "issued"]
        return found or self._none("already-withdrawn", mine[0].reason, number)

    def _hint(self, code: str, numbers: Sequence[str]) -> Text:
        """Ask whether others were meant, where no form of these was found."""
        if code != "form-not-found":
            return ""
        return suggested(listed(filter(None, (likely(number, self.people) for number in numbers))))

    @cached_property
    def people(self) -> list[Person]:
        """Everybody with a form of the period."""
        return [Person.of(issue) for issue in self.issues]

    def _none(self, code: str, expected: Fact, number: str) -> list[Issue]:
        self.missing[code, expected].append(number)
        return []
