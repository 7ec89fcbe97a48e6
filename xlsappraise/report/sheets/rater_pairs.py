"""The sheet 考核人·同方案: each rater against the others who mark by the same scheme, and what may be chance of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.pages import list_page
from xlsappraise.drawing.spec import Formula, Sheet, Value
from xlsappraise.report import figures
from xlsappraise.report.fairness import ENOUGH, SURE, RaterPair, Verdict, verdict_of, verdict_words
from xlsappraise.report.vocabulary import NONE
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.score_table import ScoreTable

_RATER, _SCHEME, _COUNT, _MEAN, _SPREAD, _OTHERS, _RATERS, _OTHERS_MEAN, _DIFFERENCE, _CHANCE = range(10)


@dataclass(frozen=True, slots=True)
class PairCells:
    """The addresses of the columns that the sheet of raters refers to."""

    rater: str
    count: str
    raters: str
    difference: str
    chance: str

    @classmethod
    def of(cls, report: Report) -> PairCells:
        """Return the addresses; of one blank row if there are no pairs."""
        name, last = sheet_name(report.say), max(1, len(report.pairs)) + 1
        columns = (column_letters(column) for column in (_RATER, _COUNT, _RATERS, _DIFFERENCE, _CHANCE))
        return cls(*(f"'{name}'!${letter}$2:${letter}${last}" for letter in columns))


def sheet_name(say: Words) -> str:
    """Return the name of the sheet."""
    return say("Raters·same scheme")


def sheet(report: Report) -> Sheet:
    """Describe the sheet, by rater and scheme."""
    data, say = report.data, report.say
    columns = _columns(say)
    last = len(report.pairs) + 1
    words = verdict_words(say)
    rows = [
        [*_row(report.scores, pair, row, last), _verdict(pair, row, words)]
        for row, pair in enumerate(report.pairs, start=2)
    ]
    name = sheet_name(say)
    draft = list_draft(name, columns, rows)
    return draft.sheet(list_page(data, say, name), freeze=(1, 1), autofilter=table_area(columns, rows))


def _columns(say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Rater"), "text", 12, 20),
        ListColumn(say("Scheme"), "text", 20, 36),
        ListColumn(say("With a total"), "int", 10, 10),
        ListColumn(say("Mean"), "score", 10, 10),
        ListColumn(say("Standard deviation"), "score", 10, 10),
        ListColumn(say("The others: people"), "int", 11, 11),
        ListColumn(say("The others: raters"), "int", 11, 11),
        ListColumn(say("The others: mean"), "score", 11, 11),
        ListColumn(say("Difference"), "signed", 11, 11),
        ListColumn(say("± chance"), "score", 11, 11),
        ListColumn(say("Reading"), "text", 14, 22),
    )


def _row(table: ScoreTable, pair: RaterPair, row: int, last: int) -> Row:
    rater, scheme = ("rater", f"$A{row}", pair.rater), ("scheme_title", f"$B{row}", pair.scheme)
    total, titles, raters = table.ref("total"), table.ref("scheme_title"), table.ref("rater")
    rest = f"--EXACT({titles},$B{row}),1-EXACT({raters},$A{row})"
    others = Formula(f"=SUMPRODUCT({rest},--ISNUMBER({total}))", pair.others)
    same = f"--EXACT($B$2:$B${last},$B{row}),--($C$2:$C${last}>0)"
    count = Formula(f"=SUMPRODUCT({same})-1", pair.raters)
    mean = Formula(f'=IF($F{row}=0,"{NONE}",SUMPRODUCT({rest},{total})/$F{row})', _or(pair.others_mean, pair.others))
    difference = Formula(f'=IF(ISNUMBER($H{row}),$D{row}-$H{row},"{NONE}")', _or(pair.difference, pair.others))
    return [
        pair.rater, pair.scheme, figures.scored(table, rater, scheme), figures.mean(table, rater, scheme),
        figures.spread(table, rater, scheme), others, count, mean, difference, _chance(table, pair, row),
    ]  # fmt: skip


def _or(value: float | None, others: int) -> Value:
    return value if others else NONE


def _verdict(pair: RaterPair, row: int, words: Mapping[Verdict, str]) -> Formula:
    """Return what can be said of the difference: within chance, beyond it, or nothing."""
    few, alone, mirror, alike, lenient, strict = (
        figures.literal(words[name]) for name in ("few", "alone", "mirror", "alike", "lenient", "strict")
    )
    judged = f"IF(ROUND(ABS($I{row}),2)<=ROUND($J{row},2),{alike},IF($I{row}>0,{lenient},{strict}))"
    compared = f"IF(ISNUMBER($J{row}),IF($G{row}<2,{mirror},{judged}),{alone})"
    return Formula(f"=IF($C{row}<{ENOUGH},{few},{compared})", words[verdict_of(pair)])


def _chance(table: ScoreTable, pair: RaterPair, row: int) -> Formula:
    """Return SURE standard errors of the difference."""
    total = table.ref("total")
    in_scheme = f"EXACT({table.ref('scheme_title')},$B{row})*ISNUMBER({total})"
    own = f"EXACT({table.ref('rater')},$A{row})"
    squares = f"DEVSQ(IF({in_scheme}*{own},{total}))+DEVSQ(IF({in_scheme}*(1-{own}),{total}))"
    formula = (
        f'=IF(OR($F{row}=0,$C{row}+$F{row}<3),"{NONE}",'
        f"{SURE}*SQRT(({squares})/($C{row}+$F{row}-2)*(1/$C{row}+1/$F{row})))"
    )
    return Formula(formula, NONE if pair.error is None else SURE * pair.error, array=True)
