"""The version of each form that counts, from the files, the issued forms and the versions in the ledger.

A file's name, date or order never decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from xlsappraise.base.i18n import Text, concatenated, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.examine import UNCONFIRMED, confirmed, only_blanks
from xlsappraise.returned.identify import named_like_another
from xlsappraise.returned.no_longer import TAKEN_OVER, carried, holds_entries, line_of, replaced, withdrawn
from xlsappraise.returned.side_by_side import value_text
from xlsappraise.returned.states import Collection, FileRecord, FileState, FormRecord, FormState
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger import Entries, FileReading, Issue, Version, VersionState
from xlsappraise.store.office import Office, of_several, same_form


class Resolution:
    """Compares the files with the issued forms and the versions in the ledger."""

    def __init__(
        self, office: Office, period: Period, every: list[Issue], files: list[FileRecord], versions: list[Version]
    ) -> None:
        self.office = office
        self.period = period
        self.files = files
        issues = [issue for issue in every if issue.period == str(period)]
        self.every_issue = {issue.id: issue for issue in every}
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
        """Determine the one state of every file and form."""
        for file in self.files:
            if file.outcome is not None:
                self._place(file)
        for form in self.forms.values():
            if form.state != "withdrawn":
                self._settle(form)
        for file in self.files:
            issue = self.every_issue.get(file.issue_id or "")
            if issue and file.outcome is None and (named := named_like_another(file.name, issue, self.by_filename)):
                file.problems.append(named)
            file.employee_id = issue.employee_id if issue else ""
            file.problems = [p.at(file=file.name, employee_id=file.employee_id or None) for p in file.problems]
        return Collection(self.period, self.files, list(self.forms.values()), self.new, self.waiting)

    def _place(self, file: FileRecord) -> None:
        """Assign a file to its form, or report why it belongs to no form of this period."""
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
            file.problems = [withdrawn(issue, self.every_issue.values())]
        elif issue.state == "replaced":
            self._replaced(file, issue)
        else:
            self._mark_doubtful(file, issue)
            self.forms[issue.id].files.append(file)

    def _mark_doubtful(self, file: FileRecord, issue: Issue) -> None:
        """Mark a file that a person must confirm, also where it is named like another person's form."""
        outcome = _read(file)
        if named := named_like_another(file.name, issue, self.by_filename):
            file.problems.append(named)
            file.doubtful = True
        file.doubtful = file.doubtful or not confirmed(outcome)

    def _replaced(self, file: FileRecord, issue: Issue) -> None:
        several = of_several(self.office, issue)
        for form in self.forms.values():
            if same_form(form.issue, issue, several=several):
                file.problems = [self._answer(issue, form, taken_over=False)]
                form.files.append(file)

    def _answer(self, issue: Issue, form: FormRecord, *, taken_over: bool) -> Problem:
        return replaced(issue, form.issue, self.every_issue.values(), taken_over=taken_over)

    def _offer(self, form: FormRecord) -> None:
        """Name the command that carries over what came back for a replaced form, where it would."""
        old = [file for file in form.files if file.issue_id != form.issue.id]
        if not old:
            return
        readings: dict[str, list[FileReading]] = defaultdict(list)
        for file in form.files:
            readings[file.issue_id or ""].append(_read(file))
        if self._taken_over(form, old):
            return
        best = carried(line_of(self.office, form.issue, list(self.every_issue.values())), readings, self.versions)
        for file in old:
            if best is not None and best[1] and best[1] == _read(file).inputs:
                issue = self.every_issue[file.issue_id or ""]
                file.problems = [self._answer(issue, form, taken_over=True)]

    def _taken_over(self, form: FormRecord, old: Sequence[FileRecord]) -> bool:
        """Return whether the form was issued with all entries of the old files, and say so of these files."""
        blueprint = self.office.blueprints([form.issue])[form.issue.master_id]
        if not all(holds_entries(blueprint, _read(file).inputs) for file in old):
            return False
        for file in old:
            issue = self.every_issue[file.issue_id or ""]
            file.problems = [self._answer(issue, form, taken_over=False).with_facts(carry=phrase(TAKEN_OVER))]
        return True

    def _settle(self, form: FormRecord) -> None:
        """Decide which version of a form counts, and the state of each of its files."""
        versions = self.versions[form.issue.id]
        accepted = next((v for v in versions if v.state == "accepted"), None)
        complete = [f for f in form.files if _counts(f, form.issue)]
        pending = [v for v in versions if v.state == "set_aside"]
        if accepted is None:
            accepted = self._first_accepted(form, complete, pending)
        if accepted is not None:
            pending = [v for v in pending if _fingerprint(v.inputs) != _fingerprint(accepted.inputs)]
        declined = {v.sha256 for v in versions if v.state == "declined"}
        present = {f.outcome.sha256 for f in complete if f.outcome is not None}
        for file in complete:
            assert file.outcome is not None, "complete files were read"
            with_file = [v for v in pending if v.sha256 in present]
            file.state, fresh = self._compare(form, file, accepted, declined, with_file)
            if fresh is not None:
                pending.append(fresh)
        self._aside_problems(complete, accepted, pending)
        form.version = accepted
        form.state = self._form_state(form, accepted, pending)
        self._offer(form)
        self._report_absent(form, [v for v in pending if v.sha256 not in present])
        if accepted is not None:
            _confirm(complete, accepted)
        if accepted is not None or pending:
            self._supersede(form, complete)

    def _report_absent(self, form: FormRecord, versions: list[Version]) -> None:
        """Report pending versions whose files are gone; the archive still has them."""
        for version in versions:
            kept = Archive(self.office.workspace.archive).path(version.sha256)
            self.waiting.append(
                problem("version-waits", file=version.file, employee_id=form.issue.employee_id, expected=kept)
            )

    def _supersede(self, form: FormRecord, complete: list[FileRecord]) -> None:
        """Replace the findings of refused files, except tampering, once a complete version exists.

        A file that arrived after the accepted version and has other entries keeps its findings.
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
        """Return whether a refused file arrived after the accepted version and has other entries."""
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
        """Accept the only version; versions that differ or are doubtful are accepted by a person."""
        different = {_fingerprint(_read(f).inputs) for f in complete} | {_fingerprint(v.inputs) for v in pending}
        sure = [f for f in complete if not f.doubtful]
        if len(different) != 1 or not sure:
            return None
        first = min(sure, key=lambda file: (len(file.name), file.name))  # of equal copies, the shortest name
        version = version_of(form.issue, first.name, _read(first), "accepted")
        self.new.append(version)
        return version

    def _compare(
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
        """Report the cells in which each pending version differs from another one."""
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
            return "missing"  # files of a replaced form do not count
        blanks = all(only_blanks(o) and o.disposition == "form" for o in read)
        return "incomplete" if blanks else "invalid"


def _counts(file: FileRecord, issue: Issue) -> bool:
    return file.outcome is not None and file.outcome.complete and file.outcome.issue_id == issue.id


def _confirm(complete: list[FileRecord], accepted: Version) -> None:
    """Replace the findings that require a confirmation by a note on the person's decision."""
    for file in complete:
        confirmed_now = [p for p in file.problems if p.code in UNCONFIRMED or p.code == "named-like-another"]
        if confirmed_now and accepted.reason and _read(file).sha256 == accepted.sha256:
            file.problems = [p for p in file.problems if p not in confirmed_now]
            file.problems.append(problem("form-confirmed", found=accepted.reason))


def _fingerprint(inputs: Entries) -> frozenset[tuple[str, float | str]]:
    return frozenset(inputs.items())


def _read(file: FileRecord) -> FileReading:
    assert file.outcome is not None, "versions are made of files that were read"
    return file.outcome


def version_of(issue: Issue, name: str, reading: FileReading, state: VersionState) -> Version:
    """Return the version of a form that a file contains."""
    found = tuple(p.at(file=name, employee_id=issue.employee_id) for p in reading.problems)
    return Version(replace(reading, issue_id=issue.id, problems=found), name, state)


def _differences(outcome: FileReading, other: Version) -> list[tuple[str, Text]]:
    """Return (cell, values of both versions) of each input that differs."""
    found: list[tuple[str, Text]] = []
    for name, cell in outcome.cells.items():
        mine, theirs = outcome.inputs.get(name), other.inputs.get(name)
        if mine != theirs:
            found.append((cell, concatenated(f"{cell}: ", value_text(mine), " / ", value_text(theirs))))
    return found
