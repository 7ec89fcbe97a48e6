"""The statistics sheets of a weighted scheme: periods and parts per person, and the weighted results of all people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page, on_one_page
from xlsappraise.drawing.spec import Formula, Sheet, Value
from xlsappraise.report.person_columns import PERSON
from xlsappraise.report.sheets.part_records import weighted_names, weighted_tables
from xlsappraise.report.sheets.rollups import below_cells, by_rank, left_out, person_cells, person_columns, remark
from xlsappraise.report.vocabulary import NONE
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import RollUpTable, SummaryData
    from xlsappraise.results.rollup import Rolled, RolledPart
    from xlsappraise.schemes import RollUpPart

_PERSON = len(PERSON)
_RANKED = 1 + len(PERSON)  # columns before the parts on the sheet that begins with the rank


def sheets(report: Report) -> list[Sheet]:
    """Describe two sheets per weighted scheme."""
    data, say = report.data, report.say
    tables = weighted_tables(data)
    year = data.period.kind == "year"
    each = say("Statistics per person, month and year") if year else say("Statistics per person, month and quarter")
    every = say("Statistics of everybody for the year") if year else say("Statistics of everybody for the quarter")
    firsts = weighted_names([each] * len(tables), tables, len(tables))
    seconds = weighted_names([every] * len(tables), tables, len(tables))
    return [
        sheet
        for table, first, second in zip(tables, firsts, seconds, strict=True)
        for sheet in (_all_people(data, table, second, say), _per_person(data, table, first, say))
    ]


@dataclass(frozen=True, slots=True)
class _Places:
    """The columns of a part: its periods, its mean or total, and the number of marks (for checks)."""

    index: int
    spec: RollUpPart
    first: int
    periods: int
    value: int
    count: int | None


def _places(data: SummaryData, table: RollUpTable) -> list[_Places]:
    """Assign columns to the parts: periods with their mean first, then checks, then the period's own form."""
    order = sorted(enumerate(table.scheme.rollup.parts), key=lambda pair: (pair[1].scheme is None, pair[1].own))
    found, column = [], _PERSON
    for index, spec in order:
        periods = _periods(data, table, index) if spec.scheme is not None else 0
        value = column + periods
        found.append(_Places(index, spec, column, periods, value, value + 1 if spec.checks else None))
        column = value + (2 if spec.checks else 1)
    return found


def _periods(data: SummaryData, table: RollUpTable, index: int) -> int:
    """Return the number of periods of a part: those of its scheme, or months if no result has the part."""
    periods = (one.parts[index].below for one in table.rolled if one.parts)
    return max([len(below) for below in periods] or [0]) or len(data.period.inside("month"))


def _per_person(data: SummaryData, table: RollUpTable, name: str, say: Words) -> Sheet:
    """Describe the sheet of each person's periods and parts; means and result are formulas over the row."""
    places = _places(data, table)
    result = max(place.count or place.value for place in places) + 1
    columns = _person_columns(data, table, places, say)
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for row, one in enumerate(table.rolled, start=2):
        cells = [*person_cells(one.person)]
        for place in places:
            cells += _part_cells(one, place, row, say)
        cells += [_result(one, {p.index: f"{column_letters(p.value)}{row}" for p in places}), clean(one.grade)]
        rows.append(cells)
        styles.append(left_out(cells[_PERSON:result], _PERSON))
    draft = list_draft(name, columns, rows, styles=styles)
    page = on_one_page(list_page(data, say, name), draft)
    return draft.sheet(page, freeze=(1, _PERSON), autofilter=table_area(columns, rows))


def _person_columns(
    data: SummaryData, table: RollUpTable, places: Sequence[_Places], say: Words
) -> tuple[ListColumn, ...]:  # fmt: skip
    found = [*person_columns(say)]
    for place in places:
        title = clean(place.spec.title)
        below = next((one.parts[place.index].below for one in table.rolled if one.parts), ())
        periods = [str(one.period) for one in below] or [str(one) for one in data.period.inside("month")]
        found += [ListColumn(text, "score", 9, 9) for text in periods[: place.periods]]
        heading = title if place.spec.own else say("{title}\nmean").format(title=title)
        found.append(ListColumn(heading, "mean", 10, 10))
        if place.count is not None:
            found.append(ListColumn(say("{title}\ncount").format(title=title), "int", 10, 10))
    return (*found, ListColumn(_result_title(data, say), "mean", 11, 11), ListColumn(say("Grade"), "text", 9, 14))


