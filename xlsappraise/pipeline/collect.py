"""The inbox becomes file states and form states; the two sets of counts always reconcile.

A file ends in exactly one of accepted, refused, set_aside, duplicate, ignored. A form is valid, incomplete,
invalid, missing or withdrawn. Nothing is decided by a file's name, date or order.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from xlsappraise import __version__, i18n
from xlsappraise.i18n import _
from xlsappraise.intake.container import read_file
from xlsappraise.ledger import Issue, Version
from xlsappraise.period import Period
from xlsappraise.pipeline.examine import Outcome, examine_all
from xlsappraise.pipeline.office import Office
from xlsappraise.problems import Problem, Refusal, problem, visible
from xlsappraise.rounding import plain

FileState = Literal["accepted", "refused", "set_aside", "duplicate", "ignored"]
FormState = Literal["valid", "incomplete", "invalid", "missing", "withdrawn"]
FILE_STATES: tuple[FileState, ...] = ("accepted", "refused", "set_aside", "duplicate", "ignored")
FORM_STATES: tuple[FormState, ...] = ("valid", "incomplete", "invalid", "missing", "withdrawn")
Progress = Callable[[Iterable[tuple[Path, Outcome]], int], Iterable[tuple[Path, Outcome]]]

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
JUNK = re.compile(r"~\$.*|\.~.*|\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.gitkeep", re.IGNORECASE)


@dataclass
class FileRecord:
    """One file that was seen, the state it ended in, and what is to be said of it."""

    name: str
    state: FileState
    issue_id: str | None = None
    employee_id: str = ""
    outcome: Outcome | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass
class FormRecord:
    """One issued form: its state, the version that counts, and the files that concern it."""

    issue: Issue
    state: FormState
    version: Version | None = None
    files: list[FileRecord] = field(default_factory=list)


@dataclass
class Collection:
    """Everything that is known of a period after looking through the inbox."""

    period: Period
    files: list[FileRecord]
    forms: list[FormRecord]
    new_versions: list[Version] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """All findings: the files' in their order, then those of accepted files that are no longer there."""
        here = {file.outcome.sha256 for file in self.files if file.outcome is not None}
        gone = [f.version for f in self.forms if f.version is not None and f.version.sha256 not in here]
        return [
            *(p for file in self.files for p in file.problems),
            *(Problem(**found) for version in gone for found in version.problems),
        ]

    def file_counts(self) -> dict[str, int]:
        """Return seen and each state's count; they always add up."""
        counts = Counter(file.state for file in self.files)
        result = {"seen": len(self.files)} | {str(state): counts[state] for state in FILE_STATES}
        assert result["seen"] == sum(counts[s] for s in FILE_STATES), "every file ends in one state"
        return result

    def form_counts(self) -> dict[str, int]:
        """Return issued (without withdrawn ones) and each state's count; they always add up."""
        counts = Counter(form.state for form in self.forms)
        issued = len(self.forms) - counts["withdrawn"]
        result = {"issued": issued} | {str(state): counts[state] for state in FORM_STATES}
        assert issued == sum(counts[s] for s in FORM_STATES if s != "withdrawn"), "every form is in one state"
        return result


def seen_files(folder: Path) -> list[Path]:
    """Return every file below a folder in a fixed order.

    Folders are entered; links, folders named like a workbook and folders that cannot be read are listed
    themselves, so that nothing is passed over in silence.
    """
    found: list[Path] = []

    def unreadable(error: OSError) -> None:
        found.append(Path(error.filename))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        listed = [n for n in folders if (Path(root) / n).is_symlink() or Path(n).suffix.lower() in WORKBOOKS]
        folders[:] = sorted(name for name in folders if name not in listed)
        found += [Path(root) / name for name in (*names, *listed)]
    return sorted(found)


def collect(office: Office, period: Period, inbox: Path, progress: Progress | None = None) -> Collection:
    """Look through the inbox and decide the state of every file and form; records nothing."""
    issues = office.issues(period)
    by_name = named(seen_files(inbox), inbox) if inbox.is_dir() else {}
    files = list(_read_all(office, by_name, progress))
    return _Resolution(office, period, issues, files).resolve()


