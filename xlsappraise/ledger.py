"""What was issued and what came back, in SQLite by way of SQLAlchemy Core.

The ledger is the only memory: forms can be made again from it, scores never depend on today's scheme files.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from xlsappraise.problems import Refusal, problem

FORMAT = 1
_meta = sa.MetaData()

_INFO = sa.Table("info", _meta, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String))
_MASTERS = sa.Table(
    "master",
    _meta,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("period", sa.String, nullable=False),
    sa.Column("rater", sa.String, nullable=False),
    sa.Column("layout_version", sa.Integer, nullable=False),
    sa.Column("scheme", sa.LargeBinary, nullable=False),
    sa.Column("frozen", sa.LargeBinary, nullable=False),
)
_ISSUES = sa.Table(
    "issue",
    _meta,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("token", sa.String, nullable=False),
    sa.Column("master_id", sa.ForeignKey("master.id"), nullable=False),
    sa.Column("period", sa.String, nullable=False, index=True),
    sa.Column("scheme_id", sa.String, nullable=False),
    sa.Column("rater", sa.String, nullable=False),
    sa.Column("employee_id", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("department", sa.String, nullable=False),
    sa.Column("position", sa.String, nullable=False),
    sa.Column("supervisor", sa.String, nullable=False),
    sa.Column("email", sa.String, nullable=False),
    sa.Column("indirect", sa.String, nullable=False),
    sa.Column("folder", sa.String, nullable=False),
    sa.Column("filename", sa.String, nullable=False),
    sa.Column("stamps", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
_READINGS = sa.Table(
    "reading",
    _meta,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("context", sa.String, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
_VERSIONS = sa.Table(
    "version",
    _meta,
    sa.Column("issue_id", sa.ForeignKey("issue.id"), primary_key=True),
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("inputs", sa.LargeBinary, nullable=False),
    sa.Column("problems", sa.LargeBinary, nullable=False),
    sa.Column("reading", sa.LargeBinary, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
_EVENTS = sa.Table(
    "event",
    _meta,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("issue_id", sa.ForeignKey("issue.id"), nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("detail", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Issue:
    """One issued form. ``state`` is issued, replaced or withdrawn; people as they were when it was issued."""

    id: str
    token: str
    master_id: int
    period: str
    scheme_id: str
    rater: str
    employee_id: str
    name: str
    department: str
    position: str
    supervisor: str
    email: str
    indirect: str
    folder: str
    filename: str
    stamps: str
    state: str = "issued"
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class MasterRecord:
    """What all forms of a master share: the whole scheme as JSON, and the grid of cells as issued."""

    id: int
    digest: str
    period: str
    rater: str
    layout_version: int
    scheme: str
    frozen: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """A complete version of a form: ``state`` is accepted, set_aside or declined; inputs by id.

    ``reading`` keeps what else the file showed: sheet, cells by input, shown total and its cell.
    """

    issue_id: str
    sha256: str
    file: str
    state: str
    inputs: dict[str, Any]
    problems: list[dict[str, Any]]
    reading: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a form's history."""

    issue_id: str
    kind: str
    detail: str
    at: str


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
        try:
            with self.engine.begin() as connection:
                _meta.create_all(connection)
                self._check_format(connection)
        except sa.exc.DatabaseError as error:
            raise Refusal(problem("ledger-unreadable", file=str(path), found=error.orig)) from None

    def _check_format(self, connection: sa.Connection) -> None:
        row = connection.execute(sa.select(_INFO.c.value).where(_INFO.c.name == "format")).first()
        if row is None:
            connection.execute(sa.insert(_INFO).values(name="format", value=str(FORMAT)))
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
        with self.engine.begin() as connection:
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
            with self.engine.begin() as connection:
                yield connection

    # Masters and issues

    def master_for(
        self,
        digest: str,
        period: str,
        rater: str,
        layout_version: int,
        scheme: str,
        frozen: Mapping[str, Any],
    ) -> int:
        """Return the id of the master with exactly this content, adding it when it is new."""
        packed = _pack(frozen)
        with self._transaction() as connection:
            same = (
                (_MASTERS.c.digest == digest)
                & (_MASTERS.c.period == period)
                & (_MASTERS.c.rater == rater)
                & (_MASTERS.c.layout_version == layout_version)
            )
            for row in connection.execute(sa.select(_MASTERS.c.id, _MASTERS.c.frozen).where(same)):
                if row.frozen == packed:
                    return int(row.id)
            result = connection.execute(
                sa.insert(_MASTERS).values(
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
            rows = connection.execute(sa.select(_MASTERS).where(_MASTERS.c.id.in_(set(ids)))).all()
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
            connection.execute(sa.insert(_ISSUES), [{**asdict(i), "at": moment} for i in issues])
            connection.execute(
                sa.insert(_EVENTS),
                [{"issue_id": i.id, "kind": "issued", "detail": i.filename, "at": moment} for i in issues],
            )

    def issues(self, period: str | None = None) -> list[Issue]:
        """Return the issues of a period, or all, in the order they were made."""
        query = sa.select(*(_ISSUES.c[f.name] for f in fields(Issue)))
        if period is not None:
            query = query.where(_ISSUES.c.period == period)
        with self._transaction() as connection:
            return [Issue(*row) for row in connection.execute(query.order_by(sa.text("issue.rowid")))]

    def close_issue(self, issue: Issue, state: str, reason: str) -> None:
        """Mark an issue as withdrawn or replaced."""
        with self._transaction() as connection:
            connection.execute(sa.update(_ISSUES).where(_ISSUES.c.id == issue.id).values(state=state, reason=reason))
            connection.execute(sa.insert(_EVENTS).values(issue_id=issue.id, kind=state, detail=reason, at=now()))

    # What came back

    def readings(self, context: str, hashes: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return what was made of files already read under the same conditions, by content hash."""
        wanted = list(set(hashes))
        found: dict[str, dict[str, Any]] = {}
        with self._transaction() as connection:
            for start in range(0, len(wanted), 500):
                query = sa.select(_READINGS.c.sha256, _READINGS.c.data).where(
                    (_READINGS.c.context == context) & _READINGS.c.sha256.in_(wanted[start : start + 500])
                )
                found.update({row.sha256: _unpack(row.data) for row in connection.execute(query)})
        return found

    def add_readings(self, context: str, readings: Mapping[str, Mapping[str, Any]]) -> None:
        """Remember what was made of files."""
        if not readings:
            return
        with self._transaction() as connection:
            connection.execute(
                sa.insert(_READINGS).prefix_with("OR REPLACE", dialect="sqlite"),
                [{"sha256": s, "context": context, "data": _pack(d)} for s, d in readings.items()],
            )

    def versions(self, period: str) -> list[Version]:
        """Return all complete versions of a period's forms, oldest first."""
        query = (
            sa.select(_VERSIONS)
            .join(_ISSUES, _ISSUES.c.id == _VERSIONS.c.issue_id)
            .where(_ISSUES.c.period == period)
            .order_by(sa.text("version.rowid"))
        )
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return [
            Version(
                r.issue_id,
                r.sha256,
                r.file,
                r.state,
                _unpack(r.inputs),
                _unpack(r.problems),
                _unpack(r.reading),
                r.reason,
                r.at,
            )
            for r in rows
        ]

    def put_versions(self, versions: Sequence[Version]) -> None:
        """Add versions, or replace the record of the same content."""
        if not versions:
            return
        moment = now()
        rows = [
            {
                **asdict(v),
                "inputs": _pack(v.inputs),
                "problems": _pack(v.problems),
                "reading": _pack(v.reading),
                "at": v.at or moment,
            }
            for v in versions
        ]
        with self._transaction() as connection:
            put = sqlite.insert(_VERSIONS)
            keys = ("issue_id", "sha256")
            changed = {c.name: put.excluded[c.name] for c in _VERSIONS.c if c.name not in keys}
            connection.execute(put.on_conflict_do_update(index_elements=keys, set_=changed), rows)
            connection.execute(
                sa.insert(_EVENTS),
                [
                    {"issue_id": v.issue_id, "kind": v.state, "at": moment,
                     "detail": f"{v.file}{': ' + v.reason if v.reason else ''}"}
                    for v in versions
                ],
            )  # fmt: skip

    def history(self, issue_id: str) -> list[Event]:
        """Return a form's history, oldest first."""
        query = (
            sa.select(_EVENTS.c.issue_id, _EVENTS.c.kind, _EVENTS.c.detail, _EVENTS.c.at)
            .where(_EVENTS.c.issue_id == issue_id)
            .order_by(_EVENTS.c.number)
        )
        with self._transaction() as connection:
            return [Event(*row) for row in connection.execute(query)]


def _durable(connection: Any, _record: Any) -> None:
    """Make commits survive a power cut, and readers wait for a writer."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=DELETE")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
