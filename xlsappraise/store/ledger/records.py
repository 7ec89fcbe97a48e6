"""Define the records that the ledger takes and returns."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from xlsappraise.base.i18n import Phrase, phrase
from xlsappraise.base.problems import Problem
from xlsappraise.forms.frozen import FrozenForm
from xlsappraise.forms.stamps import Stamps

IssueState = Literal["issued", "replaced", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Describe an issued form, with its people as they were when it was issued.

    ``supervisor``: the name of whoever fills it in, which is a peer or the person where each rater has an own form.
    """

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
    stamps: Stamps
    state: IssueState = "issued"
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A form number with what its signature covers, and since when its key has signed."""

    token: str
    employee_id: str
    period: str
    digest: str
    layout_version: int
    since: str


@dataclass(frozen=True, slots=True)
class MasterRecord:
    """Hold what all forms of a master share: the whole scheme as JSON, and the form as issued."""

    id: int
    digest: str
    period: str
    rater: str
    layout_version: int
    scheme: str
    frozen: FrozenForm


@dataclass(frozen=True, slots=True)
class NewMaster:
    """Hold a master to be recorded; forms are stamped from ``workbook``."""

    digest: str
    period: str
    rater: str
    layout_version: int
    scheme: str
    frozen: FrozenForm
    workbook: bytes


Disposition = Literal["form", "refused", "set_aside", "parcel"]
VersionState = Literal["accepted", "set_aside", "declined"]
What = Literal[
    "points", "score", "section", "adjustment", "total", "grade", "input",
    "nothing", "counter", "word", "none", "unseen",
]  # fmt: skip
FigureKind = Literal["score", "section", "adjustment", "total", "grade", "progress"]
Entries = Mapping[str, float | str]
"""Inputs by id"""


@dataclass(frozen=True, slots=True)
class Belief:
    """Hold the meaning of a changed locked cell: the kind of figure ``what``, its ``id``, its ``value``.

    ``nothing`` and ``counter`` do not reach the total; ``word`` is a text in the place of a score, ``none`` anything
    else that leaves no total; ``unseen`` is a change whose result the workbook does not show.
    """

    cell: str
    what: What
    id: str = ""
    value: float | str | None = None


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """Hold a figure that a workbook shows: the kind and ``id`` of it, its issued cell ``at`` and where it is now."""

    what: FigureKind
    id: str
    at: str
    cell: str
    value: float | str


@dataclass(frozen=True, slots=True)
class FileReading:
    """Hold the content of one returned file, before it is compared with other versions of its form.

    ``cells``: the address of each input; ``figures``: what the outputs show, where that is not as issued.
    """

    disposition: Disposition
    sha256: str = ""
    issue_id: str | None = None
    problems: tuple[Problem, ...] = ()
    inputs: Entries = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    figures: tuple[ShownFigure, ...] = ()
    beliefs: tuple[Belief, ...] = ()

    @property
    def complete(self) -> bool:
        """Return whether the form can be scored: identified, and without an error."""
        return self.disposition == "form" and not any(p.severity == "error" for p in self.problems)

    @property
    def assigned(self) -> bool:
        """Return whether a person has decided which form it is."""
        return any(found.code == "form-assigned" for found in self.problems)


def sharing(reading: FileReading) -> FileReading:
    """Return an equal reading that shares the ids and addresses of its inputs with those of other forms.

    They are most of what a reading holds, and the same in all forms of a master.
    """
    inputs = {sys.intern(name): value for name, value in reading.inputs.items()}
    return replace(reading, inputs=inputs, cells=_shared_cells(tuple(reading.cells.items())))


@lru_cache(maxsize=512)
def _shared_cells(cells: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(cells)


@dataclass(frozen=True, slots=True)
class Version:
    """Hold a complete reading that may count for its form, the name of its file, and the decision about it."""

    reading: FileReading
    file: str
    state: VersionState
    reason: str = ""
    at: str = ""

    @property
    def issue_id(self) -> str:
        """Return the id of its form."""
        assert self.reading.issue_id is not None, "versions are of forms"
        return self.reading.issue_id

    @property
    def sha256(self) -> str:
        """Return the hash of the file's content."""
        return self.reading.sha256

    @property
    def inputs(self) -> Entries:
        """Return the entries by input id."""
        return self.reading.inputs


@dataclass(frozen=True, slots=True)
class PastResult:
    """Hold an imported result of a period before the tool was used."""

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
    """Hold a recorded line of a pay run: ``amount`` is yuan as text with two decimals, ``title`` an award."""

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
class WithheldPay:
    """Hold an amount that a pay run withheld, and why; without ``rule`` everything of the plan."""

    period: str
    employee_id: str
    plan: str
    rule: str
    rule_title: str
    why: str
    at: str = ""


AcknowledgementKind = Literal["acknowledged", "reopened"]


@dataclass(frozen=True, slots=True)
class FindingKey:
    """Identify a finding within the content of a file; what it says may change with the files beside it."""

    code: str
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Hold that HR has seen findings about the content of a file, or that they are open again.

    ``issue_id``: the form that the file is, None for one that is no form of this workspace.
    """

    period: str
    sha256: str
    issue_id: str | None
    file: str
    kind: AcknowledgementKind
    findings: frozenset[FindingKey]
    reason: str
    at: str = ""


EventKind = Literal[IssueState, VersionState, AcknowledgementKind, "corrected"]
EVENTS: dict[str, Phrase] = {
    "issued": phrase("sent out"),
    "replaced": phrase("replaced"),
    "withdrawn": phrase("withdrawn"),
    "accepted": phrase("accepted"),
    "set_aside": phrase("set aside"),
    "declined": phrase("declined"),
    "acknowledged": phrase("acknowledged"),
    "reopened": phrase("open again"),
    "corrected": phrase("figure changed"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Hold a line of a form's history."""

    issue_id: str
    kind: EventKind
    detail: str
    at: str

    @property
    def title(self) -> Phrase:
        """The words for what happened."""
        return EVENTS[self.kind]
