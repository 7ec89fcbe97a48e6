"""Which rows of a list are people: not blank ones, totals, notes, group titles or headings that are repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xlsappraise.roster.people import COLUMNS, ROSTER
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.values import holds, text_of
from xlsappraise.typed.words import key

_NO_PERSON = re.compile(
    r"(合计|总计|小计|共计|汇总|总人数|人数|共\d+人|备注|附注|注\d*[:：.、]|说明|填表|制表|编制|审核|审批|批准|日期[:：]"
    r"|total|subtotal|sum|notes?\b|remarks?\b|prepared|approved)",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 24
_MANY = 3
"""A row without number and name but with so many entries is a person whose number was forgotten"""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of people, those that were left out, and those below the last person that a column was filled into."""

    people: tuple[int, ...]
    left_out: tuple[int, ...]
    filled_down: tuple[int, ...]


def rows_of(table: HeadedTable) -> Rows:
    """Sort the rows below the headings; blank ones are in none of the three."""
    people: list[int] = []
    unnamed: list[tuple[int, int]] = []
    left_out: list[int] = []
    for row, filled in _filled(table):
        number, name = table.text(row, "employee_id"), table.text(row, "name")
        if not number and not name:
            unnamed.append((row, filled))
        elif _is_person(table, row, number, name):
            people.append(row)
        else:
            left_out.append(row)
    last = people[-1] if people else -1
    forgotten = [row for row, filled in unnamed if row < last and filled >= _MANY]
    left_out += [row for row, filled in unnamed if row < last and filled < _MANY]
    below = [row for row, _filled in unnamed if row > last]
    return Rows(tuple(sorted([*people, *forgotten])), tuple(sorted(left_out)), tuple(below))


def _filled(table: HeadedTable) -> Iterator[tuple[int, int]]:
    """Yield the rows with entries in columns of the list, and how many there are."""
    for row in table.rows:
        filled = sum(holds(table.own(row, name)) for name in table.columns)
        if filled:
            yield row, filled


def _is_person(table: HeadedTable, row: int, number: str, name: str) -> bool:
    if _NO_PERSON.match(number) or (not number and _NO_PERSON.match(name)):
        return False
    if key(number) in _repeated("employee_id") or key(name) in _repeated("name"):
        return False
    others = [holds(table.own(row, column)) for column in table.columns if column not in ("employee_id", "name")]
    if name and (number or any(others)):
        return True
    alone = key(text_of(table.own(row, "employee_id")))
    short = 0 < len(alone) <= _LONGEST_NUMBER
    return short and (any(others) or (alone.isascii() and any(c.isdigit() for c in alone)))


@cache
def _repeated(column: str) -> frozenset[str]:
    return frozenset((key(COLUMNS[column]), *map(key, ROSTER[column].aliases)))
