"""The sheets 校准, 校准·设定 and 校准·金额: what a wish for a person, a rater or the shares of grades would make of the
results, and of the recorded pay that follows from scores.

Everything is a formula over the yellow cells that a manager fills in; nothing is applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import plain, round_number
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import footer, list_page
from xlsappraise.drawing.spec import Formula, PageSetup, Sheet, Value
from xlsappraise.report import figures
from xlsappraise.report.fairness import ENOUGH
from xlsappraise.report.sheets import calibration_cost
from xlsappraise.report.sheets.calibration_cost import Cost

if TYPE_CHECKING:
    from xlsappraise.report.context import Report
    from xlsappraise.schemes import Scheme

MOST = 1000
"""People up to whom the sheets are made: each rank looks at everybody"""
_SCHEME, _RATER, _TOTAL, _OLD_GRADE = "D", "E", "F", "G"
_OWN, _BY_RATER, _NEW, _GRADE, _RANK = "I", "J", "K", "L", "M"
_WIDTHS = (30.0, 14.0, 14.0, 12.0, 12.0, 12.0, 12.0)


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of a scheme's grades on the sheet of wishes, counted from 1, and how many people have a result.

    ``shares``: the target shares of the grades, as the settings have them; None where they have none.
    """

    first: int
    grades: tuple[str, ...]
    people: int
    shares: tuple[float | None, ...]

    @property
    def last(self) -> int:
        """The row of the last grade."""
        return self.first + len(self.grades) - 1

    @property
    def due(self) -> list[int]:
        """The people that each grade is to have by the shares of the settings."""
        return [int(round_number((share or 0.0) * self.people, 0)) for share in self.shares]

    @property
    def places(self) -> list[int]:
        """The rank up to which each grade reaches by these shares."""
        return list(accumulate(self.due))

    def proposed(self, rank: int, grade: str) -> str:
        """Return the grade of a rank by these shares; blank where it is the present one, or nothing is asked."""
        if not any(self.shares):
            return ""
        meant = self.grades[min(len(self.grades) - 1, sum(place < rank for place in self.places))]
        return "" if meant == grade else meant


@dataclass(frozen=True, slots=True)
class _WishPlaces:
    """Where the sheet of wishes has its figures: ``raters``: first and last row; ``blocks`` by key of the scheme."""

    sheet: str
    raters: tuple[int, int]
    blocks: dict[str, _Block]

    def ref(self, letter: str, first: int, last: int) -> str:
        """Return the address of some rows of a column."""
        return f"'{self.sheet}'!${letter}${first}:${letter}${last}"


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheets; none without results, or of more than MOST people."""
    rows = [row for row, total in enumerate(report.scores.rows["total"]) if total == total]
    if not rows or len(rows) > MOST:
        return []
    places = _places(report, rows)
    cost = calibration_cost.cost(report, rows)
    return [
        _people(report, rows, places),
        _wishes(report, rows, places, cost),
        *calibration_cost.sheets(report, cost),
    ]


def _places(report: Report, rows: list[int]) -> _WishPlaces:
    raters = {report.scores.rows["rater"].iloc[row] for row in rows}
    counts = Counter(report.scores.keys[row] for row in rows)
    first = 4
    row = first + len(raters) + 3
    blocks = {}
    for key in report.data.titles:
        scheme = report.data.scheme(key)
        if key in counts and scheme is not None and scheme.grades:
            blocks[key] = _block(report, scheme, row, counts[key])
            row += len(scheme.grades)
    return _WishPlaces(report.say("Calibration·wishes"), (first, first + len(raters) - 1), blocks)


def _block(report: Report, scheme: Scheme, row: int, people: int) -> _Block:
    """Return the rows of a scheme; a small group has no target."""
    grades = tuple(clean(grade.title) for grade in scheme.grades)
    shares = tuple(report.data.grade_shares.get(grade) if people >= ENOUGH else None for grade in grades)
    return _Block(row, grades, people, shares)


def _people(report: Report, rows: list[int], places: _WishPlaces) -> Sheet:
    """Describe the sheet of people: old and new total, grade and rank, and who stands next to the line."""
    say = report.say
    columns = (
        ListColumn(say("Employee no."), "text", 10, 14),
        ListColumn(say("Name"), "text", 10, 16),
        ListColumn(say("Department"), "text", 10, 18),
        ListColumn(say("Scheme"), "text", 14, 26),
        ListColumn(say("Rater"), "text", 10, 16),
        ListColumn(say("Total"), "score", 9, 9),
        ListColumn(say("Grade"), "text", 9, 12),
        ListColumn(say("Rank in scheme"), "rank", 8, 9),
        ListColumn(say("± for this person"), "input", 10, 10),
        ListColumn(say("± of the rater"), "signed", 10, 10),
        ListColumn(say("New total"), "score", 10, 10),
        ListColumn(say("New grade"), "text", 10, 12),
        ListColumn(say("New rank"), "rank", 8, 9),
        ListColumn(say("Grade by the target"), "text", 12, 14),
    )
    last = len(rows) + 1
    cells = [_row(report, at, row, last, places) for at, row in enumerate(rows, start=2)]
    name = say("Calibration")
    draft = list_draft(name, columns, cells)
    return draft.sheet(list_page(report.data, say, name), freeze=(1, 2), autofilter=table_area(columns, cells))


def _row(report: Report, at: int, row: int, last: int, places: _WishPlaces) -> Row:
    table, key = report.scores, report.scores.keys[row]
    record = table.rows.iloc[row]
    total, scheme = float(record["total"]), report.data.scheme(key)
    fields = ("employee_id", "name", "department", "scheme_title", "rater")
    whose: list[Value | Formula] = [clean(record[field]) for field in fields]
    old = Formula(f"={table.cell('total', row)}", total)
    wished = f"SUMPRODUCT(--EXACT({places.ref('A', *places.raters)},${_RATER}{at}),{places.ref('D', *places.raters)})"
    new = Formula(f"=ROUND({_bounded(scheme, f'{_TOTAL}{at}+{_OWN}{at}+{_BY_RATER}{at}')},2)", _bound(scheme, total))
    higher = f"--({_column(_NEW, last)}>{_NEW}{at})"
    rank = Formula(
        f"=SUMPRODUCT(--EXACT({_column(_SCHEME, last)},{_SCHEME}{at}),{higher})+1", int(record["rank"])
    )  # fmt: skip
    return [
        *whose, old, clean(record["grade"]), int(record["rank"]), None, Formula(f"={wished}", 0), new,
        _grade(scheme, at, total, clean(record["grade"])), rank,
        _proposed(places, key, at, int(record["rank"]), clean(record["grade"])),
    ]  # fmt: skip


def _column(letter: str, last: int) -> str:
    return f"${letter}$2:${letter}${last}"


def _bounded(scheme: Scheme | None, text: str) -> str:
    """Return a formula of a total within the scheme's bounds."""
    return f"MAX(0,{text})" if scheme is None else f"MAX(0,MIN({plain(_top(scheme))},{text}))"


