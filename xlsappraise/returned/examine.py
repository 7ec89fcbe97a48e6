"""One returned file: identified, laid over what was issued, checked. Runs in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from xlsappraise.base.form_number import Token, find_tokens
from xlsappraise.base.i18n import Phrase, joined, phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.forms.identity import Keyring, Subject
from xlsappraise.returned.beliefs import beliefs
from xlsappraise.returned.checks import BLANKS, check
from xlsappraise.returned.identify import likeliest_sheet, propose
from xlsappraise.returned.inbox import Candidate
from xlsappraise.returned.returned_form import Returned
from xlsappraise.returned.workers import BroughtDown, crew
from xlsappraise.store.issued import Blueprint, Issued
from xlsappraise.store.ledger import FileReading, Issue
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.book import Book
from xlsappraise.xlsx.opening import open_book

if TYPE_CHECKING:
    from xlsappraise.xlsx.parcels import Enclosure

LOCKED_UP = frozenset({"file-encrypted", "password-wrong"})
"""Answers to a file that a password would open"""
UNCONFIRMED = frozenset({"values-only-copy"})
"""Findings for which a complete form waits until a person accepts it"""
COUNT_ONCE = frozenset({"sheet-duplicated", "row-duplicated"})


def confirmed(reading: FileReading) -> bool:
    """Return whether a complete form may count without a person's decision."""
    return not any(p.code in UNCONFIRMED for p in reading.problems)


def only_blanks(reading: FileReading) -> bool:
    """Return whether every error is something left blank."""
    return all(p.code in BLANKS for p in reading.problems if p.severity == "error")


@dataclass(frozen=True)
class Knowledge:
    """What an examiner must know: every issued form, the keys, passwords that may open files.

    ``assigned`` tells, by content hash, what a person has said about files that bear no form number.
    """

    issues: Sequence[Issue]
    blueprints: Mapping[int, Blueprint]
    keys: Keyring
    passwords: Sequence[str] = ()
    assigned: Mapping[str, str] = field(default_factory=dict)


