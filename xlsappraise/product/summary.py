"""Offer ``summarize`` and ``rollup``: the results of a period, and its summary workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsappraise.base.consent import Ask, Consent
from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.product.returned import CollectedPeriod
from xlsappraise.product.shared import AnyPath, Progress
from xlsappraise.report.data import RESULT_COLUMNS
from xlsappraise.report.rollup import rollup as _rollup
from xlsappraise.report.summarize import Summarized, rollup_dict
from xlsappraise.report.summarize import summarize as _summarize
from xlsappraise.report.summarize import write_json as _write_json
from xlsappraise.results.compute import Results
from xlsappraise.results.rows import result_table
from xlsappraise.returned.sorting import SortedFinding
from xlsappraise.store.office import Office

if TYPE_CHECKING:
    import pandas as pd

SCORE_COLUMNS = ("employee_id", "scheme", "criterion", "title", "points", "score")


@dataclass(frozen=True, eq=False)
class PeriodSummary:
    """Hold the results of a period and the paths of its workbooks.

    ``results``: a row per result with the columns employee_id, name, department, position, scheme, scheme_title, rater,
    total, grade, rank, department_rank, state. ``total`` (points, two decimals) and the ranks are floats, NaN where
    there is no result; ``scheme`` is an id, which ends in ``@rollup`` where the result is made of shorter periods.
    ``scores``: a row per criterion of each valid form with the columns employee_id, scheme, criterion, title, points,
    score. ``points`` is the most that can be earned; a NaN score is left out of the total and of its maximum.
    ``findings``: the problems, each with whether it is open, settled or needs nothing.
    ``corrections``: the folder of ``copies``, the marked copies to send back. ``departments``: the books of
    departments.
    ``rolled_up``, ``not_rolled_up``: how many results could be made of shorter periods, and how many could not.
    """

    period: Period
    problems: tuple[Problem, ...]
    collected: CollectedPeriod
    workbook: Path
    corrections: Path
    copies: tuple[Path, ...]
    departments: tuple[Path, ...]
    rolled_up: int
    not_rolled_up: int
    findings: tuple[SortedFinding, ...]
    _done: Summarized = field(repr=False)
    _json: Callable[[Summarized, str], dict[str, Any]] = field(repr=False)

    @cached_property
    def results(self) -> pd.DataFrame:
        """Return the results, see above."""
        rows = [*self._done.results.rows, *self._done.rolled.rows("{title}")]
        return result_table(rows)[list(RESULT_COLUMNS)]

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Return the scores of criteria, see above."""
        return _scores(self._done.results)

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON of ``summarize --json`` or ``rollup --json``, its messages in a language."""
        return self._json(self._done, language)


def summarize(
    office: Office,
    period: Period,
    *,
    inbox: AnyPath | None = None,
    out: AnyPath | None = None,
    passwords: Sequence[str] = (),
    progress: Progress | None = None,
    yes: bool = False,
    ask: Ask | None = None,
    by_department: bool = False,
) -> PeriodSummary:
    """Collect the inbox, record what is accepted, score it, write the summary workbook and the marked copies.

    ``inbox``: another folder than ``<period>/inbox``; ``out``: another workbook than ``<period>/summary.xlsx``. A
    workbook that is open in another program is written beside it, see ``workbook``. Where a figure of the last run
    changed, it is a new edition with a sheet of corrections, and the last is kept in ``<period>/earlier``. Where
    results disappeared that nobody decided about, ``yes=True`` goes on; otherwise ``ask`` is called with the question
    and returns whether to go on. ``by_department``: write a book per department too,
    ``<period>/summaries/<department>.xlsx``, that names nobody of the others.
    Raise Refusal: ``period-not-issued``, ``book-less``, ``folder-not-found``, ``not-a-workbook-name``,
    ``file-not-writable``.
    """
    folder, file = (None if place is None else Path(place) for place in (inbox, out))
    consent = Consent(yes, ask)
    done = _summarize(office, period, folder, file, progress, passwords, consent, by_department=by_department)
    return _summary(done, Summarized.as_dict)


def rollup(
    office: Office,
    period: Period,
    *,
    passwords: Sequence[str] = (),
    progress: Progress | None = None,
    yes: bool = False,
    ask: Ask | None = None,
) -> PeriodSummary:
    """Make the results of a quarter or year from the periods below it, and write its summary workbook.

    What came back for forms of the period itself is recorded as ``summarize`` does; ``yes`` and ``ask`` as there.
    Raise Refusal: ``book-less``, ``rollup-of-a-month``, ``rollup-nothing``, ``file-not-writable``.
    """
    return _summary(_rollup(office, period, progress, passwords, Consent(yes, ask)), rollup_dict)


def _summary(done: Summarized, as_dict: Callable[[Summarized, str], dict[str, Any]]) -> PeriodSummary:
    rolled = [one for group in done.rolled.groups.values() for one in group]
    made = sum(one.total is not None for one in rolled)
    return PeriodSummary(
        period=done.period,
        problems=done.problems,
        collected=CollectedPeriod.of(done.collection),
        workbook=done.workbook,
        corrections=done.copies.folder,
        copies=tuple(done.copies.paths),
        departments=done.departments,
        rolled_up=made,
        not_rolled_up=len(rolled) - made,
        findings=done.findings,
        _done=done,
        _json=as_dict,
    )


def _scores(results: Results) -> pd.DataFrame:
    """Return the scores of criteria in long form."""
    import pandas as pd

    rows = [
        (row.person.employee_id, row.scheme, one.id, one.title, one.points, float(scores[one.id]))
        for row in results.rows
        if (scores := results.scores.get(row.issue)) is not None
        for one in results.schemes[row.scheme].criteria
        if one.id in scores
    ]
    return pd.DataFrame(rows, columns=list(SCORE_COLUMNS))


def write_json(file: AnyPath, data: dict[str, Any]) -> None:
    """Write what ``as_dict`` returned into a JSON file, as the command line does.

    Raise Refusal: ``folder-not-found``, ``file-not-writable``.
    """
    _write_json(Path(file), data)
