"""The row of a result, the table of such rows with ranks, and results ranked within their scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import isnan, nan
from typing import TYPE_CHECKING

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.standing import Score, Source
from xlsappraise.scoring.ranks import places

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The result of a form, of several raters' forms, of a roll-up or of an import.

    ``issue``: the key of its scores, or blank; ``person.supervisor`` is the rater. ``scheme``: people are compared
    with those of the same key. ``total`` is rounded, NaN where there is none.
    """

    issue: str
    person: Person
    scheme: str
    scheme_title: str
    total: float
    grade: str | None
    state: str = "valid"
    email: str = ""
    source: Source = "form"


PERSON = {field.name: "rater" if field.name == "supervisor" else field.name for field in fields(Person)}
"""Field of a person → its column"""


def result_table(rows: Sequence[ResultRow]) -> pd.DataFrame:
    """Return a row per result and a column per field, then the ranks: floats, NaN where there is no total.

    ``rank`` is within the scheme, ``department_rank`` within a department of it.
    """
    import pandas as pd

    columns: dict[str, list[object]] = {}
    for field in fields(ResultRow):
        if field.name == "person":
            columns |= {name: [getattr(row.person, part) for row in rows] for part, name in PERSON.items()}
        else:
            columns[field.name] = [getattr(row, field.name) for row in rows]
    table = pd.DataFrame(columns, dtype=object)  # texts as objects: a column of strings is iterated slowly
    table["total"] = table["total"].astype(float)
    table["rank"] = _ranks(rows, [row.scheme for row in rows])
    table["department_rank"] = _ranks(rows, [(row.scheme, row.person.department) for row in rows])
    return table


def _ranks(rows: Sequence[ResultRow], groups: Sequence[Hashable]) -> list[float]:
    """Return the rank of each row within its group."""
    totals: dict[Hashable, dict[int, float]] = defaultdict(dict)
    for index, (row, group) in enumerate(zip(rows, groups, strict=True)):
        if not isnan(row.total):
            totals[group][index] = row.total
    ranks = {index: place for group in totals.values() for index, place in places(group).items()}
    return [float(ranks.get(index, nan)) for index in range(len(rows))]


def scores_of(period: Period, rows: Iterable[ResultRow]) -> dict[str, dict[str, Score]]:
    """Rank the rows of a period within their scheme and return them as results; a form overrides an import."""
    groups: dict[str, dict[str, ResultRow]] = {}
    for row in rows:
        groups.setdefault(row.scheme, {}).setdefault(row.person.employee_id, row)
    return {scheme: _scores(period, dict(sorted(mine.items()))) for scheme, mine in groups.items()}


def _scores(period: Period, rows: Mapping[str, ResultRow]) -> dict[str, Score]:
    ranks = places({number: row.total for number, row in rows.items()})
    return {number: _score(period, row, ranks[number], len(rows)) for number, row in rows.items()}


def _score(period: Period, row: ResultRow, rank: int, people: int) -> Score:
    return Score(
        row.person, period, row.scheme, row.scheme_title, row.total, row.grade or "", rank, people, row.source
    )  # fmt: skip


def row_of(score: Score) -> ResultRow:
    """Return a result as a row, to be ranked anew."""
    return ResultRow(
        "", score.person, score.scheme, score.scheme_title, score.total, score.grade, source=score.source
    )  # fmt: skip