def named(paths: Iterable[Path], base: Path) -> dict[str, Path]:
    """Return the paths by the names they are shown under; names that look alike are numbered."""
    found: dict[str, Path] = {}
    for path in paths:
        name, number = shown_name(path, base), 2
        while name in found:
            name, number = f"{shown_name(path, base)} [{number}]", number + 1
        found[name] = path
    return found


def shown_name(path: Path, base: Path) -> str:
    """Return a path below ``base`` as text that can always be printed and stored."""
    relative = path.relative_to(base) if path.is_relative_to(base) else path
    return visible(relative.as_posix(), 400)


def _read_all(office: Office, by_name: dict[str, Path], progress: Progress | None) -> Iterator[FileRecord]:
    """Yield a record per file: junk, duplicates by content, known readings, fresh readings."""
    hashes: dict[str, str] = {}
    first: dict[str, str] = {}
    for name, path in sorted(by_name.items(), key=lambda item: (len(item[0]), item[0])):
        if not JUNK.fullmatch(path.name):
            digest = _digest(path)
            if digest is not None:
                hashes[name] = digest
                first.setdefault(digest, name)
    issues = office.ledger.issues()
    context = f"{__version__} {i18n.active()} {len(office.keys.keys)}"
    known = office.ledger.readings(context, hashes.values())
    outcomes = {name: Outcome.from_dict(known[d]) for name, d in hashes.items() if d in known and first[d] == name}
    fresh = {
        path: name
        for name, path in by_name.items()
        if not JUNK.fullmatch(path.name) and name not in outcomes and first.get(hashes.get(name, ""), name) == name
    }
    reading = examine_all(list(fresh), issues, office.blueprints(issues), office.keys)
    for path, outcome in progress(reading, len(fresh)) if progress else reading:
        outcomes[fresh[path]] = outcome
    office.ledger.add_readings(
        context,
        {o.sha256: o.as_dict() for o in (outcomes[n] for n in fresh.values()) if o.issue_id and o.sha256},
    )
    for name, path in by_name.items():
        if JUNK.fullmatch(path.name):
            yield FileRecord(name, "ignored", problems=[problem("file-ignored", file=name)])
        elif name not in outcomes:
            same = first[hashes[name]]
            told = [problem("file-duplicate", file=name, expected=same)]
            yield FileRecord(name, "duplicate", outcomes[same].issue_id, problems=told)
        else:
            outcome = outcomes[name]
            yield FileRecord(name, "refused", outcome.issue_id, outcome=outcome, problems=list(outcome.problems))


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except Refusal:
        return None


