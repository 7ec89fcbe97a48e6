"""The sheets 汇总: one per rolled-up scheme, a person a row, a column per shorter period, the mean as a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page, on_one_page
from xlsappraise.drawing.spec import Formula, Sheet, Value
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.vocabulary import NONE, titled_names
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.person import Person
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import RollUpTable, SummaryData
    from xlsappraise.results.rollup import Below, Rolled

_PERSON = len(PERSON)  # columns before the periods


def sheets(report: Report) -> list[Sheet]:
    """Describe one sheet per scheme whose results are plain means; weighted ones have other sheets."""
    data, say = report.data, report.say
    titles = data.titles
    keys = [key for key in titles if key in data.rollups and not data.rollups[key].scheme.rollup.parts]
    plain = [clean(data.rollups[key].title) for key in keys]
    names = titled_names(say("Roll-up"), plain)
    return [_sheet(data, data.rollups[key], name, say) for key, name in zip(keys, names, strict=True)]


def _sheet(data: SummaryData, table: RollUpTable, name: str, say: Words) -> Sheet:
    columns = _columns(data, say)
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for row, one in enumerate(by_rank(table), start=2):
        cells = below_cells(one.below, len(data.period.below()), say)
        total = mean_figure(one, f"{column_letters(_PERSON)}{row}:{column_letters(_PERSON + len(cells) - 1)}{row}")
        rank = table.ranks.get(one.person.employee_id)
        rows.append([*person_cells(one.person), *cells, total, clean(one.grade), rank, remark(one, say)])
        styles.append(left_out(cells, _PERSON))
    draft = list_draft(name, columns, rows, styles=styles)
    page = on_one_page(list_page(data, say, name), draft)
    return draft.sheet(page, freeze=(1, _PERSON), autofilter=table_area(columns, rows))


def _columns(data: SummaryData, say: Words) -> tuple[ListColumn, ...]:
    return (
        *person_columns(say),
        *(ListColumn(str(period), "score", 11, 11) for period in data.period.below()),
        ListColumn(say("Mean"), "mean", 11, 11),
        ListColumn(say("Grade"), "text", 9, 16),
        ListColumn(say("Rank"), "rank", 8, 8),
        ListColumn(say("Remark"), "text", 16, 44),
    )


def person_columns(say: Words) -> tuple[ListColumn, ...]:
    """Return the columns that identify the person."""
    return tuple(column.worded(say) for column in PERSON.values())


def person_cells(person: Person) -> list[Value | Formula]:
    """Return the cells that identify the person."""
    return [clean(getattr(person, field)) for field in PERSON]


def by_rank(table: RollUpTable) -> list[Rolled]:
    """Return the results by descending total, those without a total last; equal ones by employee number."""
    return sorted(table.rolled, key=lambda one: (one.total is None, -(one.total or 0), one.person.employee_id))


def below_cells(below: Sequence[Below], count: int, say: Words) -> list[Value | Formula]:
    """Return the result of each of ``count`` shorter periods, or a text if it has none.

    An imported result has no shorter periods: all cells are NONE.
    """
    if not below:
        return [NONE] * count
    return [_shown(one, say) for one in below]


def _shown(one: Below, say: Words) -> Value:
    if one.value is not None:
        return one.value
    return say("on leave") if one.leave else say("missing result")


def left_out(cells: Sequence[Value | Formula], first: int) -> dict[int, str]:
    """Return the style of texts among figures by column; ``first`` is the column of the first cell."""
    return {index: "left-out" for index, cell in enumerate(cells, start=first) if isinstance(cell, str)}


def mean_figure(one: Rolled, area: str) -> Value | Formula:
    """Return the mean as a formula over ``area``; as a number if it was imported, None if there is none."""
    if one.total is None or not one.below:
        return one.total
    return Formula(f"=ROUND(AVERAGE({area}),2)", one.total)


def remark(one: Rolled, say: Words) -> str:
    """Return a text on missing periods and parts, or that the result was imported."""
    if one.imported:
        return say("imported result")
    missing = say(", ").join(str(period) for period in one.missing)
    parts = say(", ").join(clean(part.spec.title) for part in one.parts_missing)
    found = []
    if parts:
        found.append(say("without {parts}").format(parts=parts))
    if missing and not _only_whole_parts(one):
        found.append(say("missing: {periods}").format(periods=missing))
    if one.total is None:
        found.append(say("no result"))
    return say("; ").join(found)


def _only_whole_parts(one: Rolled) -> bool:
    """Return whether all missing periods belong to parts without any result, so that naming the parts suffices."""
    return bool(one.parts) and all(part.count == 0 for part in one.parts if any(b.missing for b in part.below))
