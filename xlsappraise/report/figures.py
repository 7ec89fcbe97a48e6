"""The statistics of the summary: each is a formula over the scores sheet with its cached value.

``by`` selects the rows whose column equals the text of a cell: (column, cell address, text). The formula compares
with EXACT, as COUNTIF would take names such as ``*`` or ``<60`` for patterns. An undefined figure is NONE.
"""

from __future__ import annotations

import math
from statistics import median as median_of
from typing import TYPE_CHECKING

from xlsappraise.drawing.spec import Formula
from xlsappraise.report.vocabulary import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from xlsappraise.report.score_table import ScoreTable

By = tuple[str, str, str]


def _totals(table: ScoreTable, by: Sequence[By]) -> npt.NDArray[np.float64]:
    """Return the totals of the rows that ``by`` selects, NaN where there is none."""
    return table.totals(tuple(field for field, _cell, _text in by), tuple(text for _field, _cell, text in by))


def _scored(table: ScoreTable, by: Sequence[By]) -> npt.NDArray[np.float64]:
    totals = _totals(table, by)
    found: npt.NDArray[np.float64] = totals[totals == totals]
    return found


def _tests(table: ScoreTable, by: Sequence[By]) -> list[str]:
    return [f"--EXACT({table.ref(field)},{cell})" for field, cell, _text in by]


def people(table: ScoreTable, *by: By) -> Formula:
    """Count forms."""
    if not by:
        return Formula(f"=COUNTA({table.ref('employee_id')})", len(table.rows))
    return Formula(f"=SUMPRODUCT({','.join(_tests(table, by))})", len(_totals(table, by)))


def in_state(table: ScoreTable, *words: str) -> Formula:
    """Count forms in the states whose translated names are ``words``."""
    count = int(table.rows["state"].isin(words).sum())
    return Formula("=" + "+".join(f'COUNTIF({table.ref("state")},"{word}")' for word in words), count)


def scored(table: ScoreTable, *by: By) -> Formula:
    """Count forms that have a total."""
    total = table.ref("total")
    value = len(_scored(table, by))
    if not by:
        return Formula(f"=COUNT({total})", value)
    return Formula(f"=SUMPRODUCT({','.join(_tests(table, by))},--ISNUMBER({total}))", value)


def mean(table: ScoreTable, *by: By) -> Formula:
    """Average the totals."""
    total = table.ref("total")
    value = mean_of(table, *by)
    if not by:
        return Formula(f'=IFERROR(AVERAGE({total}),"{NONE}")', value)
    tests = ",".join(_tests(table, by))
    share = f"SUMPRODUCT({tests},{total})/SUMPRODUCT({tests},--ISNUMBER({total}))"
    return Formula(f'=IFERROR({share},"{NONE}")', value)


def mean_change(table: ScoreTable, by: By) -> Formula:
    """Average the changes on the last period of those who have a total in both periods."""
    field, _cell, text = by
    changes = table.where(field, text)["change"].to_numpy(dtype=float)
    found = changes[changes == changes]
    change, (tests,) = table.ref("change"), _tests(table, [by])
    average = f"SUMPRODUCT({tests},{change})/SUMPRODUCT({tests},--ISNUMBER({change}))"
    return Formula(f'=IFERROR({average},"{NONE}")', float(found.mean()) if len(found) else NONE)


def median(table: ScoreTable, *by: By) -> Formula:
    """Compute the median of the totals."""
    totals = _scored(table, by)
    return _over(table, "MEDIAN", by, median_of(totals) if len(totals) else math.nan)


def spread(table: ScoreTable, *by: By) -> Formula:
    """Compute the sample standard deviation of the totals; NONE for fewer than two."""
    totals = _scored(table, by)
    return _over(table, "STDEV", by, float(totals.std(ddof=1)) if len(totals) > 1 else math.nan)


def mean_of(table: ScoreTable, *by: By) -> float | str:
    """Return the mean of the totals; NONE if there are none."""
    totals = _scored(table, by)
    return float(totals.mean()) if len(totals) else NONE


def _over(table: ScoreTable, function: str, by: Sequence[By], value: float) -> Formula:
    total = table.ref("total")
    if not by:
        return Formula(f'=IFERROR({function}({total}),"{NONE}")', _shown(value))
    tests = "*".join(f"EXACT({table.ref(field)},{cell})" for field, cell, _text in by)
    picked = f'IF({tests}*ISNUMBER({total}),{total},"")'
    return Formula(f'=IFERROR({function}({picked}),"{NONE}")', _shown(value), array=True)


def ratio(part_cell: str, whole_cell: str, part: Formula, whole: Formula) -> Formula:
    """Divide the count ``part`` by the count ``whole``; the formula refers to their cells."""
    value = count_of(part) / count_of(whole) if count_of(whole) else NONE
    return Formula(f'=IF({whole_cell}=0,"{NONE}",{part_cell}/{whole_cell})', value)


def count_of(figure: Formula) -> int:
    """Return the value of a figure that is a count."""
    assert isinstance(figure.value, int), figure
    return figure.value


def _shown(value: float) -> float | str:
    return NONE if value != value else float(value)


def share(table: ScoreTable, whole: str, *by: By) -> Formula:
    """Divide the number of forms that ``by`` selects by the count in the cell ``whole``.

    All conditions but the last select the whole.
    """
    part = len(_totals(table, by))
    total = len(_scored(table, by[:-1]))
    formula = f'=IF({whole}=0,"{NONE}",SUMPRODUCT({",".join(_tests(table, by))})/{whole})'
    return Formula(formula, part / total if total else NONE)


def axis_top(means: Sequence[float]) -> float:
    """Return the maximum of an axis of means: 100, or the next multiple of ten."""
    return max(100.0, math.ceil(max(means) / 10) * 10.0)


def literal(text: str) -> str:
    """Return ``text`` as a string literal of a formula."""
    return '"' + text.replace('"', '""') + '"'
