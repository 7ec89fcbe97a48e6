"""Notice a record that is in a log twice, and one that two logs of a form tell otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.i18n import Fact, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.tables import Rows, begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes import Table, TableColumn
from xlsappraise.typed.entries import Entry

NOBODY = frozenset(("", "匿名", "不详", "未知", "无", "没有", "-", "—", "/", "anonymous", "unknown", "none", "n/a"))
"""Texts that tell nobody and nothing apart, folded: two customers without a name may give the same marks"""


Content = tuple[tuple[str, str], ...]
"""What cells say, by column"""
LONG = 25
"""A column of texts so wide, or one whose texts are listed, tells what happened and not of what"""
KNOWN_BY = 3
"""The least cells by which two records are known to be one: a day, a name, a number"""
_IDENTITIES = ("date", "text", "person")
"""The types of columns that say of what a record is"""
RETOLD = 0.6
"""The share of the shorter text that a text about the same matter has in common with it"""
_APART = re.compile(r"\d+|[左右上下前后内外大小东南西北一二三四五六七八九十甲乙丙]")
"""What tells two things of a kind apart"""


def row_twice(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record whose cells, blanks and spaces aside, are those of another row; all its rows are named.

    Only records with a text that says which one it is: an order, a customer, what happened. Where a day and at least
    two names or numbers say it, what happened may be told in other words.
    """
    same: dict[tuple[str, Content], list[tuple[int, Entry]]] = defaultdict(list)
    every = table_rows(returned)
    for (table, row), entries in every.items():
        told = [e for e in entries if e.slot.type == "text" and folded(e) not in NOBODY]
        if begun(entries) and told and readable(entries):
            same[table, _content(entries)].append((row, told[0]))
    for (table, _cells), found in same.items():
        if len(found) > 1:
            yield said_twice(
                returned, table, [row for row, _entry in found], found[0][1], found[1][1], phrase("every cell")
            )
    for table_ in returned.issued.blueprint.form.tables:
        yield from _in_other_words(returned, table_, every)


def _in_other_words(returned: Returned, table: Table, every: Rows) -> Iterator[Problem]:
    """Yield a note per record of a table that is there again and tells the same matter in other words."""
    known_by = [column for column in table.columns if not tells(column)]
    names = {column.id for column in known_by}
    alike: dict[Content, list[tuple[int, list[Entry]]]] = defaultdict(list)
    for (of, row), entries in every.items():
        if of == table.id and begun(entries) and readable(entries) and _known(entries, known_by):
            alike[_content([e for e in entries if column_of(e) in names])].append((row, entries))
    for (first, entries), *others in alike.values():
        again = [(row, other) for row, other in others if _retold(entries, other)]
        if again:
            cells, before = ({column_of(entry): entry for entry in found} for found in (again[0][1], entries))
            known = [c for c in known_by if c.type in _IDENTITIES and not cells[c.id].blank]
            told = next(column.id for column in known if column.type == "text")
            rows, where = [first, *(row for row, _other in again)], tuple(column.label for column in known)
            yield said_twice(returned, table.id, rows, before[told], cells[told], where)


def said_twice(returned: Returned, table: str, rows: list[int], first: Entry, again: Entry, where: Fact) -> Problem:
    """Return the note on rows of a table that are the same in some columns."""
    return problem(
        "row-twice", sheet=returned.name, cell=again.cell, label=returned.issued.blueprint.form.table(table).title,
        rows=tuple(str(row) for row in rows), found=first.value, where=where,
    )  # fmt: skip


def tells(column: TableColumn) -> bool:
    """Return whether a column tells what happened in free words."""
    return column.type == "text" and not column.phone and (column.listed or column.width >= LONG)


def _known(entries: list[Entry], columns: list[TableColumn]) -> bool:
    """Return whether a record says by a day and by names or numbers which one it is."""
    filled = {column_of(entry) for entry in entries if folded(entry) not in NOBODY}
    types = [column.type for column in columns if column.id in filled and column.type in _IDENTITIES]
    return len(types) >= KNOWN_BY and "date" in types and "text" in types


def _retold(entries: list[Entry], others: list[Entry]) -> bool:
    """Return whether two records differ, and each two texts of theirs are about the same or one of them is blank."""
    pairs = [(folded(one), folded(other)) for one, other in zip(entries, others, strict=True)]
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    return bool(differing) and all(_same_matter(*sorted(pair, key=len)) for pair in differing)


def _same_matter(short: str, long: str) -> bool:
    """Return whether a text repeats most of another's characters, and neither names what the other lacks."""
    mine, other = (set(_APART.findall(text)) for text in (short, long))
    return not short or (
        len(set(short) & set(long)) >= RETOLD * len(set(short)) and not (mine - other and other - mine)
    )


def records_disagree(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record of a table that another table of the form names by the same key and tells otherwise.

    The key is the first text that both tables ask for, such as the number of a contract; what they ask for besides
    must be the same.
    """
    form = returned.issued.blueprint.form
    texts = {one.id: [column.id for column in one.columns if column.type == "text"] for one in form.tables}
    seen: dict[tuple[str, str, str], tuple[str, Entry]] = {}
    for (table, _row), entries in table_rows(returned).items():
        others = [columns for other, columns in texts.items() if other != table]
        shared = [name for name in texts[table] if any(name in columns for columns in others)]
        cells = {entry.slot.id.rpartition(".")[2]: entry for entry in entries if not entry.blank}
        if not begun(entries) or not shared or shared[0] not in cells:
            continue
        key = folded(cells[shared[0]])
        for name in shared[1:]:
            if name not in cells or folded(cells[name]) in NOBODY:
                continue
            first, before = seen.setdefault((shared[0], key, name), (table, cells[name]))
            if first != table and folded(before) != folded(cells[name]):
                yield problem(
                    "records-disagree", sheet=returned.name, cell=cells[name].cell, label=cells[name].slot.full_label,
                    found=cells[name].value, expected=before.value, other=before.cell, place=before.slot.full_label,
                    key=cells[shared[0]].value,
                )  # fmt: skip


def readable(entries: list[Entry]) -> bool:
    """Return whether every cell that is filled in was understood."""
    return all(entry.value is not None or entry.blank for entry in entries)


def _content(entries: list[Entry]) -> Content:
    return tuple(sorted((column_of(entry), folded(entry)) for entry in entries))


def folded(entry: Entry) -> str:
    """Return what a cell says, without blanks and case."""
    return fold(str("" if entry.value is None else entry.value)).casefold()


def column_of(entry: Entry) -> str:
    """Return the id of a cell's column."""
    return entry.slot.id.rpartition(".")[2]
