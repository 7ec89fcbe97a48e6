"""Which schemes a position has, where people have none of their own: a second sheet of the list, or the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from xlsappraise.base.own_words import OwnWords
from xlsappraise.base.problems import Problem
from xlsappraise.roster.lists import split
from xlsappraise.roster.own import SETTINGS_FILE
from xlsappraise.roster.people import POSITION_SHEET, POSITIONS
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.words import key
from xlsappraise.xlsx.book import Book


@dataclass(frozen=True, slots=True)
class PositionRule:
    """A position, with * for any text, and the names of its schemes; where it is written."""

    pattern: str
    schemes: str
    file: str
    sheet: str | None = None
    cell: str | None = None


@dataclass
class PositionRules:
    """All of them, and what is wrong with their sheet."""

    rules: list[PositionRule] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, file: str, reading: Book, own: OwnWords) -> PositionRules:
        """Read those of a second sheet, then those of the settings; hidden sheets do not count."""
        found = cls()
        for entry in reading.entries:
            if key(entry.name) == key(POSITIONS) and entry.state == "visible":
                found._read(HeadedTable(file, POSITION_SHEET, reading, entry))
        for pattern, schemes in own.positions:
            found._add(pattern, PositionRule(pattern, schemes, SETTINGS_FILE))
        return found

    def _add(self, pattern: str, rule: PositionRule) -> None:
        """Add a rule; where its cell names several positions, also one for each of them."""
        self.rules += [replace(rule, pattern=part) for part in dict.fromkeys((pattern, *split(pattern)))]

    def _read(self, table: HeadedTable) -> None:
        codes = POSITION_SHEET.codes
        self.problems += table.heading_problems()
        if table.missing:
            return
        for row in table.rows:
            pattern, schemes = table.text(row, "position"), table.text(row, "schemes")
            for name in POSITION_SHEET.by_name:
                fault = codes.no_value(table.raw(row, name))
                if fault is not None:
                    title = POSITION_SHEET[name].title
                    self.problems.append(table.problem(fault[0], table.at(row, name), found=fault[1], column=title))
            if pattern and schemes:
                at = table.at(row, "schemes")
                self._add(pattern, PositionRule(pattern, schemes, table.file, table.name, at))

    def __bool__(self) -> bool:
        return bool(self.rules)

    def of_position(self, position: str) -> Sequence[PositionRule]:
        """Return the rules of a position: those that name it exactly, else those of the longest pattern that fits."""
        if position not in self._found:
            self._found[position] = self._of_position(key(position))
        return self._found[position]

    @cached_property
    def _found(self) -> dict[str, Sequence[PositionRule]]:
        return {}

    def _of_position(self, position: str) -> Sequence[PositionRule]:
        fits = [rule for rule in self.rules if position and _fits(key(rule.pattern), position)]
        longest = max((_exactness(key(rule.pattern)) for rule in fits), default=(False, 0))
        return [rule for rule in fits if _exactness(key(rule.pattern)) == longest]


def _fits(pattern: str, position: str) -> bool:
    """Return whether a position fits a pattern; the parts between * are looked for one after another."""
    first, *others = pattern.split("*")
    if not others:
        return pattern == position
    at = len(first)
    for part in others[:-1]:
        at = position.find(part, at) + len(part)
        if at < len(part):
            return False
    return position.startswith(first) and position.endswith(others[-1]) and at <= len(position) - len(others[-1])


def _exactness(pattern: str) -> tuple[bool, int]:
    """Return how exact a pattern is: without any *, then by its length."""
    return "*" not in pattern, len(pattern.replace("*", ""))
