"""Notice a record that is in a log twice, and one that two logs of a form tell otherwise."""

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
        key = _folded(cells[shared[0]])
        for name in shared[1:]:
            if name not in cells or _folded(cells[name]) in NOBODY:
                continue
            first, before = seen.setdefault((shared[0], key, name), (table, cells[name]))
            if first != table and _folded(before) != _folded(cells[name]):
                yield problem(
                    "records-disagree", sheet=returned.name, cell=cells[name].cell, label=cells[name].slot.full_label,
                    found=cells[name].value, expected=before.value, other=before.cell, key=cells[shared[0]].value,
                )  # fmt: skip


def _folded(entry: Entry) -> str:
    return fold(str("" if entry.value is None else entry.value)).casefold()
