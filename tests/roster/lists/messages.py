"""The messages due for each list, as ``messages.txt`` keeps them; ``python -m tests.roster.lists`` writes it anew."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.roster.lists.fixture import ListFixture
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.roster import Roster, read_roster
from xlsappraise.schemes import Library

FILE = Path(__file__).with_name("messages.txt")
LIBRARY = Library()
_HEAD = "## "


def read(fixture: ListFixture, path: Path) -> tuple[Roster | None, list[Problem]]:
    """Return the list and everything found in it; no list where it is refused."""
    try:
        roster = read_roster(path, LIBRARY, fixture.own)
    except Refusal as refusal:
        return None, list(refusal.problems)
    return roster, [*roster.all_problems(), *roster.notes]


def said(problems: Sequence[Problem]) -> str:
    """Write the messages of findings in both languages; folders of the machine are left out."""
    lines = [f"{found.severity} {found.code}\n  {say(found, 'zh_CN')}\n  {say(found, 'en')}" for found in problems]
    paths = {str(path) for found in problems if (path := found.facts.get("path"))}
    paths |= {found.file for found in problems if found.file and Path(found.file).is_absolute()}
    text = "\n".join(lines)
    for path in paths:
        text = text.replace(path, Path(path).name)
    return text


@cache
def due_messages() -> dict[str, str]:
    """Return the messages that are due, by the fixture's id."""
    parts = FILE.read_text(encoding="utf-8").split(_HEAD)[1:]
    return {name: text.strip("\n") for name, _newline, text in (part.partition("\n") for part in parts)}


def write(fixtures: Sequence[ListFixture]) -> None:
    """Write the messages as they are now, to be read by a person before they are committed."""
    parts = []
    for fixture in fixtures:
        with tempfile.TemporaryDirectory() as folder:
            _roster, problems = read(fixture, fixture.build(Path(folder)))
        if problems:
            parts.append(f"{_HEAD}{fixture.id}\n{said(problems)}\n")
    FILE.write_text("\n".join(parts), encoding="utf-8")