def _bound(scheme: Scheme | None, total: float) -> float:
    return max(0.0, total if scheme is None else min(_top(scheme), total))


def _top(scheme: Scheme) -> float:
    return scheme.total.points if scheme.total.max is None else scheme.total.max


def _grade(scheme: Scheme | None, at: int, total: float, given: str) -> Formula | str:
    """Return the grade of the new total by the scheme's bounds."""
    if scheme is None or not scheme.grades:
        return given
    text = figures.literal(clean(scheme.grades[-1].title))
    value = clean(scheme.grades[-1].title)
    for grade in reversed(scheme.grades[:-1]):
        text = f"IF({_NEW}{at}>={plain(grade.from_)},{figures.literal(clean(grade.title))},{text})"
        value = clean(grade.title) if _bound(scheme, total) >= grade.from_ else value
    return Formula(f"={text}", value)


def _proposed(places: _WishPlaces, key: str, at: int, rank: int, now: str) -> Formula | None:
    """Return the grade by the target distribution where it differs; never of a group below ENOUGH people."""
    block = places.blocks.get(key)
    if block is None or block.people < ENOUGH:
        return None
    shares, grades, due = (places.ref(letter, block.first, block.last) for letter in ("D", "B", "F"))
    place = f"MIN({block.last - block.first + 1},SUMPRODUCT(--({due}<{_RANK}{at}))+1)"
    grade = f"INDEX({grades},{place})"
    return Formula(f'=IF(OR(SUM({shares})=0,{grade}={_GRADE}{at}),"",{grade})', block.proposed(rank, now))


