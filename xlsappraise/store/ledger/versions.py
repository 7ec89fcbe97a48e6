"""Store versions: complete readings that may count for their form, and the decisions about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from xlsappraise.store.ledger.database import Database, now
from xlsappraise.store.ledger.records import FileReading, Version, sharing
from xlsappraise.store.ledger.tables import EVENTS, ISSUES, VERSIONS
from xlsappraise.store.ledger.wire import pack, problem_in, problem_out, shown_in, shown_out, unpack


class VersionTable(Database):
    """Store versions of forms."""

    def versions(self, period: str) -> list[Version]:
        """Return all complete versions of a period's forms, oldest first."""
        query = (
            sa.select(VERSIONS)
            .join(ISSUES, ISSUES.c.id == VERSIONS.c.issue_id)
            .where(ISSUES.c.period == period)
            .order_by(sa.text("version.rowid"))
        )
        with self.transaction() as connection:
            rows = connection.execute(query)
            return [Version(_reading_of(row), row.file, row.state, row.reason, row.at) for row in rows]

    def put_versions(self, versions: Sequence[Version]) -> None:
        """Add versions, or replace the record of the same content."""
        if not versions:
            return
        moment = now()
        rows = [{**_version_row(version), "at": version.at or moment} for version in versions]
        with self.transaction() as connection:
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


def _version_row(version: Version) -> dict[str, Any]:
    """Return the row of a version in the table, without its time."""
    return {
        "issue_id": version.issue_id,
        "sha256": version.sha256,
        "file": version.file,
        "state": version.state,
        "reason": version.reason,
        "inputs": pack(dict(version.inputs)),
        "problems": pack([problem_out(found) for found in version.reading.problems]),
        "reading": pack(shown_out(version.reading)),
    }


def _reading_of(row: Any) -> FileReading:
    """Return the reading that a row of the table of versions holds."""
    problems = tuple(problem_in(found) for found in unpack(row.problems))
    inputs = unpack(row.inputs)
    return sharing(FileReading("form", row.sha256, row.issue_id, problems, inputs, **shown_in(unpack(row.reading))))