class _Resolution:
    """Holds the files against the issued forms and the versions that the ledger knows."""

    def __init__(self, office: Office, period: Period, issues: list[Issue], files: list[FileRecord]) -> None:
        self.office = office
        self.period = period
        self.files = files
        self.every_issue = {issue.id: issue for issue in office.ledger.issues()}
        self.forms = {
            issue.id: FormRecord(issue, "withdrawn" if issue.state == "withdrawn" else "missing")
            for issue in issues
            if issue.state != "replaced"
        }
        self.versions: dict[str, list[Version]] = defaultdict(list)
        for version in office.ledger.versions(str(period)):
            self.versions[version.issue_id].append(version)
        self.new: list[Version] = []

    def resolve(self) -> Collection:
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
        return Collection(self.period, self.files, list(self.forms.values()), self.new)

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
            self.forms[issue.id].files.append(file)

    def _replaced(self, file: FileRecord, issue: Issue) -> None:
        for form in self.forms.values():
            same = (form.issue.employee_id, form.issue.scheme_id, form.issue.rater)
            if same == (issue.employee_id, issue.scheme_id, issue.rater):
                file.problems = [problem("form-replaced", found=issue.token, expected=form.issue.token)]
                form.files.append(file)

    def _settle(self, form: FormRecord) -> None:
        """Decide which version of a form counts, and the state of each of its files."""
        known = self.versions[form.issue.id]
        accepted = next((v for v in known if v.state == "accepted"), None)
        complete = [f for f in form.files if _counts(f, form.issue)]
        if accepted is None and not any(v.state == "set_aside" for v in known):
            accepted = self._first_accepted(form, complete)
        declined = {v.sha256 for v in known if v.state == "declined"}
        pending = [v for v in known if v.state == "set_aside"]
        for file in complete:
            assert file.outcome is not None, "complete files were read"
            file.state, fresh = self._hold_against(form, file, accepted, declined, pending)
            if fresh is not None:
                pending.append(fresh)
        self._aside_problems(complete, accepted, pending)
        form.version = accepted
        form.state = self._form_state(form, accepted, pending)
        if accepted is not None or pending:
            _supersede(form, complete)

    def _first_accepted(self, form: FormRecord, complete: list[FileRecord]) -> Version | None:
        """Accept the only version there is; versions that differ are accepted by a person."""
        different = {_fingerprint(f.outcome.inputs) for f in complete if f.outcome}
        if len(different) != 1:
            return None
        version = _version(form.issue, complete[0], "accepted")
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
        version = _version(form.issue, file, "set_aside")
        self.new.append(version)
        return "set_aside", version

    def _aside_problems(self, complete: list[FileRecord], accepted: Version | None, pending: list[Version]) -> None:
        """Tell of each version that waits in which cells it differs from which other one."""
        waiting = {v.sha256 for v in pending}
        for file in complete:
            outcome = file.outcome
            if outcome is None or file.state != "set_aside" or outcome.sha256 not in waiting:
                continue
            other = accepted or next((v for v in pending if v.sha256 != outcome.sha256), None)
            if other is None:
                continue
            different = _differences(outcome, other)
            file.problems.append(
                problem(
                    "differs-from-accepted" if accepted else "versions-differ",
                    sheet=outcome.sheet,
                    cell=different[0][0] if different else None,
                    found="; ".join(text for _cell, text in different),
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
        blanks = all(o.only_blanks and o.disposition == "form" for o in read)
        return "incomplete" if blanks else "invalid"


def _counts(file: FileRecord, issue: Issue) -> bool:
    return file.outcome is not None and file.outcome.complete and file.outcome.issue_id == issue.id


def _supersede(form: FormRecord, complete: list[FileRecord]) -> None:
    """A refused file no longer matters once a complete version is there; tampering is still told."""
    newest = form.version.file if form.version else (complete[0].name if complete else "")
    for file in form.files:
        if file not in complete:
            kept = [p for p in file.problems if p.severity == "tampering"]
            file.problems = [*kept, problem("superseded", expected=newest)]


def _fingerprint(inputs: dict[str, float | str]) -> frozenset[tuple[str, float | str]]:
    return frozenset(inputs.items())


def _version(issue: Issue, file: FileRecord, state: str) -> Version:
    outcome = file.outcome
    assert outcome is not None, "versions are made of files that were read"
    told = [p.at(file=file.name, employee_id=issue.employee_id).as_dict() for p in outcome.problems]
    reading = {"sheet": outcome.sheet, "cells": outcome.cells, "shown": outcome.shown,
               "total_cell": outcome.total_cell, "believed_points": outcome.believed_points}  # fmt: skip
    return Version(issue.id, outcome.sha256, file.name, state, dict(outcome.inputs), told, reading=reading)


def _differences(outcome: Outcome, other: Version) -> list[tuple[str, str]]:
    """Return (cell, what both versions hold) for each input that differs."""
    found = []
    for name, cell in outcome.cells.items():
        mine, theirs = outcome.inputs.get(name), other.inputs.get(name)
        if mine != theirs:
            found.append((cell, f"{cell}: {_told(mine)} / {_told(theirs)}"))
    return found


def _told(value: float | str | None) -> str:
    if value is None:
        return _("(blank)")
    return plain(value) if isinstance(value, float) else value
