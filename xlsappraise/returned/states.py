"""What is known of a period: each file and each form in exactly one state; the counts always reconcile."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.returned.examine import Knowledge
from xlsappraise.store.ledger import FileReading, Issue, Version

FileState = Literal["accepted", "refused", "set_aside", "duplicate", "ignored"]
FormState = Literal["valid", "incomplete", "invalid", "missing", "withdrawn"]
FILE_STATES: tuple[FileState, ...] = ("accepted", "refused", "set_aside", "duplicate", "ignored")
FORM_STATES: tuple[FormState, ...] = ("valid", "incomplete", "invalid", "missing", "withdrawn")


@dataclass
class FileRecord:
    """One file that was seen, the state it ended in, and what is to be said of it."""

    name: str
    state: FileState
    issue_id: str | None = None
    employee_id: str = ""
    outcome: FileReading | None = None
    problems: list[Problem] = field(default_factory=list)
    doubtful: bool = False
    """Whether it must not count without a person's word, complete as it may be"""


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
    waiting: list[Problem] = field(default_factory=list)
    """Of versions that wait for a decision and whose files are no longer there"""
    known: Knowledge | None = None
    """What the files were read with"""

    @property
    def problems(self) -> list[Problem]:
        """All findings: the files' in their order, then those of accepted files that are no longer there."""
        here = {file.outcome.sha256 for file in self.files if file.outcome is not None}
        gone = [f.version for f in self.forms if f.version is not None and f.version.sha256 not in here]
        return [
            *(p for file in self.files for p in file.problems),
            *(found for version in gone for found in version.reading.problems),
            *self.waiting,
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
