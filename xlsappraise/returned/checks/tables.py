"""Check that the rows of a form's tables are complete, enough, and inside the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.locked import content_text
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.cell import Cell

Rows = dict[tuple[str, int], list[Entry]]


def table_rows(returned: Returned) -> Rows:
    """Return the entries of each table row that was found, by table and row."""
    rows: Rows = defaultdict(list)
    for entry in returned.entries.values():
        if entry.slot.table is not None and entry.slot.row is not None:
            rows[entry.slot.table, entry.slot.row].append(entry)
    return rows


def begun(row: list[Entry]) -> bool:
    """Return whether a row counts: one of its required columns is filled in."""
    return any(entry.slot.required and not entry.blank for entry in row)


def tables(returned: Returned) -> Iterator[Problem]:
    """Yield blanks in rows that count, rows that do not count, and tables with too few rows or too many."""
    counted: dict[str, int] = defaultdict(int)
    for (table, _number), row in table_rows(returned).items():
        if begun(row):
            counted[table] += 1
            yield from _blanks(returned, row)
        else:
            yield from _uncounted(returned, row)
    for form_table in returned.issued.blueprint.form.tables:
        if counted[form_table.id] < form_table.least and not returned.untouched:
            first = returned.issued.blueprint.slots_by_id[f"{form_table.id}.1.{form_table.columns[0].id}"]
            at = returned.now(first.place)
            yield problem(
                "table-too-short", sheet=returned.name, cell=address(at) if at else None, label=form_table.title,
                found=counted[form_table.id], expected=form_table.least,
            )  # fmt: skip


def _blanks(returned: Returned, row: list[Entry]) -> Iterator[Problem]:
    for entry in row:
        if entry.slot.required and entry.blank:
            label = entry.slot.full_label
            yield problem("missing-input", sheet=returned.name, cell=entry.cell, label=label, hint="")


def _uncounted(returned: Returned, row: list[Entry]) -> Iterator[Problem]:
    filled = [entry for entry in row if not entry.blank]
    if filled:
        yield problem(
            "row-not-counted", sheet=returned.name, cell=filled[0].cell, label=filled[0].slot.hint,
            found=filled[0].value,
        )  # fmt: skip


def overflowing(returned: Returned) -> dict[Place, tuple[str, Cell]]:
    """Return the cells of rows that were added inside or just below a table: place → (table id, cell)."""
    keys = returned.issued.keys
    areas = {
        table.id: (returned.rows.get(keys[f"{table.id}.1"]), returned.rows.get(keys[f"{table.id}.{table.rows}"]))
        for table in returned.issued.blueprint.form.tables
    }
    keyed = {row for rows in returned.key_rows.values() for row in rows} | set(returned.rows.values())
    found: dict[Place, tuple[str, Cell]] = {}
    for table, (first, last) in areas.items():
        if first is None or last is None:
            continue
        below = min((row for row in keyed if row > last), default=last + 1)
        for at, cell in returned.sheet.cells.items():
            inside = first <= at[0] < below and at[0] not in keyed
            if inside and cell.kind != "blank" and str(cell.value).strip():
                found[at] = (table, cell)
    return found


def extra_rows(returned: Returned) -> Iterator[Problem]:
    """Yield one error per row that was added to a table."""
    scheme = returned.issued.blueprint.form
    seen: set[int] = set()
    for at, (table_id, cell) in sorted(overflowing(returned).items()):
        if at[0] not in seen:
            seen.add(at[0])
            table = scheme.table(table_id)
            yield problem(
                "table-too-long", sheet=returned.name, cell=address(at), label=table.title, found=content_text(cell),
                expected=table.rows,
            )  # fmt: skip
