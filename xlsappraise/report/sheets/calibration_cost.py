"""The sheet 校准·金额: what the wishes of 校准 would change of the recorded amounts that follow from scores.

An amount is computed again only where its score changes, or that of somebody who shares the same pool. The shares of a
pool are differences of rounded running sums, so that they add up to it; a share may differ by a cent from the one that
``pay`` would compute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from xlsappraise.base.money import brief
from xlsappraise.base.rounding import plain
from xlsappraise.drawing.lists import ListColumn, Row, list_draft
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page
from xlsappraise.drawing.spec import Formula
from xlsappraise.plans.by_score import ByBand, ByPool, ScoredAmount

if TYPE_CHECKING:
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.report.context import Report

_PLAN, _OLD_SCORE, _NEW_SCORE, _OLD, _NEW = "C", "E", "F", "G", "H"


@dataclass(frozen=True, slots=True)
class _Priced:
    """An amount, with the row of its person on 校准."""

    one: ScoredAmount
    at: int

    @property
    def pool(self) -> tuple[str, str, str]:
        """What those who share a pool have in common; of bands, nothing but the rule."""
        by = self.one.by
        return self.one.plan, self.one.rule, f"{by.pool}/{by.scores}" if isinstance(by, ByPool) else ""


@dataclass(frozen=True, slots=True)
class Cost:
    """The amounts that can be computed, by plan, rule and pool; ``changed``: whose result is not what was paid for."""

    sheet: str
    priced: tuple[_Priced, ...]
    changed: tuple[str, ...]

    @property
    def plans(self) -> list[str]:
        """The titles of the plans."""
        return list(dict.fromkeys(clean(found.one.plan) for found in self.priced))

    def now(self, plan: str) -> float:
        """Return what a plan pays now, in yuan."""
        return float(sum((found.one.amount for found in self.priced if clean(found.one.plan) == plan), Decimal(0)))

    def sums(self, plan_cell: str) -> tuple[str, str]:
        """Return the formulas of what the plan named in a cell pays now, and would pay."""
        of = [f"'{self.sheet}'!${letter}$2:${letter}${len(self.priced) + 1}" for letter in (_PLAN, _OLD, _NEW)]
        return tuple(f"=SUMPRODUCT(--EXACT({of[0]},{plan_cell}),{column})" for column in of[1:])  # type: ignore[return-value]


def cost(report: Report, rows: Sequence[int]) -> Cost:
    """Match the recorded amounts with the people on 校准; ``rows``: their rows in the table of scores, in order."""
    table = report.scores
    found: dict[str, list[tuple[int, Decimal]]] = {}
    for at, row in enumerate(rows, start=2):
        record = table.rows.iloc[row]
        total = Decimal(plain(float(record["total"])))
        found.setdefault(clean(record["employee_id"]), []).append((at, total))
    priced: list[_Priced] = []
    changed: dict[str, None] = {}
    for one in report.data.pay.amounts:
        places = [at for at, total in found.get(one.employee_id, ()) if total == one.score]
        if places:
            priced.append(_Priced(one, places[0]))
        else:
            changed[report.data.names.get(one.employee_id, one.employee_id)] = None
    priced.sort(key=lambda each: (each.pool, each.one.employee_id))
    return Cost(report.say("Calibration·cost"), tuple(priced), tuple(changed))


def sheets(report: Report, whole: Cost) -> list[Sheet]:
    """Describe the sheet, a row per amount; none without amounts."""
    if not whole.priced:
        return []
    say = report.say
    columns = (
        ListColumn(say("Employee no."), "text", 10, 14),
        ListColumn(say("Name"), "text", 10, 16),
        ListColumn(say("Plan"), "text", 14, 26),
        ListColumn(say("Item"), "text", 14, 26),
        ListColumn(say("Total"), "score", 9, 9),
        ListColumn(say("New total"), "score", 10, 10),
        ListColumn(say("Amount (yuan)"), "money", 13, 14),
        ListColumn(say("New amount (yuan)"), "money", 13, 14),
        ListColumn(say("Difference (yuan)"), "change", 12, 14),
    )
    cells = list(_rows(report, whole))
    return [list_draft(whole.sheet, columns, cells).sheet(list_page(report.data, say, whole.sheet), freeze=(1, 2))]


def _rows(report: Report, whole: Cost) -> Iterator[Row]:
    people, names = report.say("Calibration"), report.data.names
    row = 2
    for _pool, group in groupby(whole.priced, key=lambda each: each.pool):
        mine = list(group)
        last = row + len(mine) - 1
        for found in mine:
            one, amount, score = found.one, float(found.one.amount), float(found.one.score)
            yield [
                one.employee_id, names.get(one.employee_id, ""), clean(one.plan), clean(one.rule),
                Formula(f"='{people}'!F{found.at}", score), Formula(f"='{people}'!K{found.at}", score),
                amount, Formula(f"={_new_amount(one, row, last - len(mine) + 1, last)}", amount),
                Formula(f"=ROUND({_NEW}{row}-{_OLD}{row},2)", 0),
            ]  # fmt: skip
            row += 1


def _new_amount(one: ScoredAmount, row: int, first: int, last: int) -> str:
    """Return a formula of an amount; ``first`` and ``last``: the rows of its pool."""
    score = f"{_NEW_SCORE}{row}"
    if isinstance(one.by, ByPool):
        before, after = (f"SUM(${letter}${first}:${letter}${last})" for letter in (_OLD_SCORE, _NEW_SCORE))
        whole = f"({brief(one.by.scores)}+{after}-{before})"
        same = f"AND({score}={_OLD_SCORE}{row},{after}={before})"
        pool, upto = brief(one.by.pool), f"SUM(${_NEW_SCORE}${first}:{score})"
        share = f"ROUND({pool}*{upto}/{whole},2)-ROUND({pool}*({upto}-{score})/{whole},2)"
        return f"IF({same},{_OLD}{row},IF({whole}<=0,0,ROUND({share},2)))"
    part = "" if one.part == 1 else f"*{brief(one.part)}"
    given = f"ROUND({_banded(one.by, score)},2)"
    return f"IF({score}={_OLD_SCORE}{row},{_OLD}{row},{f'ROUND({given}{part},2)' if part else given})"


def _banded(by: ByBand, score: str) -> str:
    text = "0"
    for band in reversed(by.bands):
        value = f"{brief(by.base)}*{brief(band.rate)}" if band.rate else brief(band.flat)
        text = value if not band.at_least else f"IF({score}>={brief(band.at_least)},{value},{text})"
    return text
