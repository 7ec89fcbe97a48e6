"""Names of supervisors: one that is written with other blanks, one that nobody in the list has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import LONGEST, fold
from xlsappraise.roster.people import Employee

_SHOWN = 6
_LEAST = 2
"""A shorter name is not compared letter by letter"""
_COMPARED, _ALIKE = 2_000, 50
"""So many names that the list does not have are compared; of those that differ in one letter so many"""


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


def doubtful_names(file: str, employees: Sequence[Employee]) -> list[Problem]:
    """Return notes on supervisors who are not in the list, those apart that are one letter off a name that is.

    Supervisors who are not employees are no mistake; a name that several people have as their supervisor counts as
    written rightly.
    """
    counts = Counter(name for e in employees if e.active for name in {e.supervisor, e.indirect} if name)
    listed = {fold(e.name) for e in employees}
    strangers = {name: count for name, count in counts.items() if fold(name) not in listed}
    names = (*{e.name for e in employees}, *(name for name, count in strangers.items() if count > 1))
    near = _Near(islice(strangers, _COMPARED), names)
    alike = {}
    for name, count in strangers.items():
        likely = [one for one in near.of(name) if fold(one) in listed or counts[one] > count]
        if likely:
            alike[name] = max(likely, key=lambda one: (counts[one], one))
    others = [name for name in strangers if name not in alike]
    found = []
    if alike:
        pairs = [f"{name} → {meant}" for name, meant in alike.items()]
        found.append(problem("roster-supervisor-alike", file=file, found=_cut(pairs), count=len(pairs)))
    if others:
        found.append(problem("roster-supervisor-unlisted", file=file, found=_cut(others), count=len(others)))
    return found


def _cut(texts: Sequence[str]) -> tuple[str, ...]:
    return (*texts[:_SHOWN], *(["…"] if len(texts) > _SHOWN else []))


class _Near:
    """Finds the names that differ from given ones by one letter: another one, one more or one less.

    The given ones are kept by their shapes, so that a long list of names beside them takes no memory. Of those of one
    shape the first ones are compared, and texts that are no names are not.
    """

    def __init__(self, given: Iterable[str], names: Iterable[str]) -> None:
        shapes: dict[str, list[str]] = {}
        for name in given:
            for shape in _shapes(fold(name)):
                alike = shapes.setdefault(shape, [])
                if len(alike) < _ALIKE:
                    alike.append(name)
        self.found: dict[str, set[str]] = {}
        for other in names:
            for name in {name for shape in _shapes(fold(other)) for name in shapes.get(shape, ())}:
                self.found.setdefault(name, set()).add(other)

    def of(self, name: str) -> set[str]:
        """Return these names."""
        return {other for other in self.found.get(name, ()) if fold(other) != fold(name)}


def _shapes(folded: str) -> Iterator[str]:
    """Yield a name with each letter in turn left open, and with an open letter in each place.

    A name of two letters with one of them open would be like too many others. A long text is no name.
    """
    if len(folded) > LONGEST:
        return
    if len(folded) > _LEAST:
        yield from (f"{folded[:at]}*{folded[at + 1 :]}" for at in range(len(folded)))
    if len(folded) >= _LEAST:
        yield from (f"{folded[:at]}*{folded[at:]}" for at in range(len(folded) + 1))
