"""The facts that plans need besides forms: figures of people, incidents, settings of a period, checks, leave.

Read from ``<period>/facts.xlsx``; a blank is never zero, and an invalid cell withholds its person's pay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from xlsappraise.base.problems import Problem

YES, NO = "是", "否"
Value = Decimal | str
"""A figure, or one of YES and NO"""


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident: ``kind`` is its title; ``settled`` is the day on which it was resolved."""

    employee_id: str
    day: date
    kind: str
    count: int = 1
    amount: Decimal | None = None
    settled: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckMark:
    """The mark of a weekly or monthly check."""

    employee_id: str
    day: date
    points: Decimal


@dataclass(frozen=True)
class DepartmentFacts:
    """The figures of shops and departments: (folded department, title of the fact) → value, blanks left out.

    ``places``: sheet and cell of each figure, blank or not. ``broken``: figures whose cells cannot be used.
    """

    values: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    places: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class PeriodFacts:
    """The facts of one period. ``people``: employee number → title of the fact → value, blanks left out.

    ``places``: (employee number, title) → sheet and cell, for messages. ``settings``: (plan id, key) → value.
    Errors in ``problems`` that have an employee number withhold that person's pay.
    """

    file: str | None = None
    people: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()
    settings: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    """(plan id, key) of invalid settings, which no other value replaces"""
    checks: tuple[CheckMark, ...] = ()
    leave: frozenset[str] = frozenset()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Employee number → key of a checklist's line → YES or NO, blanks left out"""
    problems: tuple[Problem, ...] = ()
    setting_places: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(plan id, key) → sheet and cell where a setting is, or is to be, filled in"""
    departments: DepartmentFacts = field(default_factory=lambda: DepartmentFacts())

    @property
    def held(self) -> frozenset[str]:
        """The employee numbers of people whose pay is withheld because of an invalid cell."""
        return frozenset(p.employee_id for p in self.problems if p.employee_id and p.severity == "error")
