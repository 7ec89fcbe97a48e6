"""The data of the summary sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Rendered
from xlsappraise.drawing.measure import clean
from xlsappraise.keeping.books import ShownCorrection
from xlsappraise.plans.by_score import ScoredPay
from xlsappraise.results.rollup import Rolled
from xlsappraise.results.standing import Standing
from xlsappraise.returned.side_by_side import Differing
from xlsappraise.schemes import Scheme

if TYPE_CHECKING:
    import pandas as pd

RESULT_COLUMNS = (
    "employee_id", "name", "department", "position", "scheme", "scheme_title", "rater",
    "total", "grade", "rank", "department_rank", "state",
)  # fmt: skip
"""The columns of ``results.rows.result_table`` that sheets use"""

ROW_COLUMNS = ("@employee_id", "@name", "@department", "@row")
"""Prefixed with @, because a scheme's table may have columns of any other name"""
COUNT_COLUMNS = ROW_COLUMNS[:3]


class MissingForm(NamedTuple):
    """A form that has not been returned; ``unnamed``: its rater is anonymous and ``rater`` a title."""

    employee_id: str
    name: str
    department: str
    scheme_title: str
    rater: str
    email: str
    unnamed: bool


class FileRow(NamedTuple):
    """A returned file; ``state`` is accepted, refused, set_aside, duplicate or ignored."""

    file: str
    state: str
    employee_id: str | None
    detail: str


class Recording(NamedTuple):
    """An entry besides scores: ``kind`` is field, adjustment, penalty or fine; ``amount`` is in points or yuan."""

    kind: str
    item: str
    text: str
    amount: float | None


class RecordRow(NamedTuple):
    """A recorded entry of a person; ``scheme`` is a scheme's key."""

    employee_id: str
    name: str
    scheme: str
    kind: str
    item: str
    text: str
    amount: float | None


@dataclass(frozen=True)
class Headline:
    """A scheme's figures of the period before: valid forms, counted rows of its tables, the mean of totals."""

    period: Period
    forms: int
    rows: int
    mean: float


@dataclass(frozen=True, slots=True)
class VersionFile:
    """The file of a version; ``state`` is accepted, set_aside or declined."""

    file: str
    state: str


@dataclass(frozen=True)
class Versions:
    """The versions of one form and the inputs that differ."""

    employee_id: str
    name: str
    scheme_title: str
    files: tuple[VersionFile, ...]
    lines: tuple[Differing, ...]
    rater: str = ""


@dataclass(frozen=True)
class PeriodRecord:
    """A result that is part of a weighted one.

    ``sections``: (title, subtotal). ``added``, ``taken``, ``noted``: texts of additions, deductions and records. All
    are blank if the result was imported.
    """

    person: Person
    period: Period
    total: float
    grade: str
    sections: tuple[tuple[str, float], ...] = ()
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    imported: bool = False


@dataclass(frozen=True)
class RollUpTable:
    """The rolled-up results of a scheme; ``ranks`` by employee number, of those with a total.

    ``records``: index of a part → the results that it was computed from; only where the scheme has parts.
    """

    scheme: Scheme
    rolled: tuple[Rolled, ...]
    ranks: Mapping[str, int]
    title: str = ""
    records: Mapping[int, tuple[PeriodRecord, ...]] = field(default_factory=dict)


def _records() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(columns=list(RecordRow._fields))


