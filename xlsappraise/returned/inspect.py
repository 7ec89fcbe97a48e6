"""Description and problems of files (``inspect``, ``check``), without recording anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xlsappraise.base.collector import uncollected
from xlsappraise.base.days import day
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.workers import LimitExceeded, run_jobs
from xlsappraise.returned.accept import candidate_of, found_file
from xlsappraise.returned.collect import INSIDE, Progress
from xlsappraise.returned.compared import Comparison
from xlsappraise.returned.examine import PARCEL, Examiner, Knowledge, examine_all, glance, misnamed, open_parcel
from xlsappraise.returned.folder import JUNK, seen_files, shown_name
from xlsappraise.returned.identify import named_like_another
from xlsappraise.returned.inbox import Candidate
from xlsappraise.returned.pricing import priced
from xlsappraise.returned.returned_form import Returned
from xlsappraise.store.ledger import FileReading, Issue
from xlsappraise.store.office import Office, existing
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.opening import open_book


def inspect(office: Office, path: Path, passwords: Sequence[str] = ()) -> dict[str, Any]:
    """Return a readable form in the shape of the JSON contract; raise Refusal for any other file."""
    place = found_file(office, path)
    issues = office.ledger.issues()
    knowledge = Knowledge(issues, office.blueprints(issues), office.keys, tuple(passwords), lost=office.lost_keys)
    candidate = candidate_of(place, knowledge) if _in_parcel(place) else Candidate(path.name, existing(place), "")
    for _candidate, result in run_jobs(_describer, (knowledge,), [candidate]):
        if isinstance(result, LimitExceeded):
            raise Refusal(problem("file-too-costly", file=path.name))
        if isinstance(result, list):
            raise Refusal(*(p.at(file=path.name) for p in result))
        return dict(result)
    raise AssertionError("one job has one result")


def _describer(knowledge: Knowledge) -> Callable[[Candidate], dict[str, Any] | list[Problem]]:
    """Return the function that describes a file in a worker process, or returns its problems."""
    examiner = Examiner(knowledge)

    def work(candidate: Candidate) -> dict[str, Any] | list[Problem]:
        try:
            book, _findings = open_book(candidate.content(), knowledge.passwords)
            issue, found = examiner.identify(book)
            if issue is None:
                return found
            returned = examiner.lay_over(book, issue)
            return [problem("sheet-missing")] if returned is None else _described(returned)
        except Refusal as refusal:
            return list(refusal.problems)

    return work


def _described(returned: Returned) -> dict[str, Any]:
    issue, blueprint = returned.issued.issue, returned.issued.blueprint

    def output(at: Place) -> dict[str, str]:
        return {"sheet": returned.name, "cell": address(returned.now(at) or at)}

    return {
        "employee_id": issue.employee_id,
        "name": issue.name,
        "period": issue.period,
        "scheme": issue.scheme_id,
        "scheme_title": blueprint.scheme.title,
        "digest": blueprint.record.digest,
        "rater": issue.rater,
        "document": issue.token,
        "inputs": _inputs(returned),
        "outputs": {
            "criteria": {name: output(at) for name, at in blueprint.criteria.items()},
            "total": output(blueprint.total),
            "grade": output(blueprint.grade),
        },
    }


def _inputs(returned: Returned) -> list[dict[str, Any]]:
    return [
        {
            "id": entry.slot.id,
            "criterion": entry.slot.criterion,
            "label": entry.slot.label,
            "rater": entry.slot.rater,
            "sheet": returned.name,
            "cell": entry.cell,
            "type": entry.slot.type,
            "min": _bound(entry.slot, entry.slot.min),
            "max": None if entry.slot.type == "text" else _bound(entry.slot, entry.slot.max),
            "step": entry.slot.step,
            "choices": list(entry.slot.choices) if entry.slot.choices else None,
            "required": entry.slot.required,
            "table": entry.slot.table,
            "row": entry.slot.row,
            "value": entry.value,
        }
        for entry in returned.entries.values()
    ]


def _bound(slot: Slot, bound: float | None) -> float | str | None:
    """Return a bound as JSON has it: dates as texts."""
    return day(bound).isoformat() if slot.type == "date" and bound is not None else bound


@dataclass(frozen=True)
class Checked:
    """A file and its reading; ``issue`` is None when the file could not be identified.

    ``file_name`` is the file's own name, without the number that ``name`` may have.
    """

    name: str
    outcome: FileReading
    issue: Issue | None
    file_name: str

    @property
    def problems(self) -> list[Problem]:
        """The findings with file and employee filled in."""
        employee = self.issue.employee_id if self.issue else None
        found = [*self.outcome.problems, *misnamed(self.file_name, self.outcome)]
        return [p.at(file=self.name, employee_id=employee) for p in found]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "file": self.name,
            "employee_id": self.issue.employee_id if self.issue else None,
            "period": self.issue.period if self.issue else None,
            "scheme": self.issue.scheme_id if self.issue else None,
            "complete": self.outcome.complete,
        }


def check_files(
    office: Office, paths: Sequence[Path], progress: Progress | None = None, passwords: Sequence[str] = ()
) -> list[Checked]:
    """Check files, all files below folders, and those inside parcels; junk files are skipped.

    A path that does not exist is searched in the inboxes.
    """
    places = [found_file(office, path) for path in paths]
    members = [place for place in places if _in_parcel(place)]
    names = _shown([place for place in places if place not in members])
    issues = office.ledger.issues()
    by_id = {issue.id: issue for issue in issues}
    blueprints = office.blueprints(issues, issues)
    knowledge = Knowledge(issues, blueprints, office.keys, tuple(passwords), lost=office.lost_keys)
    candidates = [Candidate(name, path, "") for name, path in names.items()]
    candidates += [candidate_of(place, knowledge) for place in dict.fromkeys(members)]
    with uncollected():
        found = {one.name: seen for one in candidates if (seen := _glanced(one)) is not None}
    fresh = [candidate for candidate in candidates if candidate.name not in found]
    examined = examine_all(fresh, knowledge)
    for candidate, outcome in progress(examined, len(fresh)) if progress else examined:
        found[candidate.name] = outcome
    for candidate in fresh:
        if found[candidate.name].disposition == "parcel":
            del found[candidate.name]
            found |= _inside(candidate, knowledge)
    comparison = Comparison(office, issues, knowledge.blueprints)
    readings = {
        name: _in_its_period(_priced(reading, by_id, knowledge), by_id, office, names.get(_outside(name)))
        for name, reading in sorted(found.items())
    }
    by_filename = {issue.filename: issue for issue in issues}
    readings = {name: _by_its_name(name, reading, by_id, by_filename) for name, reading in readings.items()}
    comparison.take(
        (by_id[reading.issue_id], reading)
        for reading in readings.values()
        if reading.complete and reading.issue_id in by_id
    )
    return [
        Checked(name, _compared(reading, by_id, comparison), by_id.get(reading.issue_id or ""),
                names[name].name if name in names else name)
        for name, reading in readings.items()
    ]  # fmt: skip


def _glanced(candidate: Candidate) -> FileReading | None:
    """Return the reading of a file that needs no worker; None for others."""
    try:
        return glance(candidate.content())
    except Refusal as refusal:
        return FileReading("refused", problems=refusal.problems)


def _compared(reading: FileReading, issues: Mapping[str, Issue], comparison: Comparison) -> FileReading:
    """Append the notes on a complete form which other forms give."""
    issue = issues.get(reading.issue_id or "")
    if issue is None or not reading.complete:
        return reading
    return replace(reading, problems=(*reading.problems, *comparison.findings(issue, reading)))


def _priced(reading: FileReading, issues: Mapping[str, Issue], knowledge: Knowledge) -> FileReading:
    """Append the price to tampering findings of a complete form."""
    issue = issues.get(reading.issue_id or "")
    if issue is None or not reading.complete:
        return reading
    found = priced(reading.problems, reading.inputs, reading.beliefs, knowledge.blueprints[issue.master_id])
    return replace(reading, problems=tuple(found))


def _in_its_period(reading: FileReading, issues: Mapping[str, Issue], office: Office, path: Path | None) -> FileReading:
    """Put first that a form lies in the inbox of another period, where it does not count."""
    issue = issues.get(reading.issue_id or "")
    if issue is None:
        return reading
    period = _inbox_of(office, path)
    if period in (None, issue.period):
        return reading
    found = problem("wrong-period", found=issue.period, expected=period)
    return replace(reading, problems=(found, *reading.problems))


def _by_its_name(
    name: str, reading: FileReading, issues: Mapping[str, Issue], by_filename: Mapping[str, Issue]
) -> FileReading:
    """Append that a form is named like that of another person."""
    issue = issues.get(reading.issue_id or "")
    found = None if issue is None else named_like_another(name, issue, by_filename)
    return reading if found is None else replace(reading, problems=(*reading.problems, found))


def _inbox_of(office: Office, path: Path | None) -> str | None:
    """Return the period in whose inbox a file lies; None for one that lies elsewhere."""
    if path is None:
        return None
    whole, root = Path(os.path.realpath(path)), Path(os.path.realpath(office.workspace.root))
    try:
        period = Period.parse(whole.relative_to(root).parts[0])
        whole.relative_to(os.path.realpath(office.workspace.inbox(period)))
    except (ValueError, IndexError, Refusal):
        return None
    return str(period)


def _outside(name: str) -> str:
    """Return the name of the parcel that a file is in; the file's own where it is in none."""
    return name.partition(INSIDE)[0]


