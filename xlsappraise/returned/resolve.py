"""Which version of each form counts: files held against the issued forms and the versions the ledger knows.

Nothing is decided by a file's name, date or order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePath

from xlsappraise.base.i18n import Text, concatenated
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.examine import UNCONFIRMED, confirmed, only_blanks
from xlsappraise.returned.side_by_side import told
from xlsappraise.returned.states import Collection, FileRecord, FileState, FormRecord, FormState
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger import Entries, FileReading, Issue, Version, VersionState
from xlsappraise.store.office import Office, of_several, same_form


class Resolution:
    """Holds the files against the issued forms and the versions that the ledger knows."""

    def __init__(
        self, office: Office, period: Period, issues: list[Issue], files: list[FileRecord], versions: list[Version]
    ) -> None:
        self.office = office
        self.period = period
        self.files = files
        self.every_issue = {issue.id: issue for issue in office.ledger.issues()}
        self.forms = {
            issue.id: FormRecord(issue, "withdrawn" if issue.state == "withdrawn" else "missing")
            for issue in issues
            if issue.state != "replaced"
        }
        self.by_filename = {issue.filename: issue for issue in issues}
        self.versions: dict[str, list[Version]] = defaultdict(list)
        for version in versions:
            self.versions[version.issue_id].append(version)
        self.new: list[Version] = []
        self.waiting: list[Problem] = []

    def resolve(self) -> Collection:
        """Give every file and form its one state."""
        for file in self.files:
            if file.outcome is not None:
                self._place(file)
        for form in self.forms.values():
            if form.state != "withdrawn":
                self._settle(form)
        for file in self.files:
            issue = self.every_issue.get(file.issue_id or "")
            file.employee_id = issue.employee_id if issue else ""
            file.problems = [p.at(file=file.name, employee_id=file.employee_id or None) for p in file.problems]
        return Collection(self.period, self.files, list(self.forms.values()), self.new, self.waiting)

    def _place(self, file: FileRecord) -> None:
        """Give a file to its form, or say why it belongs to none of this period."""
        outcome = file.outcome
        assert outcome is not None, "only files that were read are placed"
        file.state = "set_aside" if outcome.disposition == "set_aside" else "refused"
        issue = self.every_issue.get(outcome.issue_id or "")
        if issue is None:
            return
        if issue.period != str(self.period):
            file.state = "set_aside"
            file.problems = [problem("wrong-period", found=issue.period, expected=self.period)]
        elif issue.state == "withdrawn":
            file.problems = [problem("form-withdrawn", found=issue.token, expected=issue.reason)]
        elif issue.state == "replaced":
            self._replaced(file, issue)
        else:
            self._doubt(file, issue)
            self.forms[issue.id].files.append(file)

    def _doubt(self, file: FileRecord, issue: Issue) -> None:
        """Have a person look where a file is named like another person's form: whom does it rate?"""
        outcome = _read(file)
        named = self.by_filename.get(PurePath(file.name).name)
        if named is not None and named.employee_id != issue.employee_id:
            told = f"{named.employee_id} {named.name}"
            file.problems.append(
                problem("named-like-another", found=told, expected=f"{issue.employee_id} {issue.name}")
            )
            file.doubtful = True
        file.doubtful = file.doubtful or not confirmed(outcome)

    def _replaced(self, file: FileRecord, issue: Issue) -> None:
        several = of_several(self.office, issue)
        for form in self.forms.values():
            if same_form(form.issue, issue, several=several):
                file.problems = [problem("form-replaced", found=issue.token, expected=form.issue.token)]
                form.files.append(file)

    def _settle(self, form: FormRecord) -> None:
        """Decide which version of a form counts, and the state of each of its files."""
        known = self.versions[form.issue.id]
        accepted = next((v for v in known if v.state == "accepted"), None)
        complete = [f for f in form.files if _counts(f, form.issue)]
        pending = [v for v in known if v.state == "set_aside"]
        if accepted is None:
            accepted = self._first_accepted(form, complete, pending)
        if accepted is not None:
            pending = [v for v in pending if _fingerprint(v.inputs) != _fingerprint(accepted.inputs)]
        declined = {v.sha256 for v in known if v.state == "declined"}
        present = {f.outcome.sha256 for f in complete if f.outcome is not None}
        for file in complete:
            assert file.outcome is not None, "complete files were read"
            here = [v for v in pending if v.sha256 in present]
            file.state, fresh = self._hold_against(form, file, accepted, declined, here)
            if fresh is not None:
                pending.append(fresh)
        self._aside_problems(complete, accepted, pending)
        form.version = accepted
        form.state = self._form_state(form, accepted, pending)
        self._tell_absent(form, [v for v in pending if v.sha256 not in present])
        if accepted is not None:
            _confirm(complete, accepted)
        if accepted is not None or pending:
            self._supersede(form, complete)

    def _tell_absent(self, form: FormRecord, versions: list[Version]) -> None:
        """Report versions that wait though their files are gone; they can be taken from the archive."""
        for version in versions:
            kept = Archive(self.office.workspace.archive).path(version.sha256)
            self.waiting.append(
                problem("version-waits", file=version.file, employee_id=form.issue.employee_id, expected=kept)
            )

    def _supersede(self, form: FormRecord, complete: list[FileRecord]) -> None:
        """A refused file no longer matters once a complete version is there; tampering is still told.

        One that came after the version had been accepted, and says something else, is told as it is.
        """
        newest = form.version.file if form.version else (complete[0].name if complete else "")
        for file in form.files:
            if file in complete:
                continue
            if form.version is not None and form.version not in self.new and self._revises(file, form.version):
                file.problems.append(problem("revision-refused", expected=form.version.file))
                continue
            kept = [p for p in file.problems if p.severity == "tampering"]
            file.problems = [*kept, problem("superseded", expected=newest)]

    def _revises(self, file: FileRecord, accepted: Version) -> bool:
        """Return whether a refused file came later than what was accepted and has other entries."""
        outcome = file.outcome
        if outcome is None or outcome.issue_id != accepted.issue_id or not outcome.inputs:
            return False
        order = self.office.ledger.arrivals(accepted.issue_id)
        if not {outcome.sha256, accepted.sha256} <= set(order):
            return False
        changed = any(accepted.inputs.get(name) != value for name, value in outcome.inputs.items())
        later = order.index(outcome.sha256) > order.index(accepted.sha256)
        return later and (changed or not only_blanks(outcome))

    def _first_accepted(self, form: FormRecord, complete: list[FileRecord], pending: list[Version]) -> Version | None:
        """Accept the only version there is; versions that differ or want a word are accepted by a person."""
        different = {_fingerprint(_read(f).inputs) for f in complete} | {_fingerprint(v.inputs) for v in pending}
        sure = [f for f in complete if not f.doubtful]
        if len(different) != 1 or not sure:
            return None
        first = min(sure, key=lambda file: (len(file.name), file.name))  # of equal copies, the one of the shortest name
        version = version_of(form.issue, first.name, _read(first), "accepted")
        self.new.append(version)
        return version

    def _hold_against(
        self,
        form: FormRecord,
        file: FileRecord,
        accepted: Version | None,
        declined: set[str],
        pending: list[Version],
    ) -> tuple[FileState, Version | None]:
        outcome = file.outcome
        assert outcome is not None, "complete files were read"
        if accepted is not None and outcome.sha256 == accepted.sha256:
            return "accepted", None
        if accepted is not None and _fingerprint(outcome.inputs) == _fingerprint(accepted.inputs):
            file.problems.append(problem("file-duplicate", expected=accepted.file))
            return "duplicate", None
        if outcome.sha256 in declined:
            file.problems.append(problem("version-declined", expected=accepted.file if accepted else ""))
            return "set_aside", None
        if outcome.sha256 in {v.sha256 for v in pending}:
            return "set_aside", None
        twin = next((v for v in pending if _fingerprint(v.inputs) == _fingerprint(outcome.inputs)), None)
        if twin is not None:
            file.problems.append(problem("file-duplicate", expected=twin.file))
            return "duplicate", None
        version = version_of(form.issue, file.name, outcome, "set_aside")
        self.new.append(version)
        return "set_aside", version

    def _aside_problems(self, complete: list[FileRecord], accepted: Version | None, pending: list[Version]) -> None:
        """Report each version that waits in which cells it differs from which other one."""
        waiting = {v.sha256 for v in pending}
        for file in complete:
            outcome = file.outcome
            if outcome is None or file.state != "set_aside" or outcome.sha256 not in waiting:
                continue
            mine = _fingerprint(outcome.inputs)
            other = accepted or next((v for v in pending if _fingerprint(v.inputs) != mine), None)
            if other is None:
                continue
            different = _differences(outcome, other)
            file.problems.append(
                problem(
                    "differs-from-accepted" if accepted else "versions-differ",
                    sheet=outcome.sheet,
                    cell=different[0][0] if different else None,
                    found=concatenated(*[part for _cell, text in different for part in ("; ", text)][1:]),
                    expected=other.file,
                )
            )

    def _form_state(self, form: FormRecord, accepted: Version | None, pending: list[Version]) -> FormState:
        if pending:
            return "invalid"
        if accepted is not None:
            return "valid"
        read = [f.outcome for f in form.files if f.outcome is not None and f.issue_id == form.issue.id]
        if not read:
            return "missing"  # what came back for a form that was replaced answers nothing
        blanks = all(only_blanks(o) and o.disposition == "form" for o in read)
        return "incomplete" if blanks else "invalid"


