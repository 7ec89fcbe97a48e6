"""Reading and writing the ledger: SQLAlchemy Core on SQLite, every public method one transaction."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from xlsappraise.base.problems import Refusal, problem
from xlsappraise.store.ledger.records import Event, FileReading, Issue, MasterRecord, PastResult, Payment, Version
from xlsappraise.store.ledger.tables import (
    ARRIVALS,
    EVENTS,
    FORMAT,
    HISTORY,
    INFO,
    ISSUES,
    MASTERS,
    META,
    PAYMENTS,
    READINGS,
    VERSIONS,
)
from xlsappraise.store.ledger.wire import problem_in, problem_out, reading_in, reading_out, shown_in, shown_out


def now() -> str:
    """Return the time to the second, with its zone."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def _pack(data: Any) -> bytes:
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def _unpack(data: bytes) -> Any:
    return json.loads(zlib.decompress(data))


class Ledger:
    """Opens or makes the database; every public method is one transaction unless inside ``together``."""

    def __init__(self, path: Path, url: str | None = None) -> None:
        self.path = path
        self.engine = sa.create_engine(url or sa.URL.create("sqlite", database=str(path)))
        if url is None:
            sa.event.listen(self.engine, "connect", _durable)
        self._connection: sa.Connection | None = None
        with self._begun("ledger-unreadable") as connection:
            META.create_all(connection)
            self._check_format(connection)

    def _check_format(self, connection: sa.Connection) -> None:
        row = connection.execute(sa.select(INFO.c.value).where(INFO.c.name == "format")).first()
        if row is None:
            connection.execute(sa.insert(INFO).values(name="format", value=str(FORMAT)))
        elif not row.value.isdigit():
            raise Refusal(problem("ledger-unreadable", file=str(self.path), found=row.value))
        elif int(row.value) > FORMAT:
            raise Refusal(problem("ledger-newer", found=row.value, expected=FORMAT))

    def close(self) -> None:
        """Let go of the database file."""
        self.engine.dispose()

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
    def _transaction(self) -> Iterator[sa.Connection]:
        if self._connection is not None:
            yield self._connection
        else:
            with self._begun() as connection:
                yield connection

    @contextmanager
    def _begun(self, otherwise: str | None = None) -> Iterator[sa.Connection]:
        """Begin a transaction; raise Refusal where the disk, the rights or another run stand against it.

        Other errors of SQLite are faults of the program, unless ``otherwise`` is what they mean.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
            cause = error.orig if isinstance(error, sa.exc.DatabaseError) else error
            code = _code_of(cause) or otherwise
            if code is None:
                raise
            raise Refusal(problem(code, file=str(self.path), found=cause)) from None

    # Masters and issues

    def master_for(
        self,
        digest: str,
        period: str,
        rater: str,
        layout_version: int,
        scheme: str,
        frozen: Mapping[str, Any],
        *,
        known: bool = True,
    ) -> int:
        """Return the id of the master with exactly this content, adding it when it is new, or not ``known``."""
        packed = _pack(frozen)
        with self._transaction() as connection:
            same = (
                (MASTERS.c.digest == digest)
                & (MASTERS.c.period == period)
                & (MASTERS.c.rater == rater)
                & (MASTERS.c.layout_version == layout_version)
            )
            candidates = connection.execute(sa.select(MASTERS.c.id, MASTERS.c.frozen).where(same)) if known else ()
            for row in candidates:
                if row.frozen == packed:
                    return int(row.id)
            result = connection.execute(
                sa.insert(MASTERS).values(
                    digest=digest,
                    period=period,
                    rater=rater,
                    layout_version=layout_version,
                    scheme=zlib.compress(scheme.encode()),
                    frozen=packed,
                )
            )
            key = result.inserted_primary_key
            assert key is not None, "an insert gives its key"
            return int(key[0])

    def masters(self, ids: Iterable[int]) -> dict[int, MasterRecord]:
        """Return masters by id."""
        with self._transaction() as connection:
            rows = connection.execute(sa.select(MASTERS).where(MASTERS.c.id.in_(set(ids)))).all()
        return {
            row.id: MasterRecord(
                row.id, row.digest, row.period, row.rater, row.layout_version,
                zlib.decompress(row.scheme).decode(), _unpack(row.frozen),
            )
            for row in rows
        }  # fmt: skip

    def add_issues(self, issues: Sequence[Issue]) -> None:
        """Record forms as issued, before any file of them is written."""
        if not issues:
            return
        moment = now()
        with self._transaction() as connection:
            connection.execute(sa.insert(ISSUES), [{**asdict(i), "at": moment} for i in issues])
            connection.execute(
                sa.insert(EVENTS),
                [{"issue_id": i.id, "kind": "issued", "detail": i.filename, "at": moment} for i in issues],
            )

    def issues(self, period: str | None = None) -> list[Issue]:
        """Return the issues of a period, or all, in the order they were made."""
        query = sa.select(*(ISSUES.c[f.name] for f in fields(Issue)))
        if period is not None:
            query = query.where(ISSUES.c.period == period)
        with self._transaction() as connection:
            return [Issue(*row) for row in connection.execute(query.order_by(sa.text("issue.rowid")))]

    def close_issue(self, issue: Issue, state: str, reason: str) -> None:
        """Mark an issue as withdrawn or replaced."""
        with self._transaction() as connection:
            connection.execute(sa.update(ISSUES).where(ISSUES.c.id == issue.id).values(state=state, reason=reason))
            connection.execute(sa.insert(EVENTS).values(issue_id=issue.id, kind=state, detail=reason, at=now()))

    # What came back

    def readings(self, context: str, hashes: Iterable[str]) -> dict[str, FileReading]:
        """Return what was made of files already read under the same conditions, by content hash."""
        wanted = list(set(hashes))
        found: dict[str, FileReading] = {}
        with self._transaction() as connection:
            for start in range(0, len(wanted), 500):
                query = sa.select(READINGS.c.sha256, READINGS.c.data).where(
                    (READINGS.c.context == context) & READINGS.c.sha256.in_(wanted[start : start + 500])
                )
                found.update({row.sha256: reading_in(_unpack(row.data)) for row in connection.execute(query)})
        return found

    def add_readings(self, context: str, readings: Sequence[FileReading]) -> None:
        """Remember what was made of files; not while another run writes, since they can be read again."""
        if not readings:
            return
        rows = [{"sha256": r.sha256, "context": context, "data": _pack(reading_out(r))} for r in readings]
        moment = now()
        arrived = [{"issue_id": r.issue_id, "sha256": r.sha256, "at": moment} for r in readings if r.issue_id]
        try:
            with self._transaction() as connection:
                connection.execute(sa.insert(READINGS).prefix_with("OR REPLACE", dialect="sqlite"), rows)
                if arrived:
                    connection.execute(sa.insert(ARRIVALS).prefix_with("OR IGNORE", dialect="sqlite"), arrived)
        except Refusal as refusal:
            if refusal.problems[0].code != "workspace-busy":
                raise

    def arrivals(self, issue_id: str) -> list[str]:
        """Return the content hashes of what came back for a form, in the order in which they were first seen."""
        query = sa.select(ARRIVALS.c.sha256).where(ARRIVALS.c.issue_id == issue_id).order_by(sa.text("arrival.rowid"))
        with self._transaction() as connection:
            return [row.sha256 for row in connection.execute(query)]

    def readings_of(self, context: str, issue_ids: Iterable[str]) -> dict[str, list[FileReading]]:
        """Return what was made of every file that ever came back for these forms, oldest first, by form."""
        found: dict[str, list[FileReading]] = {}
        query = (
            sa.select(ARRIVALS.c.issue_id, READINGS.c.data)
            .join(READINGS, (READINGS.c.sha256 == ARRIVALS.c.sha256) & (READINGS.c.context == context))
            .order_by(sa.text("arrival.rowid"))
        )
        with self._transaction() as connection:
            for issue_id in dict.fromkeys(issue_ids):
                rows = connection.execute(query.where(ARRIVALS.c.issue_id == issue_id))
                found[issue_id] = [reading_in(_unpack(row.data)) for row in rows]
        return found

    def versions(self, period: str) -> list[Version]:
        """Return all complete versions of a period's forms, oldest first."""
        query = (
            sa.select(VERSIONS)
            .join(ISSUES, ISSUES.c.id == VERSIONS.c.issue_id)
            .where(ISSUES.c.period == period)
            .order_by(sa.text("version.rowid"))
        )
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return [Version(_reading_of(row), row.file, row.state, row.reason, row.at) for row in rows]

    def put_versions(self, versions: Sequence[Version]) -> None:
        """Add versions, or replace the record of the same content."""
        if not versions:
            return
        moment = now()
        rows = [{**_version_row(version), "at": version.at or moment} for version in versions]
        with self._transaction() as connection:
            put = sqlite.insert(VERSIONS)
            keys = ("issue_id", "sha256")
            changed = {c.name: put.excluded[c.name] for c in VERSIONS.c if c.name not in keys}
            connection.execute(put.on_conflict_do_update(index_elements=keys, set_=changed), rows)
            connection.execute(
                sa.insert(EVENTS),
                [
                    {"issue_id": v.issue_id, "kind": v.state, "at": moment,
                     "detail": f"{v.file}{': ' + v.reason if v.reason else ''}"}
                    for v in versions
                ],
            )  # fmt: skip

    # Everybody; results from before, and what pay runs came to

    def people(self, periods: Iterable[str] | None = None) -> frozenset[str]:
        """Return the employee numbers of everybody of whom anything is kept, of some periods or of all."""
        tables = (ISSUES, HISTORY, PAYMENTS)
        queries = [sa.select(table.c.employee_id) for table in tables]
        if periods is not None:
            names = list(periods)
            queries = [q.where(table.c.period.in_(names)) for q, table in zip(queries, tables, strict=True)]
        query = sa.union(*queries)
        with self._transaction() as connection:
            return frozenset(connection.execute(query).scalars())

    def past_results(self) -> list[PastResult]:
        """Return every imported result, by period and employee."""
        query = sa.select(*(HISTORY.c[f.name] for f in fields(PastResult)))
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(HISTORY.c.period, HISTORY.c.employee_id)).all()
        return [PastResult(*row) for row in rows]

    def put_past_results(self, results: Sequence[PastResult]) -> None:
        """Add imported results, or replace those of the same person, period and scheme."""
        if not results:
            return
        moment = now()
        with self._transaction() as connection:
            put = sqlite.insert(HISTORY)
            keys = ("employee_id", "period", "scheme_id")
            changed = {c.name: put.excluded[c.name] for c in HISTORY.c if c.name not in keys}
            rows = [{**asdict(r), "at": moment} for r in results]
            connection.execute(put.on_conflict_do_update(index_elements=keys, set_=changed), rows)

    def payments(self) -> list[Payment]:
        """Return the lines of every period's last pay run, in the order they were made."""
        query = sa.select(*(PAYMENTS.c[f.name] for f in fields(Payment))).order_by(PAYMENTS.c.number)
        with self._transaction() as connection:
            return [Payment(**{**row._asdict(), "inputs": _unpack(row.inputs)}) for row in connection.execute(query)]

    def put_payments(self, period: str, payments: Sequence[Payment]) -> None:
        """Record the lines of a pay run; those of an earlier run of the same period no longer count."""
        moment = now()
        rows = [{**asdict(p), "inputs": _pack(p.inputs), "at": moment} for p in payments]
        with self._transaction() as connection:
            connection.execute(sa.delete(PAYMENTS).where(PAYMENTS.c.period == period))
            if rows:
                connection.execute(sa.insert(PAYMENTS), rows)

    def history(self, issue_id: str) -> list[Event]:
        """Return a form's history, oldest first."""
        query = (
            sa.select(EVENTS.c.issue_id, EVENTS.c.kind, EVENTS.c.detail, EVENTS.c.at)
            .where(EVENTS.c.issue_id == issue_id)
            .order_by(EVENTS.c.number)
        )
        with self._transaction() as connection:
            return [Event(*row) for row in connection.execute(query)]


