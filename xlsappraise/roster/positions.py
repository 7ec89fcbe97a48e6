"""Which schemes a position has, where people have none of their own: a second sheet of the list, or the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from xlsappraise.base.i18n import phrase
from xlsappraise.base.own_words import OwnWords
from xlsappraise.base.problems import Problem
from xlsappraise.roster.lists import split
from xlsappraise.roster.own import SETTINGS_FILE
from xlsappraise.roster.people import POSITION_SHEET, POSITIONS
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.words import key
from xlsappraise.xlsx.book import Book
from xlsappraise.xlsx.limits import too_large

MOST_OPEN = 500
"""So many positions with * there may be: each is held against every position"""


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
        if sum("*" in rule.pattern for rule in found.rules) > MOST_OPEN:
            raise too_large(phrase("more than {count} positions with *", count=MOST_OPEN), str(MOST_OPEN))
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
                    facts = {"found": fault.found, "expected": fault.expected, "column": POSITION_SHEET[name].title}
                    self.problems.append(table.problem(fault.code, table.at(row, name), **facts))
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

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The places of the rules by their folded patterns: each is folded once, however many positions there are."""
        found: dict[str, list[int]] = {}
        for place, rule in enumerate(self.rules):
            found.setdefault(key(rule.pattern), []).append(place)
        return found

    @cached_property
    def _open(self) -> list[list[tuple[str, list[str]]]]:
        """The patterns with a * and their parts, those of one length together, the longest first."""
        patterns = sorted((pattern for pattern in self._places if "*" in pattern), key=_length, reverse=True)
        return [[(one, one.split("*")) for one in alike] for _whole, alike in groupby(patterns, _length)]

    def _of_position(self, position: str) -> Sequence[PositionRule]:
        if not position:
            return ()
        if "*" not in position and position in self._places:
            longest = [position]
        else:
            fits = ([pattern for pattern, parts in alike if _fits(parts, position)] for alike in self._open)
            longest = next((patterns for patterns in fits if patterns), [])
        return [self.rules[place] for place in sorted(place for one in longest for place in self._places[one])]


def _fits(parts: Sequence[str], position: str) -> bool:
    """Return whether a position fits a pattern; its parts between * are looked for one after another."""
    first, *inner, last = parts
    if not (position.startswith(first) and position.endswith(last)):
        return False
    at = len(first)
    for part in inner:
        at = position.find(part, at) + len(part)
        if at < len(part):
            return False
    return at <= len(position) - len(last)


def _length(pattern: str) -> int:
    """Return how exact a pattern is: its length without any *."""
    return len(pattern.replace("*", ""))
