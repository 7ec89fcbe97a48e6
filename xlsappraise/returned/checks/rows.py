"""Check that every row of the form exists once, at its place, visible, with its key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import address


def rows(returned: Returned) -> Iterator[Problem]:
    """Yield missing and repeated rows (errors), lost keys and moved rows (one warning each)."""
    for key, row in returned.issued.keys.items():
        found = returned.key_rows.get(key, [])
        if len(found) == 1 or (not found and row in returned.rows):
            continue
        label = returned.issued.label((row, 0))
        if not found:
            yield problem("row-missing", sheet=returned.name, expected=label, cell=_whole_row(row))
        else:
            shown = tuple(now + 1 for now in sorted(found))
            cell = _whole_row(sorted(found)[1])
            yield problem("row-duplicated", sheet=returned.name, expected=label, found=shown, cell=cell)
    yield from _lost_keys(returned)
    if returned.rows_moved:
        yield problem("rows-moved", sheet=returned.name)


def _lost_keys(returned: Returned) -> Iterator[Problem]:
    blueprint = returned.issued.blueprint
    unkeyed = returned.unkeyed
    if not returned.reading.tokens:  # the form number is a key too; its absence has a finding of its own
        key = blueprint.key_column
        unkeyed = tuple(row for row in unkeyed if blueprint.stamped.get((row, key)) != "token")
    if unkeyed:
        places = [returned.now((row, blueprint.key_column)) for row in unkeyed]
        cells = [address(at) for at in places if at is not None]
        rows_shown = [str(returned.rows[row] + 1) for row in unkeyed]
        yield problem(
            "row-keys-missing", sheet=returned.name, cell=cells[0] if cells else None,
            found=tuple(cells or rows_shown),
        )  # fmt: skip


def hidden_rows(returned: Returned) -> Iterator[Problem]:
    """Yield one warning for hidden rows of the form, and one for a filter.

    Rows of a table without an entry hide nothing; those that a table may need later are issued hidden.
    """
    if returned.sheet.filtered is not None:
        cell = returned.sheet.filtered.partition(":")[0] or None
        yield problem("filter-on", sheet=returned.name, cell=cell, found=returned.sheet.filtered)
    if not returned.sheet.hidden_rows:
        return
    form_rows = {now: row for row, now in returned.rows.items()}
    blank = _blank_entries(returned)
    hidden = [row for row in returned.sheet.hidden_rows if row in form_rows and form_rows[row] not in blank]
    if hidden:
        shown = tuple(row + 1 for row in hidden)
        yield problem("rows-hidden", sheet=returned.name, cell=_whole_row(hidden[0]), found=shown)


def _blank_entries(returned: Returned) -> set[int]:
    """Return the issued rows of those entries of tables in which nothing is filled in."""
    rows: dict[tuple[str, int], set[int]] = defaultdict(set)
    for slot in returned.issued.blueprint.slots:
        if slot.table is not None and slot.row is not None:
            rows[slot.table, slot.row].add(slot.place[0])
    filled = {(e.slot.table, e.slot.row) for e in returned.entries.values() if not e.blank}
    return {row for entry, found in rows.items() if entry not in filled for row in found}


def _whole_row(row: int) -> str:
    return f"{row + 1}:{row + 1}"