def _result_title(data: SummaryData, say: Words) -> str:
    return say("Result of the year") if data.period.kind == "year" else say("Result of the quarter")


def _part_cells(one: Rolled, place: _Places, row: int, say: Words) -> list[Value | Formula]:
    part = one.parts[place.index] if one.parts else None
    below = part.below if part is not None else ()
    cells = below_cells(below, place.periods, say) if place.periods else []
    mean: Value | Formula = _value(part, say)
    if place.periods and isinstance(mean, float):
        area = f"{column_letters(place.first)}{row}:{column_letters(place.first + place.periods - 1)}{row}"
        mean = Formula(f"=AVERAGE({area})", mean)
    count = [part.count if part is not None else None] if place.count is not None else []
    return [*cells, mean, *count]


def _value(part: RolledPart | None, say: Words) -> Value:
    """Return the value of a part, or a text if it has none."""
    if part is None:
        return NONE
    return say("missing result") if part.value is None else part.value


def _result(one: Rolled, places: dict[int, str]) -> Value | Formula:
    """Return the weighted result as a formula; ``places``: index of a part → the address of its cell."""
    if one.total is None or not one.parts:
        return one.total
    terms = [(part.spec.weight, places[index], part) for index, part in enumerate(one.parts)]
    points = "+".join(f"{plain(weight)}*{cell}" for weight, cell, part in terms if part.value is not None)
    if one.parts_missing:
        weights = "+".join(plain(weight) for weight, _cell, part in terms if part.value is not None)
        return Formula(f"=ROUND(({points})/({weights}),2)", one.total)
    return Formula(f"=ROUND({points},2)", one.total)


def _all_people(data: SummaryData, table: RollUpTable, name: str, say: Words) -> Sheet:
    """Describe the sheet of all people's parts, weighted parts, result, grade, rank and award; the best first."""
    parts = table.scheme.rollup.parts
    columns = _all_people_columns(data, table, say)
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for row, one in enumerate(by_rank(table), start=2):
        values = [_value(one.parts[index] if one.parts else None, say) for index in range(len(parts))]
        shares = [
            Formula(f"={plain(spec.weight)}*{column_letters(_RANKED + index)}{row}", spec.weight * value)
            if isinstance(value, float) else None
            for index, (spec, value) in enumerate(zip(parts, values, strict=True))
        ]  # fmt: skip
        total = _sum(one, row, len(parts))
        award = [clean(one.award)] if table.scheme.rollup.above is not None else []
        rank = table.ranks.get(one.person.employee_id)
        cells = [rank, *person_cells(one.person), *values, *shares, total, clean(one.grade), *award, remark(one, say)]
        rows.append(cells)
        styles.append(left_out(values, _RANKED))
    draft = list_draft(name, columns, rows, styles=styles)
    page = on_one_page(list_page(data, say, name), draft)
    return draft.sheet(page, freeze=(1, _RANKED), autofilter=table_area(columns, rows))


def _sum(one: Rolled, row: int, count: int) -> Value | Formula:
    """Return the sum of the weighted parts as a formula; if one is missing, the other weights are scaled up."""
    if one.total is None or not one.parts:
        return one.total
    area = f"{column_letters(_RANKED + count)}{row}:{column_letters(_RANKED + 2 * count - 1)}{row}"
    if not one.parts_missing:
        return Formula(f"=ROUND(SUM({area}),2)", one.total)
    weights = "+".join(plain(part.spec.weight) for part in one.parts if part.value is not None)
    return Formula(f"=ROUND(SUM({area})/({weights}),2)", one.total)


def _all_people_columns(data: SummaryData, table: RollUpTable, say: Words) -> tuple[ListColumn, ...]:
    rollup = table.scheme.rollup
    share = say("{title}\n× {weight} %")
    above = rollup.above
    title = [ListColumn(clean(above.title), "good", 12, 16)] if above is not None else []
    return (
        ListColumn(say("Rank"), "rank", 8, 8),
        *person_columns(say),
        *(ListColumn(clean(part.title), "score", 12, 12) for part in rollup.parts),
        *(
            ListColumn(
                share.format(title=clean(part.title), weight=plain(round(part.weight * 100, 6))), "score", 13, 13
            )
            for part in rollup.parts
        ),
        ListColumn(_result_title(data, say), "mean", 12, 12),
        ListColumn(say("Grade"), "text", 9, 14),
        *title,
        ListColumn(say("Remark"), "text", 16, 40),
    )
