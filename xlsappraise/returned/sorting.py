"""Sort the findings of a period: those that are open, those that are settled, and those that need nothing.

A finding is settled by a decision (``accept``, ``withdraw``, ``acknowledge``) or by what came in later. What was
acknowledged holds for the content of a file: another version of it raises its findings anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from xlsappraise.base.days import local_time
from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.pasting import command_line
from xlsappraise.base.problems import Problem
from xlsappraise.returned.states import Collection, FileRecord
from xlsappraise.store.ledger import FindingKey, Issue, Version
from xlsappraise.store.office import Office

FindingState = Literal["open", "settled", "quiet"]
_BY_ITSELF: Mapping[str, Text] = {
    "superseded": phrase("a complete version of the form counts"),
    "version-declined": phrase("another version of the form was chosen"),
    "form-confirmed": phrase("a person accepted it"),
    "form-assigned": phrase("a person assigned it to its form"),
}
"""Code → by what the matter is settled, of findings that a decision or a later file has left behind"""
_LASTING = frozenset(("version-waits", "kept-damaged"))
"""Codes of findings about files that are not in the inbox, which no acknowledgement settles"""


@dataclass(frozen=True, slots=True)
class SortedFinding:
    """A finding and whether it is open, settled, or needs nothing.

    ``why``: of a settled one, by what. ``command``: of an open one, the command that settles it, ready to be pasted;
    blank where no command does. ``who``: the number and name of the person it is about, where there is one.
    """

    problem: Problem
    state: FindingState
    why: Text = ""
    command: str = ""
    who: str = ""


def key_of(found: Problem) -> FindingKey:
    """Return what identifies a finding within its file."""
    return FindingKey(found.code, found.sheet, found.cell)


def sort_findings(
    office: Office, collection: Collection, found: Iterable[Problem] | None = None
) -> tuple[SortedFinding, ...]:
    """Sort the findings of a collection, or those given, which may have prices and be about people or results too."""
    sorting = _Sorting(office, collection)
    return tuple(sorting.sorted(one) for one in (collection.problems if found is None else found))


def waits(file: FileRecord, collection: Collection) -> bool:
    """Return whether a file waits for ``accept``: only this decides which version of its form counts."""
    codes = {found.code for found in file.problems}
    aside = file.state == "set_aside" and not codes & {"version-declined", "wrong-period"}
    return "form-proposed" in codes or (aside and any(form.issue.id == file.issue_id for form in collection.forms))


def accept_command(file: FileRecord) -> str:
    """Return the command that accepts a file, with the form that is proposed for it."""
    proposed = next((str(found.expected) for found in file.problems if found.code == "form-proposed"), None)
    form = () if proposed is None else ("--as", proposed)
    return _reasoned("accept", file.name, *form)


def _reasoned(command: str, *words: str) -> str:
    """Return a command with the place of its reason, which the reader writes."""
    return f"{command_line('xlsappraise', command, *words)} --reason …"


class _Sorting:
    """Holds what has been decided about a period, and its files by name."""

    def __init__(self, office: Office, collection: Collection) -> None:
        self.office = office
        self.collection = collection
        self.files = {file.name: file for file in collection.files}
        self.gone = {form.version.file: form.version.sha256 for form in collection.forms if form.version is not None}
        self.names = {form.issue.employee_id: form.issue.name for form in collection.forms}
        self.unfinished = {form.issue.id for form in collection.forms if form.state in ("incomplete", "invalid")}
        self.acknowledged = office.ledger.acknowledgements(str(collection.period))
        self.accepted: dict[str, Mapping[str, Version]] = {}
        """Period → form → the version that counts, of periods whose forms are in this inbox"""

    def sorted(self, found: Problem) -> SortedFinding:
        """Return a finding with its state, and whom it is about."""
        number = found.employee_id or ""
        return replace(self._sorted(found), who=f"{number} {self.names.get(number, '')}".strip())

    def _sorted(self, found: Problem) -> SortedFinding:
        file = self.files.get(found.file or "")
        if found.code in _BY_ITSELF:
            return SortedFinding(found, "settled", _BY_ITSELF[found.code])
        if found.quiet:
            return SortedFinding(found, "quiet")
        why = self._settled(found, file)
        return (
            SortedFinding(found, "open", command=self._command(found, file))
            if why is None
            else SortedFinding(found, "settled", why)
        )

    def _settled(self, found: Problem, file: FileRecord | None) -> Text | None:
        """Return by what a finding is settled; None where it is not."""
        if found.code in _LASTING:
            return None
        digest = self._digest(found, file)
        seen = self.acknowledged.get(digest)
        if seen is not None and key_of(found) in seen.findings:
            return phrase("acknowledged on {at}: {reason}", at=local_time(seen.at), reason=seen.reason)
        if found.code == "form-withdrawn":
            return phrase("the form was withdrawn: {reason}", reason=found.expected or "")
        if found.code == "wrong-period":
            return self._counted_elsewhere(file)
        decided = self._decisions.get(digest)
        if decided is None or (file is not None and waits(file, self.collection)):
            return None
        if decided.state == "accepted":
            return phrase("accepted on {at}: {reason}", at=local_time(decided.at), reason=decided.reason)
        return _BY_ITSELF["version-declined"]

    def _digest(self, found: Problem, file: FileRecord | None) -> str:
        """Return the hash of the content that a finding is about; blank where there is none."""
        return self.gone.get(found.file or "", "") if file is None else file.digest

    @cached_property
    def _decisions(self) -> Mapping[str, Version]:
        """Content hash → the version that a person accepted, or declined by accepting another."""
        return {
            version.sha256: version
            for version in self.office.ledger.versions(str(self.collection.period))
            if version.state == "declined" or (version.state == "accepted" and version.reason)
        }

    def _counted_elsewhere(self, file: FileRecord | None) -> Text | None:
        """Return that the form of another period does not need this file any more; None where it may."""
        outcome = None if file is None else file.outcome
        issue = None if outcome is None else self._issues.get(outcome.issue_id or "")
        if outcome is None or issue is None:
            return None
        accepted = self._accepted(issue)
        if issue.state == "issued" and (accepted is None or (outcome.complete and accepted.inputs != outcome.inputs)):
            return None
        return phrase("settled in {period}", period=issue.period)

    @cached_property
    def _issues(self) -> Mapping[str, Issue]:
        return {issue.id: issue for issue in self.office.ledger.issues()}

    def _accepted(self, issue: Issue) -> Version | None:
        if issue.period not in self.accepted:
            versions = self.office.ledger.versions(issue.period)
            self.accepted[issue.period] = {v.issue_id: v for v in versions if v.state == "accepted"}
        return self.accepted[issue.period].get(issue.id)

    def _command(self, found: Problem, file: FileRecord | None) -> str:
        if found.code == "version-waits":
            return _reasoned("accept", str(found.expected))
        if file is not None and waits(file, self.collection):
            return accept_command(file)
        if found.code in _LASTING or not self._digest(found, file):
            return ""
        if file is not None and file.issue_id in self.unfinished:
            return ""  # the supervisor has to correct it, and what else is asked goes back with it
        return command_line("xlsappraise", "acknowledge", found.file or "")
