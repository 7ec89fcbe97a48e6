"""What is kept of old periods besides the records of forms: lists of people, facts, and the editions of books."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.i18n import Phrase, phrase
from xlsappraise.base.period import Period
from xlsappraise.keeping.books import earlier_place, target_of
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger import Part
from xlsappraise.store.office import Office

KINDS: dict[str, Phrase] = {
    "roster": phrase("list of people"),
    "facts": phrase("facts workbook"),
    "summary": phrase("summary"),
    "pay": phrase("payroll"),
    "promotion": phrase("proposals"),
}
_WITH_PEOPLE: tuple[Part, ...] = ("roster", "facts")
"""The parts of what a run used that say something of people"""


@dataclass(frozen=True, slots=True)
class KeptData:
    """A content kept of a period. ``kind``: one of KINDS; ``edition``: of a book, else 0; ``files``: where it is.

    Files are paths below the workspace; those that were deleted or moved are left out.
    """

    period: str
    kind: str
    edition: int
    files: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        """The words for its kind."""
        return KINDS[self.kind]


def kept_data(office: Office, old: Callable[[str], bool]) -> Iterator[KeptData]:
    """Yield what is kept of old periods; a list that a later period uses too is not old."""
    archive = Archive(office.workspace.periods)
    for part in _WITH_PEOPLE:
        records = office.ledger.basis_times(part)
        needed = {digest for period, digest, _at in records if not old(period)}
        mine = {(period, digest): None for period, digest, _at in records if digest and digest not in needed}
        for period, digest in mine:
            places = [archive.path(digest)]
            if part == "facts":
                places.append(office.workspace.facts(Period.parse(period)))
            yield KeptData(period, part, 0, _there(office, places))
    yield from _books(office, archive, old)


def _books(office: Office, archive: Archive, old: Callable[[str], bool]) -> Iterator[KeptData]:
    for last in office.ledger.latest_books():
        if not old(last.period):
            continue
        period = Period.parse(last.period)
        target = target_of(office, last.kind, period)
        for book in office.ledger.editions(last.kind, last.period):
            place = target if book.edition == last.edition else earlier_place(office, period, target, book.edition)
            yield KeptData(last.period, last.kind, book.edition, _there(office, [archive.path(book.sha256), place]))


def _there(office: Office, places: list[Path]) -> tuple[str, ...]:
    return tuple(path.relative_to(office.workspace.root).as_posix() for path in places if path.is_file())
