"""Store masters: their frozen forms, and the workbooks that forms are stamped from."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from xlsappraise.store.ledger.database import Database
from xlsappraise.store.ledger.records import MasterRecord, NewMaster
from xlsappraise.store.ledger.tables import MASTERS, WORKBOOKS
from xlsappraise.store.ledger.wire import pack, same_json, unpack
from xlsappraise.store.ledger.wire_frozen import frozen_in, frozen_out


@dataclass(frozen=True, slots=True)
class PackedMaster:
    """Hold a master as the ledger has it; ``record()`` unpacks it, which takes long for many masters."""

    id: int
    digest: str
    period: str
    rater: str
    layout_version: int
    scheme: bytes
    frozen: bytes

    def record(self) -> MasterRecord:
        """Return the master with its scheme and its frozen form."""
        scheme, frozen = zlib.decompress(self.scheme).decode(), frozen_in(unpack(self.frozen))
        return MasterRecord(self.id, self.digest, self.period, self.rater, self.layout_version, scheme, frozen)


class MasterTable(Database):
    """Record each master once."""

    def master_for(self, master: NewMaster, *, reuse: bool = True) -> int:
        """Return the id of the master with exactly this content, adding it when it is new, or always without ``reuse``.

        The workbook that was recorded first stays; one is added to a master of 0.1.0, which recorded none.
        """
        frozen = pack(frozen_out(master.frozen))
        with self.transaction() as connection:
            number = self._number_of(connection, master, frozen) if reuse else None
            if number is None:
                result = connection.execute(
                    sa.insert(MASTERS).values(
                        digest=master.digest,
                        period=master.period,
                        rater=master.rater,
                        layout_version=master.layout_version,
                        scheme=zlib.compress(master.scheme.encode()),
                        frozen=frozen,
                    )
                )
                key = result.inserted_primary_key
                assert key is not None, "an insert gives its key"
                number = int(key[0])
            add = sa.insert(WORKBOOKS).prefix_with("OR IGNORE", dialect="sqlite")
            connection.execute(add.values(master_id=number, data=master.workbook))
            return number

    def _number_of(self, connection: sa.Connection, master: NewMaster, frozen: bytes) -> int | None:
        """Return the id of the master with this content; None when there is none."""
        same = (
            (MASTERS.c.digest == master.digest)
            & (MASTERS.c.period == master.period)
            & (MASTERS.c.rater == master.rater)
            & (MASTERS.c.layout_version == master.layout_version)
        )
        for row in connection.execute(sa.select(MASTERS.c.id, MASTERS.c.frozen).where(same)):
            if same_json(row.frozen, frozen):
                return int(row.id)
        return None

    def masters(self, ids: Iterable[int]) -> dict[int, PackedMaster]:
        """Return masters by id."""
        with self.transaction() as connection:
            rows = connection.execute(sa.select(MASTERS).where(MASTERS.c.id.in_(set(ids)))).all()
        return {
            row.id: PackedMaster(row.id, row.digest, row.period, row.rater, row.layout_version, row.scheme, row.frozen)
            for row in rows
        }

    def master_schemes(self, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return digest and scheme (JSON) of masters by id, without their frozen forms."""
        query = sa.select(MASTERS.c.id, MASTERS.c.digest, MASTERS.c.scheme).where(MASTERS.c.id.in_(set(ids)))
        with self.transaction() as connection:
            rows = connection.execute(query).all()
        return {row.id: (row.digest, zlib.decompress(row.scheme).decode()) for row in rows}

    def workbooks(self, ids: Iterable[int]) -> dict[int, bytes]:
        """Return the workbooks that masters' forms are stamped from by id, without those that recorded none."""
        query = sa.select(WORKBOOKS.c.master_id, WORKBOOKS.c.data).where(WORKBOOKS.c.master_id.in_(set(ids)))
        with self.transaction() as connection:
            return {row.master_id: row.data for row in connection.execute(query)}

    def workbook(self, master_id: int) -> bytes | None:
        """Return the workbook that a master's forms are stamped from; None where 0.1.0 recorded the master."""
        query = sa.select(WORKBOOKS.c.data).where(WORKBOOKS.c.master_id == master_id)
        with self.transaction() as connection:
            data: bytes | None = connection.execute(query).scalar()
        return data
