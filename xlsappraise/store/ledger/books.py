"""Store published books with their figures, and every change of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from xlsappraise.store.ledger.database import Database, now
from xlsappraise.store.ledger.published import BookKind, Correction, PublishedBook
from xlsappraise.store.ledger.tables import BOOKS, CORRECTIONS
from xlsappraise.store.ledger.wire import pack, unpack
from xlsappraise.store.ledger.wire_books import PackedFigures, figures_out, sources_in, sources_out


class BookTable(Database):
    """Store published books: a row for each run that changed a figure, the latest of a period and kind last."""

    def book(self, kind: BookKind, period: str) -> PublishedBook | None:
        """Return a book as it was last published; None where it never was."""
        query = sa.select(BOOKS).where((BOOKS.c.kind == kind) & (BOOKS.c.period == period))
        with self.transaction() as connection:
            row = connection.execute(query.order_by(BOOKS.c.number.desc()).limit(1)).first()
        return None if row is None else _book(row)

    def latest_books(self) -> list[PublishedBook]:
        """Return the latest record of every book, in the order in which they were published."""
        last = sa.select(sa.func.max(BOOKS.c.number)).group_by(BOOKS.c.kind, BOOKS.c.period)
        query = sa.select(BOOKS).where(BOOKS.c.number.in_(last)).order_by(BOOKS.c.number)
        with self.transaction() as connection:
            return [_book(row) for row in connection.execute(query)]

    def editions(self, kind: BookKind, period: str) -> list[PublishedBook]:
        """Return the last record of each edition of a book, oldest first."""
        same = (BOOKS.c.kind == kind) & (BOOKS.c.period == period)
        last = sa.select(sa.func.max(BOOKS.c.number)).where(same).group_by(BOOKS.c.edition)
        query = sa.select(BOOKS).where(BOOKS.c.number.in_(last)).order_by(BOOKS.c.number)
        with self.transaction() as connection:
            return [_book(row) for row in connection.execute(query)]

    def last_book(self) -> int:
        """Return the highest number of a book; 0 where there is none."""
        with self.transaction() as connection:
            return int(connection.execute(sa.select(sa.func.max(BOOKS.c.number))).scalar() or 0)

    def first_book(self, kind: BookKind, period: str) -> int:
        """Return the number of a book's first record; 0 where there is none."""
        same = (BOOKS.c.kind == kind) & (BOOKS.c.period == period)
        with self.transaction() as connection:
            return int(connection.execute(sa.select(sa.func.min(BOOKS.c.number)).where(same)).scalar() or 0)

    def put_book(self, book: PublishedBook, corrections: Sequence[Correction]) -> None:
        """Add the record of a book with the changes of its figures; without changes, renew the record that is there."""
        row = {
            "period": book.period,
            "kind": book.kind,
            "edition": book.edition,
            "sha256": book.sha256,
            "figures": pack(figures_out(book.figures)),
            "sources": pack(sources_out(book.sources)),
            "seen": book.seen,
            "event": book.event,
            "at": now(),
        }
        with self.transaction() as connection:
            if book.number and not corrections:
                connection.execute(sa.update(BOOKS).where(BOOKS.c.number == book.number).values(row))
                return
            key = connection.execute(sa.insert(BOOKS).values(row)).inserted_primary_key
            assert key is not None, "an insert gives its key"
            if corrections:
                connection.execute(sa.insert(CORRECTIONS), [{**asdict(one), "book": key[0]} for one in corrections])

    def corrections(self, kind: BookKind, period: str, after: int = 0) -> list[tuple[PublishedBook, Correction]]:
        """Return the changes of a book's figures recorded after a number, with the record of the book, oldest first."""
        same = (BOOKS.c.kind == kind) & (BOOKS.c.period == period) & (BOOKS.c.number > after)
        query = sa.select(CORRECTIONS).join(BOOKS, BOOKS.c.number == CORRECTIONS.c.book).where(same)
        with self.transaction() as connection:
            books = {row.number: _book(row) for row in connection.execute(sa.select(BOOKS).where(same))}
            rows = connection.execute(query.order_by(CORRECTIONS.c.number)).all()
        return [
            (books[row.book], Correction(row.employee_id, row.name, row.item, row.title, row.old, row.new, row.why))
            for row in rows
        ]


def _book(row: Any) -> PublishedBook:
    return PublishedBook(
        row.period, row.kind, row.edition, row.sha256, PackedFigures(row.figures), sources_in(unpack(row.sources)),
        row.seen, row.event, row.number, row.at,
    )  # fmt: skip
