"""The self-check: which gap is the first, what it is called, and the link that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlsappraise.base.i18n import Words
from xlsappraise.forms.layout.gaps import slot_gap
from xlsappraise.forms.layout.plan import GapBlock, GapTable, SelfCheck
from xlsappraise.schemes.rules.base import quoted
from xlsappraise.xlsx.address import Place, address, area, column_letters

_BEYOND = 100000
"""More than a form has rows"""


def first_gap_formula(check: SelfCheck, gaps: str, column: int) -> str:
    """Return the formula of the number of the first row in which something is missing; 0 where nothing is."""
    return f"=IF({gaps}=0,0,{_first_row(_counts(check, column))})"


def first_doubt_formula(check: SelfCheck) -> str:
    """Return the formula of the number of the first row with an entry that is hard to believe; 0 where none is."""
    cells = area(min(check.doubts), max(check.doubts))
    first = _first_row(cells, "(1-ISTEXT({counts}))*")  # what tables lack is said between them, in texts
    return f"=IF(SUM({cells})=0,0,{first})"


def _first_row(counts: str, only: str = "") -> str:
    return f"{_BEYOND}-SUMPRODUCT(MAX({only.format(counts=counts)}({counts}>0)*({_BEYOND}-ROW({counts}))))"


def position_formula(check: SelfCheck) -> str:
    """Return the formula of the position of the first gap's block, from 1; 1 where nothing is missing."""
    row = address(check.first_gap)
    return f"=IF({row}=0,1,MATCH({row},{_list(str(block.first + 1) for block in check.blocks)}))"


def table_aid_formula(check: SelfCheck, table: GapTable, say: Words) -> str:
    """Return the formula of the cell and the heading that are missing first in a table, else of the first wrong cell;
    blank where none is.

    Its text never ends with a blank, which a spreadsheet program may drop from a value that it keeps.
    """
    row = address(check.first_gap)
    at = f"{row}-{table.first}"
    correct = quoted(" " + _to_correct(say))
    found = f"{quoted(column_letters(table.columns[0][1]))}&{row}&{correct}"
    for slot in reversed(table.checked):
        column, line = slot.place[1], slot.place[0] - table.first
        cells = area((table.first + line, column), (table.last - (table.height - 1) + line, column))
        wrong = slot_gap(slot, at=f"INDEX({cells},{at})")
        found = f"IF({wrong}=1,{quoted(column_letters(column))}&{row}+{line}&{correct},{found})"
    for heading, column, line in reversed(table.columns):
        cells = area((table.first + line, column), (table.last - (table.height - 1) + line, column))
        place = f"{quoted(column_letters(column))}&{row}+{line}&{quoted(' ' + heading)}"
        found = f"IF(LEN(TRIM(INDEX({cells},{at})))=0,{place},{found})"
    return f'=IF(AND({row}>{table.first},{row}<={table.last + 1}),{found},"")'


def box_formula(check: SelfCheck, gaps: str, column: int, say: Words) -> str:
    """Return the formula of the box: what is missing first, as a link to it, then what is hard to believe, or that
    nothing is missing.
    """
    row, position = address(check.first_gap), address(check.position)
    blocks = check.blocks
    starts = [block.first + 1 for block in blocks]

    def look(values: Iterable[str]) -> str:
        return f"INDEX({_list(values)},{position})"

    place = f"{look(quoted(column_letters(b.column)) for b in blocks)}&{row}"
    name = look(quoted(block.name) for block in blocks)
    if any(block.needed > 1 for block in blocks):
        needed = look(str(block.needed) for block in blocks)
        first, last = look(map(str, starts)), look(str(block.last + 1) for block in blocks)
        counts = _counts(check, column)
        missing = f"SUMPRODUCT((ROW({counts})>={first})*(ROW({counts})<={last}),{counts})"
        before, between, after = (quoted(part) for part in _share(say).split("|"))
        name += f'&IF({needed}>1,{before}&{missing}&{between}&{needed}&{after},"")'
    for table in check.tables:
        inside = f"AND({row}>{table.first},{row}<={table.last + 1})"
        aid = address(table.aid)
        gap = f'FIND(" ",{aid})'
        place = f"IF({inside},LEFT({aid},{gap}-1),{place})"
        number = f"INT(({row}-{table.first + 1})/{table.height})+1"
        before, after = (quoted(part) for part in _row_name(table, say).split("|"))
        name = f"IF({inside},{before}&{number}&{after}&MID({aid},{gap}+1,60),{name})"
    lead = quoted(say("Still missing: {what}").format(what=""))
    link = f'HYPERLINK("#"&{place},{lead}&{name})'
    complete = quoted(say("Nothing missing"))
    if check.doubts:
        doubt = address(check.first_doubt)
        at = f"MATCH({doubt},{_list(map(str, starts))})"
        columns = _list(quoted(column_letters(block.doubted[1])) for block in blocks)
        what = _list(quoted(block.doubted[0]) for block in blocks)
        place = f"INDEX({columns},{at})&{doubt}"
        again = quoted(say("Look again at: {what}").format(what=""))
        complete = f'IF({doubt}=0,{complete},HYPERLINK("#"&{place},{again}&INDEX({what},{at})))'
    return f"=IF({gaps}=0,{complete},{link})"


