"""The list of all hostile files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.hostile.bombs import bombs
from tests.hostile.entities import entities
from tests.hostile.form import Form, Hostile
from tests.hostile.insides import formulas, numbers, relations
from tests.hostile.ranges import counts, depths, ranges
from tests.hostile.readings import readings
from tests.hostile.texts import addresses, texts
from tests.hostile.zips import zips

SHAPES: tuple[Callable[[Form], Iterator[Hostile]], ...] = (
    bombs,
    entities,
    ranges,
    counts,
    depths,
    zips,
    relations,
    numbers,
    formulas,
    texts,
    addresses,
    readings,
)


def hostile_files(form: Form) -> Iterator[Hostile]:
    """Yield all files, one at a time, as some are large."""
    for shape in SHAPES:
        yield from shape(form)
