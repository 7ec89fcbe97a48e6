"""The sheet 考核人: per rater people, mean, spread, grades, leniency against the others, and marks to ask about.

The leniency is averaged from the differences on the sheet 考核人·同方案, weighted by the rater's people there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import ROW
from xlsappraise.drawing.pages import bars_tall, kept_together, list_page, on_one_page
from xlsappraise.drawing.report_styles import grade_colours
from xlsappraise.drawing.spec import Area, Chart, Formula, Series, Sheet, Value
from xlsappraise.report import figures
from xlsappraise.report.fairness import (
    ENOUGH,
    RaterPair,
    RaterReading,
    alike_marks,
    changed_after_return,
    verdict_words,
)
from xlsappraise.report.sheets.rater_pairs import PairCells
from xlsappraise.report.vocabulary import NONE, chart_title
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.score_table import ScoreTable

_CHARTED = 20
_NAMED = 3
_FIGURES = {
    "people": (ListColumn(N_("People"), "int", 8, 9), figures.people),
    "scored": (ListColumn(N_("With a total"), "int", 8, 9), figures.scored),
    "mean": (ListColumn(N_("Mean"), "score", 9, 9), figures.mean),
    "spread": (ListColumn(N_("Standard deviation"), "score", 9, 10), figures.spread),
}
"""The columns between the rater's departments and the grades, and how each is worked out"""
_WITHIN_A_SCHEME = ("mean", "spread")
_FIXED = 2 + len(_FIGURES)


@dataclass(frozen=True)
class _Listed:
    """The input of the raters' rows; ``several``: those who mark by more than one scheme."""

    table: ScoreTable
    titles: list[str]
    places: PairCells
    readings: dict[str, RaterReading]
    several: frozenset[str]
    alike: Counter[str]
    changed: Counter[str]
    say: Words


def sheet(report: Report) -> Sheet:
    """Describe the sheet: the most lenient first, those without a comparison last."""
    data, say = report.data, report.say
    table, titles = report.scores, data.grades
    listed = _Listed(
        table, titles, PairCells.of(report), report.readings, _several(report.pairs), alike_marks(data, table),
        changed_after_return(data), say,
    )  # fmt: skip
    raters = sorted(table.names("rater"), key=lambda name: _order(name, report.readings))
    columns = _columns(titles, say)
    rows = [_row(listed, row, rater) for row, rater in enumerate(raters, start=2)]
    name = say("Raters")
    draft = list_draft(name, columns, rows)
    page = list_page(data, say, name)
    scored = [row for row, rater in enumerate(raters) if rater in report.readings]
    if len(scored) > 1 and titles:
        top = len(rows) + 2
        count = min(_CHARTED, len(scored))
        _draw(draft, titles, top, count, chart_title(say("Grades per rater"), count, len(scored), say), say)
        page = on_one_page(kept_together(page, draft, [(top - 1, draft.charts[0].area.bottom)]), draft)
    return draft.sheet(page, freeze=(1, 1), autofilter=table_area(columns, rows))


def _order(name: str, readings: dict[str, RaterReading]) -> tuple[bool, bool, float, str]:
    reading = readings.get(name)
    leniency = None if reading is None else reading.leniency
    return reading is None, leniency is None, -(leniency or 0.0), name


def _several(pairs: list[RaterPair]) -> frozenset[str]:
    counts = Counter(pair.rater for pair in pairs)
    return frozenset(rater for rater, count in counts.items() if count > 1)


def _columns(titles: list[str], say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Rater"), "text", 12, 20),
        ListColumn(say("Departments"), "text", 16, 28),
        *(column.worded(say) for column, _figure in _FIGURES.values()),
        *(ListColumn(say("{grade} (share)").format(grade=title), "share", 9, 10) for title in titles),
        ListColumn(say("Leniency"), "signed", 9, 10),
        ListColumn(say("± chance"), "score", 9, 10),
        ListColumn(say("Reading"), "text", 14, 18),
        ListColumn(say("Same marks as another (people)"), "int", 10, 12),
        ListColumn(say("Changed after return (forms)"), "int", 10, 12),
    )


