"""What a list full of names that nobody knows costs: counted in comparisons of names, which grow with its length."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import person, text_of
from tests.roster.sheets import roster_of
from xlsappraise.base.text import LONGEST, Suggestions, nearest
from xlsappraise.roster import COLUMNS
from xlsappraise.schemes import Library
from xlsappraise.typed import entries
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.cell import Cell


class Counted:
    """Counts the words that are compared with all names, and the names that are looked up."""

    def __init__(self) -> None:
        self.compared = 0
        self.looked_up = 0


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    found = Counted()
    compare, find = difflib.get_close_matches, Library.find

    def comparing(*given: Any, **options: Any) -> list[str]:
        found.compared += 1
        return compare(*given, **options)

    def finding(self: Library, name: str) -> Any:
        found.looked_up += 1
        return find(self, name)

    monkeypatch.setattr(difflib, "get_close_matches", comparing)
    monkeypatch.setattr(Library, "find", finding)
    yield found


def names(count: int) -> str:
    return "、".join(f"无此方案{n:03d}" for n in range(count))


def test_a_cell_with_unknown_schemes_costs_a_look_up_a_name(tmp_path: Path, counted: Counted) -> None:
    costs = []
    for count in (200, 400):
        counted.looked_up = counted.compared = 0
        roster = roster_of(tmp_path, person(schemes=names(count)))
        [found] = [p for p in roster.all_problems() if p.code == "roster-unknown-scheme"]
        assert (found.cell, str(text_of(found.found)).count("、")) == ("E2", 4)
        costs.append((counted.looked_up, counted.compared))
    assert costs[1][0] <= 2.1 * costs[0][0]
    assert max(compared for _looked_up, compared in costs) <= 1


def test_unknown_schemes_in_every_row_are_compared_for_the_first_rows_alone(tmp_path: Path, counted: Counted) -> None:
    rows = [person(f"E{n:04d}", schemes=f"没有的方案{n}") for n in range(600)]
    roster = roster_of(tmp_path, *rows)
    assert sum(p.code == "roster-unknown-scheme" for p in roster.each_problem()) == 600
    [found] = [p for p in roster.all_problems() if p.code == "roster-unknown-scheme"]
    assert (found.cell, text_of(found.found)) == ("E2:E601", "没有的方案0, 没有的方案1, 没有的方案2, …")
    assert counted.compared <= 200 + 20


def test_a_few_unknown_schemes_are_named_one_by_one(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, *(person(f"E{n:04d}", schemes=f"没有的方案{n}") for n in range(20)))
    assert [p.cell for p in roster.all_problems() if p.code == "roster-unknown-scheme"] == [
        f"E{n}" for n in range(2, 22)
    ]


def test_unknown_peers_are_compared_for_the_first_few_alone(tmp_path: Path, counted: Counted) -> None:
    for count in (400, 800):
        counted.compared = 0
        rows = [person(同级评价人="、".join(f"X{n:03d}" for n in range(count))), person("E002", name="李梅")]
        roster = roster_of(tmp_path, *rows, headings=[*COLUMNS.values(), "同级评价人"])
        found = [p for p in roster.all_problems() if p.code == "roster-unknown-peer"]
        assert (len(found), text_of(found[0].found), text_of(found[-1].found)) == (count, "X000", f"X{count - 1:03d}")
        assert 20 <= counted.compared <= 22


@pytest.mark.parametrize("count", [300, 3_000])
def test_unknown_people_in_a_column_of_names_are_compared_for_the_first_alone(count: int, counted: Counted) -> None:
    people = tuple(f"员工{n}甲{count}" for n in range(500))
    slot = Slot("who", None, "姓名", "supervisor", (0, 0), (0, 0), "choice", choices=people, people=True)
    for n in range(count):
        entry = entries.read_entry(slot, (n, 0), Cell("text", f"外人{n}", None, 0), "General")
        assert [finding.code for finding in entry.findings] == ["not-in-roster"]
    assert counted.compared == 200


def test_a_word_is_looked_up_once_and_the_first_ones_alone(counted: Counted) -> None:
    few = Suggestions(["furniture-callback", "满意度"], 3)
    for _again in range(4):
        assert [few.nearest(word) for word in ("furniture-calback", "满意", "xyz", "furniture-callbacks")] == [
            "furniture-callback", "满意度", None, None,
        ]  # fmt: skip
    assert counted.compared == 3


@pytest.mark.parametrize(
    ("word", "name", "found"),
    [("a" * LONGEST, "a" * LONGEST, True), ("a" * (LONGEST + 1), "a" * LONGEST, False)],
)
def test_long_texts_are_no_names(word: str, name: str, found: bool) -> None:
    assert (nearest(word, [name]) == name) is found


def test_what_is_suggested_does_not_depend_on_lists_that_were_read_before(tmp_path: Path) -> None:
    roster_of(tmp_path, *(person(f"E{n:04d}", schemes=f"别的方案{n}") for n in range(300)))
    roster = roster_of(tmp_path, person(schemes="furniture-calback"))
    [found] = [p for p in roster.all_problems() if p.code == "roster-unknown-scheme"]
    assert text_of(found.expected) == "furniture-callback"
