"""Seal the rows of the ledger: each carries a checksum of what it holds.

The checksum is written by temporary triggers, which belong to a connection of this program and not to the file. What
changes a row in any other way, such as a faulty disk or another program, leaves the old checksum behind.

For each table the ledger has the number of its rows and their checksums combined, kept by the same triggers in the same
transaction: a row that another program removed, added or put back as it once was is missed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.store.ledger.tables import META, TALLIES

SEAL = "seal"
_SIZE = 8
"""Bytes of a checksum"""
_Columns = dict[str, tuple[str, ...]]


def seal(*values: str | bytes | float | None) -> bytes:
    """Return the checksum of a row's values, which tells their types and limits apart."""
    whole = hashlib.blake2b(digest_size=_SIZE)
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


def mixed(one: bytes | None, other: bytes | None) -> bytes:
    """Return two checksums combined; what is combined twice is taken out again."""
    return bytes(a ^ b for a, b in zip(one or bytes(_SIZE), other or bytes(_SIZE), strict=True))


class _Mixed:
    """The checksums of all rows combined, as an aggregate of SQLite."""

    def __init__(self) -> None:
        self.whole = bytes(_SIZE)

    def step(self, value: bytes | None) -> None:
        self.whole = mixed(self.whole, value)

    def finalize(self) -> bytes:
        return self.whole


def install(connection: sqlite3.Connection) -> None:
    """Let a connection seal the rows that it writes, in tables whose rows are sealed."""
    connection.create_function("xa_seal", -1, seal, deterministic=True)
    connection.create_function("xa_mixed", 2, mixed, deterministic=True)
    connection.create_aggregate("xa_all_mixed", 1, _Mixed)  # type: ignore[arg-type]  # typeshed wants a number
    connection.execute("PRAGMA recursive_triggers=ON")  # or rows that an INSERT OR REPLACE removes go uncounted
    columns = _columns(connection)
    if SEAL in columns.get(TALLIES.name, ()):
        for table in columns:
            _watch(connection, table, columns[table])


def seal_all(connection: sqlite3.Connection) -> None:
    """Seal the rows of every table that has none sealed yet, and those that are added to it."""
    for table, columns in _columns(connection).items():
        if SEAL not in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {SEAL} BLOB")
            connection.execute(f"UPDATE {table} SET {SEAL} = {_sealed(columns)}")  # noqa: S608 - names of ours
    for table, columns in _columns(connection).items():
        _watch(connection, table, columns)
    tallied = {name for (name,) in connection.execute(f"SELECT name FROM {TALLIES.name}")}  # noqa: S608
    for table in _columns(connection):
        if table not in {TALLIES.name, *tallied}:
            put = f"INSERT INTO {TALLIES.name} (name, rows, whole) VALUES (?, ?, ?)"  # noqa: S608 - names of ours
            connection.execute(put, (table, *_tally(connection, table)))


def _tally(connection: sqlite3.Connection, table: str) -> tuple[int, bytes]:
    """Return how many rows a table has, and their checksums combined."""
    query = f"SELECT count(*), xa_all_mixed({SEAL}) FROM {table} NOT INDEXED"  # noqa: S608 - names of ours
    rows, whole = connection.execute(query).fetchone()
    return rows, whole or bytes(_SIZE)  # an aggregate of no rows is none


def _watch(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    """Make the triggers that renew a row's checksum, and the tally of its table."""
    new = f"(SELECT {SEAL} FROM {table} WHERE rowid = NEW.rowid)"  # noqa: S608 - names of ours
    renew = f"UPDATE {table} SET {SEAL} = {_sealed(columns)} WHERE rowid = NEW.rowid;"  # noqa: S608 - names of ours
    events = {
        "INSERT": (renew, 1, new),
        f"UPDATE OF {_held(columns)}": (renew, 0, f"xa_mixed(OLD.{SEAL}, {new})"),
        "DELETE": ("", -1, f"OLD.{SEAL}"),
    }
    for event, (first, count, change) in events.items():
        then = (
            ""
            if table == TALLIES.name
            else (
                f"UPDATE {TALLIES.name} SET rows = rows + {count}, whole = xa_mixed(whole, {change})"  # noqa: S608
                f" WHERE name = '{table}';"
            )
        )
        if first or then:
            name = f"xa_{table}_{event[:6].lower()}"
            trigger = f"CREATE TEMP TRIGGER IF NOT EXISTS {name} AFTER {event} ON main.{table}"
            connection.execute(f"{trigger} BEGIN {first} {then} END")


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


def untallied(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether a table has lost rows, or has rows that this program did not write."""
    query = f"SELECT rows, whole FROM {TALLIES.name} WHERE name = ?"  # noqa: S608 - a name of ours
    return bool(connection.execute(query, (table,)).fetchone() != _tally(connection, table))


def declared(connection: sqlite3.Connection) -> str:
    """Return the names of the tables with the checksum of their declarations, as the ledger records them."""
    rows = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'table' ORDER BY name")
    return json.dumps({name: seal(sql).hex() for name, sql in rows if not name.startswith("sqlite_")})


def damage(connection: sqlite3.Connection, recorded: str | None) -> Text | None:
    """Return what is wrong with the ledger, of which ``declared`` was recorded; None where all of it is whole."""
    if recorded is None:
        return phrase("the list of its tables is missing")
    found, known = json.loads(declared(connection)), json.loads(recorded)
    if foreign(connection, known):
        return phrase("its content is not what was written last")
    for table, checksum in known.items():
        if table not in found:
            return phrase("the table {table} is missing", table=table)
        if found[table] != checksum or not sealed(connection, table) or broken(connection, table):
            return phrase("the table {table} does not hold what was recorded", table=table)
        if TALLIES.name in found and table != TALLIES.name and untallied(connection, table):
            return phrase("rows of the table {table} are missing or were put there by another program", table=table)
    return integrity(connection)


def foreign(connection: sqlite3.Connection, tables: Iterable[str] = ()) -> bool:
    """Return whether there is anything that this program did not make, such as triggers, which would change its rows.

    ``tables``: those that are recorded besides the ones of today.
    """
    ours = {("table", name) for name in (*META.tables, *tables)}
    ours |= {("index", str(index.name)) for table in META.sorted_tables for index in table.indexes}
    (version,) = connection.execute("PRAGMA main.user_version").fetchone()
    rows = connection.execute("SELECT type, name FROM main.sqlite_master").fetchall()
    return version != 0 or any(
        (kind, name) not in ours and (kind not in ("table", "index") or not name.startswith("sqlite_"))
        for kind, name in rows
    )


def integrity(connection: sqlite3.Connection) -> str | None:
    """Return the first fault that SQLite finds in the structure of the file; None where there is none."""
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if answer == "ok" else str(answer)
