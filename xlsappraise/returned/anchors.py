"""The current rows of the rows of an issued form, found by the hidden key, else by the row's own texts.

A row without either is taken to be at its issued place if no other row has moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.store.issued import Issued
from xlsappraise.xlsx.cell import BLANK
from xlsappraise.xlsx.sheet import SheetReading

KeyRows = Mapping[str, list[int]]
_FEW = 2  # number of texts in another column that may equal keys by chance


def keys_in(sheet: SheetReading, column: int | None) -> KeyRows:
    """Return the texts of a column with their rows."""
    rows: dict[str, list[int]] = defaultdict(list)
    for at, cell in sheet.cells.items():
        if at[1] == column and isinstance(cell.value, str):
            rows[cell.value].append(at[0])
    return rows


def key_column(issued: Issued, sheet: SheetReading, key_rows: KeyRows) -> int | None:
    """Return the column that holds most of the issued keys; ``key_rows``: the texts of the issued key column."""
    keys = issued.keys
    column = issued.blueprint.key_column
    held = sum(1 for key in keys if key in key_rows)
    if 2 * held >= len(keys):
        return column
    counts = Counter(at[1] for at, cell in sheet.cells.items() if isinstance(cell.value, str) and cell.value in keys)
    best, count = max(counts.items(), key=lambda item: (item[1], item[0] == column), default=(column, 0))
    if count > max(held, _FEW):
        return best
    return column if held else None


def rows_now(issued: Issued, sheet: SheetReading, key_rows: KeyRows, column: int | None) -> dict[int, int]:
    """Return issued row → current row, without rows that are not found."""
    found = {row: key_rows[key][0] for key, row in issued.keys.items() if key in key_rows}
    if len(found) == len(issued.keys):
        return found
    taken = {row for key in issued.keys for row in key_rows.get(key, ())}
    lost = [row for row in issued.keys.values() if row not in found]
    found.update(_by_texts(issued, sheet, lost, taken))
    if all(row == now for row, now in found.items()):
        taken.update(found.values())
        found.update({row: row for row in lost if row not in taken and _as_issued(issued, sheet, row, column)})
    return {row: found[row] for row in issued.keys.values() if row in found}


def _by_texts(issued: Issued, sheet: SheetReading, lost: Iterable[int], taken: set[int]) -> dict[int, int]:
    """Find rows by locked texts: a current row is the issued row with the most texts, all of which it contains."""
    signatures = _signatures(issued)
    unique = Counter(signatures.values())
    wanted = {row: signatures[row] for row in lost if row in signatures and unique[signatures[row]] == 1}
    claims: dict[int, list[int]] = defaultdict(list)
    for now, texts in _texts_by_row(sheet, taken).items():
        fitting = [row for row, signature in wanted.items() if signature <= texts]
        largest = max((len(wanted[row]) for row in fitting), default=0)
        best = [row for row in fitting if len(wanted[row]) == largest]
        if len(best) == 1:
            claims[best[0]].append(now)
    return {row: now[0] for row, now in claims.items() if len(now) == 1}


def _signatures(issued: Issued) -> dict[int, frozenset[str]]:
    """Return the locked texts and numbers of each issued row that has a text."""
    found: dict[int, set[str]] = defaultdict(set)
    worded: set[int] = set()
    for at, cell in issued.locked.items():
        if cell.formula is None and at[1] != issued.blueprint.key_column and at not in issued.blueprint.entry_places:
            if isinstance(cell.value, str):
                worded.add(at[0])
            found[at[0]].add(_folded(cell.value))
    return {row: frozenset(texts) for row, texts in found.items() if row in worded}


def _texts_by_row(sheet: SheetReading, taken: set[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for at, cell in sheet.cells.items():
        if at[0] not in taken and cell.formula is None and cell.value is not None:
            found[at[0]].add(_folded(cell.value))
    return found


def _folded(value: float | str | bool | None) -> str:
    return plain(value) if isinstance(value, float) else fold(str(value))


def _as_issued(issued: Issued, sheet: SheetReading, row: int, column: int | None) -> bool:
    """Return whether a row may be at its issued place: it has no other key, and a locked cell is unchanged."""
    if column is not None and (row, column) in sheet.cells:
        return False
    for at, cell in issued.locked.items():
        if at[0] == row and at[1] != issued.blueprint.key_column:
            now = sheet.cells.get(at, BLANK)
            if now is not BLANK and (now.formula, now.formula or now.value) == (
                cell.formula,
                cell.formula or cell.value,
            ):
                return True
    return False
