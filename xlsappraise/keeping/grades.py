"""Find out from the kept lists of people when each person reached a grade."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import datetime

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.keeping.rosters import load_roster
from xlsappraise.roster import Roster
from xlsappraise.roster.grades import LevelReached, levels_in
from xlsappraise.store.office import Office


def levels_reached(office: Office, until: Period) -> Mapping[str, tuple[LevelReached, ...]]:
    """Return the grades of everybody, oldest first, by the lists kept for periods that end no later than ``until``."""
    return levels_in(_lists(office, until))


def _lists(office: Office, until: Period) -> Iterator[tuple[Period, Roster]]:
    """Yield the lists in the order of the periods for which they were kept; damaged ones and repetitions left out."""
    records = [
        (Period.parse(name), digest, datetime.fromisoformat(at))
        for name, digest, at in office.ledger.basis_times("roster")
    ]
    last = ""
    for period, digest, _at in sorted(records, key=lambda record: (record[0].last_day, record[2])):
        if period.last_day > until.last_day or digest in ("", last):
            continue
        with contextlib.suppress(Refusal):
            yield period, load_roster(office, period, digest)
            last = digest
