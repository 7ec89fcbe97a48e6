"""Describe the workbook of a simulation: per person what other settings would pay, and the lines that differ."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xlsappraise.base.period import Period
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page, on_one_page
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.spec import Formula
from xlsappraise.plans.lines import Line
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Sheet


_ACTUAL, _TRIED = 2, 3
"""Columns of the two sums"""


@dataclass(frozen=True)
class WhatIfData:
    """``rows``: employee number, name, actual and tried sum."""

    period: Period
    organisation: str
    changes: tuple[str, ...]
    rows: tuple[tuple[str, str, Decimal, Decimal], ...]
    actual: tuple[Line, ...]
    tried: tuple[Line, ...]


def what_if_sheets(data: WhatIfData, say: Words) -> list[Sheet]:
    """Describe all sheets."""
    return [_people(data, say), _lines(data, say)]


def _people(data: WhatIfData, say: Words) -> Sheet:
    name = say("Simulation")
    columns = (
        ListColumn(say("Employee no."), "text", 12, 18),
        ListColumn(say("Name"), "text", 12, 20),
        ListColumn(say("Actual settings (yuan)"), "money", 20, 22),
        ListColumn(say("Tried settings (yuan)"), "money", 20, 22),
        ListColumn(say("Difference (yuan)"), "change", 18, 20),
    )
    rows: list[Row] = []
    for number, person, actual, tried in data.rows:
        row = len(rows) + 2
        difference = Formula(
            f"=ROUND({column_letters(_TRIED)}{row}-{column_letters(_ACTUAL)}{row},2)", float(tried - actual)
        )
        rows.append([clean(number), clean(person), float(actual), float(tried), difference])
    draft = list_draft(name, columns, rows)
    last = len(rows) + 1
    draft.put(last, 0, say("Sum"), "total-text", across=2)
    before = sum((row[2] for row in data.rows), Decimal(0))
    after = sum((row[3] for row in data.rows), Decimal(0))
    for column, value in enumerate((before, after, after - before), _ACTUAL):
        cells = f"{column_letters(column)}2:{column_letters(column)}{max(2, last)}"
        draft.put(last, column, Formula(f"=ROUND(SUM({cells}),2)", float(value)), "total-money")
    draft.put(last + 2, 0, say("Tried: {changes}").format(changes=say("; ").join(data.changes)), "plain", across=5)
    draft.put(last + 3, 0, say("Nothing of this was recorded."), "plain", across=5)
    page = on_one_page(list_page(data, say, name, "portrait"), draft)
    return draft.sheet(page, freeze=(1, 2), autofilter=table_area(columns, rows), tab=ACCENT)


def _lines(data: WhatIfData, say: Words) -> Sheet:
    name = say("Lines that differ")
    columns = (
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Plan"), "text", 14, 24),
        ListColumn(say("Pay rule"), "text", 14, 24),
        ListColumn(say("Actual settings (yuan)"), "money", 13, 14),
        ListColumn(say("Why"), "text", 30, 44),
        ListColumn(say("Tried settings (yuan)"), "money", 13, 14),
        ListColumn(say("Why"), "text", 30, 44),
    )
    before, after = _by_rule(data.actual), _by_rule(data.tried)
    rows: list[Row] = []
    for key in sorted({*before, *after}):
        one, other = before.get(key), after.get(key)
        if one is None or other is None or one.amount != other.amount:
            shown = one or other
            assert shown is not None, "the key comes from one of them"
            rows.append([clean(key[0]), key[1], clean(shown.rule_title), *_side(one), *_side(other)])
    if not rows:
        rows.append([say("No line differs."), *[""] * (len(columns) - 1)])
    draft = list_draft(name, columns, rows)
    draft.tall(0, 36)
    return draft.sheet(list_page(data, say, name), freeze=(1, 1), autofilter=table_area(columns, rows))


def _side(line: Line | None) -> tuple[float | None, str]:
    return (None, "") if line is None else (float(line.amount), clean(line.why))


def _by_rule(lines: tuple[Line, ...]) -> dict[tuple[str, str, str, int], Line]:
    """Return the lines by person, plan and rule; a rule may give a person several."""
    found: dict[tuple[str, str, str, int], Line] = {}
    for line in lines:
        count = 0
        while (key := (line.employee_id, line.plan, line.rule, count)) in found:
            count += 1
        found[key] = line
    return found
