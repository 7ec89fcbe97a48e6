"""Why a total is what it is: the criteria that cost a person most, and those that set the person apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import round_number
from xlsappraise.drawing.measure import clean, fitted
from xlsappraise.report.person_columns import PERSON

if TYPE_CHECKING:
    import pandas as pd

    from xlsappraise.base.i18n import Words
    from xlsappraise.report.data import SummaryData
    from xlsappraise.schemes import Scheme

ENOUGH = 3
"""So many people of a scheme make a mean that a person is compared with"""
NAMED = 2
"""So many criteria are named"""
_LEAST = 0.05
_ROOM = 24.0

Key = tuple[str, str]
"""The key of a scheme and an employee number"""
Parts = list[tuple[str, float]]
"""The title of a criterion and points, the most important first"""


@dataclass(frozen=True)
class PointReasons:
    """The reasons of every result of a period that is computed from a form."""

    data: SummaryData
    say: Words
    _known: dict[str, _Scheme] = field(default_factory=dict, repr=False, compare=False)

    def losses(self, key: str, employee_id: str) -> Parts:
        """Return the points lost, the most first; a deduction by hand counts as lost."""
        return self._of(key).losses.get(employee_id, [])

    def differences(self, key: str, employee_id: str, *, above: bool) -> Parts:
        """Return the criteria in which a person is furthest above, or below, the mean of the scheme.

        Fewer than ENOUGH people make no mean.
        """
        known = self._of(key)
        if known.size < ENOUGH:
            return []
        found = known.differences.get(employee_id, [])
        if above:
            return [one for one in found if one[1] >= _LEAST][:NAMED]
        return [one for one in found[::-1] if one[1] <= -_LEAST][:NAMED]

    def text(self, parts: Parts, *, signed: bool, room: float = _ROOM) -> str:
        """Return parts as one line; ``signed``: differences, else points lost; ``room``: of each title."""
        shown = (f"{fitted(_short(title), room)} {points if signed else -points:+.1f}" for title, points in parts
                 if abs(points) >= _LEAST)  # fmt: skip
        return self.say(", ").join(text.replace("-", "−") for text in shown)

    def _of(self, key: str) -> _Scheme:
        if key not in self._known:
            frame = self.data.criteria.get(key)
            adjusted = {number: points for (of, number), points in self.data.adjusted.items() if of == key}
            title = self.say("Adjustments")
            self._known[key] = _Scheme(frame, self.data.schemes.get(key), adjusted, title)
        return self._known[key]


@dataclass(frozen=True)
class _Scheme:
    """The marks of a scheme's people: ``frame`` as in ``SummaryData.criteria``; ``adjusted`` by employee number."""

    frame: pd.DataFrame | None
    scheme: Scheme | None
    adjusted: Mapping[str, float]
    title: str

    @property
    def size(self) -> int:
        return 0 if self.frame is None else len(self.frame)

    @cached_property
    def _columns(self) -> list[str]:
        frame = self.frame
        assert frame is not None, "asked of a scheme with people"
        return [str(column) for column in frame.columns if column not in (*PERSON, "total")]

    @cached_property
    def _titles(self) -> list[str]:
        by_id = {one.id: one.title for one in self.scheme.criteria} if self.scheme else {}
        return [clean(by_id.get(column, column)) for column in self._columns]

    @cached_property
    def losses(self) -> dict[str, Parts]:
        """Employee number → what is missing from the full points; of a bonus section, what it took off."""
        if self.frame is None or self.scheme is None or not self.size:
            return {}
        points = {one.id: 0.0 if section.bonus else one.points for section in self.scheme.sections
                  for one in section.criteria}  # fmt: skip
        full = [points.get(column) for column in self._columns]
        found = {}
        for number, marks in self._rows():
            lost = [(title, whole - mark) for title, whole, mark in zip(self._titles, full, marks, strict=True)
                    if whole is not None and mark == mark and whole - mark >= _LEAST]  # fmt: skip
            if self.adjusted.get(number, 0.0) < 0:
                lost.append((self.title, -self.adjusted[number]))
            found[number] = _most(lost)
        return found

    @cached_property
    def differences(self) -> dict[str, Parts]:
        """Employee number → the distance to the mean of each criterion, the furthest above first."""
        if self.frame is None or not self.size:
            return {}
        means = [float(self.frame[column].astype(float).mean()) for column in self._columns]
        usual = sum(self.adjusted.values()) / self.size
        found = {}
        for number, marks in self._rows():
            apart = [(title, mark - mean) for title, mark, mean in zip(self._titles, marks, means, strict=True)
                     if mark == mark]  # fmt: skip
            if self.adjusted:
                apart.append((self.title, self.adjusted.get(number, 0.0) - usual))
            found[number] = sorted(apart, key=lambda part: -part[1])
        return found

    def _rows(self) -> Sequence[tuple[str, Sequence[float]]]:
        frame = self.frame
        assert frame is not None, "asked of a scheme with people"
        marks = frame[self._columns].astype(float).to_numpy().tolist()
        return list(zip(map(str, frame["employee_id"]), marks, strict=True))


def _most(parts: Parts) -> Parts:
    return sorted(parts, key=lambda part: -round_number(part[1]))[:NAMED]


def _short(title: str) -> str:
    """Return a title without what stands in brackets."""
    return title.partition("（")[0].partition("(")[0].strip() or title
