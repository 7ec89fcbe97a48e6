"""Merging of findings with one cause: those that differ only in their row or person become one, with all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from xlsappraise.base.i18n import N_, Facts, Phrase, Text, phrase
from xlsappraise.base.pasting import listed
from xlsappraise.base.problems import Problem

PEOPLE = "people"
"""The fact of a finding about several people: their names, shown after the message"""
VARIED = frozenset(
    (
        "roster-formula", "roster-number-rounded", "roster-number-not-whole", "roster-duplicate-employee",
        "roster-bad-date", "formula-in-input", "not-a-date", "prefill-unknown-employee", "prefill-employee-twice",
        "prefill-differs", "prefill-not-theirs",
        "history-unknown-employee", "history-bad-period", "history-twice", "facts-unknown-employee", "facts-not-asked",
        "pay-changed", "entries-carried-over",
    )
)  # fmt: skip
"""Codes whose values differ from row to row though the cause is one, such as a column of formulas"""
NAMED = frozenset(("roster-unknown-scheme", "history-unknown-scheme"))
"""Codes whose values are names, of which a few are to be corrected one by one"""
_OF_A_PERSON = ("name", "number")
"""Facts that say whom a finding is about; ``number`` goes into commands, which take several"""
_FEW, _FEW_NAMES = 3, 20
_NAMED = 3
_RANGES = 60


def by_cause(problems: Iterable[Problem], names: Mapping[str, str]) -> list[Problem]:
    """Merge findings with equal code, file, sheet, column and facts, in the order of the first of each.

    Whom a finding is about is no difference. More than three of a code of ``VARIED`` in one column are one too, though
    what was found differs, and more than 20 of a code of ``NAMED``.

    ``names``: employee number → name, for the people of merged findings.
    """
    groups: dict[object, list[Problem]] = {}
    for found in problems:
        column, row = _parted(found.cell)
        facts = Facts(tuple(pair for pair in found.facts.pairs if not _personal(found) or pair[0] not in _OF_A_PERSON))
        cause = (found.code, found.file, found.sheet, column, facts) if row or _personal(found) else id(found)
        groups.setdefault(cause, []).append(found)
    return [group[0] if len(group) == 1 else _one(group, names) for group in _alike(groups.values())]


def _personal(found: Problem) -> bool:
    """Return whether a finding is about one person, whom its message names."""
    return found.employee_id is not None and "name" in found.facts


def _alike(groups: Iterable[Sequence[Problem]]) -> Iterator[Sequence[Problem]]:
    """Yield groups; those of ``VARIED`` or ``NAMED`` in one column together, where there are many."""
    columns: dict[object, list[Sequence[Problem]]] = {}
    for group in groups:
        first = group[0]
        column, row = _parted(first.cell)
        alike = first.code in VARIED | NAMED and (row or _personal(first))
        columns.setdefault((first.code, first.file, first.sheet, column) if alike else id(group), []).append(group)
    for found in columns.values():
        few = _FEW_NAMES if found[0][0].code in NAMED else _FEW
        yield from found if len(found) <= few else [[one for group in found for one in group]]


def _one(group: Sequence[Problem], names: Mapping[str, str]) -> Problem:
    column, _row = _parted(group[0].cell)
    rows = sorted({_parted(found.cell)[1] for found in group})
    numbers = list(dict.fromkeys(found.employee_id for found in group if found.employee_id))
    place = replace(group[0].place, cell=cells_of(column, rows) if rows[-1] else group[0].cell)
    whole = replace(group[0], place=place, employee_id=numbers[0] if len(numbers) == 1 else None)
    if len(numbers) > 1 and _personal(group[0]):
        told: dict[str, Text] = {"name": phrase(N_("these people")), "number": listed(numbers)}
        whole = whole.with_facts(**{name: told[name] for name in _OF_A_PERSON if name in whole.facts})
    for name in ("found", "expected"):
        values = tuple(dict.fromkeys(found.facts.get(name) for found in group))
        if len(values) > 1 and all(isinstance(value, str | int | float) for value in values):
            whole = whole.with_facts(**{name: (*map(str, values[:_FEW]), *(["…"] if len(values) > _FEW else []))})
    people = [(number, names.get(number, "")) for number in numbers]
    return whole.with_facts(people=together_named(people, max(len(rows), len(people))))


def together_named(people: Sequence[tuple[str, str]], rows: int, most: int = _NAMED) -> Text:
    """Name the first ``most`` of several people (employee number, name) and how many rows there are."""
    shown = tuple(f"{number} {name}".strip() for number, name in people[:most])
    if not shown:
        return phrase(N_(" ({count} rows)"), count=rows)
    key = N_(" ({count}: {people})") if len(people) <= most else N_(" ({count}: {people} and others)")
    return Phrase(key, Facts((("count", rows), ("people", shown))))


def cells_of(column: str, rows: Sequence[int]) -> str:
    """Return the addresses of a column's cells in ascending rows (counted from 1), adjacent ones as a range."""
    starts = [rows[0], *(after for before, after in pairwise(rows) if after != before + 1)]
    ends = [*(before for before, after in pairwise(rows) if after != before + 1), rows[-1]]
    ranges = [f"{column}{a}" if a == b else f"{column}{a}:{column}{b}" for a, b in zip(starts, ends, strict=True)]
    return "、".join([*ranges[:_RANGES], *(["…"] if len(ranges) > _RANGES else [])])


def _parted(cell: str | None) -> tuple[str, int]:
    """Return the letters and the row of an address; row 0 where it is not the address of a single cell."""
    text = cell or ""
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    return (letters, int(digits)) if letters.isalpha() and digits else (text, 0)
