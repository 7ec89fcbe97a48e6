"""Check that every locked cell without a formula has its issued content and is visible.

Numbers are compared to 1e-9 of their size, texts exactly except line breaks. Row keys are not compared: ``rows``
reports rows without their key.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.forms.frozen import Locked
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place, area
from xlsappraise.xlsx.cell import Cell


def locked_cells(returned: Returned) -> Iterator[Problem]:
    """Yield one finding per locked cell that was changed, or covered by a merged area."""
    for at, expected, found in changed_cells(returned):
        yield problem(
            "locked-cell-changed", sheet=returned.name, cell=returned.where(at), found=content_text(found),
            expected=content_text(expected), label=returned.issued.label(at),
        )  # fmt: skip
    for at, over in covered_cells(returned):
        yield problem(
            "locked-cell-covered", sheet=returned.name, cell=returned.where(at), found=over,
            expected=content_text(returned.issued.locked[at]), label=returned.issued.label(at),
        )  # fmt: skip


def changed_cells(returned: Returned) -> Iterator[tuple[Place, Locked, Cell]]:
    """Yield (issued place, as issued, as found) of each locked cell without a formula that was changed."""
    blueprint = returned.issued.blueprint
    cells = {} if returned.moved else returned.sheet.cells  # fast path: most cells are in place and unchanged
    for at, expected in returned.issued.locked.items():
        in_place = cells.get(at)
        if in_place is not None and in_place[:3] == (expected.kind, expected.value, expected.formula):
            continue
        if expected.formula is not None or at in blueprint.entry_places or not returned.comparable(at):
            continue
        if blueprint.stamped.get(at) == "number" and not returned.reading.tokens:
            continue  # a file without a form number has a finding of its own
        found = returned.cell(at)
        if not same(expected, found) and (at[1] != blueprint.key_column or found.formula is not None):
            yield at, expected, found


def covered_cells(returned: Returned) -> Iterator[tuple[Place, str]]:
    """Yield (issued place, merged area) of each locked cell with content that a merged area hides."""
    issued = returned.issued
    added = [merge for merge in returned.sheet.merges if merge not in issued.blueprint.merges]
    if added:
        moved = {(returned.now(first), returned.now(last)) for first, last in issued.blueprint.merges}
        added = [merge for merge in added if merge not in moved]
    if not added:
        return
    for at in issued.locked:
        now = returned.now(at)
        if now is None or now not in returned.sheet.cells:
            continue
        for first, last in added:
            inside = first[0] <= now[0] <= last[0] and first[1] <= now[1] <= last[1]
            if inside and now != first:
                yield at, area(first, last)


def same(expected: Locked | Cell, found: Cell) -> bool:
    """Return whether a cell holds what was issued."""
    if found.formula is not None or expected.kind != found.kind:
        return False
    if isinstance(expected.value, float) and isinstance(found.value, float):
        return abs(expected.value - found.value) <= 1e-9 * max(1.0, abs(expected.value))
    return expected.value == found.value


def content_text(cell: Locked | Cell) -> Text:
    """Return a cell's content as a text."""
    if cell.formula is not None:
        return f"={cell.formula}"
    if cell.kind == "blank":
        return phrase("(blank)")
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
