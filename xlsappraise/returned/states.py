"""The states of a period's files and forms: each is in exactly one state, so that the counts add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from xlsappraise.base.i18n import Phrase, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.store.ledger import FileReading, Issue, Version

FileState = Literal["accepted", "refused", "set_aside", "duplicate", "ignored"]
FormState = Literal["valid", "incomplete", "invalid", "missing", "withdrawn"]
FORM_STATES: dict[str, Phrase] = {
    "valid": phrase("valid"),
    "incomplete": phrase("incomplete"),
    "invalid": phrase("with problems"),
    "missing": phrase("not returned"),
    "withdrawn": phrase("withdrawn"),
}
FILE_STATES: dict[str, Phrase] = {
    "accepted": phrase("accepted"),
    "refused": phrase("refused"),
    "set_aside": phrase("set aside"),
    "duplicate": phrase("duplicate"),
    "ignored": phrase("ignored"),
}
FORM_COUNTS: dict[str, Phrase] = {"issued": phrase("issued"), **FORM_STATES}
FILE_COUNTS: dict[str, Phrase] = {"seen": phrase("seen"), **FILE_STATES}
"""What is counted, in the order in which it is shown, and its words"""


@dataclass(slots=True)
class FileRecord:
    """One file of the inbox, its state and its problems."""

    name: str
    state: FileState
    issue_id: str | None = None
    employee_id: str = ""
    outcome: FileReading | None = None
    problems: list[Problem] = field(default_factory=list)
    doubtful: bool = False
    """Whether the file, even if complete, counts only once a person confirms it"""
    digest: str = ""
    """The SHA-256 of its content; blank where it could not be read"""


@dataclass(slots=True)
class FormRecord:
    """One issued form: its state, the version that counts, and the files that concern it."""

    issue: Issue
    state: FormState
    version: Version | None = None
    files: list[FileRecord] = field(default_factory=list)


@dataclass
class Collection:
    """The files and forms of a period, after reading the inbox."""

    period: Period
    files: list[FileRecord]
    forms: list[FormRecord]
    new_versions: list[Version] = field(default_factory=list)
    waiting: list[Problem] = field(default_factory=list)
    """The problems of pending versions whose files are gone"""
    kept: list[Problem] = field(default_factory=list)
    """The problems of kept files that were damaged"""
    compared: list[Problem] = field(default_factory=list)
    """The notes on forms that count, compared with others"""

    @property
    def problems(self) -> list[Problem]:
        """All findings: the files' in their order, those of accepted files that are gone, others."""
        present = {file.outcome.sha256 for file in self.files if file.outcome is not None}
        gone = [f.version for f in self.forms if f.version is not None and f.version.sha256 not in present]
        return [
            *(p for file in self.files for p in file.problems),
            *(found for version in gone for found in version.reading.problems),
            *self.compared,
            *self.waiting,
            *self.kept,
        ]

    def file_counts(self) -> dict[str, int]:
        """Return seen and each state's count; they always add up."""
        counts = Counter[str](file.state for file in self.files)
        result = {"seen": len(self.files)} | {state: counts[state] for state in FILE_STATES}
        assert result["seen"] == sum(counts[s] for s in FILE_STATES), "every file ends in one state"
        return result

    def form_counts(self) -> dict[str, int]:
        """Return issued (without withdrawn ones) and each state's count; they always add up."""
        counts = Counter[str](form.state for form in self.forms)
        issued = len(self.forms) - counts["withdrawn"]
        result = {"issued": issued} | {state: counts[state] for state in FORM_STATES}
        assert issued == sum(counts[s] for s in FORM_STATES if s != "withdrawn"), "every form is in one state"
        return result
