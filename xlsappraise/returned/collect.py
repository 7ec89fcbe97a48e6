"""The states of files and forms, determined from the inbox.

A file ends in exactly one of accepted, refused, set_aside, duplicate, ignored. A form is valid, incomplete,
invalid, missing or withdrawn.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xlsappraise.base.collector import uncollected
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.version import __version__
from xlsappraise.base.workers import FORM
from xlsappraise.returned.checks import checks_key
from xlsappraise.returned.compared import Comparison
from xlsappraise.returned.examine import (
    LOCKED_UP,
    PARCEL,
    Knowledge,
    examine_all,
    glance,
    lasting,
    misnamed,
    open_parcel,
)
from xlsappraise.returned.folder import JUNK, named, seen_files
from xlsappraise.returned.inbox import Candidate, read_files
from xlsappraise.returned.resolve import Resolution
from xlsappraise.returned.states import Collection, FileRecord
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger import FileReading, Issue, Version, sharing
from xlsappraise.store.office import Office, of_period
from xlsappraise.xlsx.limits import FILE_LIMIT, PART_LIMIT, RETURNED, TOTAL_LIMIT

Progress = Callable[[Iterable[tuple[Candidate, FileReading]], int], Iterable[tuple[Candidate, FileReading]]]
INSIDE = " › "
"""The separator between a parcel's name and that of a file inside"""


def collect(
    office: Office,
    period: Period,
    inbox: Path,
    progress: Progress | None = None,
    passwords: Sequence[str] = (),
) -> Collection:
    """Read the inbox and determine the state of every file and form.

    The files are stored in the archive and their readings in the ledger; new versions are returned, not stored.
    """
    every = office.ledger.issues()
    issues = of_period(every, period)
    with uncollected():
        inbox_files = named(seen_files(inbox), inbox) if inbox.is_dir() else {}
    versions = office.ledger.versions(str(period))
    knowledge = Knowledge(
        every, office.blueprints(every, issues), office.keys, tuple(passwords), assigned_of(versions), office.lost_keys
    )
    arrived = {v.sha256: v.issue_id for v in versions} | office.ledger.arrived(str(period))
    reader = _InboxReader(office, knowledge, progress, {version.sha256: version for version in versions}, arrived)
    reader.read(inbox_files)
    with uncollected():
        found = Resolution(office, period, every, reader.records(inbox_files), versions).resolve()
    found.kept = [*reader.mended, *_lost(office, issues, versions, arrived, reader.first)]
    found.compared = list(_compared(Comparison(office, every, knowledge.blueprints), found))
    return found


def _compared(comparison: Comparison, found: Collection) -> Iterator[Problem]:
    """Yield the notes on forms that count which other forms give."""
    comparison.take((form.issue, form.version.reading) for form in found.forms if form.version is not None)
    for form in found.forms:
        if form.version is not None:
            for note in comparison.findings(form.issue, form.version.reading):
                yield note.at(file=form.version.file, employee_id=form.issue.employee_id)


def _lost(
    office: Office,
    issues: Iterable[Issue],
    versions: Iterable[Version],
    arrived: Mapping[str, str],
    present: Container[str],
) -> Iterator[Problem]:
    """Report kept files that are missing or damaged and whose content is not in the inbox either."""
    archive = Archive(office.workspace.archive)
    people = {issue.id: issue.employee_id for issue in issues}
    files = {version.sha256: version.file for version in versions}
    for digest, form in arrived.items():
        if digest not in present and not archive.whole(digest):
            path = archive.path(digest)
            name = files.get(digest, path.name)
            yield problem("kept-damaged", file=name, employee_id=people.get(form), expected=path)


def assigned_of(versions: Iterable[Version]) -> dict[str, str]:
    """Return content hash → id of the form that a person assigned; a counting version overrides a declined one."""
    counting_last = sorted(versions, key=lambda version: version.state != "declined")
    return {v.sha256: v.issue_id for v in counting_last if v.reading.assigned}


