"""The rows of the scores sheet and the addresses of their columns.

Every statistic of the summary is a formula over these columns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.base.rounding import round_number
from xlsappraise.drawing.lists import ListColumn
from xlsappraise.drawing.measure import blank, clean
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.vocabulary import state_words
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.period import Period
    from xlsappraise.report.data import SummaryData
    from xlsappraise.report.past import LastPeriod
    from xlsappraise.report.reasons import PointReasons

COLUMNS = {
    "rank": ListColumn(N_("Rank in scheme"), "rank", 8, 9),
    "department_rank": ListColumn(N_("Rank in department"), "rank", 8, 9),
    **PERSON,
    "position": ListColumn(N_("Position"), "text", 8, 16),
    "scheme_title": ListColumn(N_("Scheme"), "text", 14, 26),
    "rater": ListColumn(N_("Rater"), "text", 9, 14),
    "total": ListColumn(N_("Total"), "score", 12, 12),
    "grade": ListColumn(N_("Grade"), "text", 9, 16),
    "state": ListColumn(N_("State"), "text", 10, 14),
    "before": ListColumn(N_("Last period"), "score", 9, 9),
    "change": ListColumn(N_("Change"), "signed", 9, 9),
    "why": ListColumn(N_("Most points lost"), "text", 16, 42),
}
"""Field of the results → its column, the heading not translated yet"""
FIELDS = tuple(COLUMNS)
_OWN_WORDS = ("scheme_title", "state", "why")
_ORDER = ["blank", "scheme_title", "rank", "department", "employee_id"]


@dataclass(frozen=True)
class ScoreTable:
    """``rows``: FIELDS in the sheet's order, texts as shown (blank, never NaN); ``sheet``: its name.

    ``keys``: the key of each row's scheme.
    """

    rows: pd.DataFrame
    sheet: str
    keys: tuple[str, ...] = ()

    def cell(self, field: str, row: int) -> str:
        """Return the absolute address of a cell; ``row`` counts from 0."""
        return f"'{self.sheet}'!${column_letters(FIELDS.index(field))}${row + 2}"

    @cached_property
    def row_of(self) -> dict[tuple[str, str], int]:
        """The row of each result, from 0, by the key of its scheme and employee number."""
        return {pair: row for row, pair in enumerate(zip(self.keys, self.rows["employee_id"], strict=True))}

    @cached_property
    def _groups(self) -> dict[tuple[str, ...], dict[tuple[str, ...], npt.NDArray[np.intp]]]:
        """Columns → their texts → positions of the rows: filled as it is asked."""
        return {}

    @cached_property
    def _totals(self) -> npt.NDArray[np.float64]:
        return self.rows["total"].to_numpy(dtype=float)

    def places(self, *fields: str) -> dict[tuple[str, ...], npt.NDArray[np.intp]]:
        """Return the positions of the rows by the texts of ``fields``."""
        if fields not in self._groups:
            found: dict[tuple[str, ...], list[int]] = {}
            for row, texts in enumerate(zip(*(self.rows[field] for field in fields), strict=True)):
                found.setdefault(texts, []).append(row)
            self._groups[fields] = {texts: np_array(rows) for texts, rows in found.items()}
        return self._groups[fields]

    def totals(self, fields: tuple[str, ...], texts: tuple[str, ...]) -> npt.NDArray[np.float64]:
        """Return the totals of the rows that have these texts, NaN where there is none."""
        if not fields:
            return self._totals
        return self._totals[self.places(*fields).get(texts, np_array([]))]

    def where(self, field: str, text: str) -> pd.DataFrame:
        """Return the rows whose ``field`` is ``text``."""
        return self.rows.take(list(self.places(field).get((text,), [])))

    def names(self, field: str) -> list[str]:
        """Return the different texts of ``field``."""
        return [texts[0] for texts in self.places(field)]

    def ref(self, field: str) -> str:
        """Return the absolute address of a column's rows; one blank row if there are none."""
        letter = column_letters(FIELDS.index(field))
        return f"'{self.sheet}'!${letter}$2:${letter}${max(1, len(self.rows)) + 1}"


def score_table(data: SummaryData, past: LastPeriod, reasons: PointReasons, say: Words) -> ScoreTable:
    """Sort the results by scheme and rank, those without a total at the end, and translate their states."""
    rows = data.results.copy()
    titles = data.titles
    rows["scheme_title"] = objects(titles[str(scheme)] for scheme in rows["scheme"])
    for field in (*PERSON, "position", "rater", "grade"):
        rows[field] = objects(clean(value) for value in rows[field])
    valid = rows["state"] == "valid"
    rows["total"] = rows["total"].astype(float).where(valid)
    rows["grade"] = rows["grade"].where(valid, "")
    rows["blank"] = rows["total"].isna()
    for rank in ("rank", "department_rank"):
        rows[rank] = rows[rank].astype(float).mask(rows["blank"])
    rows = rows.sort_values(_ORDER, kind="stable", na_position="last").reset_index(drop=True)
    words = state_words(say)
    rows["state"] = objects(words[str(state)] for state in rows["state"])
    pairs = list(zip(map(str, rows["scheme"]), rows["employee_id"], strict=True))
    before = (past.total(*pair) for pair in pairs)
    rows["before"] = [math.nan if total is None else total for total in before]
    rows["before"] = rows["before"].astype(float).mask(rows["blank"])
    rows["change"] = (rows["total"] - rows["before"]).map(round_number, na_action="ignore")
    below = below_texts(data, say)
    rows["why"] = objects(
        "" if blank_ else below.get(pair) or reasons.text(reasons.losses(*pair), signed=False)
        for pair, blank_ in zip(pairs, rows["blank"], strict=True)
    )
    return ScoreTable(rows[list(FIELDS)], clean(say("Scores")), tuple(key for key, _number in pairs))


def _short(period: Period, say: Words) -> str:
    """Return the name of a period within its year."""
    return say("M{month}").format(month=period.number) if period.kind == "month" else str(period).partition("-")[2]


def below_texts(data: SummaryData, say: Words) -> dict[tuple[str, str], str]:
    """Return how each rolled-up result came about: the shorter periods with their results, or what is missing."""
    missing, leave = say("missing result"), say("on leave")

    def shown(name: object, value: float | None, *, on_leave: bool = False) -> str:
        return f"{name} {f'{value:.2f}' if value is not None else leave if on_leave else missing}"

    return {
        (key, one.person.employee_id): say(", ").join(
            [
                *(shown(_short(part.period, say), part.value, on_leave=part.leave) for part in one.below),
                *(shown(clean(part.spec.title), part.value) for part in one.parts),
            ]
        )
        for key, table in data.rollups.items()
        for one in table.rolled
    }


def np_array(rows: list[int]) -> npt.NDArray[np.intp]:
    """Return positions as an array."""
    import numpy as np

    return np.array(rows, dtype=np.intp)


def objects(texts: Iterable[str]) -> npt.NDArray[np.object_]:
    """Return texts as an array of objects: pandas would make a column of strings, which is iterated slowly."""
    import numpy as np

    return np.array(list(texts), dtype=object)


def number(value: object) -> float | None:
    """Return a cell's number, None for NaN: a blank is never zero."""
    return None if blank(value) else float(str(value))
