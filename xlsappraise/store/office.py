"""Open a workspace: its ledger, its keys, its schemes, and the lock that keeps two runs apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.form_number import find_tokens
from xlsappraise.base.form_rules import FormRules
from xlsappraise.base.i18n import N_, Phrase, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.forms.identity import UNUSABLE, Keyring, Subject
from xlsappraise.roster import Roster, read_roster
from xlsappraise.roster.blank import SheetSettings, settings_in
from xlsappraise.roster.form_settings import with_settings
from xlsappraise.schemes import Library
from xlsappraise.store.issued import Blueprints
from xlsappraise.store.ledger import Issue, Ledger
from xlsappraise.store.workspace import Workspace
from xlsappraise.xlsx.own import read_own

_NO_KEY = N_("has no key {key}, which signs forms since {since}")
_ANOTHER_KEY = N_("has another key {key} than the one which signs forms since {since}")


@dataclass
class Office:
    """Hold the parts of an open workspace that a command uses."""

    workspace: Workspace
    ledger: Ledger

    @cached_property
    def keys(self) -> Keyring:
        """Load the signing keys."""
        return Keyring.load(self.workspace.keys)

    @cached_property
    def lost_keys(self) -> Mapping[str, Phrase]:
        """Key id → why its forms cannot be recognised: keys that the ledger's own forms were signed with.

        The file of keys may be older than the ledger, or another workspace's.
        """
        lost = {}
        for signed in self.ledger.newest_by_key():
            token = find_tokens(signed.token)[0]
            subject = Subject(signed.employee_id, signed.period, signed.digest, signed.layout_version)
            if not self.keys.verify(token, subject):
                there = token.key in self.keys.keys
                why = _ANOTHER_KEY if there else _NO_KEY
                lost[token.key] = phrase(why, key=token.key, since=signed.since[:10])
        return lost

    @property
    def signing_keys(self) -> Keyring:
        """The keys to sign with; raise Refusal when forms that they signed could not be recognised."""
        for why in self.lost_keys.values():
            raise Refusal(_keys_missing(self.workspace, why))
        return self.keys

    @cached_property
    def library(self) -> Library:
        """Load shipped and own schemes."""
        return Library(self.workspace.schemes)

    def roster(self) -> Roster:
        """Read the list of people as it is now; raise Refusal where it cannot be read."""
        return read_roster(self.workspace.roster, self.library, self.workspace.settings.people)

    @cached_property
    def sheet_settings(self) -> SheetSettings:
        """What the list's sheet of settings says."""
        path = self.workspace.roster
        try:
            return settings_in(path.name, read_own(path, "roster-unreadable"))
        except Refusal:  # whoever needs the list reports it
            return SheetSettings()

    @cached_property
    def organisation(self) -> str:
        """The organisation as the list's sheet of settings names it, else as ``appraise.toml`` does."""
        return self.sheet_settings.organisation or self.workspace.settings.organisation

    @cached_property
    def form_rules(self) -> FormRules:
        """What forms say and whom they concern: by the list's sheet of settings, else by ``appraise.toml``.

        Raise Refusal for what cannot be read in the sheet.
        """
        written = self.sheet_settings
        rules, faults = with_settings(self.workspace.settings.forms, written.of_forms)
        wrong = [
            problem(
                "settings-value", file=row.place.file, sheet=row.place.sheet, cell=row.place.cell, found=fault.text,
                expected=fault.expected, title=row.title,
            )
            for fault in faults
            for row in (written.by_id[fault.name],)
        ]  # fmt: skip
        if wrong:
            raise Refusal(*wrong)
        return rules

    @cached_property
    def recorded(self) -> frozenset[str]:
        """Read once the employee numbers that occur in any record of the ledger."""
        return self.ledger.people()

    def issues(self, period: Period) -> list[Issue]:
        """Return the forms of a period, replaced and withdrawn ones too; raise Refusal when nothing was issued."""
        return of_period(self.ledger.issues(str(period)), period)

    def blueprints(self, issues: list[Issue], compared: Iterable[Issue] = ()) -> Blueprints:
        """Return the blueprints of the issues' masters by id; files are to be compared with those in ``compared``."""
        packed = self.ledger.masters({issue.master_id for issue in issues})
        return Blueprints(packed, self.ledger.workbooks({issue.master_id for issue in compared}))


def of_period(issues: Iterable[Issue], period: Period) -> list[Issue]:
    """Return the forms of a period; raise Refusal when nothing was issued."""
    found = [issue for issue in issues if issue.period == str(period)]
    if not found:
        raise Refusal(problem("period-not-issued", found=period))
    return found


def _keys_missing(workspace: Workspace, why: Phrase) -> Problem:
    return problem("key-missing", file=str(workspace.keys), keys=str(workspace.keys), found=why)


@contextmanager
def opened(workspace: Workspace, *, alone: bool = False) -> Iterator[Office]:
    """Open a workspace; with ``alone``, keep every other writer out meanwhile."""
    if not workspace.keys.exists():
        raise Refusal(_keys_missing(workspace, phrase(UNUSABLE)))
    if not alone:
        with _ledger(workspace) as ledger:
            yield Office(workspace, ledger)
        return
    try:
        with files.exclusive_lock(workspace.lock), _ledger(workspace) as ledger:
            yield Office(workspace, ledger)
    except files.Busy:
        raise Refusal(problem("workspace-busy")) from None
    except files.LockUnusable as error:
        raise Refusal(problem("file-not-writable", file=str(workspace.lock), found=error.args[0])) from None


@contextmanager
def _ledger(workspace: Workspace) -> Iterator[Ledger]:
    if not workspace.ledger.exists():
        raise Refusal(problem("ledger-missing", file=str(workspace.ledger)))
    ledger = Ledger(workspace.ledger, existing=True)
    try:
        yield ledger
    finally:
        ledger.close()


def existing(path: Path) -> Path:
    """Return a path that must be there; raise Refusal otherwise."""
    if not path.exists():
        raise Refusal(problem("file-not-found", file=str(path)))
    return path


def titles_of(office: Office, issues: list[Issue]) -> dict[str, str]:
    """Return the titles of the schemes of some forms by id, as the newest of these forms has each."""
    blueprints = office.blueprints(issues)
    return {issue.scheme_id: blueprints[issue.master_id].scheme.title for issue in issues}


def of_several(office: Office, issue: Issue) -> bool:
    """Return whether a form belongs to one of several raters of its part."""
    scheme = office.blueprints([issue])[issue.master_id].scheme
    return scheme.own and scheme.rater(issue.rater).several


def same_form(one: Issue, other: Issue, *, several: bool) -> bool:
    """Return whether two forms ask the same of the same person; of several raters of a part each has a form."""
    same = (one.employee_id, one.scheme_id, one.rater) == (other.employee_id, other.scheme_id, other.rater)
    return same and (not several or one.supervisor == other.supervisor)
