"""Offer ``inspect`` and ``check``: describe returned files; nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, render
from xlsappraise.product.shared import AnyPath, Progress
from xlsappraise.returned.inspect import check_files
from xlsappraise.returned.inspect import inspect as _inspect
from xlsappraise.store.office import Office
from xlsappraise.xlsx.passwords import read_passwords as _read_passwords


@dataclass(frozen=True, slots=True)
class InputCell:
    """Describe an input of a form: its cell, what may be entered, its value.

    ``type``: integer, number, percent (a fraction: 0.95 is 95 %), choice, text or date. ``min``, ``max``: bounds, for
    dates as ISO texts. ``table``, ``row``: for inputs in a table of the form. ``value``: None while the cell is blank.
    """

    id: str
    criterion: str | None
    label: str
    rater: str | None
    sheet: str
    cell: str
    type: str
    min: float | str | None
    max: float | str | None
    step: float | None
    choices: tuple[str | float, ...] | None
    required: bool
    table: str | None
    row: int | None
    value: float | str | None


@dataclass(frozen=True, slots=True)
class OutputCell:
    """Locate a score, the total or the grade; the top left cell where cells are merged."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FormDescription:
    """Describe a form and its cells; ``document``: the form number; ``digest``: of the scheme as issued."""

    employee_id: str
    name: str
    period: str
    scheme: str
    scheme_title: str
    digest: str
    rater: str
    document: str
    inputs: tuple[InputCell, ...]
    criteria: Mapping[str, OutputCell]
    total: OutputCell
    grade: OutputCell

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON of ``inspect --json``."""
        data = asdict(self)
        outputs = {name: data.pop(name) for name in ("criteria", "total", "grade")}
        return {**data, "outputs": outputs}


def inspect(office: Office, file: AnyPath, *, passwords: Sequence[str] = ()) -> FormDescription:
    """Describe a form of this workspace: its person, and each of its input and output cells.

    A path that does not exist is searched in the inboxes.
    Raise Refusal: ``file-not-found``, ``file-in-several-inboxes``, or what makes the file unreadable or no form of
    this workspace.
    """
    found = _inspect(office, Path(file), passwords)
    outputs = found.pop("outputs")
    return FormDescription(
        **{
            **found,
            "inputs": tuple(
                InputCell(**{**one, "choices": tuple(one["choices"]) if one["choices"] else None})
                for one in found["inputs"]
            ),
        },
        criteria={name: OutputCell(**place) for name, place in outputs["criteria"].items()},
        total=OutputCell(**outputs["total"]),
        grade=OutputCell(**outputs["grade"]),
    )


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """Hold a file and its problems; person, period and scheme are None where it is no form of this workspace.

    ``complete``: whether the form could be scored as it is.
    """

    file: str
    employee_id: str | None
    period: Period | None
    scheme: str | None
    complete: bool
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the file's part of the JSON of ``check --json``."""
        return {
            "file": self.file,
            "employee_id": self.employee_id,
            "period": None if self.period is None else str(self.period),
            "scheme": self.scheme,
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """Hold each file once, by name; files in folders and parcels are listed themselves."""

    files: tuple[CheckedFile, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return all problems, file by file."""
        return tuple(found for one in self.files for found in one.problems)

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON of ``check --json``, its messages in a language."""
        problems = [render(p, language).as_dict() for p in self.problems]
        return {"files": [one.as_dict() for one in self.files], "problems": problems}


def check(
    office: Office, paths: Iterable[AnyPath], *, passwords: Sequence[str] = (), progress: Progress | None = None
) -> CheckedFiles:
    """Validate returned files, and all files below folders; record nothing.

    A path that does not exist is searched in the inboxes; a file in a parcel is written ``parcel.zip › file.xlsx``.
    Raise Refusal: ``file-not-found``, ``file-in-several-inboxes``. Faults of a file are in its ``problems``.
    """
    checked = check_files(office, [Path(path) for path in paths], progress, passwords)
    return CheckedFiles(
        tuple(
            CheckedFile(
                file=one.name,
                employee_id=one.issue.employee_id if one.issue else None,
                period=Period.parse(one.issue.period) if one.issue else None,
                scheme=one.issue.scheme_id if one.issue else None,
                complete=one.outcome.complete,
                problems=tuple(one.problems),
            )
            for one in checked
        )
    )


def read_passwords(file: AnyPath) -> tuple[str, ...]:
    """Read the passwords that may open protected files: a UTF-8 text, one a line.

    Raise Refusal: ``password-file-unreadable``.
    """
    return _read_passwords(Path(file))
