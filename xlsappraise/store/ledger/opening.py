"""Open a ledger: make its tables, bring one of an older format up to date, and refuse a damaged one."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import sqlalchemy as sa

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.store.ledger import seals
from xlsappraise.store.ledger.tables import FIRST, INFO, META, WORKBOOKS
from xlsappraise.store.ledger.witness import Witness

_TABLES = "tables"
"""The name of the record of which tables there are"""


class Opening:
    """Open a ledger inside a transaction; raise Refusal where it cannot be used.

    ``newest``: the format that this program writes.
    """

    def __init__(self, connection: sa.Connection, witness: Witness, path: Path, newest: int) -> None:
        self.connection = connection
        self.witness = witness
        self.path = path
        self.newest = newest
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection), "the ledger is a file of SQLite"
        self.driver = driver

    def run(self, *, existing: bool) -> None:
        """Check what the file holds, and make what it lacks."""
        tables = set(sa.inspect(self.connection).get_table_names())
        whole = self.witness.agrees() if tables else None
        if whole is False:
            raise self._damaged(phrase("its content is not what was written last"))
        if existing and INFO.name not in tables:
            raise self._damaged(_missing(INFO.name) if tables else phrase("it is empty"))
        number = self._format() if INFO.name in tables else None
        if existing and number is None:
            raise self._damaged(phrase("its format is not recorded"))
        sealed = seals.sealed(self.driver, INFO.name)
        if sealed and not whole and (wrong := seals.damage(self.driver, self._recorded())):
            raise self._damaged(wrong)
        if number is not None and not sealed:
            self._check_older(tables)
        known = {table.name for table in META.sorted_tables}
        if number is None or number < self.newest or not sealed or not known <= tables:
            self.witness.forget()
            self._make()
        elif not whole:
            self.witness.renew()

    def _format(self) -> int | None:
        """Return the format of the file; None where it was left before its first record."""
        row = self.connection.execute(sa.select(INFO.c.value).where(INFO.c.name == "format")).first()
        if row is None:
            return None
        if not row.value.isdigit():
            raise self._damaged(row.value)
        if seals.sealed(self.driver, INFO.name) and seals.broken(self.driver, INFO.name):
            raise self._damaged(_changed(INFO.name))
        if int(row.value) > self.newest:
            raise Refusal(problem("ledger-newer", found=row.value, expected=self.newest))
        return int(row.value)

    def _check_older(self, tables: set[str]) -> None:
        """Check a ledger whose rows have no checksums as far as that is possible: its tables, what is compressed."""
        for name in FIRST:
            if name not in tables:
                raise self._damaged(_missing(name))
        if seals.foreign(self.driver):
            raise self._damaged(phrase("its content is not what was written last"))
        if wrong := seals.integrity(self.driver):
            raise self._damaged(wrong)
        for table in (table for table in META.sorted_tables if table.name in tables and table is not WORKBOOKS):
            packed = [column for column in table.columns if isinstance(column.type, sa.LargeBinary)]
            for row in self.connection.execute(sa.select(*packed)) if packed else ():
                try:
                    for data in row:
                        zlib.decompress(data)
                except (zlib.error, TypeError):
                    raise self._damaged(_changed(table.name)) from None

    def _make(self) -> None:
        """Make the tables that are missing, seal all rows, record what there is."""
        META.create_all(self.connection)
        seals.seal_all(self.driver)
        put = sa.insert(INFO).prefix_with("OR REPLACE", dialect="sqlite")
        tables = seals.declared(self.driver)
        rows = [{"name": "format", "value": str(self.newest)}, {"name": _TABLES, "value": tables}]
        self.connection.execute(put, rows)

    def _recorded(self) -> str | None:
        row = self.connection.execute(sa.select(INFO.c.value).where(INFO.c.name == _TABLES)).first()
        return None if row is None else str(row.value)

    def _damaged(self, found: Text) -> Refusal:
        return Refusal(problem("ledger-unreadable", file=str(self.path), found=found))


def _missing(table: str) -> Text:
    return phrase("the table {table} is missing", table=table)


def _changed(table: str) -> Text:
    return phrase("the table {table} does not hold what was recorded", table=table)
