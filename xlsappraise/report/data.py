"""What the summary sheets are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Rendered
from xlsappraise.drawing.measure import clean
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
"""Of the columns of ``results.rows.result_table``, what sheets show"""

ROW_COLUMNS = ("@employee_id", "@name", "@department", "@row")
"""Marked, because a table may have columns of any other name"""
COUNT_COLUMNS = ROW_COLUMNS[:3]


class MissingForm(NamedTuple):
    """A form that is not returned; ``unnamed``: its rater stays anonymous, so ``rater`` is a title."""

    employee_id: str
    name: str
    department: str
    scheme_title: str
    rater: str
    email: str
    unnamed: bool


class FileRow(NamedTuple):
    """A returned file: its state is accepted, refused, set_aside, duplicate or ignored."""

    file: str
    state: str
    employee_id: str | None
    detail: str


class Recording(NamedTuple):
    """What a form records besides scores: ``kind`` is field, adjustment, penalty or fine; ``amount`` points or yuan."""

    kind: str
    item: str
    text: str
    amount: float | None


class RecordRow(NamedTuple):
    """What is recorded of a person, under the key of a scheme."""

    employee_id: str
    name: str
    scheme: str
    kind: str
    item: str
    text: str
    amount: float | None


@dataclass(frozen=True)
class Headline:
    """What a scheme came to in the period before: valid results, counted rows of its tables, the mean of totals."""

    period: Period
    forms: int
    rows: int
    mean: float


@dataclass(frozen=True, slots=True)
class VersionFile:
    """The file of a version; its state is accepted, set_aside or declined."""

    file: str
    state: str


@dataclass(frozen=True)
class Versions:
    """The versions of one form, and where they differ."""

    employee_id: str
    name: str
    scheme_title: str
    files: tuple[VersionFile, ...]
    lines: tuple[Differing, ...]


@dataclass(frozen=True)
class PeriodRecord:
    """A result that went into a weighted one: subtotals by section title, and texts of what was added, taken, recorded.

    An imported one has neither.
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
    """The results of a scheme that were rolled up; ``ranks`` by employee number, of those that have a total.

    ``records``: number of a part (from 0) → the results that it was made of; only where the scheme has parts.
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

    ``results``: a row per issued form that is not withdrawn, RESULT_COLUMNS; ``total`` is NaN and
    ``grade`` None unless ``state`` is valid (valid, incomplete, invalid, missing); ``rank`` is within the
    scheme, ``department_rank`` within scheme and department (1 is best, ties share the better rank).
    ``criteria``: scheme id → a row per valid form: employee_id, name, department, then a column per
    criterion id (floats, rounded), then total. ``missing``: the fields of MissingForm. ``files``: those of FileRow.
    ``problems`` are in reading order. A criterion of a valid form is NaN where it was left out of score and maximum.

    ``tables``: (scheme, table id) → the rows that count of all valid forms: ROW_COLUMNS, then a column per column id
    (numbers or texts, None where blank). ``shares``: (scheme, criterion id) → a row per valid form: COUNT_COLUMNS,
    then a column per count. ``records``: the fields of RecordRow, ``amount`` NaN for texts.
    ``parts``: scheme whose raters have forms of their own → a row per person:
    employee_id, name, department, per rater ``part.<id>`` (the mean total, NaN where it does not count) and
    ``answers.<id>`` (how many came back), then total and grade. ``previous``: scheme id → the period before.
    ``versions``: the forms of which differing versions came back, those of anonymous raters left out.
    ``standing``: the results of earlier periods of this kind by plain scheme id (editions of a scheme belong together),
    and who was on approved leave; empty where there is no earlier period.
    ``rollups``: the results of a quarter or year that are made of shorter periods, by their key in ``results``.
    Names of anonymous raters stand nowhere.
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

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the schemes that have forms, in order of title; equal titles are told apart by their ids."""
        pairs = self.results[["scheme", "scheme_title"]].drop_duplicates("scheme")
        titles = {str(scheme): clean(title) or str(scheme) for scheme, title in pairs.itertuples(index=False)}
        seen = list(titles.values())
        shown = {scheme: title if seen.count(title) == 1 else f"{title} ({scheme})" for scheme, title in titles.items()}
        return dict(sorted(shown.items(), key=lambda item: (item[1], item[0])))

    def scheme(self, key: str) -> Scheme | None:
        """Return the scheme of a key of the results, rolled-up ones included."""
        rolled = self.rollups.get(key)
        return self.schemes.get(key) if rolled is None else rolled.scheme

    @cached_property
    def grades(self) -> list[str]:
        """The grades of the schemes that have forms, the best first; then any other grade given."""
        best: dict[str, float] = {}
        for scheme in map(self.scheme, self.titles):
            for grade in scheme.grades if scheme is not None else ():
                title = clean(grade.title)
                best[title] = max(grade.from_, best.get(title, grade.from_))
        known = sorted(best, key=lambda title: -best[title])
        given = {clean(grade) for grade in self.results["grade"]} - {""}
        return known + sorted(given - set(known))
