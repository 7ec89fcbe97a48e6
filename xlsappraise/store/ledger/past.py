"""Store imported results and pay runs; list the people in any table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from xlsappraise.store.ledger.database import Database, now
from xlsappraise.store.ledger.records import PastResult, Payment, WithheldPay
from xlsappraise.store.ledger.tables import HISTORY, ISSUES, PAYMENTS, WITHHELD
from xlsappraise.store.ledger.wire import pack, unpack


class PastTable(Database):
    """Store results of periods before the tool was used, and the lines of pay runs."""

    def people(self, periods: Iterable[str] | None = None) -> frozenset[str]:
        """Return the employee numbers that occur in any record, of some periods or of all."""
        tables = (ISSUES, HISTORY, PAYMENTS, WITHHELD)
        queries = [sa.select(table.c.employee_id) for table in tables]
        if periods is not None:
            names = list(periods)
            queries = [q.where(table.c.period.in_(names)) for q, table in zip(queries, tables, strict=True)]
        query = sa.union(*queries)
        with self.transaction() as connection:
            return frozenset(connection.execute(query).scalars())

    def past_results(self) -> list[PastResult]:
        """Return every imported result, by period and employee."""
        query = sa.select(*(HISTORY.c[f.name] for f in fields(PastResult)))
        with self.transaction() as connection:
            rows = connection.execute(query.order_by(HISTORY.c.period, HISTORY.c.employee_id)).all()
        return [PastResult(*row) for row in rows]

    def put_past_results(self, results: Sequence[PastResult]) -> None:
        """Add imported results, or replace those of the same person, period and scheme."""
        if not results:
            return
        moment = now()
        with self.transaction() as connection:
            put = sqlite.insert(HISTORY)
            keys = ("employee_id", "period", "scheme_id")
            changed = {c.name: put.excluded[c.name] for c in HISTORY.c if c.name not in keys}
            rows = [{**asdict(r), "at": moment} for r in results]
            connection.execute(put.on_conflict_do_update(index_elements=keys, set_=changed), rows)

    def payments(self) -> list[Payment]:
        """Return the lines of every period's last pay run, in the order they were made."""
        query = sa.select(*(PAYMENTS.c[f.name] for f in fields(Payment))).order_by(PAYMENTS.c.number)
        with self.transaction() as connection:
            return [Payment(**{**row._asdict(), "inputs": unpack(row.inputs)}) for row in connection.execute(query)]

    def put_payments(self, period: str, payments: Sequence[Payment], withheld: Sequence[WithheldPay] = ()) -> None:
        """Record the lines of a pay run and what it withheld; those of an earlier run of the period no longer count."""
        moment = now()
        rows = [{**asdict(p), "inputs": pack(p.inputs), "at": moment} for p in payments]
        held = [{**asdict(one), "at": moment} for one in withheld]
        with self.transaction() as connection:
            for table, records in ((PAYMENTS, rows), (WITHHELD, held)):
                connection.execute(sa.delete(table).where(table.c.period == period))
                if records:
                    connection.execute(sa.insert(table), records)

    def withheld(self, period: str) -> list[WithheldPay]:
        """Return what the last pay run of a period withheld, in the order in which it was recorded."""
        query = sa.select(*(WITHHELD.c[f.name] for f in fields(WithheldPay))).where(WITHHELD.c.period == period)
        with self.transaction() as connection:
            return [WithheldPay(*row) for row in connection.execute(query.order_by(WITHHELD.c.number))]
