"""The inbox becomes file states and form states.

A file ends in exactly one of accepted, refused, set_aside, duplicate, ignored. A form is valid, incomplete,
invalid, missing or withdrawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from xlsappraise import __version__, i18n
from xlsappraise.intake.container import read_file
from xlsappraise.intake.folder import JUNK, named, seen_files
from xlsappraise.period import Period
from xlsappraise.pipeline.examine import Outcome, examine_all
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.resolve import Resolution
from xlsappraise.pipeline.states import Collection, FileRecord
from xlsappraise.problems import Refusal, problem

Progress = Callable[[Iterable[tuple[Path, Outcome]], int], Iterable[tuple[Path, Outcome]]]


def collect(office: Office, period: Period, inbox: Path, progress: Progress | None = None) -> Collection:
    """Look through the inbox and decide the state of every file and form; records nothing."""
    issues = office.issues(period)
    by_name = named(seen_files(inbox), inbox) if inbox.is_dir() else {}
    files = list(_read_all(office, by_name, progress))
    return Resolution(office, period, issues, files).resolve()


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
