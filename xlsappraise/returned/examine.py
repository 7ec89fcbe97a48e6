"""Examination of one returned file in a worker process: identify it, lay it over its issued form, check it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from xlsappraise.base.form_number import Token, find_tokens
from xlsappraise.base.i18n import Phrase, joined, phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.workers import FORM, BudgetSpent, LimitExceeded, run_jobs
from xlsappraise.forms.identity import Keyring, Subject
from xlsappraise.returned.beliefs import beliefs
from xlsappraise.returned.checks import BLANKS, check
from xlsappraise.returned.figures import shown_figures
from xlsappraise.returned.identify import likeliest_sheet, propose
from xlsappraise.returned.inbox import Candidate
from xlsappraise.returned.returned_form import Returned
from xlsappraise.store.issued import Blueprint, Issued
from xlsappraise.store.ledger import FileReading, Issue
from xlsappraise.store.workspace import KEYS
from xlsappraise.xlsx.book import Book
from xlsappraise.xlsx.container import refuse_junk
from xlsappraise.xlsx.old import InOldFormat
from xlsappraise.xlsx.opening import open_book

if TYPE_CHECKING:
    from xlsappraise.xlsx.parcels import Enclosure

PARCEL = 60.0
"""The CPU seconds that all files of one parcel may take together"""
LOCKED_UP = frozenset({"file-encrypted", "password-wrong"})
"""Codes for a file that a password would open"""
UNCONFIRMED = frozenset({"values-only-copy"})
"""Codes of findings with which a complete form has to be accepted by a person"""
LASTING = frozenset({"file-too-costly"})
"""Codes of refusals that depend on the content alone and took long to find: they are remembered"""
_CUT = frozenset({"row-missing", "column-missing", "row-duplicated", "sheet-missing"})
"""Codes of a form of which not all is there"""
COUNT_ONCE = frozenset({"sheet-duplicated", "row-duplicated"})


def confirmed(reading: FileReading) -> bool:
    """Return whether a complete form counts without a person's decision."""
    return not any(p.code in UNCONFIRMED for p in reading.problems)


def only_blanks(reading: FileReading) -> bool:
    """Return whether every error is a blank input."""
    return all(p.code in BLANKS for p in reading.problems if p.severity == "error")


@dataclass(frozen=True)
class Knowledge:
    """The data that an examiner needs: every issued form, the keys, passwords to try.

    ``assigned``: content hash → id of the form that a person assigned to a file without a form number.
    ``lost``: id of a key that is missing → why, in words.
    """

    issues: Sequence[Issue]
    blueprints: Mapping[int, Blueprint]
    keys: Keyring
    passwords: Sequence[str] = ()
    assigned: Mapping[str, str] = field(default_factory=dict)
    lost: Mapping[str, Phrase] = field(default_factory=dict)


