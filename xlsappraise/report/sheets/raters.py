"""The sheet 考核人: per rater people, mean, spread, grades, and leniency against the others in the same schemes.

The lower table compares a rater with the others by scheme; the upper one averages these differences, weighted by the
rater's people.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.base.rounding import round_number
from xlsappraise.drawing.draft import SheetDraft, fitting
from xlsappraise.drawing.lists import ListColumn, Row, list_draft
from xlsappraise.drawing.measure import ROW
from xlsappraise.drawing.pages import list_page, on_one_page, rows_left
from xlsappraise.drawing.report_styles import grade_colours
from xlsappraise.drawing.spec import Area, Chart, Formula, Series, Sheet
from xlsappraise.report import figures
from xlsappraise.report.score_table import ScoreTable
from xlsappraise.report.vocabulary import NONE, chart_title
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report

ENOUGH = 5
_CHARTED = 20
_NAMED = 3
_FIGURES = {
    "people": (ListColumn(N_("People"), "int", 12, 12), figures.people),
    "scored": (ListColumn(N_("With a total"), "int", 12, 12), figures.scored),
    "mean": (ListColumn(N_("Mean"), "score", 14, 14), figures.mean),
    "spread": (ListColumn(N_("Standard deviation"), "score", 14, 14), figures.spread),
}
"""The columns between the rater's departments and the grades, and how each is worked out"""
_FIXED = 2 + len(_FIGURES)
_HEADINGS = 100.0  # points of both tables' headings


@dataclass(frozen=True, slots=True)
class _Pair:
    """One rater in one scheme; ``difference`` is None if there are no other raters."""

    rater: str
    scheme: str
    count: int
    mean: float
    others: int
    others_mean: float

    @property
    def difference(self) -> float | None:
        return self.mean - self.others_mean if self.others else None


@dataclass(frozen=True)
class _Listed:
    """The input of the raters' rows: scores, titles of grades, pairs, and ``top``, the row of their heading."""

    table: ScoreTable
    titles: list[str]
    pairs: list[_Pair]
    top: int
    say: Words


def sheet(report: Report) -> Sheet:
    """Describe the sheet: raters by descending mean, the comparison by scheme below."""
    data, say = report.data, report.say
    table, titles = report.scores, data.grades
    raters = figures.ordered(table, "rater")
    pairs = _pairs(table, raters)
    scored = len({pair.rater for pair in pairs})
    charted = min(_CHARTED, scored)
    below = len(raters) + 2  # the first free row, with a blank one above it
    columns = _columns(titles, sorted({pair.scheme for pair in pairs}), say)
    used = ROW * (len(raters) + len(pairs) + 2) + _HEADINGS
    tall = rows_left([column.most for column in columns], used, max(12, charted + 6)) if charted else 0
    top = below + tall + 3  # the number of the lower heading row
    listed = _Listed(table, titles, pairs, top, say)
    rows = [_row(listed, row, rater) for row, rater in enumerate(raters, start=2)]
    name = say("Raters")
    draft = list_draft(name, columns, rows)
    if charted and titles:
        title = chart_title(say("Grades per rater"), charted, scored, say)
        draft.draw(_chart(title, say, titles, Area(below, 0, top - 4, len(columns) - 1), charted))
    if pairs:
        _put_pairs(draft, table, pairs, top, say)
    return draft.sheet(on_one_page(list_page(data, say, name), draft), freeze=(1, 1))


def _columns(titles: list[str], schemes: list[str], say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Rater"), "text", 16, 24),
        ListColumn(say("Departments"), "text", fitting(schemes, 24, 40), 40),
        *(column.worded(say) for column, _figure in _FIGURES.values()),
        *(ListColumn(say("{grade} (share)").format(grade=title), "share", 12, 14) for title in titles),
        ListColumn(say("Leniency"), "signed", 12, 12),
        ListColumn(say("Reading"), "text", 16, 20),
    )


def _chart(title: str, say: Words, titles: list[str], area: Area, count: int) -> Chart:
    """Return a chart of the shares of grades for the first ``count`` raters."""
    series = tuple(
        Series(
            grade,
            Area(1, 0, count, 0),
            Area(1, _FIXED + index, count, _FIXED + index),
            *grade_colours(index),
        )
        for index, grade in enumerate(titles)
    )
    axes = say("Rater"), say("Share")
    return Chart("bar-of-shares", area, title, *axes, series, labels="0%;;", value_format="0%")


def _row(listed: _Listed, row: int, rater: str) -> Row:
    table, titles, say = listed.table, listed.titles, listed.say
    by = ("rater", f"$A{row}", rater)
    worked = {name: figure(table, by) for name, (_column, figure) in _FIGURES.items()}
    cells: list[str | Formula] = [
        rater,
        _departments_text(table, rater, say),
        *worked.values(),
    ]
    cells += [
        figures.share(table, _cell("scored", row), by, ("grade", figures.literal(title), title)) for title in titles
    ]
    leniency = _leniency(row, rater, listed.pairs, listed.top)
    cell = f"${column_letters(_FIXED + len(titles))}{row}"
    return [*cells, leniency, _reading(row, cell, leniency, worked["scored"], worked["spread"], say)]


def _cell(figure: str, row: int) -> str:
    """Return the cell of a rater's figure."""
    return f"${column_letters(2 + list(_FIGURES).index(figure))}{row}"


