"""Declare the tables of the ledger. Raise FORMAT when an older program must not read what a newer one wrote.

Each table has one more column in the file, the checksum of its rows (``seals.py``).
"""

from __future__ import annotations

import sqlalchemy as sa

FORMAT = 7
FIRST = ("info", "master", "issue", "reading", "version", "event")
"""The tables that every ledger has, also one from the first months of 0.1.0"""
META = sa.MetaData()

INFO = sa.Table("info", META, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String))
TALLIES = sa.Table(
    "tally",
    META,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("whole", sa.LargeBinary, nullable=False),
)
MASTERS = sa.Table(
    "master",
    META,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("period", sa.String, nullable=False),
    sa.Column("rater", sa.String, nullable=False),
    sa.Column("layout_version", sa.Integer, nullable=False),
    sa.Column("scheme", sa.LargeBinary, nullable=False),
    sa.Column("frozen", sa.LargeBinary, nullable=False),
)
WORKBOOKS = sa.Table(
    "workbook",
    META,
    sa.Column("master_id", sa.ForeignKey("master.id"), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
ISSUES = sa.Table(
    "issue",
    META,
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
READINGS = sa.Table(
    "reading",
    META,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("context", sa.String, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
ARRIVALS = sa.Table(
    "arrival",
    META,
    sa.Column("issue_id", sa.ForeignKey("issue.id"), primary_key=True),
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("at", sa.String, nullable=False),
)
VERSIONS = sa.Table(
    "version",
    META,
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
EVENTS = sa.Table(
    "event",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("issue_id", sa.ForeignKey("issue.id"), nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("detail", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
HISTORY = sa.Table(
    "history",
    META,
    sa.Column("employee_id", sa.String, primary_key=True),
    sa.Column("period", sa.String, primary_key=True),
    sa.Column("scheme_id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("department", sa.String, nullable=False),
    sa.Column("total", sa.Float, nullable=False),
    sa.Column("grade", sa.String, nullable=False),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
PAYMENTS = sa.Table(
    "payment",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("period", sa.String, nullable=False, index=True),
    sa.Column("employee_id", sa.String, nullable=False),
    sa.Column("plan", sa.String, nullable=False),
    sa.Column("rule", sa.String, nullable=False),
    sa.Column("rule_title", sa.String, nullable=False),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("amount", sa.String, nullable=False),
    sa.Column("inputs", sa.LargeBinary, nullable=False),
    sa.Column("why", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
WITHHELD = sa.Table(
    "withheld",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("period", sa.String, nullable=False, index=True),
    sa.Column("employee_id", sa.String, nullable=False),
    sa.Column("plan", sa.String, nullable=False),
    sa.Column("rule", sa.String, nullable=False),
    sa.Column("rule_title", sa.String, nullable=False),
    sa.Column("why", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
BASES = sa.Table(
    "basis",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("period", sa.String, nullable=False, index=True),
    sa.Column("command", sa.String, nullable=False),
    sa.Column("part", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
BOOKS = sa.Table(
    "book",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("period", sa.String, nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("figures", sa.LargeBinary, nullable=False),
    sa.Column("sources", sa.LargeBinary, nullable=False),
    sa.Column("seen", sa.Integer, nullable=False),
    sa.Column("event", sa.Integer, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
CORRECTIONS = sa.Table(
    "correction",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("book", sa.ForeignKey("book.number"), nullable=False, index=True),
    sa.Column("employee_id", sa.String, nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("item", sa.String, nullable=False),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("old", sa.String),
    sa.Column("new", sa.String),
    sa.Column("why", sa.String, nullable=False),
)
ACKNOWLEDGEMENTS = sa.Table(
    "acknowledgement",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("period", sa.String, nullable=False, index=True),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("issue_id", sa.ForeignKey("issue.id")),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("findings", sa.LargeBinary, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)
