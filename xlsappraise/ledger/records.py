"""What the ledger gives back: plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Issue:
    """One issued form. ``state`` is issued, replaced or withdrawn; people as they were when it was issued."""

    id: str
    token: str
    master_id: int
    period: str
    scheme_id: str
    rater: str
    employee_id: str
    name: str
    department: str
    position: str
    supervisor: str
    email: str
    indirect: str
    folder: str
    filename: str
    stamps: str
    state: str = "issued"
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class MasterRecord:
    """What all forms of a master share: the whole scheme as JSON, and the grid of cells as issued."""

    id: int
    digest: str
    period: str
    rater: str
    layout_version: int
    scheme: str
    frozen: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """A complete version of a form: ``state`` is accepted, set_aside or declined; inputs by id.

    ``reading`` keeps what else the file showed: sheet, cells by input, shown total and its cell.
    """

    issue_id: str
    sha256: str
    file: str
    state: str
    inputs: dict[str, Any]
    problems: list[dict[str, Any]]
    reading: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class PastResult:
    """A result of a period before the tool was used, as it was imported."""

    employee_id: str
    period: str
    scheme_id: str
    name: str
    department: str
    total: float
    grade: str
    file: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """A line of a pay run that was recorded: ``amount`` is yuan as text with two decimals, ``title`` an award."""

    period: str
    employee_id: str
    plan: str
    rule: str
    rule_title: str
    title: str
    amount: str
    inputs: dict[str, Any]
    why: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a form's history."""

    issue_id: str
    kind: str
    detail: str
    at: str