def _wishes(report: Report, rows: list[int], places: _WishPlaces, cost: Cost) -> Sheet:
    """Describe the sheet of wishes: points per rater, shares of grades per scheme, and what plans would pay."""
    say, table = report.say, report.scores
    draft = SheetDraft(places.sheet, _WIDTHS)
    width = len(_WIDTHS)
    lead = say(
        "Fill in the coloured cells: points for or against a rater's people, or target shares of grades. The sheet "
        "Calibration shows what it would make of totals, grades and ranks. Nothing is applied. Groups of fewer than "
        "{least} people get no target."
    ).format(least=ENOUGH)
    draft.put(0, 0, places.sheet, "title", across=width)
    draft.put(1, 0, lead, "lead", across=width)
    people, last = say("Calibration"), len(rows) + 1
    heads = [say("Rater"), say("People"), say("New grades"), say("± points")]
    draft.put_row(2, [(text, "head-right" if at else "head") for at, text in enumerate(heads)])
    counts = Counter(str(table.rows["rater"].iloc[row]) for row in rows)
    for at, (rater, mine) in enumerate(sorted(counts.items()), start=places.raters[0]):
        own = f"--EXACT('{people}'!{_column(_RATER, last)},$A{at})"
        old, new = (f"'{people}'!{_column(letter, last)}" for letter in (_OLD_GRADE, _GRADE))
        moved = Formula(f"=SUMPRODUCT({own},1-EXACT({old},{new}))", 0)
        count = Formula(f"=SUMPRODUCT({own})", mine)
        draft.put_row(at - 1, [(rater, "text"), (count, "int"), (moved, "int"), (None, "input")])
    _put_targets(draft, report, places, f"'{people}'!{{}}", last)
    _put_cost(draft, report, cost, max((block.last for block in places.blocks.values()), default=places.raters[1]) + 1)
    page = PageSetup("landscape", "", footer(report.data, say))
    return draft.sheet(replace(page, heading_rows=1, heading_first=_head(places)) if places.blocks else page)


def _head(places: _WishPlaces) -> int:
    """Return the row of the headings above the grades of all schemes, counted from 0."""
    return min(block.first for block in places.blocks.values()) - 2


def _put_targets(draft: SheetDraft, report: Report, places: _WishPlaces, on: str, last: int) -> None:
    """Put a row per scheme and grade: people now, the target share, the place up to which it reaches, people then."""
    say, table = report.say, report.scores
    if not places.blocks:
        return
    heads = [say("Scheme"), say("Grade"), say("People"), say("Target share"), say("Target people"), say("Up to place"),
             say("New people")]  # fmt: skip
    draft.put_row(_head(places), [(text, "head" if at < 2 else "head-right") for at, text in enumerate(heads)])
    titles = report.data.titles
    given = Counter(zip(table.keys, table.rows["grade"], strict=True))
    for key, block in places.blocks.items():
        lines = zip(block.grades, block.shares, block.due, block.places, strict=True)
        for at, (title, share, people, reach) in enumerate(lines, start=block.first):
            own = f"--EXACT({on.format(_column(_SCHEME, last))},$A{at})"
            now, then = (
                Formula(f"=SUMPRODUCT({own},--EXACT({on.format(_column(letter, last))},$B{at}))", given[key, title])
                for letter in (_OLD_GRADE, _GRADE)
            )
            due = Formula(f"=IF(N($D{at})=0,0,ROUND($D{at}*{block.people},0))", people)
            place = Formula(f"=SUM($E${block.first}:$E{at})", reach)
            fill = "input-share" if block.people >= ENOUGH else "text"
            draft.put_row(at - 1, [(titles[key], "text"), (title, "text"), (now, "int"), (share, fill), (due, "int"),
                                   (place, "int"), (then, "int")])  # fmt: skip


def _put_cost(draft: SheetDraft, report: Report, cost: Cost, row: int) -> None:
    """Put a row per plan below ``row``, counted from 0: what it pays now and would pay; then what is not computed."""
    say, first = report.say, row + 2
    if cost.priced:
        heads = [say("Plan"), say("Amount (yuan)"), say("New amount (yuan)"), say("Difference (yuan)")]
        draft.put_row(row + 1, [(text, "head-right" if at else "head") for at, text in enumerate(heads)])
        for at, plan in enumerate(cost.plans, start=first):
            now, new = (Formula(text, cost.now(plan)) for text in cost.sums(f"$A{at + 1}"))
            change = Formula(f"=ROUND(C{at + 1}-B{at + 1},2)", 0)
            draft.put_row(at, [(plan, "text"), (now, "money"), (new, "money"), (change, "change")])
        first += len(cost.plans)
    for at, text in enumerate(_left_out(report, cost), start=first):
        draft.put(at, 0, text, "lead", across=len(_WIDTHS))


def _left_out(report: Report, cost: Cost) -> Iterator[str]:
    """Yield what of the pay is not computed, and why."""
    say, others = report.say, report.data.pay.others
    if not (cost.priced or cost.changed or others):
        yield say("What plans would pay is shown once pay has run for the period and the summary is made again.")
    if cost.changed:
        text = say("Results changed since pay ran, so that no amount is computed; run pay again: {names}")
        yield text.format(names=say(", ").join(cost.changed))
    if others:
        named = say(", ").join(f"{clean(plan)}·{clean(rule)}" for plan, rule in others)
        yield say("Paid by rules that do not follow from the score alone, and not computed here: {rules}").format(
            rules=named
        )
