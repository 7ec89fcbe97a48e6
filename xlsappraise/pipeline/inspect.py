"""``inspect`` and ``check``: what a file is, and what is wrong with it; nothing is recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsappraise.days import day
from xlsappraise.intake.container import read_file
from xlsappraise.intake.folder import JUNK, seen_files, shown_name
from xlsappraise.intake.issued import Issued
from xlsappraise.intake.reading import Reading
from xlsappraise.intake.returned import Returned
from xlsappraise.ledger import Issue
from xlsappraise.pipeline.collect import Progress
from xlsappraise.pipeline.examine import Examiner, Outcome, examine_all
from xlsappraise.pipeline.office import Office, existing
from xlsappraise.problems import Problem, Refusal, problem
from xlsappraise.workbook.layout import Slot, address
from xlsappraise.workbook.layout.plan import Place


def inspect(office: Office, path: Path) -> dict[str, Any]:
    """Return the JSON contract of a readable form; raise Refusal for anything else."""
    existing(path)
    issues = office.ledger.issues()
    blueprints = office.blueprints(issues)
    reading = Reading(read_file(path))
    issue, found = Examiner(issues, blueprints, office.keys).identify(reading)
    if issue is None:
        raise Refusal(found.at(file=path.name))
    if not reading.form_sheets:
        raise Refusal(problem("sheet-missing", file=path.name))
    entry = reading.form_sheets[0]
    blueprint = blueprints[issue.master_id]
    issued = Issued(issue, blueprint, json.loads(issue.stamps))
    returned = Returned(reading, entry, reading.sheet(entry), issued)

    def output(at: Place) -> dict[str, str]:
        return {"sheet": entry.name, "cell": address(returned.now(at) or at)}

    return {
        "employee_id": issue.employee_id,
        "name": issue.name,
        "period": issue.period,
        "scheme": issue.scheme_id,
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
    """A file and what was found; ``issue`` is None when it could not be identified."""

    name: str
    outcome: Outcome
    issue: Issue | None

    @property
    def problems(self) -> list[Problem]:
        """The findings with file and employee filled in."""
        employee = self.issue.employee_id if self.issue else None
        return [p.at(file=self.name, employee_id=employee) for p in self.outcome.problems]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "file": self.name,
            "employee_id": self.issue.employee_id if self.issue else None,
            "period": self.issue.period if self.issue else None,
            "scheme": self.issue.scheme_id if self.issue else None,
            "complete": self.outcome.complete,
        }


def check_files(office: Office, paths: Sequence[Path], progress: Progress | None = None) -> list[Checked]:
    """Check files, and all files below folders."""
    names: dict[Path, str] = {}
    for path in paths:
        existing(path)
        if path.is_dir() and not path.is_symlink():
            names.update({f: shown_name(f, path) for f in seen_files(path) if not JUNK.fullmatch(f.name)})
        else:
            names[path] = shown_name(path, path.parent)
    issues = office.ledger.issues()
    by_id = {issue.id: issue for issue in issues}
    examined = examine_all(list(names), issues, office.blueprints(issues), office.keys)
    return [
        Checked(names[path], outcome, by_id.get(outcome.issue_id or ""))
        for path, outcome in (progress(examined, len(names)) if progress else examined)
    ]
