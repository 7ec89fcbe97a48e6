"""Notice cells of a record that are not what the other records have in their columns: exchanged ones, and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.checks.plausibility.remarks.told import numbers
from xlsappraise.returned.checks.plausibility.twice import column_of, folded
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes import Table, TableColumn
from xlsappraise.typed.entries import Entry

Record = dict[str, Entry]

CODE = re.compile(r"[a-z]{0,6}[-–/_]?\d[\d\-–/_a-z]{4,}")
"""A number of a phone, an order, a contract: no words in it"""
MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
WORDS = re.compile("[\u4e00-\u9fff][^0-9]*[\u4e00-\u9fff]")
NO_NUMBER = re.compile("[同见无未没不]|保密|空号|停机|关机|微信|旺旺|匿名")
"""What stands for a number that nobody has, or that is elsewhere"""
USUAL = 2
"""The other records that show what a column holds"""
FEWEST = 3
"""The other figures of a column from which on one stands out"""
TIMES = 10
TELLS_WHY = re.compile("[慢久迟晚拖]|等|超时|延误|高峰|大单|批量")
"""What a record says that has an unusual figure for a reason"""


def columns_exchanged(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record with words where a number belongs, and the number where words belong.

    What belongs where is told by the columns of phone numbers, and by the other records.
    """
    for table, records in _tables(returned):
        texts = [column for column in table.columns if column.type == "text"]
        for record in records:
            others = [other for other in records if other is not record]
            found = _exchanged(texts, record, others)
            if found is not None:
                coded, worded = found
                yield problem(
                    "cells-exchanged", sheet=returned.name, cell=coded.cell, label=coded.slot.full_label,
                    found=coded.value, other=worded.slot.label, place=worded.cell, expected=worded.value,
                )  # fmt: skip


def _exchanged(texts: list[TableColumn], record: Record, others: list[Record]) -> tuple[Entry, Entry] | None:
    """Return the cell that should hold a number, and the one that holds it."""
    for coded in texts:
        said = _said(record, coded)
        if not WORDS.fullmatch(said) or NO_NUMBER.search(said):
            continue
        for worded in texts:
            number = _said(record, worded)
            if worded is coded or worded.phone or not CODE.fullmatch(number):
                continue
            calls = coded.phone and MOBILE.fullmatch(number) is not None
            if (calls or _all_codes(others, coded)) and _all_words(others, worded):
                return record[coded.id], record[worded.id]
    return None


def _all_codes(records: list[Record], column: TableColumn) -> bool:
    said = [text for record in records if (text := _said(record, column))]
    return len(said) >= USUAL and all(CODE.fullmatch(text) for text in said)


def _all_words(records: list[Record], column: TableColumn) -> bool:
    """Return whether no other record has a number in a column; a number may be a customer's name for himself."""
    return not any(CODE.fullmatch(_said(record, column)) for record in records) and len(records) >= 1


def _said(record: Record, column: TableColumn) -> str:
    return folded(record[column.id]) if column.id in record and not record[column.id].blank else ""


def figures_out_of_line(returned: Returned) -> Iterator[Problem]:
    """Yield a note per figure that is ten times the largest other one of its column, where no text says why."""
    for table, records in _tables(returned):
        for column in table.columns:
            if column.type not in ("number", "integer", "percent") or column.max is not None:
                continue
            filled = [
                (entry.value, entry, record)
                for record in records
                if (entry := record.get(column.id)) is not None and isinstance(entry.value, float) and entry.value > 0
            ]
            if len(filled) <= FEWEST:
                continue
            *others, (largest, entry, record) = sorted(filled, key=lambda one: one[0])
            if largest < TIMES * others[-1][0] or _explained(record, largest):
                continue
            low, high = shown(entry.slot, others[0][0]), shown(entry.slot, others[-1][0])
            yield problem(
                "figure-out-of-line", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=shown(entry.slot, largest),
                expected=phrase("the other rows say {low} to {high}", low=low, high=high),
            )  # fmt: skip


def _explained(record: Record, value: float) -> bool:
    """Return whether a text of the record tells the figure, or a reason for it."""
    said = [folded(entry) for entry in record.values() if entry.slot.type == "text" and not entry.blank]
    return any(TELLS_WHY.search(text) or plain(value) in [plain(n.value) for n in numbers(text)] for text in said)


def _tables(returned: Returned) -> Iterator[tuple[Table, list[Record]]]:
    every = table_rows(returned)
    for table in returned.issued.blueprint.form.tables:
        yield (
            table,
            [{column_of(e): e for e in row} for (of, _row), row in every.items() if of == table.id and begun(row)],
        )
