"""The command ``summarize``: collect the inbox, record what is accepted, score, write the summary workbook."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xlsappraise.base import files
from xlsappraise.base.catalogue import plausibility
from xlsappraise.base.consent import REFUSE, Consent
from xlsappraise.base.i18n import SOURCE, words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem, render
from xlsappraise.drawing.saving import save_beside
from xlsappraise.drawing.spec import Sheet
from xlsappraise.issuing.attendance import stays_of
from xlsappraise.issuing.feed import stale
from xlsappraise.keeping.basis import Used
from xlsappraise.keeping.books import corrected, publish, shown_corrections
from xlsappraise.keeping.corrections_sheet import corrections_title
from xlsappraise.keeping.stale import stale_books
from xlsappraise.report.by_department import write_department_books
from xlsappraise.report.data import SummaryData
from xlsappraise.report.earlier_periods import earlier_standing
from xlsappraise.report.gather import summary_data
from xlsappraise.report.rolled_up import RollUps, roll
from xlsappraise.report.summary_book import summary_revision, used_today
from xlsappraise.report.unusual import unusual
from xlsappraise.results.compute import Results, compute
from xlsappraise.results.standing import Standing
from xlsappraise.returned.collect import Progress, collect
from xlsappraise.returned.marked_copies import Copies, folder_of, write_corrections
from xlsappraise.returned.sorting import SortedFinding, sort_findings
from xlsappraise.returned.states import Collection
from xlsappraise.store.office import Office
from xlsappraise.store.workspace import in_words


@dataclass(frozen=True)
class Gathered:
    """A period's forms and files, their scores, and the results rolled up from shorter periods.

    ``results.problems`` holds the problems of all of them; ``before`` are the results of the periods before.
    ``used``: the contents that the run uses; they are kept when its summary is published.
    """

    period: Period
    collection: Collection
    results: Results
    rolled: RollUps
    before: Standing
    used: Used


@dataclass(frozen=True)
class Summarized:
    """The result of ``summarize`` or ``rollup``; ``workbook`` is the path of the summary."""

    period: Period
    collection: Collection
    results: Results
    workbook: Path
    copies: Copies
    rolled: RollUps
    departments: tuple[Path, ...] = ()
    """The books of departments, if they were asked for"""
    findings: tuple[SortedFinding, ...] = ()
    """All problems, each with whether it is open, settled or needs nothing"""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order of the files."""
        return (*self.results.problems, *self.copies.problems)

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON values of ``summarize``."""
        table = self.results.table
        return {
            "period": str(self.period),
            "counts": self.collection.form_counts(),
            "files": self.collection.file_counts(),
            "results": [_result(row, self.results) for row in table.to_dict("records")],
            "problems": [render(p, language).as_dict() for p in self.problems],
            "plausibility": [_doubt(p, language) for p in self.problems if p.code in plausibility.MESSAGES],
            "missing": [form.issue.employee_id for form in self.collection.forms if form.state == "missing"],
        }


def _doubt(found: Problem, language: str) -> dict[str, str | None]:
    """Return an entry that is hard to believe; with its place it is among the problems."""
    shown = render(found, language)
    return {"code": shown.code, "employee_id": shown.employee_id, "message": shown.message}


def rollup_dict(done: Summarized, language: str = SOURCE) -> dict[str, Any]:
    """Return the JSON values of ``rollup``."""
    return {
        "period": str(done.period),
        "results": done.rolled.as_list(),
        "problems": [render(p, language).as_dict() for p in done.problems],
    }


def _result(row: dict[Any, Any], results: Results) -> dict[str, Any]:
    scores = results.scores.get(row["issue"])
    criteria = results.schemes[row["scheme"]].criteria
    return {
        "employee_id": row["employee_id"],
        "scheme": results.schemes[row["scheme"]].id,
        "state": row["state"],
        "total": None if scores is None else float(row["total"]),
        "grade": None if scores is None else row["grade"],
        "rank": None if scores is None else int(row["rank"]),
        "criteria": {} if scores is None else {c.id: _figure(scores[c.id]) for c in criteria if c.id in scores},
    }


def _figure(score: float) -> float | None:
    """Return a criterion's score; None if it was left out of score and maximum."""
    return None if math.isnan(score) else float(score)


def summarize(
    office: Office,
    period: Period,
    inbox: Path | None = None,
    out: Path | None = None,
    progress: Progress | None = None,
    passwords: Sequence[str] = (),
    consent: Consent = REFUSE,
    *,
    by_department: bool = False,
) -> Summarized:
    """Collect, record, score and write the summary; a second run on the same inbox gives the same result.

    Raise Refusal if the period has no forms, or if the inbox or the place of the summary is unusable.
    """
    folder = inbox or office.workspace.inbox(period)
    office.issues(period)
    if out is not None:
        _writable_place(out)
    if inbox is None and not folder.exists():
        with in_words(folder):
            folder.mkdir(parents=True)
    if not folder.is_dir():
        raise Refusal(problem("folder-not-found", file=str(folder)))
    gathered = gather(office, period, folder, progress, passwords)
    return finish(office, gathered, out, consent, by_department=by_department)


