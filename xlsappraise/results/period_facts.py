"""What plans need and forms do not hold: figures of people, incidents, settings of a period, checks, leave.

Read from ``<period>/facts.xlsx``; blank is never zero, and what is wrong with a cell holds its person back.
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
    """Something that happened: ``kind`` is its title; ``settled`` is when it was put right."""

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
class PeriodFacts:
    """The facts of one period. ``people``: employee number → title of the fact → value, blanks left out.

    ``places``: (employee number, title) → sheet and cell, for messages. ``settings``: (plan id, key) → value.
    ``problems`` with an employee number hold that person back.
    """

    file: str | None = None
    people: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()
    settings: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    """(plan id, key) of settings that are filled in but cannot be used: no other value is taken instead"""
    checks: tuple[CheckMark, ...] = ()
    leave: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    setting_places: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(plan id, key) → sheet and cell where a setting is, or is to be, filled in"""

    @property
    def held(self) -> frozenset[str]:
        """The people who are held back because of a cell that cannot be used."""
        return frozenset(p.employee_id for p in self.problems if p.employee_id and p.severity == "error")
