"""Define the issued form that every command returns."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.store.ledger import Issue


@dataclass(frozen=True, slots=True)
class Form:
    """Describe an issued form.

    ``number``: the form number printed on it, ``XA1-…``. ``person``: whom it is about, as described when it was issued.
    ``scheme``, ``rater``: ids. ``file``: the workbook's path below the outbox, ``<supervisor>/<name>.xlsx``.
    """

    number: str
    person: Person
    period: Period
    scheme: str
    rater: str
    file: str

    @classmethod
    def of(cls, issue: Issue) -> Form:
        """Return the form that the ledger describes."""
        return cls(
            number=issue.token,
            person=Person.of(issue),
            period=Period.parse(issue.period),
            scheme=issue.scheme_id,
            rater=issue.rater,
            file=f"{issue.folder}/{issue.filename}",
        )
