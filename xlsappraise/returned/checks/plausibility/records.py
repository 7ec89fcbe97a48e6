"""Notice records that lack what the scheme needs of them: a word's details, an answer that counts, enough of them."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes import Table, table_slot
from xlsappraise.typed.entries import Entry
from xlsappraise.xlsx.address import address


def record_incomplete(returned: Returned) -> Iterator[Problem]:
    """Yield a note per cell that is blank although a word of its row needs it, and per record that answers nothing.

    A record answers nothing where a criterion counts several columns and none of them has an answer that counts.
    """
    form = returned.issued.blueprint.form
    measured = {
        pairs: criterion.title
        for criterion in form.criteria
        for rule in criterion.rules
        if len(pairs := rule.table_columns()) > 1
    }
    for (table_id, row), entries in table_rows(returned).items():
        if not begun(entries):
            continue
        table, cells = form.table(table_id), {entry.slot.id.rpartition(".")[2]: entry for entry in entries}
        yield from _needed(returned, table, cells)
        for pairs, title in measured.items():
            of_rule = [cells[column] for name, column in pairs if name == table_id and column in cells]
            if of_rule and not any(entry.blank or _counts(table, entry) for entry in of_rule):
                said = tuple(f"{entry.slot.label} {entry.value}" for entry in of_rule)
                yield problem(
                    "record-without-answer", sheet=returned.name, cell=of_rule[0].cell, row=row, label=title, found=said
                )


def _needed(returned: Returned, table: Table, cells: dict[str, Entry]) -> Iterator[Problem]:
    for column in table.columns:
        entry, word = cells.get(column.id), cells.get(column.needed_by or "")
        if entry is not None and entry.blank and word is not None and word.value in column.needed_for:
            yield problem(
                "record-cell-blank", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                other=word.slot.label, found=word.value,
            )  # fmt: skip


def _counts(table: Table, entry: Entry) -> bool:
    """Return whether a word is worth something or nothing; one without a worth says that the column does not apply."""
    column = next(one for one in table.columns if one.id == entry.slot.id.rpartition(".")[2])
    worth = {choice.label: choice.worth for choice in column.choices or ()}
    return not isinstance(entry.value, str) or worth.get(entry.value) is not None


def records_few(returned: Returned) -> Iterator[Problem]:
    """Yield a note per table with fewer records than the scheme asks for; too few to count is an error elsewhere.

    Nobody is asked about somebody who was there for a part of the period.
    """
    blueprint, rows = returned.issued.blueprint, table_rows(returned)
    for table in blueprint.form.tables if blueprint.stay is None and not returned.untouched else ():
        filled = [row for (name, row), entries in rows.items() if name == table.id and begun(entries)]
        if table.least <= len(filled) < table.asked:
            last = blueprint.slots_by_id[table_slot(table.id, max(filled, default=1), table.columns[0].id)]
            at = returned.now(last.place)
            yield problem(
                "records-few", sheet=returned.name, cell=address(at) if at else None, label=table.title,
                found=len(filled), expected=table.asked,
            )  # fmt: skip
