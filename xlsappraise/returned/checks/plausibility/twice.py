"""Notice a record that is in a log twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

NOBODY = frozenset(("", "匿名", "不详", "未知", "无", "没有", "-", "—", "/", "anonymous", "unknown", "none", "n/a"))
"""Texts that tell nobody and nothing apart, folded: two customers without a name may give the same marks"""


def row_twice(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record whose cells, blanks and spaces aside, are those of another row; all its rows are named.

    Only records with a text that says which one it is: an order, a customer, what happened.
    """
    same: dict[tuple[str, tuple[tuple[str, str], ...]], list[tuple[int, Entry]]] = defaultdict(list)
    for (table, row), entries in table_rows(returned).items():
        told = [e for e in entries if e.slot.type == "text" and fold(str(e.value or "")).casefold() not in NOBODY]
        if begun(entries) and told and all(entry.value is not None or entry.blank for entry in entries):
            content = tuple(sorted((e.slot.id.rpartition(".")[2], _folded(e)) for e in entries))
            same[table, content].append((row, told[0]))
    for (table, _content), found in same.items():
        if len(found) > 1:
            title = returned.issued.blueprint.form.table(table).title
            again = found[1][1]
            rows = tuple(str(row) for row, _entry in found)
            yield problem(
                "row-twice", sheet=returned.name, cell=again.cell, label=title, rows=rows, found=found[0][1].value
            )


def _folded(entry: Entry) -> str:
    return fold(str("" if entry.value is None else entry.value)).casefold()
