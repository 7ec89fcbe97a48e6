"""The current rows of the rows of an issued form, found by the hidden key, else by the row's own texts.

A row without either is taken to be at its issued place if no other row has moved. A row whose texts others have too
is found beside its neighbours.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.forms.frozen import Locked
from xlsappraise.store.issued import Issued
from xlsappraise.xlsx.cell import BLANK, Cell
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
    signatures = _signatures(issued)
    unique = Counter(signatures.values())
    own = {row: signatures[row] for row in lost if row in signatures and unique[signatures[row]] == 1}
    found.update(_by_texts(own, sheet, taken))
    taken.update(found.values())
    unmoved = all(row == now for row, now in found.items())
    found.update(
        _beside(_IssuedRows(issued, sheet, column, signatures), [row for row in lost if row not in own], found, taken)
    )
    if unmoved:
        rest = _IssuedRows(issued, sheet, column, {})
        found.update({row: row for row in lost if row not in found and row not in taken and rest.alike(row, row)})
    return {row: found[row] for row in issued.keys.values() if row in found}


def _by_texts(wanted: Mapping[int, frozenset[str]], sheet: SheetReading, taken: set[int]) -> dict[int, int]:
    """Find rows by locked texts: a current row is the issued row with the most texts, all of which it contains."""
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


class _IssuedRows:
    """Compares current rows with issued ones: by their texts, or cell by cell for a row without a text of its own."""

    def __init__(
        self, issued: Issued, sheet: SheetReading, column: int | None, signatures: Mapping[int, frozenset[str]]
    ) -> None:
        self.cells = sheet.cells
        self.column = column
        self.signatures = signatures
        self.texts = _texts_by_row(sheet, set()) if signatures else {}
        self.locked: dict[int, dict[int, Locked]] = defaultdict(dict)
        for at, cell in issued.locked.items():
            if at[1] != issued.blueprint.key_column:
                self.locked[at[0]][at[1]] = cell

    def alike(self, row: int, now: int) -> bool:
        """Return whether a current row may be an issued one: it has no other key, and its locked content is there."""
        if self.column is not None and (now, self.column) in self.cells:
            return False
        if row in self.signatures:
            return self.signatures[row] <= self.texts.get(now, set())
        return any(_same(cell, self.cells.get((now, column), BLANK)) for column, cell in self.locked[row].items())


def _same(issued: Locked, now: Cell) -> bool:
    return now is not BLANK and (now.formula, now.formula or now.value) == (
        issued.formula,
        issued.formula or issued.value,
    )


def _beside(rows: _IssuedRows, lost: Sequence[int], found: Mapping[int, int], taken: set[int]) -> dict[int, int]:
    """Find rows as far from the nearest row before or after them as they were issued, if one such place alone fits."""
    placed: dict[int, int] = {}
    known = sorted(found)
    shift = None
    for row in sorted(lost):
        later = bisect(known, row)
        if later and (not placed or known[later - 1] > max(placed)):
            shift = found[known[later - 1]] - known[later - 1]
        shifts = [] if shift is None else [shift]
        shifts += [found[known[later]] - known[later]] if later < len(known) else []
        fitting = [now for now in {row + n for n in shifts} if now not in taken and rows.alike(row, now)]
        if len(fitting) == 1:
            placed[row] = fitting[0]
            shift = fitting[0] - row
            taken.add(fitting[0])
    return placed
