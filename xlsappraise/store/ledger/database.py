"""Open the database file of the ledger with SQLAlchemy Core, and turn its errors into problems."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from xlsappraise.base.problems import Refusal, problem
from xlsappraise.store.ledger import seals
from xlsappraise.store.ledger.opening import Opening
from xlsappraise.store.ledger.tables import FORMAT, INFO
from xlsappraise.store.ledger.witness import Witness


def now() -> str:
    """Return the time to the second, with its zone."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class Database:
    """Open or make the file. Each method of a table is one transaction, unless inside ``together``.

    With ``existing``, a file without records is a damaged ledger and not a new one.
    """

    def __init__(self, path: Path, *, existing: bool = False) -> None:
        self.path = path
        self.engine = _engine(str(path.absolute()))
        self._connection: sa.Connection | None = None
        self._witness = Witness(path)
        try:
            with self._begun("ledger-unreadable") as connection:
                connection.exec_driver_sql("BEGIN")
                Opening(connection, self._witness, path, FORMAT).run(existing=existing)
        except BaseException:
            self._release()
            raise

    def close(self) -> None:
        """Close the database file, and leave the checksum of what it holds."""
        with contextlib.suppress(Refusal, OSError):
            if not self._witness.current():
                with self._begun("ledger-unreadable") as connection:
                    connection.exec_driver_sql("BEGIN")
                    connection.execute(sa.select(INFO.c.name).limit(1)).first()  # from here on nobody else writes
                    self._witness.renew()
        self._release()

    def _release(self) -> None:
        self.engine.dispose()
        self._witness.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make everything inside the block one transaction."""
        with self._begun() as connection:
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Begin a transaction, or take part in the one that is open."""
        if self._connection is not None:
            yield self._connection
        else:
            with self._begun() as connection:
                yield connection

    @contextmanager
    def _begun(self, otherwise: str | None = None) -> Iterator[sa.Connection]:
        """Begin a transaction; raise Refusal when the disk, the rights or another run prevents it.

        Other errors of SQLite are faults of the program, unless ``otherwise`` is what they mean.
        """
        try:
            with self.engine.begin() as connection:
                driver = connection.connection.driver_connection
                assert isinstance(driver, sqlite3.Connection), "the ledger is a file of SQLite"
                changes = driver.total_changes
                yield connection
                if driver.total_changes != changes:
                    self._witness.forget()  # a rollback after a kill gives back the records, not every free page
        except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
            cause = error.orig if isinstance(error, sa.exc.DatabaseError) else error
            code = _code_of(cause) or otherwise
            if code is None:
                raise
            raise Refusal(problem(code, file=str(self.path), found=cause)) from None
        except UnicodeDecodeError as error:  # a text, or a name in an error of SQLite, that is damaged
            raise Refusal(problem("ledger-unreadable", file=str(self.path), found=error)) from None


@lru_cache(maxsize=8)
def _engine(path: str) -> sa.Engine:
    """Return the engine of a file, with the statements that it has compiled; it keeps no connection once released."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=path))
    sa.event.listen(engine, "connect", _durable)
    sa.event.listen(engine, "connect", _sealing)
    return engine


_CODES = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), "workspace-busy"),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), "ledger-unreadable"),
    **dict.fromkeys(
        (
            sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM,
            sqlite3.SQLITE_READONLY,
        ),
        "ledger-not-writable",
    ),
}  # fmt: skip


def _code_of(error: BaseException | None) -> str | None:
    """Return the problem code for an error of SQLite; None for one that only a faulty program can cause."""
    number = getattr(error, "sqlite_errorcode", None)
    return None if number is None else _CODES.get(number & 0xFF)


def _sealing(connection: Any, _record: Any) -> None:
    """Let what a connection writes carry checksums."""
    seals.install(connection)


def _durable(connection: Any, _record: Any) -> None:
    """Make commits survive a power cut, and readers wait for a writer but not for all that it writes."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=DELETE")
    cursor.execute("PRAGMA synchronous=EXTRA")  # FULL leaves the removal of the journal, the commit, to chance
    cursor.execute("PRAGMA cache_spill=OFF")  # or a large transaction keeps readers out before it commits
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
