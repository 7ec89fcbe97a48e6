"""Does every locked cell without a formula hold what was issued, in sight?

Numbers agree to 1e-9 of their size, texts exactly but for line breaks. A row key is not compared: a row that
was found without its key is told of where rows are found.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.forms.frozen import Locked
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, area
from xlsappraise.xlsx.sheet import Cell


def locked_cells(returned: Returned) -> Iterator[Problem]:
    """Yield one finding per locked cell that was changed, or covered by a merged area."""
    for at, expected, found in changed_cells(returned):
        yield problem(
            "locked-cell-changed", sheet=returned.name, cell=returned.where(at), found=told(found),
            expected=told(expected), label=returned.issued.label(at),
        )  # fmt: skip
    for at, over in covered_cells(returned):
        yield problem(
            "locked-cell-covered", sheet=returned.name, cell=returned.where(at), found=over,
            expected=told(returned.issued.locked[at]), label=returned.issued.label(at),
        )  # fmt: skip


def changed_cells(returned: Returned) -> Iterator[tuple[Place, Locked, Cell]]:
    """Yield (issued place, as issued, as found) of each locked cell without a formula that was changed."""
    blueprint = returned.issued.blueprint
    cells = {} if returned.moved else returned.sheet.cells  # the quick path: most cells are where and as they were
    for at, expected in returned.issued.locked.items():
        there = cells.get(at)
        if there is not None and there[:3] == (expected.kind, expected.value, expected.formula):
            continue
        if expected.formula is not None or at in blueprint.entry_places or not returned.comparable(at):
            continue
        if blueprint.stamped.get(at) == "number" and not returned.reading.tokens:
            continue  # a file without a number: told as such, once a person has said whose form it is
        found = returned.cell(at)
        if not same(expected, found) and (at[1] != blueprint.key_column or found.formula is not None):
            yield at, expected, found


def covered_cells(returned: Returned) -> Iterator[tuple[Place, str]]:
    """Yield (issued place, merged area) of each locked cell that a merged area hides, though it holds something."""
    issued = returned.issued
    strange = [merge for merge in returned.sheet.merges if merge not in issued.blueprint.merges]
    if strange:
        moved = {(returned.now(first), returned.now(last)) for first, last in issued.blueprint.merges}
        strange = [merge for merge in strange if merge not in moved]
    if not strange:
        return
    for at in issued.locked:
        now = returned.now(at)
        if now is None or now not in returned.sheet.cells:
            continue
        for first, last in strange:
            inside = first[0] <= now[0] <= last[0] and first[1] <= now[1] <= last[1]
            if inside and now != first:
                yield at, area(first, last)


def same(expected: Locked, found: Cell) -> bool:
    """Return whether a cell holds what was issued."""
    if found.formula is not None or expected.kind != found.kind:
        return False
    if isinstance(expected.value, float) and isinstance(found.value, float):
        return abs(expected.value - found.value) <= 1e-9 * max(1.0, abs(expected.value))
    return expected.value == found.value


def told(cell: Locked | Cell) -> Text:
    """Return a cell's content as a text."""
    if cell.formula is not None:
        return f"={cell.formula}"
    if cell.kind == "blank":
        return phrase("(blank)")
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