@dataclass
class _InboxReader:
    """Reads an inbox; holds candidates and readings by the names of their files."""

    office: Office
    knowledge: Knowledge
    progress: Progress | None
    versions: Mapping[str, Version]
    arrived: Mapping[str, str]
    """Content hash → the form for which it came back, of what an earlier run has kept"""
    mended: list[Problem] = field(default_factory=list)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    outcomes: dict[str, FileReading] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    """Content hash → the name of the first file with this content"""
    inside: dict[str, list[str]] = field(default_factory=dict)
    """The names of the files in each parcel"""

    def read(self, files: Mapping[str, Path]) -> None:
        """Examine every file, then the files inside parcels."""
        archive = Archive(self.office.workspace.archive)
        fresh = {name: path for name, path in _by_length(files) if not JUNK.fullmatch(path.name)}
        with uncollected():
            for candidate, data, problems in read_files(fresh):
                if data is None:
                    self.outcomes[candidate.name] = FileReading("refused", problems=tuple(problems))
                else:
                    seen = glance(data, candidate.digest) if candidate.digest not in self.first else None
                    self._keep(archive, candidate, data, compared=seen is None or candidate.digest in self.arrived)
                    self._add(candidate)
                    if seen is not None:
                        self.outcomes[candidate.name] = seen
        archive.settle()
        self._examine(list(self.candidates))
        parcels = [name for name, outcome in self.outcomes.items() if outcome.disposition == "parcel"]
        for name in parcels:
            self._open(name, archive)
        archive.settle()

    def _keep(self, archive: Archive, candidate: Candidate, data: bytes, *, compared: bool = True) -> None:
        """Keep the content of a file; report where it replaces one that was damaged or had disappeared."""
        done = archive.keep(candidate.digest, data, compared=compared)
        if done == "mended" or (done == "added" and candidate.digest in self.arrived):
            self.mended.append(problem("kept-mended", file=candidate.name, expected=archive.path(candidate.digest)))

    def _add(self, candidate: Candidate) -> None:
        self.candidates[candidate.name] = candidate
        self.first.setdefault(candidate.digest, candidate.name)

    def _examine(self, names: Iterable[str], budget: float = math.inf) -> None:
        """Examine the files without a stored reading; store their readings.

        ``budget``: the CPU seconds that they may take together; what is remembered as too costly has taken its share.
        """
        names = [name for name in names if name not in self.outcomes]
        mine = {n: self.candidates[n] for n in names if self.first[self.candidates[n].digest] == n}
        context = reading_context(self.office)
        readings = self.office.ledger.readings(context, [c.digest for c in mine.values()])
        assigned = self.knowledge.assigned
        stored = {d: r for d, r in readings.items() if assigned.get(d, r.issue_id) == r.issue_id}
        fresh = [c for c in mine.values() if c.digest not in stored]
        self.outcomes |= {n: self._with_version(stored[c.digest]) for n, c in mine.items() if c.digest in stored}
        budget -= FORM.seconds * sum(lasting(reading) for reading in stored.values())
        reading = examine_all(fresh, self.knowledge, budget)
        found = []
        for candidate, outcome in self.progress(reading, len(fresh)) if self.progress else reading:
            version = self.versions.get(candidate.digest)
            if version is not None and outcome.problems and outcome.problems[0].code in LOCKED_UP:
                self.outcomes[candidate.name] = version.reading  # it was opened in an earlier run
                continue
            self.outcomes[candidate.name] = outcome = sharing(outcome)
            if outcome.issue_id or lasting(outcome):
                found.append(outcome)
        self.office.ledger.add_readings(context, found)

    def _with_version(self, reading: FileReading) -> FileReading:
        """Return a stored reading that shares its entries with the version that was made of it."""
        version = self.versions.get(reading.sha256)
        same = version is not None and version.inputs == reading.inputs
        return replace(reading, inputs=version.inputs) if version is not None and same else reading

    def _open(self, parcel: str, archive: Archive) -> None:
        """Examine the files inside a parcel, one level deep."""
        try:
            inside = open_parcel(self.candidates[parcel], self.knowledge)
        except Refusal as refusal:
            outcome = FileReading("refused", self.candidates[parcel].digest, problems=refusal.problems)
            self.outcomes[parcel] = outcome
            self.office.ledger.add_readings(reading_context(self.office), [outcome] if lasting(outcome) else [])
            return
        self.inside[parcel] = []
        for member in inside:
            name, data = f"{parcel}{INSIDE}{member.name}", member.data
            self.inside[parcel].append(name)
            if isinstance(data, Refusal):
                self.outcomes[name] = FileReading("refused", problems=data.problems)
            elif not JUNK.fullmatch(Path(member.name).name):
                digest = hashlib.sha256(data).hexdigest()
                candidate = Candidate(name, Path(member.name), digest, data)
                self._keep(archive, candidate, data)
                self._add(candidate)
        self._examine([name for name in self.inside[parcel] if name in self.candidates], PARCEL)
        self.candidates |= {
            n: Candidate(n, self.candidates[n].path, self.candidates[n].digest)
            for n in self.inside[parcel]
            if n in self.candidates
        }

    def records(self, files: Mapping[str, Path]) -> list[FileRecord]:
        """Return a record per file, each parcel followed by the files inside."""
        found = []
        for name in files:
            found.append(self._record(name))
            found += [self._record(member) for member in self.inside.get(name, ())]
        return found

    def _record(self, name: str) -> FileRecord:
        record = self._placed(name)
        candidate = self.candidates.get(name)
        record.digest = "" if candidate is None else candidate.digest
        return record

    def _placed(self, name: str) -> FileRecord:
        if name in self.inside:
            opened = problem("archive-opened", file=name, found=len(self.inside[name]))
            return FileRecord(name, "ignored", problems=[opened])
        if name in self.outcomes:
            outcome = self.outcomes[name]
            problems = [*outcome.problems, *misnamed(name, outcome)]
            return FileRecord(name, "refused", outcome.issue_id, outcome=outcome, problems=problems)
        candidate = self.candidates.get(name)
        if candidate is None:
            return FileRecord(name, "ignored", problems=[problem("file-ignored", file=name)])
        same = self.first[candidate.digest]
        equal = problem("file-duplicate", file=name, expected=same)
        return FileRecord(name, "duplicate", self.outcomes[same].issue_id, problems=[equal])


def reading_context(office: Office) -> str:
    """Return the key of stored readings: what a reading depends on besides the file's content."""
    lost = " ".join(sorted(office.lost_keys))
    limits = hashlib.sha256(repr((FORM, RETURNED, FILE_LIMIT, PART_LIMIT, TOTAL_LIMIT)).encode()).hexdigest()[:8]
    return f"{__version__} {checks_key()} {limits} {office.keys.fingerprint} {lost}"


def _by_length(files: Mapping[str, Path]) -> list[tuple[str, Path]]:
    """Return the files, those with short names first, since a copy has a longer name."""
    return sorted(files.items(), key=lambda item: (len(item[0]), item[0]))