class Examiner:
    """Knows every issued form; examines one file at a time."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.issues = {issue.id: issue for issue in known.issues}

    def examine(self, candidate: Candidate) -> FileReading:
        """Return the outcome of a file; no content makes it raise."""
        try:
            data = candidate.content()
            outcome = self._examine(data, candidate)
        except Refusal as refusal:
            outcome = FileReading("refused", problems=refusal.problems)
        except (MemoryError, RecursionError):
            outcome = too_costly()
        except Exception as error:  # one bad file never stops the others
            found = f"{type(error).__name__}: {error}"
            outcome = FileReading("refused", problems=(problem("file-not-understood", found=found),))
        return replace(outcome, sha256=candidate.digest)

    def _examine(self, data: bytes, candidate: Candidate) -> FileReading:
        try:
            book, told = open_book(data, self.known.passwords)
        except Refusal:
            if _parcel_kind(data, candidate) is None:
                raise
            return FileReading("parcel")
        reading = self._form(book, candidate)
        return replace(reading, problems=(*told, *reading.problems))

    def _form(self, book: Book, candidate: Candidate) -> FileReading:
        issue, found = self.identify(book, candidate.digest)
        if issue is None:
            asides = {"token-unknown", "token-conflict", "form-proposed"}
            return FileReading("set_aside" if found[0].code in asides else "refused", problems=tuple(found))
        returned = self.lay_over(book, issue)
        if returned is None:
            return FileReading("refused", issue_id=issue.id, problems=(*found, problem("sheet-missing")))
        problems = (*found, *check(returned))
        if any(p.code in COUNT_ONCE for p in problems):
            return FileReading("form", issue_id=issue.id, problems=problems, sheet=returned.name)
        total = returned.now(returned.issued.blueprint.total) or returned.issued.blueprint.total
        return FileReading(
            "form",
            issue_id=issue.id,
            problems=problems,
            inputs=returned.inputs,
            cells={name: e.cell for name, e in returned.entries.items()},
            sheet=returned.name,
            shown=returned.shown(returned.issued.blueprint.total),
            total_cell=address(total),
            beliefs=tuple(beliefs(returned)) if any(p.severity == "tampering" for p in problems) else (),
        )

    def lay_over(self, book: Book, issue: Issue) -> Returned | None:
        """Lay a book over what was issued; None when it has no sheet that could be the scorecard."""
        issued = Issued(issue, self.known.blueprints[issue.master_id])
        entry = book.form_sheets[0] if book.form_sheets else likeliest_sheet(book, issued.blueprint)
        return None if entry is None else Returned(book, entry, book.sheet(entry), issued)

    def identify(self, book: Book, digest: str = "") -> tuple[Issue | None, list[Problem]]:
        """Return the issue that all form numbers in the file agree on, or what stands against it."""
        judged = {text: self._judge(find_tokens(text)[0]) for text in book.tokens}
        told = joined((phrase("{token} ({places})", token=text, places=book.tokens[text]) for text in judged), "; ")
        forged = [text for text, (verdict, _issue) in judged.items() if verdict == "token-forged"]
        genuine = [text for text in judged if text not in forged]
        if len(genuine) > 1:
            return None, [problem("token-conflict", found=told)]
        if not judged:
            return self._without_number(book, digest)
        verdict, issue = judged[(genuine or forged)[0]]
        if verdict is not None:
            return None, [problem(verdict, found=(genuine or forged)[0])]
        altered = [
            problem("token-altered", sheet=place, found=text, expected=genuine[0])
            for text in forged
            for place in book.tokens[text]
            if place not in {entry.name for entry in book.form_sheets}  # there the cell itself is compared
        ]
        return issue, altered

    def _judge(self, token: Token) -> tuple[str | None, Issue | None]:
        """Return what is wrong with a form number, and the form when it is genuine."""
        issue = self.issues.get(token.issue)
        if issue is None:
            return "token-unknown", None
        record = self.known.blueprints[issue.master_id].record
        subject = Subject(issue.employee_id, issue.period, record.digest, record.layout_version)
        return (None, issue) if self.known.keys.verify(token, subject) else ("token-forged", None)

    def _without_number(self, book: Book, digest: str) -> tuple[Issue | None, list[Problem]]:
        """Use what a person has decided about the file; else propose, and never decide."""
        said = self.issues.get(self.known.assigned.get(digest, ""))
        likely = propose(book, self.known.issues, self.known.blueprints)
        if said is not None:
            if likely and said not in likely:
                told = _described(likely[0])
                return None, [problem("form-contradicts", found=told, expected=f"{said.employee_id} {said.name}")]
            return said, [problem("form-assigned", found=said.token)]
        if not likely:
            return None, [problem("file-foreign")]
        told = joined((_described(i) for i in likely), "; ")
        return None, [problem("form-proposed", found=told, expected=likely[0].token)]

    def members(self, candidate: Candidate) -> list[Enclosure]:
        """Return what a parcel holds; raise Refusal when it cannot be opened."""
        from xlsappraise.xlsx.parcels import members

        data = candidate.content()
        kind = _parcel_kind(data, candidate)
        assert kind is not None, "only parcels are opened"
        return members(data, kind)


def _parcel_kind(data: bytes, candidate: Candidate) -> str | None:
    """Return what kind of parcel a file is; raise Refusal for one inside another."""
    from xlsappraise.xlsx.parcels import is_parcel

    kind = is_parcel(data, candidate.path.name)
    if kind is not None and candidate.data is not None:
        raise Refusal(problem("archive-nested", found=kind))
    return kind


def misnamed(name: str, outcome: FileReading) -> list[Problem]:
    """Report that a workbook bears the name of another kind of file; what was remembered of its content does not."""
    suffix = PurePath(name).suffix
    read = outcome.disposition == "form" and not any(p.code == "old-format-read" for p in outcome.problems)
    if not read or suffix.lower() in (".xlsx", ".xlsm"):
        return []
    return [problem("file-extension", file=name, found=suffix or name)]


def too_costly() -> FileReading:
    """Return the outcome of a file that takes more time or memory than a form can."""
    return FileReading("refused", problems=(problem("file-too-costly"),))


Verb = Literal["examine", "members"]
Job = tuple[Verb, Candidate]


def make_worker(known: Knowledge) -> Callable[[Job], Any]:
    """Return what does a job in a worker process."""
    examiner = Examiner(known)

    def work(job: Job) -> FileReading | list[Enclosure] | list[Problem]:
        verb, candidate = job
        if verb == "examine":
            return examiner.examine(candidate)
        try:
            return examiner.members(candidate)
        except Refusal as refusal:
            return list(refusal.problems)

    return work


def examine_all(candidates: Iterable[Candidate], known: Knowledge) -> Iterator[tuple[Candidate, FileReading]]:
    """Yield the outcome of each file as it is known; each is read within the limits of a worker process."""
    jobs: list[Job] = [("examine", candidate) for candidate in candidates]
    for (_verb, candidate), result in crew(make_worker, (known,), jobs):
        outcome = too_costly() if isinstance(result, BroughtDown) else result
        yield candidate, replace(outcome, sha256=candidate.digest)


def _described(issue: Issue) -> Phrase:
    """Name an issued form: its number, then whose it is."""
    return phrase(
        "{token} ({number} {name}, {period})",
        token=issue.token,
        number=issue.employee_id,
        name=issue.name,
        period=issue.period,
    )


def open_parcel(candidate: Candidate, known: Knowledge) -> list[Enclosure]:
    """Return the members of a parcel; raise Refusal when it cannot be opened."""
    jobs: list[Job] = [("members", candidate)]
    for _job, result in crew(make_worker, (known,), jobs):
        if isinstance(result, BroughtDown):
            raise Refusal(problem("file-too-costly"))
        if result and isinstance(result[0], Problem):
            raise Refusal(*result)
        return list(result)
    raise AssertionError("one job has one result")
