"""Store issued forms and their events."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import sqlalchemy as sa

from xlsappraise.base.form_number import ISSUE_LENGTH, KEY_ID_LENGTH, VERSION
from xlsappraise.store.ledger.database import Database, now
from xlsappraise.store.ledger.records import Event, Issue, IssueState, Signed
from xlsappraise.store.ledger.tables import EVENTS, ISSUES, MASTERS
from xlsappraise.store.ledger.wire import stamps_in, stamps_out

_FIELDS = tuple(field.name for field in fields(Issue))
_COMMON = frozenset(_FIELDS) - {"id", "token", "master_id", "employee_id", "name", "filename", "stamps"}
"""The texts that many forms have in common, of which one copy is held"""


class IssueTable(Database):
    """Store issued forms and their history."""

    def add_issues(self, issues: Sequence[Issue]) -> None:
        """Record forms as issued, before any file of them is written."""
        if not issues:
            return
        moment = now()
        with self.transaction() as connection:
            connection.execute(sa.insert(ISSUES), [_row(replace(issue, at=moment)) for issue in issues])
            connection.execute(
                sa.insert(EVENTS),
                [{"issue_id": i.id, "kind": "issued", "detail": i.filename, "at": moment} for i in issues],
            )

    def issues(self, period: str | None = None) -> list[Issue]:
        """Return the issues of a period, or all, in the order they were made."""
        query = sa.select(*(ISSUES.c[name] for name in _FIELDS))
        if period is not None:
            query = query.where(ISSUES.c.period == period)
        with self.transaction() as connection:
            rows = connection.execute(query.order_by(sa.text("issue.rowid")))
            return [_issue(row._asdict()) for row in rows]

    def issued_periods(self) -> list[str]:
        """Return the periods of which forms were issued."""
        with self.transaction() as connection:
            return [row.period for row in connection.execute(sa.select(ISSUES.c.period).distinct())]

    def counting_periods(self) -> list[str]:
        """Return the periods of which any form counts."""
        query = sa.select(ISSUES.c.period).where(ISSUES.c.state == "issued").distinct()
        with self.transaction() as connection:
            return [row.period for row in connection.execute(query)]

    def newest_by_key(self) -> list[Signed]:
        """Return, for each key that forms were signed with, its newest form and the time of the first."""
        key = sa.func.substr(ISSUES.c.token, len(f"{VERSION}-") + ISSUE_LENGTH + 2, KEY_ID_LENGTH)
        last = sa.select(sa.func.max(sa.text("issue.rowid")).label("row"), sa.func.min(ISSUES.c.at).label("since"))
        newest = last.select_from(ISSUES).group_by(key).subquery()
        query = (
            sa.select(
                ISSUES.c.token, ISSUES.c.employee_id, ISSUES.c.period, MASTERS.c.digest, MASTERS.c.layout_version,
                newest.c.since,
            )
            .select_from(ISSUES)
            .join(newest, sa.literal_column("issue.rowid") == newest.c.row)
            .join(MASTERS, MASTERS.c.id == ISSUES.c.master_id)
            .order_by(newest.c.since)
        )  # fmt: skip
        with self.transaction() as connection:
            return [Signed(**row._asdict()) for row in connection.execute(query)]

    def close_issue(self, issue: Issue, state: IssueState, reason: str) -> None:
        """Mark an issue as withdrawn or replaced."""
        with self.transaction() as connection:
            connection.execute(sa.update(ISSUES).where(ISSUES.c.id == issue.id).values(state=state, reason=reason))
            connection.execute(sa.insert(EVENTS).values(issue_id=issue.id, kind=state, detail=reason, at=now()))

    def history(self, issue_id: str) -> list[Event]:
        """Return a form's history, oldest first."""
        query = (
            sa.select(EVENTS.c.issue_id, EVENTS.c.kind, EVENTS.c.detail, EVENTS.c.at)
            .where(EVENTS.c.issue_id == issue_id)
            .order_by(EVENTS.c.number)
        )
        with self.transaction() as connection:
            return [Event(*row) for row in connection.execute(query)]

    def last_event(self) -> int:
        """Return the number of the last event; 0 where there is none."""
        with self.transaction() as connection:
            return int(connection.execute(sa.select(sa.func.max(EVENTS.c.number))).scalar() or 0)

    def events_after(self, number: int) -> list[tuple[Issue, Event]]:
        """Return the events after a number with their forms, oldest first."""
        query = (
            sa.select(EVENTS.c.issue_id, EVENTS.c.kind, EVENTS.c.detail, EVENTS.c.at)
            .where(EVENTS.c.number > number)
            .order_by(EVENTS.c.number)
        )
        with self.transaction() as connection:
            events = [Event(*row) for row in connection.execute(query)]
        if not events:
            return []
        forms = {issue.id: issue for issue in self.issues()}
        return [(forms[event.issue_id], event) for event in events]


def _issue(row: Mapping[str, Any]) -> Issue:
    common = {name: sys.intern(row[name]) for name in _COMMON}
    return Issue(**{**row, **common, "stamps": stamps_in(row["stamps"])})


def _row(issue: Issue) -> dict[str, Any]:
    return {name: getattr(issue, name) for name in _FIELDS} | {"stamps": stamps_out(issue.stamps)}
