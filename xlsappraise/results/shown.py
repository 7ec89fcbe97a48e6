"""The figures that a form shows against those that are recomputed from its entries; a difference is a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isnan

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.pricing import Inputs, prices
from xlsappraise.returned.states import FormRecord
from xlsappraise.scoring.criterion import EXCLUDED, LATER
from xlsappraise.scoring.engine import ADJUSTMENT, TOTAL, excluded_column, grade_in, section_column
from xlsappraise.scoring.score_row import ScoreRow
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import FigureKind, ShownFigure
from xlsappraise.xlsx.address import place

_CODES: dict[FigureKind, str] = {
    "total": "shown-total-differs",
    "grade": "shown-grade-differs",
    "score": "shown-score-differs",
    "section": "shown-score-differs",
    "adjustment": "shown-score-differs",
    "progress": "shown-progress-differs",
}
_ALIKE = 0.005
_COUNTED = re.compile(r"(.*?)[0-9]+ / ([0-9]+)")
_NONE_OPEN = r"IF\([A-Z]{1,3}[0-9]{1,7}=0,"
_COMPLETE = re.compile(rf'{_NONE_OPEN}(?P<doubts>{_NONE_OPEN})?"(?P<text>(?:[^"]|"")*)",')
"""A box about progress: its text where nothing is missing, and nothing has to be looked at again"""
_DOUBTS = re.compile(r',"((?:[^"]|"")+)"&INDEX')
"""What such a box begins with where something has to be looked at again"""


def wrongly_shown(
    form: FormRecord, blueprint: Blueprint, row: ScoreRow, others: Mapping[str, Inputs]
) -> Iterator[Problem]:
    """Yield the figures of a valid form that differ from the recomputed ones, unless a reported change is why."""
    version = form.version
    assert version is not None, "valid forms have a version"
    reading = version.reading
    different = [
        (figure, due)
        for figure in reading.figures
        if (due := _recomputed(figure, blueprint, row)) is not None and not _alike(figure.value, due)
    ]
    if not different:
        return
    by_cell = prices(version.inputs, reading.beliefs, blueprint, others)
    if any(price.moves for price in by_cell.values()):
        return
    for figure, due in different:
        found = plain(round(figure.value, 6)) if isinstance(figure.value, float) else figure.value
        yield problem(
            _CODES[figure.what], file=version.file, employee_id=form.issue.employee_id, sheet=reading.sheet,
            cell=figure.cell, found=found, expected=f"{due:.2f}" if isinstance(due, float) else due,
            label=blueprint.label(place(figure.at)),
        )  # fmt: skip


def _alike(found: float | str, due: float | str) -> bool:
    if isinstance(found, float) and isinstance(due, float):
        return abs(found - due) < _ALIKE
    return isinstance(found, str) and isinstance(due, str) and found.strip() == due


def _recomputed(figure: ShownFigure, blueprint: Blueprint, row: ScoreRow) -> float | str | None:
    """Return what a figure comes to in a complete form; None where the form alone does not tell."""
    scheme = blueprint.form
    if figure.what == "progress":
        return _complete(figure, blueprint)
    if any(criterion.across for criterion in scheme.criteria) and figure.what != "adjustment":
        across = figure.what != "score" or next(c.across for c in scheme.criteria if c.id == figure.id)
        if across:
            return None if figure.what == "section" else scheme.say(LATER)
    if figure.what == "grade":
        return grade_in(row)
    if figure.what == "score" and row.get(excluded_column(figure.id), False):
        return scheme.say(EXCLUDED)
    due = float(row[_column(figure)])
    return None if isnan(due) else due


def _column(figure: ShownFigure) -> str:
    if figure.what == "score":
        return figure.id
    if figure.what == "section":
        return section_column(int(figure.id))
    return TOTAL if figure.what == "total" else ADJUSTMENT


def _complete(figure: ShownFigure, blueprint: Blueprint) -> str | None:
    """Return what a box about progress shows when nothing is missing; None where it asks to look at something again."""
    cell = blueprint.grid[place(figure.at)]
    formula = cell.formula or ""
    found = _COMPLETE.match(formula)
    if found:
        doubts = _DOUBTS.search(formula) if found["doubts"] else None
        asked = doubts is not None and str(figure.value).startswith(doubts[1].replace('""', '"'))
        return None if asked else found["text"].replace('""', '"')
    counted = _COUNTED.fullmatch(str(cell.value or ""))
    return f"{counted[1]}{counted[2]} / {counted[2]}" if counted else None
