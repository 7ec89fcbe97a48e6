"""Store which findings about returned files HR has seen and settled."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

import sqlalchemy as sa

from xlsappraise.store.ledger.database import Database, now
from xlsappraise.store.ledger.records import Acknowledgement, FindingKey
from xlsappraise.store.ledger.tables import ACKNOWLEDGEMENTS, EVENTS
from xlsappraise.store.ledger.wire import pack, unpack


class AcknowledgementTable(Database):
    """Store acknowledgements: rows are only added, and the last one of a content counts."""

    def put_acknowledgement(self, one: Acknowledgement) -> None:
        """Add an acknowledgement, with a line in the history of its form."""
        moment = now()
        findings = sorted((list(astuple(key)) for key in one.findings), key=str)
        row = {
            "period": one.period,
            "sha256": one.sha256,
            "issue_id": one.issue_id,
            "file": one.file,
            "kind": one.kind,
            "findings": pack(findings),
            "reason": one.reason,
            "at": moment,
        }
        with self.transaction() as connection:
            connection.execute(sa.insert(ACKNOWLEDGEMENTS).values(row))
            if one.issue_id is not None:
                detail = f"{one.file}{': ' + one.reason if one.reason else ''}"
                event = {"issue_id": one.issue_id, "kind": one.kind, "detail": detail, "at": moment}
                connection.execute(sa.insert(EVENTS).values(event))

    def acknowledgements(self, period: str) -> dict[str, Acknowledgement]:
        """Return what counts of a period's acknowledgements, by content hash; without those that were undone."""
        query = sa.select(ACKNOWLEDGEMENTS).where(ACKNOWLEDGEMENTS.c.period == period)
        with self.transaction() as connection:
            rows = connection.execute(query.order_by(ACKNOWLEDGEMENTS.c.number)).all()
        last = {row.sha256: _acknowledgement(row) for row in rows}
        return {digest: one for digest, one in last.items() if one.kind == "acknowledged"}


def _acknowledgement(row: Any) -> Acknowledgement:
    findings = frozenset(FindingKey(*key) for key in unpack(row.findings))
    return Acknowledgement(
        row.period, row.sha256, row.issue_id, row.file, row.kind, findings, row.reason, row.at
    )  # fmt: skip