def first_gap(gaps: Mapping[int, int]) -> int:
    """Return what ``first_gap_formula`` shows: the first row with a gap, from 1; 0 where there is none."""
    return min((row + 1 for row, count in gaps.items() if count > 0), default=0)


def position(check: SelfCheck, first: int) -> int:
    """Return what ``position_formula`` shows, for the row of the first gap."""
    return max(1, sum(1 for block in check.blocks if block.first < first))


def table_aid(table: GapTable, first: int, blank: Mapping[Place, bool], wrong: Mapping[Place, bool], say: Words) -> str:
    """Return what ``table_aid_formula`` shows; ``blank`` and ``wrong``: which cells of the table hold nothing, or
    something that cannot be used.
    """
    if not table.first < first <= table.last + 1:
        return ""
    for heading, column, line in table.columns:
        if blank.get((first - 1 + line, column), True):
            return f"{column_letters(column)}{first + line} {heading}"
    for slot in table.checked:
        place = first - 1 + slot.place[0] - table.first, slot.place[1]
        if wrong.get(place, False):
            return f"{address(place)} {_to_correct(say)}"
    return f"{column_letters(table.columns[0][1])}{first} {_to_correct(say)}"


def first_doubt(doubts: Mapping[Place, int]) -> int:
    """Return what ``first_doubt_formula`` shows, of the counts by cell."""
    return min((place[0] + 1 for place, count in doubts.items() if count), default=0)


def box_text(check: SelfCheck, gaps: Mapping[int, int], aids: Sequence[str], doubt: int, say: Words) -> str:
    """Return what ``box_formula`` shows; ``aids``: what the aids of the tables show, ``doubt``: the first such row."""
    first = first_gap(gaps)
    if first == 0 and doubt:
        return say("Look again at: {what}").format(what=check.blocks[position(check, doubt) - 1].doubted[0])
    if first == 0:
        return say("Nothing missing")
    return say("Still missing: {what}").format(what=_name(check, gaps, aids, say))


def _name(check: SelfCheck, gaps: Mapping[int, int], aids: Sequence[str], say: Words) -> str:
    first = first_gap(gaps)
    for table, aid in zip(check.tables, aids, strict=True):
        if aid:
            number = (first - 1 - table.first) // table.height + 1
            before, after = _row_name(table, say).split("|")
            return f"{before}{number}{after}{aid.partition(' ')[2]}"
    block = check.blocks[position(check, first) - 1]
    if block.needed <= 1:
        return block.name
    missing = sum(count for row, count in gaps.items() if block.first <= row <= block.last)
    before, between, after = _share(say).split("|")
    return f"{block.name}{before}{missing}{between}{block.needed}{after}"


def _share(say: Words) -> str:
    return say(" ({missing}/{needed})").format(missing="|", needed="|")


def _to_correct(say: Words) -> str:
    """Return what is said of a row in which nothing is missing and something cannot be used."""
    return say("correct the red cell")


def _row_name(table: GapTable, say: Words) -> str:
    return say("{table}, row {row}: ").format(table=table.name, row="|")


def _counts(check: SelfCheck, column: int) -> str:
    return area((check.rows[0], column), (check.rows[1], column))


def _list(values: Iterable[str]) -> str:
    return "{" + ",".join(values) + "}"


def in_order(blocks: Iterable[GapBlock]) -> tuple[GapBlock, ...]:
    """Return the blocks from the top down."""
    return tuple(sorted(blocks, key=lambda block: block.first))