def _draw(draft: SheetDraft, titles: list[str], top: int, count: int, title: str, say: Words) -> None:
    """Draw a chart of the shares of grades for the first ``count`` raters."""
    series = tuple(
        Series(
            grade,
            Area(1, 0, count, 0),
            Area(1, _FIXED + index, count, _FIXED + index),
            *grade_colours(index),
        )
        for index, grade in enumerate(titles)
    )
    tall = bars_tall(draft.widths, sum(draft.heights.values()) + ROW, min(_CHARTED, count))
    area = Area(top, 0, top + tall - 1, len(draft.widths) - 1)
    axes = say("Rater"), say("Share")
    draft.draw(Chart("bar-of-shares", area, title, *axes, series, labels="0%;;", value_format="0%"))


def _row(listed: _Listed, row: int, rater: str) -> Row:
    table, say = listed.table, listed.say
    by = ("rater", f"$A{row}", rater)
    worked: dict[str, Value | Formula] = {
        name: say("by scheme") if name in _WITHIN_A_SCHEME and rater in listed.several else figure(table, by)
        for name, (_column, figure) in _FIGURES.items()
    }
    shares = [
        figures.share(table, _cell("scored", row), by, ("grade", figures.literal(title), title))
        for title in listed.titles
    ]
    departments = sorted(set(table.where("rater", rater)["department"]))
    return [
        rater, _departments_text(departments, say), *worked.values(), *shares, *_judged(listed, row, rater),
        listed.alike[rater], listed.changed[rater],
    ]  # fmt: skip


def _departments_text(names: list[str], say: Words) -> str:
    joined = say(", ").join(names[:_NAMED])
    if len(names) <= _NAMED:
        return joined
    return say("{names} and {count} more departments").format(names=joined, count=len(names) - _NAMED)


def _cell(figure: str, row: int) -> str:
    """Return the cell of a rater's figure."""
    return f"${column_letters(2 + list(_FIGURES).index(figure))}{row}"


def _judged(listed: _Listed, row: int, rater: str) -> list[Formula]:
    """Return the leniency, what may be chance of it, and the verdict; each from the sheet of pairs."""
    places, words = listed.places, verdict_words(listed.say)
    reading = listed.readings.get(rater) or RaterReading(rater, 0, None, None, "few")
    scored, first = _cell("scored", row), _FIXED + len(listed.titles)
    leniency, chance = (f"${column_letters(first + index)}{row}" for index in (0, 1))
    own = f"--EXACT({places.rater},$A{row}),--ISNUMBER({places.chance})"
    weight = f"SUMPRODUCT({own},{places.count})"
    mean = f"SUMPRODUCT({own},{places.count},{places.difference})/{weight}"
    error = f"SQRT(SUMPRODUCT({own},{places.count},{places.count},{places.chance},{places.chance}))/{weight}"
    verdict = (
        f'=IF({scored}<{ENOUGH},"{words["few"]}",IF(NOT(ISNUMBER({leniency})),"{words["alone"]}",'
        f'IF(SUMPRODUCT({own},--({places.raters}>1))=0,"{words["mirror"]}",'
        f'IF(ABS(ROUND({leniency},2))<=ROUND({chance},2),"{words["alike"]}",'
        f'IF({leniency}>0,"{words["lenient"]}","{words["strict"]}")))))'
    )
    figures_ = ((mean, reading.leniency), (error, reading.allowance))
    return [
        *(
            Formula(f'=IF({scored}<{ENOUGH},"{NONE}",IFERROR({text},"{NONE}"))', NONE if value is None else value)
            for text, value in figures_
        ),
        Formula(verdict, words[reading.verdict]),
    ]
