"""The cached values of a form's formulas for given entries.

The layout has the values of an untouched form. Here every count of gaps, score, subtotal and box is computed for
valid and invalid entries; the sign-off is never filled in.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from xlsappraise.base.days import day_number
from xlsappraise.base.rounding import plain, round_number
from xlsappraise.forms.layout import CellPlan, FormLayout
from xlsappraise.forms.layout.doubts import doubted
from xlsappraise.forms.layout.selfcheck import box_text, first_doubt, first_gap, position, table_aid
from xlsappraise.schemes import Criterion, Scheme
from xlsappraise.scoring.criterion import EXCLUDED, LATER
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place

Value = float | str


@dataclass(frozen=True)
class Typed:
    """Entries by input id: ``values`` are valid (dates as ISO texts), ``wrong`` are invalid texts."""

    values: Mapping[str, Value]
    wrong: Mapping[str, str]


def shown(scheme: Scheme, layout: FormLayout, typed: Typed) -> FormLayout:
    """Return the layout with the entries in its inputs, and cached values for them in its formulas."""
    return replace(layout, cells=_Shown(scheme, layout, typed).cells())


def in_cell(slot: Slot, value: Value) -> Value:
    """Return an entry as the value of a cell: dates become day numbers."""
    if slot.type == "date" and isinstance(value, str):
        return day_number(date.fromisoformat(value))
    return value


def held_in_cells(slots: Iterable[Slot], typed: Typed) -> dict[str, Value]:
    """Return the cell values of the inputs, by id."""
    by_id = {slot.id: slot for slot in slots}
    return {**{name: in_cell(by_id[name], value) for name, value in typed.values.items()}, **typed.wrong}


class _Shown:
    def __init__(self, scheme: Scheme, layout: FormLayout, typed: Typed) -> None:
        self.scheme = scheme
        self.layout = layout
        self.held = held_in_cells(layout.slots, typed)
        self.counted = {rater.id for rater in scheme.scoring_raters}
        self.by_row: dict[int, list[Slot]] = defaultdict(list)
        entries: dict[tuple[str, int | None], int] = {}
        for slot in layout.slots:
            if not slot.id.endswith(".remark"):
                row = slot.place[0] if slot.table is None else entries.setdefault((slot.table, slot.row), slot.place[0])
                self.by_row[row].append(slot)  # an entry of a table may take two rows, and counts in the first
        self.rows = {row.key: number for number, row in enumerate(layout.rows)}
        self.gaps = {row: self._gaps(slots) for row, slots in self.by_row.items()}
        for table in scheme.tables:
            begun = sum(1 for slots in self.by_row.values() if slots[0].table == table.id and self._begun(slots))
            self.gaps[self.rows[f"table.{table.id}"]] = 1 if begun < table.least else 0
        self.scores = self._scores(typed.values)

    def cells(self) -> tuple[CellPlan, ...]:
        """Return the cells of the layout with the entries and computed values."""
        layout = self.layout
        slots = {slot.place: slot for slot in layout.slots}
        computed = self._computed()
        made = []
        for cell in layout.cells:
            if cell.place in slots:
                cell = replace(cell, value=self.held.get(slots[cell.place].id))
            elif cell.formula is not None and cell.place in computed:
                cell = replace(cell, value=computed[cell.place])
            elif cell.style == "box_progress":
                before, needed = str(cell.value).rsplit(" / ", 1)
                lead = before.rstrip("0123456789")
                cell = replace(cell, value=f"{lead}{max(0, int(needed) - self._open())} / {needed}")
            elif cell.style == "box_text":
                cell = replace(cell, value=self._box())
            made.append(cell)
        return tuple(made)

    def _box(self) -> str:
        doubt = first_doubt(self._doubts())
        return box_text(self.layout.check, self.gaps, self._aids(), doubt, self.scheme.say)

    def _doubts(self) -> dict[Place, int]:
        """Return the counts of what is hard to believe, by their hidden cells."""
        check = self.layout.check
        return {place: sum(doubted(one, self.held) for one in doubts) for place, doubts in check.doubts.items()}

    def _aids(self) -> list[str]:
        """Return what the hidden cells of the tables show: the cell and the heading that are missing first."""
        check = self.layout.check
        first = first_gap(self.gaps)
        slots = [slot for slot in self.layout.slots if slot.table]
        blank = {slot.place: _blank(self.held.get(slot.id)) for slot in slots}
        wrong = {slot.place: self._gap(slot) > 0 for slot in slots}
        return [table_aid(table, first, blank, wrong, self.scheme.say) for table in check.tables]

    def _computed(self) -> dict[Place, Value]:
        """Return the value of each formula below the head, and of the self-check's hidden cells."""
        layout = self.layout
        check = layout.check
        found: dict[Place, Value] = {(row, layout.gap_column): float(count) for row, count in self.gaps.items()}
        found[layout.missing_cell] = float(self._open())
        first = first_gap(self.gaps)
        found[check.first_gap], found[check.position] = float(first), float(position(check, first))
        doubts = self._doubts()
        found |= {place: float(count) for place, count in doubts.items()}
        found[check.first_doubt] = float(first_doubt(doubts))
        found |= {table.aid: aid for table, aid in zip(check.tables, self._aids(), strict=True)}
        found.update({layout.outputs.criteria[name]: score for name, score in self.scores.items()})
        for section, place in zip(self.scheme.sections, layout.outputs.sections, strict=True):
            scores = [self.scores[criterion.id] for criterion in section.criteria]
            total = sum(score for score in scores if isinstance(score, float))
            found[place] = "" if "" in scores else round_number(total)
        if self.scheme.adjustments is not None:
            bounds = self.scheme.adjustments
            rows = [self.held.get(f"adjustment.{row}.points") for row in range(1, bounds.rows + 1)]
            net = sum(value for value in rows if isinstance(value, float))
            score = layout.outputs.total[1]
            found[self.rows["adjustment.head"], score] = max(bounds.min, min(bounds.max, net)) if bounds.net else net
        return found

    def _open(self) -> int:
        return sum(self.gaps.values())

    def _gaps(self, slots: list[Slot]) -> int:
        """Count what is missing or wrong in a row, as the formulas of ``layout.gaps`` do."""
        first = slots[0]
        if first.table is not None:
            return sum(self._gap(slot) for slot in slots) if self._begun(slots) else 0
        if first.id.startswith("adjustment."):
            points, reason = (next(s for s in slots if s.id.endswith(end)) for end in (".points", ".reason"))
            value = self.held.get(points.id)
            bare = isinstance(value, float) and value != 0 and _blank(self.held.get(reason.id))
            return self._gap(points) + (1 if bare else 0)
        if first.criterion is None:
            return sum(self._gap(slot) for slot in slots if slot.required)
        return sum(self._gap(slot) for slot in slots if slot.rater in self.counted)

    def _begun(self, slots: list[Slot]) -> bool:
        return any(slot.required and not _blank(self.held.get(slot.id)) for slot in slots)

    def _gap(self, slot: Slot) -> int:
        value = self.held.get(slot.id)
        if _blank(value):
            return 1 if slot.required else 0
        if slot.people or slot.type == "text":
            return 0
        if slot.type == "choice":
            text = plain(value) if isinstance(value, float) else str(value).strip()
            return 0 if text in (slot.choices or ()) else 1
        return 0 if isinstance(value, float) and self._within(slot, value) else 1

    def _within(self, slot: Slot, value: float) -> bool:
        if (slot.min is not None and value < slot.min) or (slot.max is not None and value > slot.max):
            return False
        if slot.step is not None:
            steps = round_number((value - (slot.min or 0)) / slot.step, 6)
            if steps != math.floor(steps):
                return False
        whole = self.held.get(slot.at_most, 0.0) if slot.at_most else None
        return not isinstance(whole, float) or value <= whole  # in a spreadsheet, any text is greater than every number

    def _scores(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return the value of each criterion's score cell: the score, a word, or blank while an input is missing."""
        import pandas as pd

        from xlsappraise.scoring.engine import excluded_column, score, widen

        tidy = pd.DataFrame([("", name, value) for name, value in values.items()], columns=["form", "input", "value"])
        row = score(self.scheme, widen(tidy).reindex([""])).iloc[0]
        found: dict[str, Value] = {}
        for criterion in self.scheme.criteria:
            if any(self.gaps[number] for number in self._rows_of(criterion)):
                found[criterion.id] = ""
            elif criterion.across:
                found[criterion.id] = self.scheme.say(LATER)
            elif row.get(excluded_column(criterion.id), False):
                found[criterion.id] = self.scheme.say(EXCLUDED)
            else:
                found[criterion.id] = "" if pd.isna(row[criterion.id]) else float(row[criterion.id])
        return found

    def _rows_of(self, criterion: Criterion) -> Iterator[int]:
        """Yield the rows whose gaps keep a criterion's score blank."""
        tables = {table for rule in criterion.rules for table, _column in rule.table_columns()}
        for row, slots in self.by_row.items():
            if slots[0].criterion == criterion.id or slots[0].table in tables:
                yield row
        yield from (self.rows[f"table.{table}"] for table in tables)


def _blank(value: Value | None) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
