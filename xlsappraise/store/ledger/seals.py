"""Seal the rows of the ledger: each carries a checksum of what it holds.

The checksum is written by temporary triggers, which belong to a connection of this program and not to the file. What
changes a row in any other way, such as a faulty disk or another program, leaves the old checksum behind.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.store.ledger.tables import META

SEAL = "seal"
_Columns = dict[str, tuple[str, ...]]


def seal(*values: str | bytes | float | None) -> bytes:
    """Return the checksum of a row's values, which tells their types and limits apart."""
    whole = hashlib.blake2b(digest_size=8)
    for value in values:
        if isinstance(value, str):
            kind, data = "t", value.encode()
        elif isinstance(value, bytes):
            kind, data = "b", value
        else:
            kind, data = type(value).__name__, repr(value).encode()
        whole.update(f"{kind}{len(data)}:".encode())
        whole.update(data)
    return whole.digest()


def install(connection: sqlite3.Connection) -> None:
    """Let a connection seal the rows that it writes, in tables whose rows are sealed."""
    connection.create_function("xa_seal", -1, seal, deterministic=True)
    for table, columns in _columns(connection).items():
        if SEAL in columns:
            _watch(connection, table, columns)


def seal_all(connection: sqlite3.Connection) -> None:
    """Seal the rows of every table that has none sealed yet, and those that are added to it."""
    for table, columns in _columns(connection).items():
        if SEAL not in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {SEAL} BLOB")
            connection.execute(f"UPDATE {table} SET {SEAL} = {_sealed(columns)}")  # noqa: S608 - names of ours
            _watch(connection, table, columns)


def _watch(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    for event in ("INSERT", f"UPDATE OF {_held(columns)}"):
        name = f"xa_{table}_{event[:6].lower()}"
        renew = f"UPDATE {table} SET {SEAL} = {_sealed(columns)} WHERE rowid = NEW.rowid"  # noqa: S608 - names of ours
        connection.execute(f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {renew}; END")


def _sealed(columns: tuple[str, ...]) -> str:
    return f"xa_seal({_held(columns)})"


def _held(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns if name != SEAL)


def _columns(connection: sqlite3.Connection) -> _Columns:
    """Return the columns of each table of ours that is there."""
    there = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    return {
        name: tuple(row[1] for row in connection.execute(f"PRAGMA main.table_info({name})"))
        for name in META.tables
        if name in there
    }


def sealed(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether the rows of a table have checksums."""
    return SEAL in _columns(connection).get(table, ())


def broken(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether a row of a table does not hold what it was sealed with."""
    columns = _columns(connection)[table]
    wrong = f"{SEAL} IS NOT {_sealed(columns)}"
    query = f"SELECT 1 FROM {table} NOT INDEXED WHERE {wrong} LIMIT 1"  # noqa: S608 - names of ours
    return connection.execute(query).fetchone() is not None


def declared(connection: sqlite3.Connection) -> str:
    """Return the names of the tables with the checksum of their declarations, as the ledger records them."""
    rows = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'table' ORDER BY name")
    return json.dumps({name: seal(sql).hex() for name, sql in rows if not name.startswith("sqlite_")})


def damage(connection: sqlite3.Connection, recorded: str | None) -> Text | None:
    """Return what is wrong with the ledger, of which ``declared`` was recorded; None where all of it is whole."""
    if recorded is None:
        return phrase("the list of its tables is missing")
    found = json.loads(declared(connection))
    for table, checksum in json.loads(recorded).items():
        if table not in found:
            return phrase("the table {table} is missing", table=table)
        if found[table] != checksum or not sealed(connection, table) or broken(connection, table):
            return phrase("the table {table} does not hold what was recorded", table=table)
    return integrity(connection)


def integrity(connection: sqlite3.Connection) -> str | None:
    """Return the first fault that SQLite finds in the structure of the file; None where there is none."""
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if answer == "ok" else str(answer)