class Examiner:
    """Examines one file at a time, with the data of every issued form."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.issues = {issue.id: issue for issue in knowledge.issues}

    def examine(self, candidate: Candidate) -> FileReading:
        """Return the reading of a file; never raise, whatever its content."""
        try:
            data = candidate.content()
            outcome = self._examine(data, candidate)
        except Refusal as refusal:
            outcome = FileReading("refused", problems=refusal.problems)
        except (MemoryError, RecursionError):
            outcome = too_costly()
        except Exception as error:  # the other files must still be read
            found = f"{type(error).__name__}: {error}"
            outcome = FileReading("refused", problems=(problem("file-not-understood", found=found),))
        return replace(outcome, sha256=candidate.digest)

    def _examine(self, data: bytes, candidate: Candidate) -> FileReading:
        try:
            book, findings = open_book(data, self.knowledge.passwords)
        except Refusal:
            if _parcel_kind(data, candidate) is None:
                raise
            return FileReading("parcel")
        reading = self._form(book, candidate)
        return replace(reading, problems=(*findings, *reading.problems))

    def _form(self, book: Book, candidate: Candidate) -> FileReading:
        issue, found = self.identify(book, candidate.digest)
        if issue is None:
            asides = {"token-unknown", "token-conflict", "form-proposed", "key-missing"}
            return FileReading("set_aside" if found[0].code in asides else "refused", problems=tuple(found))
        returned = self.lay_over(book, issue)
        if returned is None:
            return FileReading("refused", issue_id=issue.id, problems=(*found, problem("sheet-missing")))
        problems = (*found, *check(returned))
        if any(p.code in COUNT_ONCE for p in problems):
            return FileReading("form", issue_id=issue.id, problems=problems, sheet=returned.name)
        return FileReading(
            "form",
            issue_id=issue.id,
            problems=problems,
            inputs=returned.inputs,
            cells={name: e.cell for name, e in returned.entries.items()},
            sheet=returned.name,
            figures=tuple(shown_figures(returned)),
            beliefs=tuple(beliefs(returned)) if any(p.severity == "tampering" for p in problems) else (),
        )

    def lay_over(self, book: Book, issue: Issue) -> Returned | None:
        """Match a book with its issued form; None when no sheet can be the scorecard."""
        issued = Issued(issue, self.knowledge.blueprints[issue.master_id])
        entry = book.form_sheets[0] if book.form_sheets else likeliest_sheet(book, issued.blueprint)
        return None if entry is None else Returned(book, entry, book.sheet(entry), issued)

    def identify(self, book: Book, digest: str = "") -> tuple[Issue | None, list[Problem]]:
        """Return the issue of all form numbers in the file and the findings; None for an issue that is not certain."""
        judged = {text: self._judge(find_tokens(text)[0]) for text in book.tokens}
        listed = joined((phrase("{token} ({places})", token=text, places=book.tokens[text]) for text in judged), "; ")
        forged = [text for text, (verdict, _issue) in judged.items() if verdict == "token-forged"]
        genuine = [text for text in judged if text not in forged]
        if len(genuine) > 1:
            return None, [problem("token-conflict", found=listed)]
        if not judged:
            return self._without_number(book, digest)
        verdict, issue = judged[(genuine or forged)[0]]
        if verdict == "key-missing":
            key = find_tokens((genuine or forged)[0])[0].key
            return None, [problem(verdict, keys=KEYS, found=self.knowledge.lost[key])]
        if verdict is not None:
            return None, [problem(verdict, found=(genuine or forged)[0])]
        altered = [
            problem("token-altered", sheet=place, found=text, expected=genuine[0])
            for text in forged
            for place in book.tokens[text]
            if place not in {entry.name for entry in book.form_sheets}  # there ``locked_cells`` compares the cell
        ]
        return issue, altered

    def _judge(self, token: Token) -> tuple[str | None, Issue | None]:
        """Return the problem code of a form number, or the form if the number is genuine."""
        issue = self.issues.get(token.issue)
        if issue is None:
            return "token-unknown", None
        if token.key in self.knowledge.lost:
            return "key-missing", None
        record = self.knowledge.blueprints[issue.master_id].record
        subject = Subject(issue.employee_id, issue.period, record.digest, record.layout_version)
        return (None, issue) if self.knowledge.keys.verify(token, subject) else ("token-forged", None)

    def _without_number(self, book: Book, digest: str) -> tuple[Issue | None, list[Problem]]:
        """Return the form that a person assigned to the file; else only propose likely forms."""
        assigned = self.issues.get(self.knowledge.assigned.get(digest, ""))
        likely = propose(book, self.knowledge.issues, self.knowledge.blueprints)
        if assigned is not None:
            if likely and assigned not in likely:
                expected = f"{assigned.employee_id} {assigned.name}"
                return None, [problem("form-contradicts", found=_described(likely[0]), expected=expected)]
            return assigned, [problem("form-assigned", found=assigned.token)]
        if not likely:
            return None, [problem("file-foreign")]
        found = joined((_described(i) for i in likely), "; ")
        if not self._whole(book, likely[0]):
            return None, [problem("form-not-whole", found=found, expected=likely[0].supervisor)]
        return None, [problem("form-proposed", found=found, expected=likely[0].token)]

    def _whole(self, book: Book, issue: Issue) -> bool:
        """Return whether a form without its number has all its rows and columns, so that it could be accepted."""
        returned = self.lay_over(book, issue)
        return returned is not None and not any(found.code in _CUT for found in check(returned))

    def members(self, candidate: Candidate) -> list[Enclosure]:
        """Return the files in a parcel; raise Refusal when it cannot be opened."""
        from xlsappraise.xlsx.parcels import members

        data = candidate.content()
        kind = _parcel_kind(data, candidate)
        assert kind is not None, "only parcels are opened"
        return members(data, kind)


def _parcel_kind(data: bytes, candidate: Candidate) -> str | None:
    """Return the kind of parcel that a file is, or None; raise Refusal for a parcel inside another."""
    from xlsappraise.xlsx.parcels import is_parcel

    kind = is_parcel(data, candidate.path.name)
    if kind is not None and candidate.data is not None:
        raise Refusal(problem("archive-nested", found=kind))
    return kind


def misnamed(name: str, outcome: FileReading) -> list[Problem]:
    """Report a workbook named like another kind of file; stored readings do not depend on the name."""
    if outcome.disposition != "form" or any(p.code == "old-format-read" for p in outcome.problems):
        return []
    suffix = PurePath(name).suffix
    if suffix.lower() in (".xlsx", ".xlsm"):
        return []
    return [problem("file-extension", file=name, found=suffix or name)]


def too_costly() -> FileReading:
    """Return the reading of a file that takes more time or memory than allowed."""
    return FileReading("refused", problems=(problem("file-too-costly"),))


Verb = Literal["examine", "members"]
Job = tuple[Verb, Candidate]


def make_worker(knowledge: Knowledge) -> Callable[[Job], Any]:
    """Return the function that does a job in a worker process."""
    examiner = Examiner(knowledge)

    def work(job: Job) -> FileReading | list[Enclosure] | list[Problem]:
        verb, candidate = job
        if verb == "examine":
            return examiner.examine(candidate)
        try:
            return examiner.members(candidate)
        except Refusal as refusal:
            return list(refusal.problems)

    return work


def examine_all(
    candidates: Iterable[Candidate], knowledge: Knowledge, budget: float = math.inf
) -> Iterator[tuple[Candidate, FileReading]]:
    """Yield each file with its reading, as they are done; a file is read within the limits of a worker process.

    ``budget``: the CPU seconds that all of them may take together.
    """
    jobs: list[Job] = [("examine", candidate) for candidate in candidates]
    for (_verb, candidate), result in run_jobs(make_worker, (knowledge,), jobs, FORM, budget):
        if isinstance(result, BudgetSpent):
            outcome = FileReading("refused", problems=(problem("archive-too-costly", expected=round(PARCEL)),))
        else:
            outcome = too_costly() if isinstance(result, LimitExceeded) else result
        yield candidate, replace(outcome, sha256=candidate.digest)


def lasting(reading: FileReading) -> bool:
    """Return whether the refusal of a file is remembered though it belongs to no form."""
    return reading.disposition == "refused" and any(found.code in LASTING for found in reading.problems)


def glance(data: bytes, digest: str = "") -> FileReading | None:
    """Return the reading of a file whose first bytes, or whose parts, show that it is no workbook; None for others.

    No part is inflated, so that this needs no worker.
    """
    try:
        refuse_junk(data)
    except InOldFormat:
        return None
    except Refusal as refusal:
        return FileReading("refused", digest, problems=refusal.problems)
    return None


def _described(issue: Issue) -> Phrase:
    """Return an issued form's number and person as a text."""
    return phrase(
        "{token} ({number} {name}, {period})",
        token=issue.token,
        number=issue.employee_id,
        name=issue.name,
        period=issue.period,
    )


def open_parcel(candidate: Candidate, knowledge: Knowledge) -> list[Enclosure]:
    """Return the files in a parcel, opened in a worker process; raise Refusal when it cannot be opened."""
    jobs: list[Job] = [("members", candidate)]
    for _job, result in run_jobs(make_worker, (knowledge,), jobs, FORM):
        if isinstance(result, LimitExceeded):
            raise Refusal(problem("file-too-costly"))
        if result and isinstance(result[0], Problem):
            raise Refusal(*result)
        return list(result)
    raise AssertionError("one job has one result")
