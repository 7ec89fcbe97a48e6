"""The rows of the scores sheet and the addresses of their columns.

Every statistic of the summary is a formula over these columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.drawing.lists import ListColumn
from xlsappraise.drawing.measure import blank, clean
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.vocabulary import state_words
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    import pandas as pd

    from xlsappraise.base.i18n import Words
    from xlsappraise.report.data import SummaryData

COLUMNS = {
    "rank": ListColumn(N_("Rank in scheme"), "rank", 11, 14),
    "department_rank": ListColumn(N_("Rank in department"), "rank", 11, 14),
    **PERSON,
    "position": ListColumn(N_("Position"), "text", 12, 24),
    "scheme_title": ListColumn(N_("Scheme"), "text", 14, 34),
    "rater": ListColumn(N_("Rater"), "text", 10, 20),
    "total": ListColumn(N_("Total"), "score", 16, 16),
    "grade": ListColumn(N_("Grade"), "text", 9, 16),
    "state": ListColumn(N_("State"), "text", 10, 14),
}
"""Field of the results → its column, the heading not translated yet"""
FIELDS = tuple(COLUMNS)
_OWN_WORDS = ("scheme_title", "state")
_ORDER = ["scheme_title", "blank", "rank", "department", "employee_id"]


@dataclass(frozen=True)
class ScoreTable:
    """``rows``: FIELDS in the sheet's order, texts as shown (blank, never NaN); ``sheet``: its name."""

    rows: pd.DataFrame
    sheet: str

    @cached_property
    def _places(self) -> dict[str, dict[str, list[int]]]:
        """Column → text → positions of its rows, for the columns that statistics filter by."""
        fields = ("department", "rater", "scheme_title", "grade")
        groups = {field: self.rows.groupby(field, sort=False).indices for field in fields}
        return {field: {str(text): list(places) for text, places in found.items()} for field, found in groups.items()}

    def where(self, field: str, text: str) -> pd.DataFrame:
        """Return the rows whose ``field`` is ``text``."""
        return self.rows.take(self._places[field].get(text, []))

    def ref(self, field: str) -> str:
        """Return the absolute address of a column's rows; one blank row if there are none."""
        letter = column_letters(FIELDS.index(field))
        return f"'{self.sheet}'!${letter}$2:${letter}${max(1, len(self.rows)) + 1}"


def score_table(data: SummaryData, say: Words) -> ScoreTable:
    """Sort the results by scheme and rank, those without a total last, and translate their states."""
    rows = data.results.copy()
    titles = data.titles
    rows["scheme_title"] = [titles[str(scheme)] for scheme in rows["scheme"]]
    for field, column in COLUMNS.items():
        if column.style == "text" and field not in _OWN_WORDS:
            rows[field] = [clean(value) for value in rows[field]]
    valid = rows["state"] == "valid"
    rows["total"] = rows["total"].astype(float).where(valid)
    rows["grade"] = rows["grade"].where(valid, "")
    rows["blank"] = rows["total"].isna()
    for rank in ("rank", "department_rank"):
        rows[rank] = rows[rank].astype(float).mask(rows["blank"])
    rows = rows.sort_values(_ORDER, kind="stable", na_position="last").reset_index(drop=True)
    words = state_words(say)
    rows["state"] = [words[str(state)] for state in rows["state"]]
    return ScoreTable(rows[list(FIELDS)], clean(say("Scores")))


def number(value: object) -> float | None:
    """Return a cell's number, None for NaN: a blank is never zero."""
    return None if blank(value) else float(str(value))
