"""The figures that a returned form shows: what its formulas last came to, where that is not what was issued.

A program that recalculates leaves the right ones, one that drops them none, and one that does not recalculate those of
the form as issued.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.returned.beliefs import roles, without_lead
from xlsappraise.returned.returned_form import Returned
from xlsappraise.store.ledger import FigureKind, ShownFigure
from xlsappraise.xlsx.address import address

_FIGURES: dict[str, FigureKind] = {
    "score": "score", "section": "section", "adjustment": "adjustment", "total": "total", "grade": "grade",
}  # fmt: skip


def shown_figures(returned: Returned) -> Iterator[ShownFigure]:
    """Yield the figures of the outputs, and of the boxes at the top, that differ from the issued ones."""
    issued = returned.issued
    formulas = returned.reading.reads_formulas and not returned.values_only
    progress = issued.keys.get("progress")
    for at, (role, name) in roles(issued).items():
        what: FigureKind | None = "progress" if role == "counter" and at[0] == progress else _FIGURES.get(role)
        was, now = issued.locked.get(at), returned.now(at)
        if what is None or was is None or was.formula is None or now is None:
            continue
        cell = returned.cell(at)
        if cell.kind not in ("number", "text") or (formulas and cell.formula is None) or isinstance(cell.value, bool):
            continue
        if cell.value is not None and (cell.kind, cell.value) != (was.kind, was.value):
            value = without_lead(was, cell.value) if what == "grade" and isinstance(cell.value, str) else cell.value
            yield ShownFigure(what, name, address(at), address(now), value)
