"""Supervisors whose names differ only by blanks are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.roster.people import Employee


def one_name_each(employees: Sequence[Employee]) -> tuple[list[Employee], list[Problem]]:
    """Write each supervisor's name in one way: as the list of people has it, else the most frequent one."""
    spellings: dict[str, Counter[str]] = {}
    for employee in employees:
        for name in (employee.supervisor, employee.indirect):
            if name:
                spellings.setdefault(fold(name), Counter())[name] += 1
    listed = {fold(e.name): e.name for e in reversed(employees)}
    chosen: dict[str, str] = {}
    notes = []
    for folded, counts in spellings.items():
        name = listed[folded] if listed.get(folded) in counts else counts.most_common(1)[0][0]
        for other in counts:
            chosen[other] = name
        others = tuple(other for other in counts if other != name)
        if others:
            notes.append(problem("roster-one-supervisor", found=others, expected=name))
    if not notes:
        return list(employees), []
    return [
        replace(
            e,
            person=replace(e.person, supervisor=chosen.get(e.supervisor, e.supervisor)),
            indirect=chosen.get(e.indirect, e.indirect),
        )
        for e in employees
    ], notes
