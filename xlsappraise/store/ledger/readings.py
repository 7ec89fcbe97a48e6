"""Store the readings of files, and which files came back for a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from xlsappraise.base.problems import Refusal
from xlsappraise.store.ledger.database import Database, now
from xlsappraise.store.ledger.records import FileReading
from xlsappraise.store.ledger.tables import ARRIVALS, ISSUES, READINGS
from xlsappraise.store.ledger.wire import pack, reading_in, reading_out, unpack


class ReadingTable(Database):
    """Store readings of files by content, and arrivals."""

    def readings(self, context: str, hashes: Iterable[str]) -> dict[str, FileReading]:
        """Return the readings of files that were read under the same conditions, by content hash."""
        wanted = list(set(hashes))
        found: dict[str, FileReading] = {}
        with self.transaction() as connection:
            for start in range(0, len(wanted), 500):
                query = sa.select(READINGS.c.sha256, READINGS.c.data).where(
                    (READINGS.c.context == context) & READINGS.c.sha256.in_(wanted[start : start + 500])
                )
                found.update({row.sha256: reading_in(unpack(row.data)) for row in connection.execute(query)})
        return found

    def add_readings(self, context: str, readings: Sequence[FileReading]) -> None:
        """Record the readings of files; not while another run writes, since they can be read again."""
        if not readings:
            return
        rows = [{"sha256": r.sha256, "context": context, "data": pack(reading_out(r))} for r in readings]
        moment = now()
        arrived = [{"issue_id": r.issue_id, "sha256": r.sha256, "at": moment} for r in readings if r.issue_id]
        try:
            with self.transaction() as connection:
                connection.execute(sa.insert(READINGS).prefix_with("OR REPLACE", dialect="sqlite"), rows)
                if arrived:
                    connection.execute(sa.insert(ARRIVALS).prefix_with("OR IGNORE", dialect="sqlite"), arrived)
        except Refusal as refusal:
            if refusal.problems[0].code != "workspace-busy":
                raise

    def arrivals(self, issue_id: str) -> list[str]:
        """Return the content hashes of what came back for a form, in the order in which they were first seen."""
        query = sa.select(ARRIVALS.c.sha256).where(ARRIVALS.c.issue_id == issue_id).order_by(sa.text("arrival.rowid"))
        with self.transaction() as connection:
            return [row.sha256 for row in connection.execute(query)]

    def arrived(self, period: str) -> dict[str, str]:
        """Return the content hashes of what came back for a period's forms, each with its form, oldest first."""
        query = sa.select(ARRIVALS.c.sha256, ARRIVALS.c.issue_id).join(ISSUES, ISSUES.c.id == ARRIVALS.c.issue_id)
        with self.transaction() as connection:
            rows = connection.execute(query.where(ISSUES.c.period == period).order_by(sa.text("arrival.rowid")))
            return {row.sha256: row.issue_id for row in rows}

    def readings_of(self, context: str, issue_ids: Iterable[str]) -> dict[str, list[FileReading]]:
        """Return the reading of every file that ever came back for these forms, oldest first, by form."""
        found: dict[str, list[FileReading]] = {}
        query = (
            sa.select(ARRIVALS.c.issue_id, READINGS.c.data)
            .join(READINGS, (READINGS.c.sha256 == ARRIVALS.c.sha256) & (READINGS.c.context == context))
            .order_by(sa.text("arrival.rowid"))
        )
        with self.transaction() as connection:
            for issue_id in dict.fromkeys(issue_ids):
                rows = connection.execute(query.where(ARRIVALS.c.issue_id == issue_id))
                found[issue_id] = [reading_in(unpack(row.data)) for row in rows]
        return found
