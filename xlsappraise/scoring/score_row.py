"""The scores of one form: a row of ``scoring.engine.score`` in a quarter of the memory of a series of pandas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


class ScoreRow(Mapping[str, Any]):
    """The values of a row by column; the names of the columns are shared by all rows of a table."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: tuple[Any, ...]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, column: str) -> Any:
        return self._values[self._places[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def score_rows(frame: pd.DataFrame) -> dict[str, ScoreRow]:
    """Return the rows of a table by the names of its index."""
    places = {str(name): place for place, name in enumerate(frame.columns)}
    return {str(name): ScoreRow(places, tuple(values)) for name, *values in frame.itertuples(name=None)}
