"""Generates the year: runs every command, period by period, through the command line."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from samples.year.facts import BLANK, filled
from samples.year.filling import change_points, fill_facts, fill_form, write_history, write_roster
from samples.year.forms import Entries, entries
from samples.year.people import YEAR, appraised, month_of, roster
from samples.year.plans import write_plans
from xlsappraise.base.period import Period
from xlsappraise.cli import cli

ORGANISATION = "示例家居有限公司"
MISSING = ("Y011", "2026-04")
"""A form that is never returned"""
INCOMPLETE = ("Y019", "2026-07")
"""A form that is returned with a blank"""
BLANK_INPUT = "handover.rating@supervisor"
TAMPERED = ("Y016", "2026-08")
"""A form with raised points of the first criterion"""
TAMPERED_POINTS = 50
POINTS_COLUMN = "F"
LATER = "2027-12-31"
"""The day for the list of records older than two years"""
TRIED = {"2026-05": "floor-supervisor-pay.shares=50%/25%/25%"}
"""Settings for ``pay --what-if`` by period"""
AGAIN = ("2026-05", "2026-06", "2026-Q4")
"""Periods whose pay is computed twice"""
CLEAN, FOUND = (0,), (0, 1)
"""Allowed exit codes of a step"""


@dataclass(frozen=True, slots=True)
class Step:
    """One command that was run."""

    arguments: tuple[str, ...]
    code: int
    output: str


@dataclass
class Year:
    """The workspace and the commands run in it. ``results``: (command, period) → JSON."""

    root: Path
    steps: list[Step] = field(default_factory=list)
    results: dict[tuple[str, str], Any] = field(default_factory=dict)
    entered: dict[tuple[str, str, str], Entries] = field(default_factory=dict)
    """(employee number, scheme, period) → the inputs of the returned form"""
    places: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def run(self, *arguments: str, codes: Sequence[int] = CLEAN) -> Step:
        """Run a command in the workspace; fail for an exit code that is not in ``codes``."""
        with contextlib.chdir(self.root):
            done = CliRunner().invoke(cli, [*arguments, "--lang", "zh_CN"], env={"COLUMNS": "200"})
        step = Step(arguments, done.exit_code, done.output)
        self.steps.append(step)
        assert done.exit_code in codes, f"{' '.join(arguments)} ended with {done.exit_code}:\n{done.output}"
        return step

    def ask(
        self, command: str, period: Period, codes: Sequence[int] = CLEAN, *, name: str = "", more: Sequence[str] = ()
    ) -> None:
        """Run a command that writes JSON; store the result under the command's or another name."""
        file = self.root / str(period) / f"{name or command}.json"
        file.parent.mkdir(exist_ok=True)
        self.run(command, str(period), "--json", str(file), "--quiet", *more, codes=codes)
        self.results[name or command, str(period)] = json.loads(file.read_text(encoding="utf-8"))

    def people(self, month: int, *, closing: bool = False) -> None:
        """Write the roster of a month."""
        write_roster(self.root / "roster.xlsx", roster(month, closing=closing))

    def forms(self, period: Period) -> None:
        """Issue the forms of a period, fill them in, and summarize."""
        self.run("generate", str(period), "--quiet")
        outbox, inbox = self.root / str(period) / "outbox", self.root / str(period) / "inbox"
        spoilt = False
        for person, scheme in appraised(period):
            source = next(outbox.rglob(f"{person.number}_*_{scheme}_*.xlsx"))
            key = (person.number, str(period))
            if key == MISSING:
                spoilt = True
                continue
            values = entries(person, scheme, period)
            if key == INCOMPLETE:
                spoilt = True
                del values[BLANK_INPUT]
            places = self._places(source, scheme, person.spell(period.last_day.month).position)
            target = inbox / source.relative_to(outbox)
            fill_form(source, target, values, places)
            if key == TAMPERED:
                spoilt = True
                first = next(name for name in places if name in values)
                change_points(target, POINTS_COLUMN + places[first].lstrip("ABCDEFGHIJ"), TAMPERED_POINTS)
            self.entered[person.number, scheme, str(period)] = values
        self.ask("summarize", period, FOUND[1:] if spoilt else CLEAN)

    def _places(self, form: Path, scheme: str, position: str) -> dict[str, str]:
        """Return the cell of each input by id from ``inspect``, run once per scheme and position."""
        if (scheme, position) not in self.places:
            described = json.loads(self.run("inspect", str(form), "--json").output)
            self.places[scheme, position] = {item["id"]: item["cell"] for item in described["inputs"]}
        return self.places[scheme, position]

    def money(self, period: Period) -> None:
        """Fill in the facts workbook, and run ``pay`` and ``promote``."""
        self.run("facts", str(period), "--quiet")
        workbook = self.root / str(period) / "facts.xlsx"
        fill_facts(workbook, filled(period))
        if period.kind == "quarter" and any(when == str(period) for _number, when, _title in BLANK):
            self.ask("pay", period, FOUND[1:], name="pay-first")
            fill_facts(workbook, filled(period, late=True))
            self.run("facts", str(period), "--quiet")
        self.ask("pay", period, FOUND)
        if str(period) in TRIED:
            self.ask("pay", period, FOUND, name="what-if", more=["--what-if", TRIED[str(period)]])
        if str(period) in AGAIN:
            self.ask("pay", period, FOUND, name="pay-again")
        self.ask("promote", period, FOUND)


def make(root: Path, report: Callable[[str], None] = lambda _text: None) -> Year:
    """Make the workspace and run the year in it; ``report`` is called with the name of each period."""
    started = CliRunner().invoke(cli, ["init", str(root), "--organisation", ORGANISATION, "--lang", "zh_CN"])
    if started.exit_code:
        raise SystemExit(started.output)
    year = Year(root.resolve())
    write_plans(root / "plans")
    year.run("plans", "check", *(str(file) for file in sorted((root / "plans").glob("*.toml"))))
    year.people(1)
    write_history(root / "历史成绩.xlsx")
    year.run("history", "import", "历史成绩.xlsx")
    for period in periods():
        report(str(period))
        if period.kind == "month":
            year.people(period.number)
        year.forms(period)
        if period.kind == "month":
            year.people(period.number, closing=True)
        else:
            year.ask("rollup", period)
        year.money(period)
    old = year.run("retention", "list", "--on", LATER, "--json")
    year.results["retention", LATER] = json.loads(old.output)
    return year


def periods() -> Iterator[Period]:
    """Yield the year's periods by their last day."""
    for number in range(1, 13):
        yield month_of(number)
        if number % 3 == 0:
            yield Period("quarter", YEAR, number // 3)
    yield Period("year", YEAR, 0)