def _counts(file: FileRecord, issue: Issue) -> bool:
    return file.outcome is not None and file.outcome.complete and file.outcome.issue_id == issue.id


def _confirm(complete: list[FileRecord], accepted: Version) -> None:
    """Report that a person has looked, in place of what asked for it."""
    for file in complete:
        asked = [p for p in file.problems if p.code in UNCONFIRMED or p.code == "named-like-another"]
        if asked and accepted.reason and _read(file).sha256 == accepted.sha256:
            file.problems = [p for p in file.problems if p not in asked]
            file.problems.append(problem("form-confirmed", found=accepted.reason))


def _fingerprint(inputs: Entries) -> frozenset[tuple[str, float | str]]:
    return frozenset(inputs.items())


def _read(file: FileRecord) -> FileReading:
    assert file.outcome is not None, "versions are made of files that were read"
    return file.outcome


def version_of(issue: Issue, name: str, reading: FileReading, state: VersionState) -> Version:
    """Return the version that a file makes of a form."""
    found = tuple(p.at(file=name, employee_id=issue.employee_id) for p in reading.problems)
    return Version(replace(reading, issue_id=issue.id, problems=found), name, state)


def _differences(outcome: FileReading, other: Version) -> list[tuple[str, Text]]:
    """Return (cell, what both versions hold) for each input that differs."""
    found: list[tuple[str, Text]] = []
    for name, cell in outcome.cells.items():
        mine, theirs = outcome.inputs.get(name), other.inputs.get(name)
        if mine != theirs:
            found.append((cell, concatenated(f"{cell}: ", told(mine), " / ", told(theirs))))
    return found