def gather(
    office: Office, period: Period, folder: Path, progress: Progress | None = None, passwords: Sequence[str] = ()
) -> Gathered:
    """Collect the inbox, record accepted versions, score them, and roll up shorter periods."""
    used = used_today(office, period)  # first, while a process that reads the list of people is still small
    collection = collect(office, period, folder, progress, passwords)
    office.ledger.put_versions(collection.new_versions)
    results = compute(office, collection)
    rolled = roll(office, period)
    before = earlier_standing(office, period, rolled.history)
    others = (*stale(office, collection), *rolled.problems, *stays_of(office, collection))
    problems = (*results.problems, *others, *unusual(collection, results, before))
    return Gathered(period, collection, replace(results, problems=problems), rolled, before, used)


def finish(
    office: Office,
    gathered: Gathered,
    out: Path | None = None,
    consent: Consent = REFUSE,
    *,
    by_department: bool = False,
) -> Summarized:
    """Write the summary workbook, those of departments, and marked copies of forms with errors.

    Only a summary under its own name is published; one with another name, ``out``, is a copy.
    Raise Refusal where results would disappear that nobody decided about, unless it is agreed to.
    """
    results, period = gathered.results, gathered.period
    if out is None:
        published = _publish(office, gathered, consent)
        results = replace(results, problems=(*results.problems, *published.problems))
    else:
        data = _data(office, gathered)
        published = _Published(save_beside(out, _sheets(office, data)), data)
    departments: list[Path] = []
    if by_department:
        say = words(office.workspace.settings.language)
        departments = write_department_books(office, period, published.data, say, anew=published.anew)
    copies = Copies(folder_of(office, period))
    if gathered.collection.forms:
        copies = write_corrections(office, gathered.collection)
    done = Summarized(
        period, gathered.collection, results, published.workbook, copies, gathered.rolled, tuple(departments)
    )
    return replace(done, findings=sort_findings(office, gathered.collection, done.problems))


@dataclass(frozen=True)
class _Published:
    """Where a summary was written, its data, and what is to be reported; ``anew``: it is a new edition."""

    workbook: Path
    data: SummaryData
    problems: tuple[Problem, ...] = ()
    anew: bool = False


def _publish(office: Office, gathered: Gathered, consent: Consent) -> _Published:
    """Publish the summary."""
    from xlsappraise.drawing.writer import workbook_bytes

    period, results = gathered.period, gathered.results
    parts = gathered.used.keep(office)
    found = summary_revision(office, period, results, gathered.rolled, parts, consent)
    problems_found = corrected(office, found, corrections_title(words(office.workspace.settings.language)))
    shown = replace(gathered, results=replace(results, problems=(*results.problems, *problems_found)))
    summary = replace(_data(office, shown), corrections=shown_corrections(office, found))
    data = workbook_bytes(_in_turn(_sheets(office, summary)))

    def record() -> None:
        office.ledger.put_basis(str(period), "summarize", parts)

    workbook = publish(office, found, data, record, office.workspace.summary(period))
    reported = (*problems_found, *stale_books(office, "summary", period))
    return _Published(workbook, summary, reported, anew=found.last is not None and found.edition > found.last.edition)


def _data(office: Office, gathered: Gathered) -> SummaryData:
    return summary_data(office, gathered.collection, gathered.results, gathered.before, gathered.rolled)


def _sheets(office: Office, data: SummaryData) -> list[Sheet]:
    from xlsappraise.report.book import summary_sheets

    return summary_sheets(data, words(office.workspace.settings.language))


def _in_turn(sheets: list[Sheet]) -> Iterator[Sheet]:
    """Yield the sheets and let go of each: with thousands of people they would double the memory."""
    while sheets:
        yield sheets.pop(0)


def _writable_place(target: Path) -> None:
    """Raise Refusal if the folder does not exist or the name does not end in .xlsx."""
    if not target.parent.is_dir():
        raise Refusal(problem("folder-not-found", file=str(target.parent)))
    if target.suffix.lower() != ".xlsx":
        raise Refusal(problem("not-a-workbook-name", file=str(target)))


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write JSON to a file; raise Refusal if it cannot be written."""
    if not path.parent.is_dir():
        raise Refusal(problem("folder-not-found", file=str(path.parent)))
    try:
        files.write_bytes(path, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(path), found=files.reason(error))) from None
