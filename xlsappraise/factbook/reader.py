"""Reads the facts workbook of a period: all valid values, and a problem with its cell for each invalid one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xlsappraise.base.i18n import words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.factbook.draft import FactsDraft
from xlsappraise.factbook.kept import identified, identity, unreadable
from xlsappraise.factbook.needs import needs_in
from xlsappraise.factbook.plan import BOOK, SHEETS, figure_tables, is_people, is_settings, tables_of
from xlsappraise.factbook.read_conditions import read_conditions
from xlsappraise.factbook.read_departments import read_departments
from xlsappraise.factbook.read_lists import read_checks, read_incidents
from xlsappraise.factbook.read_people import read_people
from xlsappraise.factbook.read_settings import read_settings
from xlsappraise.plans.assigned import Assigned
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.roster import Roster
from xlsappraise.store.office import Office
from xlsappraise.typed import HeadedTable, reading_notes
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.own import read_book

_CAUSED_BY_PLANS = ("facts-title-taken", "facts-unknown-incident", "facts-amount-missing")
"""Codes of problems that a change of the plans can cause"""


def file_name(period: Period) -> str:
    """Return the file's path relative to the workspace, as messages show it."""
    return f"{period}/facts.xlsx"


def read_facts(
    office: Office, period: Period, roster: Roster, assigned: Assigned, *, earlier: bool = False
) -> PeriodFacts:
    """Read a period's facts; return blank ones where there is no file. Raise Refusal for an unreadable file.

    ``earlier``: do not report employees who have left the roster since, nor inputs that plans require only since.
    """
    path = office.workspace.facts(period)
    if not path.exists():
        return PeriodFacts()
    say = words(office.workspace.settings.language)
    draft = FactsDraft(file_name(period), needs_in(office, period, roster, assigned), say, earlier)
    draft.problems += draft.needs.problems
    try:
        reading = read_book(read_file(path))
        tables, parts = tables_of(draft.file, reading), figure_tables(draft.file, reading)
    except Refusal as refusal:
        raise unreadable(path, draft.file, refusal) from None
    for sheet in BOOK:
        table = tables.get(sheet)
        if table is None:
            _absent(draft, sheet)
        elif not draft.needs.uses(sheet):
            _unused(draft, table)
        elif _identifiable(draft, table):
            more = [part for part in parts if _identifiable(draft, part)] if sheet == "people" else []
            _read(draft, table, more, office)
            for one in () if earlier else (table, *more):
                draft.problems += reading_notes(one)
    return draft.facts()


def _read(draft: FactsDraft, table: HeadedTable, parts: Sequence[HeadedTable], office: Office) -> None:
    """Read a sheet; ``parts``: those of the people's figures, which are read with that of the people."""
    readers: dict[str, Callable[[FactsDraft, HeadedTable], None]] = {
        "departments": read_departments,
        "incidents": read_incidents,
        "checks": read_checks,
        "conditions": read_conditions,
    }
    if table.headed.id == "settings":
        read_settings(draft, table, office.library)
    elif table.headed.id == "people":
        read_people(draft, (table, *parts))
    else:
        readers[table.headed.id](draft, table)


def _absent(draft: FactsDraft, sheet: str) -> None:
    """Report a missing sheet that plans need."""
    if draft.earlier or not draft.needs.uses(sheet) or sheet == "conditions":
        return  # without conditions nothing is confirmed, which proposals say
    name = draft.say(SHEETS[sheet])
    draft.problems.append(
        problem("facts-sheet-missing", file=draft.file, sheet=name, expected=name, period=draft.needs.period)
    )
    if sheet == "settings":
        draft.broken |= {item.pair for item in draft.needs.items}


def _unused(draft: FactsDraft, table: HeadedTable) -> None:
    """Report a sheet with entries that no plan uses; on the settings sheet the rows have a mark instead."""
    entries = [name for name in table.columns if name not in table.headed.shown]
    if table.headed.id != "settings" and any(table.filled(row, *entries) for row in table.rows):
        draft.report("facts-sheet-unused", table, table.heading_place)


def _identifiable(draft: FactsDraft, table: HeadedTable) -> bool:
    """Return whether the rows of a sheet can be identified and no heading occurs twice; report what is wrong."""
    for heading in table.twins:
        draft.report("facts-heading-twice", table, address(heading.place), found=heading.text)
    sound = not table.twins and identified(table)
    if not table.twins and not sound:
        wanted = draft.say(identity(table.headed).title)
        draft.report("facts-heading-missing", table, table.heading_place, expected=wanted)
    if not sound and table.headed.id == "settings":
        draft.broken |= {item.pair for item in draft.needs.items}
    return sound


@dataclass
class FactBook:
    """The facts of any period, each read at most once.

    ``current``: the period to compute; if given, all others are read as earlier ones.
    """

    office: Office
    roster: Roster
    assigned: Assigned
    current: Period | None = None
    _by_period: dict[Period, PeriodFacts] = field(default_factory=dict, init=False)

    def of(self, period: Period) -> PeriodFacts:
        """Return the facts of a period."""
        if period not in self._by_period:
            earlier = self.current is not None and period != self.current
            self._by_period[period] = read_facts(self.office, period, self.roster, self.assigned, earlier=earlier)
        return self._by_period[period]

    def earlier_errors(self) -> list[Problem]:
        """Return errors in the facts of the periods read so far, the current one excluded.

        Of periods before the previous one only errors in facts that rules use, and that no change of the plans causes.
        """
        others = sorted((when for when in self._by_period if when != self.current), key=str)
        return [
            found
            for when in others
            for found in self._by_period[when].problems
            if found.severity == "error" and self._is_relevant(when, found)
        ]

    def _is_relevant(self, when: Period, found: Problem) -> bool:
        current = self.current
        if current is None or when in current.inside("month") or when in current.inside("quarter"):
            return True
        if is_settings(found.sheet) or found.code in _CAUSED_BY_PLANS:
            return False
        return when == current.previous() or not is_people(found.sheet) or found.code == "not-in-list"
