"""Reads the facts workbook of a period: everything that can be used, and every mistake with its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from xlsappraise.base.i18n import words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.factbook.draft import FactsDraft
from xlsappraise.factbook.kept import identified, identity, unreadable
from xlsappraise.factbook.needs import needs_in
from xlsappraise.factbook.plan import BOOK, SHEETS, is_settings, tables_of
from xlsappraise.factbook.read_lists import read_checks, read_incidents
from xlsappraise.factbook.read_people import read_people
from xlsappraise.factbook.read_settings import read_settings
from xlsappraise.plans.assigned import Assigned
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.roster import Roster
from xlsappraise.store.office import Office
from xlsappraise.typed import HeadedTable
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.limits import OWN
from xlsappraise.xlsx.reading import Reading

_OF_PLANS = ("facts-title-taken", "facts-unknown-incident", "facts-amount-missing")
"""Mistakes that a change of the plans can make"""


def file_name(period: Period) -> str:
    """Name the file as messages do: inside the workspace."""
    return f"{period}/facts.xlsx"


def read_facts(
    office: Office, period: Period, roster: Roster, assigned: Assigned, *, earlier: bool = False
) -> PeriodFacts:
    """Read a period's facts; blank ones where there is no file. Raise Refusal for a file that cannot be read.

    ``earlier``: people who have left the roster since, and what plans have come to ask since, are no mistakes.
    """
    path = office.workspace.facts(period)
    if not path.exists():
        return PeriodFacts()
    say = words(office.workspace.settings.language)
    draft = FactsDraft(file_name(period), needs_in(office, period, roster, assigned), say, earlier)
    draft.problems += draft.needs.problems
    try:
        tables = tables_of(draft.file, Reading(read_file(path), OWN))
    except Refusal as refusal:
        raise unreadable(path, draft.file, refusal) from None
    for sheet in BOOK:
        table = tables.get(sheet)
        if table is None:
            _absent(draft, sheet)
        elif not draft.needs.uses(sheet):
            _unused(draft, table)
        elif _sound(draft, table):
            _read(draft, table, office)
    return draft.facts()


def _read(draft: FactsDraft, table: HeadedTable, office: Office) -> None:
    readers: dict[str, Callable[[FactsDraft, HeadedTable], None]] = {
        "people": read_people,
        "incidents": read_incidents,
        "checks": read_checks,
    }
    if table.headed.id == "settings":
        read_settings(draft, table, office.library)
    else:
        readers[table.headed.id](draft, table)


def _absent(draft: FactsDraft, sheet: str) -> None:
    """Report that a sheet is missing which is needed."""
    if draft.earlier or not draft.needs.uses(sheet):
        return
    name = draft.say(SHEETS[sheet])
    draft.problems.append(
        problem("facts-sheet-missing", file=draft.file, sheet=name, expected=name, period=draft.needs.period)
    )
    if sheet == "settings":
        draft.broken |= {item.pair for item in draft.needs.items}


def _unused(draft: FactsDraft, table: HeadedTable) -> None:
    """Report that a sheet which nobody needs any more holds entries; rows of settings are marked so themselves."""
    entries = [name for name in table.columns if name not in table.headed.shown]
    if table.headed.id != "settings" and any(table.filled(row, *entries) for row in table.rows):
        draft.tell("facts-sheet-unused", table, table.heading_place)


def _sound(draft: FactsDraft, table: HeadedTable) -> bool:
    """Return whether the rows of a sheet can be told apart, and no heading stands twice."""
    for heading in table.twins:
        draft.tell("facts-heading-twice", table, address(heading.place), found=heading.text)
    sound = not table.twins and identified(table)
    if not table.twins and not sound:
        wanted = draft.say(identity(table.headed).title)
        draft.tell("facts-heading-missing", table, table.heading_place, expected=wanted)
    if not sound and table.headed.id == "settings":
        draft.broken |= {item.pair for item in draft.needs.items}
    return sound


@dataclass
class FactBook:
    """The facts of any period, each read at most once; ``current`` is the one that is worked on, if one is named.

    The others are then read as earlier ones.
    """

    office: Office
    roster: Roster
    assigned: Assigned
    current: Period | None = None
    _known: dict[Period, PeriodFacts] = field(default_factory=dict, init=False)

    def of(self, period: Period) -> PeriodFacts:
        """Return the facts of a period."""
        if period not in self._known:
            earlier = self.current is not None and period != self.current
            self._known[period] = read_facts(self.office, period, self.roster, self.assigned, earlier=earlier)
        return self._known[period]

    def earlier_errors(self) -> list[Problem]:
        """Return what is wrong in the facts of other periods than the current one, as far as they were looked at.

        Of periods further back only what rules look at there, and what no change of the plans can have made a mistake.
        """
        others = sorted((when for when in self._known if when != self.current), key=str)
        return [
            found
            for when in others
            for found in self._known[when].problems
            if found.severity == "error" and self._matters(when, found)
        ]

    def _matters(self, when: Period, found: Problem) -> bool:
        here = self.current
        if here is None or when in here.inside("month") or when in here.inside("quarter"):
            return True
        if is_settings(found.sheet) or found.code in _OF_PLANS:
            return False
        people = words(self.office.workspace.settings.language)(SHEETS["people"])
        return when == here.previous() or found.sheet != people or found.code == "not-in-list"
