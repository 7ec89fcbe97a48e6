"""The list of rows at the end of a statistics sheet, and the formulas over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.base.rounding import plain
from xlsappraise.drawing.lists import ListColumn
from xlsappraise.drawing.measure import blank, clean
from xlsappraise.drawing.spec import Formula, Value
from xlsappraise.report.figures import literal
from xlsappraise.report.measured import listed_texts, worths
from xlsappraise.report.vocabulary import NONE
from xlsappraise.schemes import Table, TableColumn
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    import pandas as pd

    from xlsappraise.base.i18n import Words

_WHOSE = {
    "@employee_id": ListColumn(N_("Employee no."), "text", 10, 10),
    "@name": ListColumn(N_("Name"), "text", 11, 11),
    "@row": ListColumn(N_("Row"), "int", 7, 7),
}
"""The columns before those of the table"""
_NARROW, _ORDINARY, _LONG, _LONG_FROM = 7.0, 13.0, 20.0, 24.0
_DATE = 13.6
_STYLES = {"integer": "int", "number": "score", "percent": "share"}


def shown(value: object) -> str:
    """Return a value as text."""
    if isinstance(value, float) and value == value:
        return plain(value)
    return clean(value)


@dataclass(frozen=True)
class RowList:
    """The rows of one table; ``top`` is the row of the first one, counted from zero."""

    table: Table
    frame: pd.DataFrame
    top: int
    _texts: dict[str, list[str]] = field(default_factory=dict, compare=False)

    @property
    def columns(self) -> list[TableColumn]:
        """The columns of the list, without the texts that have a separate list."""
        separate = {column.id for column in listed_texts(self.table)}
        return [column for column in self.table.columns if column.id not in separate]

    @property
    def widths(self) -> list[float]:
        """The widths of the columns."""
        return [*(column.most for column in _WHOSE.values()), *(_width(column) for column in self.columns)]

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(self.frame)

    def headings(self, say: Words) -> list[tuple[str, str]]:
        """Return the headings and their styles."""
        whose = [(say(column.heading), column.head) for column in _WHOSE.values()]
        return whose + [
            (clean(column.label), "head-right" if column.type in _STYLES else "head") for column in self.columns
        ]

    def cells(self, record: dict[str, object]) -> list[tuple[Value, str]]:
        """Return the contents and styles of one row."""
        whose: list[tuple[Value, str]] = [
            (int(str(record[name])) if column.style == "int" else clean(record[name]), column.style)
            for name, column in _WHOSE.items()
        ]
        return whose + [self._cell(column, record[column.id]) for column in self.columns]

    def _cell(self, column: TableColumn, value: object) -> tuple[Value, str]:
        style = _STYLES.get(column.type, "text")
        if isinstance(value, float) and not blank(value):
            return value, style
        text = clean(value)
        return (NONE if column.group and not text else text) or None, style

    def ref(self, column_id: str) -> str:
        """Return the address of a column's cells."""
        index = len(_WHOSE) + [column.id for column in self.columns].index(column_id)
        return f"${column_letters(index)}${self.top + 1}:${column_letters(index)}${self.top + self.size}"

    @property
    def people_ref(self) -> str:
        """The address of the employee numbers."""
        return f"$A${self.top + 1}:$A${self.top + self.size}"

    def texts(self, column: TableColumn) -> list[str]:
        """Return a column's cells as texts; NONE for a blank in a grouping column."""
        if column.id not in self._texts:
            found = [shown(value) for value in self.frame[column.id]]
            self._texts[column.id] = [text or NONE for text in found] if column.group else found
        return self._texts[column.id]

    def answers(self, column: TableColumn) -> Formula:
        """Return the number of answers as a formula."""
        if column.choices is None:
            return Formula(f"=COUNT({self.ref(column.id)})", len(_numbers(self.frame[column.id])))
        return Formula(f'=SUMPRODUCT(--({self.ref(column.id)}<>""))', sum(1 for text in self.texts(column) if text))

    def count(self, column: TableColumn, answer: str | float, cell: str) -> Formula:
        """Return the count of one answer as a formula; ``cell`` is the address of the answer."""
        if isinstance(answer, str):
            number = self.texts(column).count(clean(answer))
            return Formula(f"=SUMPRODUCT(--EXACT({self.ref(column.id)},{cell}))", number)
        number = _numbers(self.frame[column.id]).count(answer)
        return Formula(f"=COUNTIF({self.ref(column.id)},{cell})", number)

    def mean(self, column: TableColumn, by: tuple[TableColumn, str, str] | None = None) -> Formula:
        """Return the mean of numbers, or the mean worth of choices, as a formula.

        ``by`` selects rows: (grouping column, cell address, text).
        """
        picked = list(range(self.size))
        if by is not None:
            picked = [place for place, text in enumerate(self.texts(by[0])) if text == by[2]]
        if column.choices is None:
            return self._number_mean(column, by, picked)
        return self._word_share(column, by, picked)

    def _test(self, by: tuple[TableColumn, str, str] | None) -> str:
        return "" if by is None else f"--EXACT({self.ref(by[0].id)},{by[1]}),"

    def _number_mean(
        self, column: TableColumn, by: tuple[TableColumn, str, str] | None, picked: Sequence[int]
    ) -> Formula:
        ref, test = self.ref(column.id), self._test(by)
        numbers = _numbers([self.frame[column.id].iloc[place] for place in picked])
        formula = f"AVERAGE({ref})" if by is None else f"SUMPRODUCT({test}{ref})/SUMPRODUCT({test}--ISNUMBER({ref}))"
        return Formula(f'=IFERROR({formula},"{NONE}")', sum(numbers) / len(numbers) if numbers else NONE)

    def _word_share(
        self, column: TableColumn, by: tuple[TableColumn, str, str] | None, picked: Sequence[int]
    ) -> Formula:
        ref, test = self.ref(column.id), self._test(by)
        texts = self.texts(column)
        worth = answers = 0.0
        above, below = [], []
        for label, share in worths(column):
            count = f"SUMPRODUCT({test}--EXACT({ref},{literal(clean(label))}))"
            below.append(count)
            above += [f"{plain(share)}*{count}"] if share else []
            number = sum(1 for place in picked if texts[place] == clean(label))
            worth, answers = worth + share * number, answers + number
        formula = f"({'+'.join(above) or '0'})/({'+'.join(below)})"
        return Formula(f'=IFERROR({formula},"{NONE}")', worth / answers if answers else NONE)

    def groups(self, column: TableColumn) -> list[tuple[str, int]]:
        """Return (group, number of rows): choices in the scheme's order, then others by descending number."""
        counts = Counter(self.texts(column))
        order = [clean(choice.label) for choice in column.choices or ()]
        declared = [text for text in order if text in counts]
        others = sorted(counts.keys() - set(declared), key=lambda text: (-counts[text], text))
        return [(text, counts[text]) for text in [*declared, *others]]


def _width(column: TableColumn) -> float:
    if column.type == "date":
        return _DATE
    return _LONG if column.width >= _LONG_FROM else max(_NARROW, min(_ORDINARY, column.width))


def _numbers(values: Sequence[object] | pd.Series[float]) -> list[float]:
    return [float(value) for value in values if isinstance(value, (int, float)) and value == value]
