"""Name the books whose sources changed after they were computed, with the command that renews each."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.keeping.books import target_of
from xlsappraise.keeping.rosters import named
from xlsappraise.store.ledger import BookKind, BookSource, PublishedBook
from xlsappraise.store.ledger.published import of_roll_up
from xlsappraise.store.office import Office


def stale_books(office: Office, kind: BookKind, period: Period) -> list[Problem]:
    """Return a warning for each book that uses a book's figures and was computed before they changed."""
    source = BookSource(kind, str(period))
    return [found for book in office.ledger.latest_books() for found in _stale(office, book, source)]


def _stale(office: Office, book: PublishedBook, source: BookSource) -> Iterator[Problem]:
    if source not in book.sources:
        return
    changed = _changed(office, source, book.seen)
    if book.kind == "pay":
        concerned = {one.employee_id for one in book.figures}
        concerned |= {one.employee_id for one in office.ledger.withheld(book.period)}
        changed = {number: name for number, name in changed.items() if number in concerned}
    names = [f"{number} {name}".strip() for number, name in changed.items()]
    if names:
        when = Period.parse(book.period)
        yield problem(
            "book-stale", file=target_of(office, book.kind, when).relative_to(office.workspace.root).as_posix(),
            found=source.period, names=named(names), command=command_of(book),
        )  # fmt: skip


def _changed(office: Office, source: BookSource, seen: int) -> dict[str, str]:
    """Return the people, with names, whose figures in a book changed after a number.

    All of them where it was published only then. Rolled-up figures are left out: a book that uses them rolls up for
    itself, and names the summaries of the shorter periods among its sources.
    """
    first = office.ledger.first_book(source.kind, source.period)
    if first > seen:
        book = office.ledger.book(source.kind, source.period)
        return {} if book is None else {one.employee_id: one.name for one in book.figures if not of_roll_up(one.item)}
    found = office.ledger.corrections(source.kind, source.period, seen)
    return {one.employee_id: one.name for _book, one in found if not of_roll_up(one.item)}


def command_of(book: PublishedBook) -> str:
    """Return the command that computes a book anew."""
    names: dict[BookKind, str] = {"summary": "summarize", "pay": "pay", "promotion": "promote"}
    rolled = book.kind == "summary" and Period.parse(book.period).rolls_up
    return f"xlsappraise {'rollup' if rolled else names[book.kind]} {book.period}"
