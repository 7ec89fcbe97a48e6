"""Areas of a column of the form: those that touch are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsappraise.xlsx.address import Place

Area = tuple[Place, Place]


def joined(areas: Iterable[Area]) -> Iterator[Area]:
    """Yield areas that begin in one column, from the top; those that touch and are equally wide as one."""
    ordered = sorted(areas)
    start, end = ordered[0]
    for first, last in ordered[1:]:
        if first[0] == end[0] + 1 and (first[1], last[1]) == (start[1], end[1]):
            end = last
        else:
            yield start, end
            start, end = first, last
    yield start, end