def _departments_text(table: ScoreTable, rater: str, say: Words) -> str:
    names = sorted(set(table.rows.loc[table.rows["rater"] == rater, "department"]))
    joined = say(", ").join(names[:_NAMED])
    if len(names) <= _NAMED:
        return joined
    return say("{names} and {count} more departments").format(names=joined, count=len(names) - _NAMED)


def _pairs(table: ScoreTable, raters: list[str]) -> list[_Pair]:
    """Return a pair per rater and scheme with results."""
    valid = table.rows[table.rows["total"].notna()]
    pairs = []
    for scheme, group in valid.groupby("scheme_title"):
        for rater in raters:
            own = group.loc[group["rater"] == rater, "total"]
            rest = group.loc[group["rater"] != rater, "total"]
            if len(own):
                pairs.append(_Pair(rater, str(scheme), len(own), float(own.mean()), len(rest), float(rest.mean())))
    return sorted(pairs, key=lambda pair: (raters.index(pair.rater), pair.scheme))


def _leniency(row: int, rater: str, pairs: list[_Pair], top: int) -> Formula:
    """Average the rater's differences, weighted by people; without schemes that have no other rater."""
    own = [pair for pair in pairs if pair.rater == rater]
    compared = [(pair.count, pair.difference) for pair in own if pair.difference is not None]
    people = sum(count for count, _difference in compared)
    value: float | str = NONE
    if sum(pair.count for pair in own) >= ENOUGH and people:
        value = sum(count * difference for count, difference in compared) / people
    scored = _cell("scored", row)
    if not pairs:
        return Formula(f'=IF({scored}<{ENOUGH},"{NONE}","{NONE}")', NONE)
    first, last = top + 1, top + len(pairs)
    own_rows = f"--EXACT($A${first}:$A${last},$A{row})"
    counts, others, differences = (f"${c}${first}:${c}${last}" for c in "CEG")
    total = f"SUMPRODUCT({own_rows},{counts},{differences})"
    weight = f"SUMPRODUCT({own_rows},{counts},--({others}>0))"
    return Formula(f'=IF({scored}<{ENOUGH},"{NONE}",IFERROR({total}/{weight},"{NONE}"))', value)


def _reading(row: int, cell: str, leniency: Formula, count: Formula, spread: Formula, say: Words) -> Formula:
    """Classify the leniency: lenient or strict beyond two standard errors of the rater's mean."""
    scored, spread_cell = _cell("scored", row), _cell("spread", row)
    few, alone = say("too few people"), say("nobody to compare with")
    alike, lenient, strict = say("like the others"), say("lenient"), say("strict")
    formula = (
        f'=IF({scored}<{ENOUGH},"{few}",IF(NOT(ISNUMBER({cell})),"{alone}",'
        f"IF(ABS(ROUND({cell},2))<=ROUND(2*{spread_cell}/SQRT({scored}),2),"
        f'"{alike}",IF({cell}>0,"{lenient}","{strict}"))))'
    )
    people = figures.count_of(count)
    if people < ENOUGH:
        return Formula(formula, few)
    if not isinstance(leniency.value, float):
        return Formula(formula, alone)
    allowance = round_number(2 * float(str(spread.value)) / math.sqrt(people))
    if abs(round_number(leniency.value)) <= allowance:
        return Formula(formula, alike)
    return Formula(formula, lenient if leniency.value > 0 else strict)


def _put_pairs(draft: SheetDraft, table: ScoreTable, pairs: list[_Pair], top: int, say: Words) -> None:
    """Draw the lower table; ``top`` is the number of its heading row."""
    draft.put(top - 2, 0, say("Each rater against the others, scheme by scheme"), "section", across=7)
    draft.tall(top - 2, 26)
    headings = (
        say("Rater"),
        say("Scheme"),
        say("With a total"),
        say("Mean"),
        say("The others: people"),
        say("The others: mean"),
        say("Difference"),
    )
    for column, heading in enumerate(headings):
        draft.put(top - 1, column, heading, "head" if column < 2 else "head-right")
    for row, pair in enumerate(pairs, start=top + 1):
        _put_pair(draft, table, row, pair)


def _put_pair(draft: SheetDraft, table: ScoreTable, row: int, pair: _Pair) -> None:
    rater = ("rater", f"$A{row}", pair.rater)
    scheme = ("scheme_title", f"$B{row}", pair.scheme)
    total = table.ref("total")
    rest = f"--EXACT({table.ref('scheme_title')},$B{row}),1-EXACT({table.ref('rater')},$A{row})"
    others = f"=SUMPRODUCT({rest},--ISNUMBER({total}))"
    others_mean = f'=IF($E{row}=0,"{NONE}",SUMPRODUCT({rest},{total})/$E{row})'
    difference = f'=IF(ISNUMBER($F{row}),$D{row}-$F{row},"{NONE}")'
    draft.put_row(
        row - 1,
        [
            (pair.rater, "text"),
            (pair.scheme, "text"),
            (figures.scored(table, rater, scheme), "int"),
            (figures.mean(table, rater, scheme), "score"),
            (Formula(others, pair.others), "int"),
            (Formula(others_mean, pair.others_mean if pair.others else NONE), "score"),
            (Formula(difference, NONE if pair.difference is None else pair.difference), "signed"),
        ],
    )
