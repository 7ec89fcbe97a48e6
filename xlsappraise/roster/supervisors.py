"""Supervisors whose names differ only by blanks are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.roster.people import Employee

_SHOWN = 6


def one_name_each(file: str, employees: Sequence[Employee]) -> tuple[list[Employee], list[Problem]]:
    """Write each supervisor's name in one way: as the list of people has it, else the most frequent one."""
    spellings: dict[str, Counter[str]] = {}
    for employee in employees:
        for name in (employee.supervisor, employee.indirect):
            if name:
                spellings.setdefault(fold(name), Counter())[name] += 1
    listed = {fold(e.name): e.name for e in reversed(employees)}
    chosen: dict[str, str] = {}
    others: list[str] = []
    for folded, counts in spellings.items():
        name = listed[folded] if listed.get(folded) in counts else counts.most_common(1)[0][0]
        for other in counts:
            chosen[other] = name
        others += [f"{other} → {name}" for other in counts if other != name]
    if not others:
        return list(employees), []
    shown = (*others[:_SHOWN], *(["…"] if len(others) > _SHOWN else []))
    return [
        replace(
            e,
            person=replace(e.person, supervisor=chosen.get(e.supervisor, e.supervisor)),
            indirect=chosen.get(e.indirect, e.indirect),
        )
        for e in employees
    ], [problem("roster-one-supervisor", file=file, found=shown, count=len(others))]