def _in_parcel(path: Path) -> bool:
    """Return whether a path names a file inside a parcel."""
    return INSIDE in str(path) and not path.exists()


def _shown(paths: Sequence[Path]) -> dict[str, Path]:
    """Return each file once, by the name it is shown under; different files of the same name are numbered."""
    found: dict[str, Path] = {}
    seen: set[tuple[str, str]] = set()
    resolved: dict[str, str] = {}
    for path in paths:
        existing(path)
        folder = path.is_dir() and not path.is_symlink()
        inside = [f for f in seen_files(path) if not JUNK.fullmatch(f.name)] if folder else [path]
        for file in inside:
            above, name = os.path.split(file)
            if above not in resolved:
                resolved[above] = os.path.realpath(above)
            whole = resolved[above], name
            if whole in seen:
                continue
            seen.add(whole)
            shown = name = shown_name(file, path if folder else path.parent)
            number = 2
            while name in found:
                name, number = f"{shown} [{number}]", number + 1
            found[name] = file
    return found


def _inside(candidate: Candidate, knowledge: Knowledge) -> dict[str, FileReading]:
    """Return the readings of the files inside a parcel."""
    try:
        members = open_parcel(candidate, knowledge)
    except Refusal as refusal:
        return {candidate.name: FileReading("refused", problems=refusal.problems)}
    found: dict[str, FileReading] = {}
    fresh = []
    for member in members:
        name = f"{candidate.name}{INSIDE}{member.name}"
        if isinstance(member.data, Refusal):
            found[name] = FileReading("refused", problems=member.data.problems)
        elif not JUNK.fullmatch(Path(member.name).name):
            fresh.append(Candidate(name, Path(member.name), "", member.data))
    return found | {inner.name: outcome for inner, outcome in examine_all(fresh, knowledge, PARCEL)}