@dataclass(frozen=True)
class SummaryData:
    """Frames and records of one period.

    ``results``: RESULT_COLUMNS, a row per issued form that is not withdrawn; ``total`` is NaN and
    ``grade`` None unless ``state`` is valid (valid, incomplete, invalid, missing); ``rank`` is within the
    scheme, ``department_rank`` within scheme and department (1 is best, ties share the better rank).
    ``criteria``: scheme id → a row per valid form: employee_id, name, department, then a column per
    criterion id (floats, rounded), then total. ``missing``: the fields of MissingForm. ``files``: those of FileRow.
    ``problems`` are in the order of the files. A criterion of a valid form is NaN where it was left out of score and
    maximum.

    ``tables``: (scheme, table id) → the counted rows of all valid forms: ROW_COLUMNS, then a column per column id
    (numbers or texts, None where blank). ``shares``: (scheme, criterion id) → a row per valid form: COUNT_COLUMNS,
    then a column per count. ``records``: the fields of RecordRow, ``amount`` NaN for texts.
    ``parts``: scheme whose raters have separate forms → a row per person:
    employee_id, name, department, per rater ``part.<id>`` (the mean total, NaN where it does not count) and
    ``answers.<id>`` (the number of returned forms), then total and grade. ``previous``: scheme id → the period before.
    ``versions``: the forms with differing returned versions, without those of anonymous raters.
    ``standing``: the results of earlier periods of this kind by plain scheme id (all editions of a scheme together),
    and approved leave; empty if there is no earlier period.
    ``rollups``: the results of a quarter or year computed from shorter periods, by their key in ``results``.
    ``corrections``: the figures that changed since the first edition. ``adjusted``: (scheme, employee number) → the
    points that were added or taken by hand, where there are any. ``settled``: those of ``problems`` that a decision or
    a later file has settled. ``grade_shares``: grade → the target share of people, as the settings have it.
    ``pay``: the recorded amounts of the period, if ``pay`` has run. ``due``: until when the missing
    forms are sent back, as all of them say.
    Nothing contains names of anonymous raters.
    """

    period: Period
    organisation: str
    counts: Mapping[str, int]
    file_counts: Mapping[str, int]
    results: pd.DataFrame
    criteria: Mapping[str, pd.DataFrame]
    missing: pd.DataFrame
    files: pd.DataFrame
    problems: tuple[Rendered, ...]
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    tables: Mapping[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    records: pd.DataFrame = field(default_factory=_records)
    parts: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    previous: Mapping[str, Headline] = field(default_factory=dict)
    versions: tuple[Versions, ...] = ()
    standing: Standing = field(default_factory=Standing)
    rollups: Mapping[str, RollUpTable] = field(default_factory=dict)
    corrections: tuple[ShownCorrection, ...] = ()
    adjusted: Mapping[tuple[str, str], float] = field(default_factory=dict)
    settled: tuple[Rendered, ...] = ()
    grade_shares: Mapping[str, float] = field(default_factory=dict)
    pay: ScoredPay = field(default_factory=ScoredPay)
    due: date | None = None

    @cached_property
    def open_problems(self) -> tuple[Rendered, ...]:
        """The problems that nobody has settled."""
        done = {id(found) for found in self.settled}
        return tuple(found for found in self.problems if id(found) not in done)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names by employee number."""
        pairs = self.results[["employee_id", "name"]].itertuples(index=False)
        return {str(employee): clean(name) for employee, name in pairs}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles by key of the schemes that have forms, sorted; the id is appended to equal titles."""
        pairs = self.results[["scheme", "scheme_title"]].drop_duplicates("scheme")
        titles = {str(scheme): clean(title) or str(scheme) for scheme, title in pairs.itertuples(index=False)}
        seen = list(titles.values())
        shown = {scheme: title if seen.count(title) == 1 else f"{title} ({scheme})" for scheme, title in titles.items()}
        return dict(sorted(shown.items(), key=lambda item: (item[1], item[0])))

    def scheme(self, key: str) -> Scheme | None:
        """Return the scheme of a key of ``results``, rolled-up ones included."""
        rolled = self.rollups.get(key)
        return self.schemes.get(key) if rolled is None else rolled.scheme

    def plain_id(self, key: str) -> str:
        """Return the id of a scheme by the key of its results: the same for all editions."""
        scheme = self.scheme(key)
        return key.partition("@")[0] if scheme is None else scheme.id

    @cached_property
    def grades(self) -> list[str]:
        """The grades of the schemes that have forms, the best first; then other grades that occur in results."""
        best: dict[str, float] = {}
        for scheme in map(self.scheme, self.titles):
            for grade in scheme.grades if scheme is not None else ():
                title = clean(grade.title)
                best[title] = max(grade.from_, best.get(title, grade.from_))
        declared = sorted(best, key=lambda title: -best[title])
        given = {clean(grade) for grade in self.results["grade"]} - {""}
        return declared + sorted(given - set(declared))
