"""How each figure of one form was computed: its criteria, subtotals and total, in the figures of its entries.

The calculations are those of the formulas in the workbook, over a sheet that holds the entries of this form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

from xlsappraise.schemes import Criterion, Rater, Scheme, table_slot
from xlsappraise.schemes.rules.base import number
from xlsappraise.scoring.criterion import excludable, score_formula
from xlsappraise.scoring.engine import ADJUSTMENT, section_column
from xlsappraise.scoring.score_row import ScoreRow
from xlsappraise.scoring.total import Parts, adjustment_formula, subtotal_expression, total_expression, weight_of
from xlsappraise.scoring.working import Held, Worked, work
from xlsappraise.xlsx.address import address

Inputs = Mapping[str, float | str]
_NOT_PLACED: Mapping[int, str] = {}


class FormWorking:
    """Lays the entries and scores of a form into a sheet of its own, a column for each purpose.

    ``scores``: the form's row of ``scoring.engine.score``.
    """

    def __init__(self, scheme: Scheme, inputs: Inputs, scores: ScoreRow) -> None:
        self.scheme = scheme
        self.inputs = inputs
        self.scores = scores
        self.sheet: dict[str, Held] = {}
        self.columns = 0
        self.cells = {c.id: {r.id: self._entries(c, r) for r in scheme.markers(c)} for c in scheme.criteria}
        self.sections = [self._column([scores[c.id] for c in section.criteria]) for section in scheme.sections]

    def criterion(self, criterion: Criterion, placed: Mapping[int, str] = _NOT_PLACED) -> Worked:
        """Return how a score was computed; ``placed``: the marks of rules that compare people."""
        cells, points = self.cells[criterion.id], number(criterion.points)
        return work(score_formula(self.scheme, criterion, cells, points, placed), self.sheet)

    def subtotal(self, index: int) -> Worked:
        """Return how a section's subtotal was computed."""
        cells = self.sections[index]
        return work(subtotal_expression(f"{cells[0]}:{cells[-1]}"), self.sheet)

    def adjustment(self) -> Worked:
        """Return how the adjustments were netted."""
        bounds = self.scheme.adjustments
        assert bounds is not None, "the scheme has adjustments"
        points = [self.inputs.get(f"adjustment.{row}.points", "") for row in range(1, bounds.rows + 1)]
        cells = self._column(points)
        return work(adjustment_formula(bounds, f"{cells[0]}:{cells[-1]}"), self.sheet)

    def total(self) -> Worked:
        """Return how the total was computed from the subtotals."""
        subtotals = self._column([self.scores[section_column(i)] for i in range(len(self.scheme.sections))])
        net = self._column([self.scores[ADJUSTMENT]])[0] if self.scheme.adjustments is not None else None
        parts = Parts(subtotals, net, list(self._left_out()), list(self._caps()))
        return work(total_expression(self.scheme, parts), self.sheet)

    def _left_out(self) -> Iterator[tuple[str, str, float]]:
        for section, cells in zip(self.scheme.sections, self.sections, strict=True):
            for criterion, cell in zip(section.criteria, cells, strict=True):
                if excludable(criterion) and not section.bonus:
                    yield cell, number(criterion.points), weight_of(self.scheme, section)

    def _caps(self) -> Iterator[tuple[str, float]]:
        for criterion in self.scheme.criteria:
            for cells in self.cells[criterion.id].values():
                for rule in criterion.rules:
                    cap = rule.total_cap(cells)
                    if cap is not None:
                        yield cap

    def _entries(self, criterion: Criterion, rater: Rater) -> dict[str, str]:
        """Lay out what one rater entered for a criterion; return the cells by input id, and the areas of tables."""
        items = tuple(criterion.inputs(self.scheme.say))
        names = [self.scheme.slot(f"{criterion.id}.{item.id}", rater) for item in items]
        at = self._column([self.inputs.get(name, "") for name in names])
        for cell, item in zip(at, items, strict=True):
            if cell in self.sheet:
                self.sheet[cell] = Held(self.sheet[cell].value, item.label, item.type == "percent")
        found = {item.id: cell for item, cell in zip(items, at, strict=True)}
        for table, column in dict.fromkeys(pair for rule in criterion.rules for pair in rule.table_columns()):
            rows = range(1, self.scheme.table(table).rows + 1)
            cells = self._column([self.inputs.get(table_slot(table, row, column), "") for row in rows])
            found[f"{table}.{column}"] = f"{cells[0]}:{cells[-1]}"
        return found

    def _column(self, values: list[Any]) -> list[str]:
        """Put values below each other into a new column; return their addresses. A missing score is a text."""
        at = [address((row, self.columns)) for row in range(len(values))]
        self.columns += 1
        for cell, value in zip(at, values, strict=True):
            if isinstance(value, str):
                if value:
                    self.sheet[cell] = Held(value)
            else:
                self.sheet[cell] = Held("—") if isnan(value) else Held(float(value))
        return at
