"""Store which content each command used for a period: roster, settings, schemes, plans, facts."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from xlsappraise.store.ledger.database import Database, now
from xlsappraise.store.ledger.published import Part
from xlsappraise.store.ledger.tables import BASES


class BasisTable(Database):
    """Store the hashes of what runs used; a row is added only where the content differs from that of the last run."""

    def put_basis(self, period: str, command: str, parts: Mapping[Part, str]) -> None:
        """Record the hashes that a command used; an empty one records that the part was not there."""
        known = self.basis(period, command)
        moment = now()
        rows = [
            {"period": period, "command": command, "part": part, "sha256": digest, "at": moment}
            for part, digest in parts.items()
            if known.get(part, "") != digest
        ]
        if rows:
            with self.transaction() as connection:
                connection.execute(sa.insert(BASES), rows)

    def basis(self, period: str, command: str) -> dict[Part, str]:
        """Return the hashes that the last run of a command for a period used, by part."""
        query = (
            sa.select(BASES.c.part, BASES.c.sha256)
            .where((BASES.c.period == period) & (BASES.c.command == command))
            .order_by(BASES.c.number)
        )
        with self.transaction() as connection:
            return {row.part: row.sha256 for row in connection.execute(query)}

    def basis_times(self, part: Part) -> list[tuple[str, str, str]]:
        """Return period, hash and time of every record of a part, oldest first."""
        query = sa.select(BASES.c.period, BASES.c.sha256, BASES.c.at).where(BASES.c.part == part)
        with self.transaction() as connection:
            return [(row.period, row.sha256, row.at) for row in connection.execute(query.order_by(BASES.c.number))]