def _version_row(version: Version) -> dict[str, Any]:
    """Return the row of a version in the table, without its time."""
    return {
        "issue_id": version.issue_id,
        "sha256": version.sha256,
        "file": version.file,
        "state": version.state,
        "reason": version.reason,
        "inputs": _pack(dict(version.inputs)),
        "problems": _pack([problem_out(found) for found in version.reading.problems]),
        "reading": _pack(shown_out(version.reading)),
    }


def _reading_of(row: Any) -> FileReading:
    """Return the reading that a row of the table of versions holds."""
    problems = tuple(problem_in(found) for found in _unpack(row.problems))
    inputs = _unpack(row.inputs)
    return FileReading("form", row.sha256, row.issue_id, problems, inputs, **shown_in(_unpack(row.reading)))


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
    """Return the problem that an error of SQLite stands for; None for what only a faulty program can cause."""
    number = getattr(error, "sqlite_errorcode", None)
    return None if number is None else _CODES.get(number & 0xFF)


def _durable(connection: Any, _record: Any) -> None:
    """Make commits survive a power cut, and readers wait for a writer but not for all that it writes."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=DELETE")
    cursor.execute("PRAGMA synchronous=EXTRA")  # FULL leaves the removal of the journal, the commit, to chance
    cursor.execute("PRAGMA cache_spill=OFF")  # or a large transaction keeps readers out before it commits
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
