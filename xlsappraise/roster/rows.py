"""Which rows of a list are people: not blank ones, totals, notes, group titles or headings that are repeated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.typed import HeadedTable
from xlsappraise.typed.values import holds, text_of
from xlsappraise.typed.words import key

_NO_PERSON = re.compile(
    r"(合计|总计|小计|共计|汇总|总人数|人数|共\d+人|备注|附注|注\d*[:.、]|说明|填表|制表|编制|审核|审批|批准|日期:"
    r"|\([^()]*\)$|\[[^\[\]]*\]$|【[^【】]*】$"
    r"|(?:grand |sub-?)?totals?\b|sum\b|notes?\b|remarks?\b|prepared\b|approved\b)",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"[(\[【]?(例[:如]|示例|样例|举例|必填|选填|examples?\b|e\.g\b|required\b|optional\b)", re.IGNORECASE
)
"""What begins a row of hints or an example, however many of its cells are filled in"""
_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
"""Blanks within Chinese words, such as 合　计"""
_LONGEST_NUMBER = 24
_MANY = 3
"""A row without number and name but with so many entries is a person whose number was forgotten"""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of people, those that were left out, and those below the last person that a column was filled into.

    ``headings``: rows that repeat the headings, but above other columns.
    """

    people: tuple[int, ...]
    left_out: tuple[int, ...]
    filled_down: tuple[int, ...]
    headings: tuple[int, ...] = ()


def rows_of(table: HeadedTable) -> Rows:
    """Sort the rows below the headings; blank ones are in none of them."""
    people: list[int] = []
    unnamed: list[tuple[int, int]] = []
    left_out: list[int] = []
    headings: list[int] = []
    alone: set[int] = set()
    for row, filled in _filled(table):
        number, name = table.text(row, "employee_id"), table.text(row, "name")
        if not number and not name:
            unnamed.append((row, filled))
        elif _is_heading(table, number) or _is_heading(table, name):
            (left_out if _repeats(table, row) else headings).append(row)
        elif _is_person(table, row, number, name):
            people.append(row)
            if filled == 1:
                alone.add(row)
        else:
            left_out.append(row)
    below: list[int] = []
    while len(people) > len(below) and people[-1 - len(below)] in alone:
        below.append(people[-1 - len(below)])
    if len(below) < len(people):  # numbers alone below the last person were filled down
        people = people[: len(people) - len(below)]
    else:
        below = []
    last = people[-1] if people else -1
    forgotten = [row for row, filled in unnamed if row < last and filled >= _MANY]
    left_out += [row for row, filled in unnamed if row < last and filled < _MANY]
    below += [row for row, _filled in unnamed if row > last]
    return Rows(
        tuple(sorted([*people, *forgotten])), tuple(sorted(left_out)), tuple(sorted(below)), tuple(headings)
    )  # fmt: skip


def _is_heading(table: HeadedTable, text: str) -> bool:
    """Return whether a text is a heading of one of the columns that mark the row of headings."""
    if not text:
        return False
    column = table.headed.by_heading.get(key(text))
    if column is not None:
        return column.id in table.headed.anchors
    return any(text == table.headings[name].text for name in table.headed.anchors if name in table.headings)


def _repeats(table: HeadedTable, row: int) -> bool:
    """Return whether no cell of a row of headings names another column than the headings above."""
    for name, heading in table.headings.items():
        text = table.text(row, name)
        column = table.headed.by_heading.get(key(text))
        if column is not None and column.id != name and text != heading.text:
            return False
    return True


def _filled(table: HeadedTable) -> Iterator[tuple[int, int]]:
    """Yield the rows with entries in columns of the list, and how many there are."""
    for row in table.rows:
        filled = sum(holds(table.own(row, name)) for name in table.columns)
        if filled:
            yield row, filled


def _is_person(table: HeadedTable, row: int, number: str, name: str) -> bool:
    others = [holds(table.own(row, column)) for column in table.columns if column not in ("employee_id", "name")]
    whole = bool(number and name) and sum(others) >= _MANY  # a person's row, whatever the number looks like
    if _HINT.match(_plain(number)) or _HINT.match(_plain(name)):
        return False
    if not whole and (_NO_PERSON.match(_plain(number)) or (not number and _NO_PERSON.match(_plain(name)))):
        return False
    if name and (number or any(others)):
        return True
    alone = key(text_of(table.own(row, "employee_id")))
    short = 0 < len(alone) <= _LONGEST_NUMBER
    return short and (any(others) or (alone.isascii() and any(c.isdigit() for c in alone)))


def _plain(text: str) -> str:
    """Return a text with half-width characters, without blanks within Chinese words."""
    return text if text.isascii() else _BLANKS.sub("", unicodedata.normalize("NFKC", text))
