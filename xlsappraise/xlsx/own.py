"""Reading of the workbooks that HR keeps, with limits of their own and reasons for refusing one.

They are read in a worker process, as returned files are: whatever a list holds, this process does not grow with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from xlsappraise.base.collector import uncollected
from xlsappraise.base.i18n import N_, Phrase, Text, phrase
from xlsappraise.base.problems import Problem, Refusal, as_phrase, problem
from xlsappraise.base.workers import JobLimits, LimitExceeded, run_jobs
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import Cell, Kind
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.limits import CHARACTERS, OWN, too_large
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.riders import pictures
from xlsappraise.xlsx.sheet import SheetReading
from xlsappraise.xlsx.surroundings import comments

T = TypeVar("T")
Value = float | str | bool | None
LIMITS = JobLimits(30.0, 2**30, timeout=120.0)
"""What reading one of them may take"""
MERGES = 200_000
"""So many merged areas a sheet of them may have"""

_PASSWORD = N_("It is protected with a password. Open it, remove the password, and save it.")
REASONS: Mapping[str, str] = {
    "file-encrypted": _PASSWORD,
    "password-wrong": _PASSWORD,
    "protection-unknown": _PASSWORD,
    "file-empty": N_("It is empty (0 bytes). Copy it here again."),
    "file-truncated": N_("It is cut off or damaged ({found}). Copy it here again, or open it and save it again."),
    "file-wrong-type": N_(
        "It is {found}, not an Excel workbook. Open or export it as a workbook, and save that as .xlsx."
    ),
    "file-old-format": N_("It is {found}. Open it and save it as .xlsx."),
    "file-too-large": N_(
        "It is too large ({found}; at most {expected}). Copy the rows that count into a new workbook, and use that."
    ),
    "file-too-costly": N_(
        "It takes more than 30 seconds or 1 GB of memory to read."
        " Copy the rows that count into a new workbook, and use that."
    ),
    "file-hostile": N_(
        "It has a structure that no spreadsheet program writes ({found}). Open it and save it again as .xlsx."
    ),
    "file-not-regular": N_("It is not an ordinary file (a link, a folder or a device). Use the workbook itself."),
    "file-unreadable": N_(
        "It cannot be opened ({found}). Close the program that has it open, or check its permissions."
    ),
    "sheet-missing": N_("It has no worksheet. Use a workbook with a sheet of that kind."),
}
"""The reason why a workbook of HR cannot be read, with the remedy, by the code of the refusal"""


def reason(refusal: Problem) -> Phrase:
    """Return the reason why a workbook of HR was refused, with the remedy."""
    message = as_phrase(refusal)
    return Phrase(REASONS.get(refusal.code, message.key), message.facts)


@dataclass(frozen=True, slots=True)
class _Packed:
    """The content of a sheet, by columns: a worker hands over long lists much faster than as many cells."""

    places: tuple[list[int], list[int]]
    cells: tuple[list[Kind], list[Value], list[str | None], list[int]]
    merges: tuple[tuple[Place, Place], ...]
    hidden: tuple[int, ...]
    characters: int
    """Of all its texts and formulas; one that several cells share counts in each"""

    @classmethod
    def of(cls, sheet: SheetReading) -> _Packed:
        """Pack what lists are read by: cells, merged areas, hidden rows."""
        cells = sheet.cells.values()
        parts = [c.kind for c in cells], [c.value for c in cells], [c.formula for c in cells], [c.style for c in cells]
        places = [at[0] for at in sheet.cells], [at[1] for at in sheet.cells]
        texts = sum(len(value) for value in parts[1] if isinstance(value, str))
        formulas = sum(len(formula) for formula in parts[2] if formula)
        return cls(places, parts, sheet.merges, sheet.hidden_rows, texts + formulas)

    def sheet(self) -> SheetReading:
        """Unpack it."""
        with uncollected():
            cells = dict(zip(zip(*self.places, strict=True), map(Cell, *self.cells), strict=True))
        return SheetReading(cells, self.merges, hidden_rows=self.hidden)


class OwnBook(Book):
    """A workbook of HR as a worker has read it: the content of its sheets, or why one cannot be read."""

    def __init__(
        self,
        reading: Reading,
        sheets: Mapping[str, _Packed | Refusal],
        extras: tuple[Text, ...] | Refusal,
    ) -> None:
        self.entries = reading.entries
        self.date1904 = reading.date1904
        self._formats = reading.formats
        self._packed = sheets
        self._sheets: dict[str, SheetReading] = {}
        self._extras = extras

    def sheet(self, entry: SheetEntry) -> SheetReading:
        """Return a sheet; raise Refusal for one that could not be read."""
        if entry.part not in self._sheets:
            self._sheets[entry.part] = _whole(self._packed[entry.part]).sheet()
        return self._sheets[entry.part]

    def extras(self) -> tuple[Text, ...]:
        """Return what it holds besides cells, comments and pictures; raise Refusal where that could not be read."""
        return _whole(self._extras)

    @property
    def formats(self) -> list[str]:
        """The number format code of each cell style, by index."""
        return self._formats


def read_own(path: Path, unreadable: str) -> OwnBook:
    """Read a workbook that HR keeps; raise Refusal: ``file-not-found``, or the code ``unreadable`` with the reason."""
    if not path.exists():
        raise Refusal(problem("file-not-found", file=str(path)))
    with own(path, unreadable):
        return read_book(read_file(path))


@lru_cache(maxsize=2)  # a command asks the list for its settings, then for its people
def read_book(data: bytes) -> OwnBook:
    """Read a workbook that HR keeps in a worker process, within limits; raise Refusal where it cannot be read."""
    with uncollected():
        for _job, found in run_jobs(_reader, (data,), (None,), LIMITS):
            if isinstance(found, LimitExceeded):
                raise Refusal(problem("file-too-costly"))
            if isinstance(found, tuple):
                raise Refusal(*found)
            assert isinstance(found, OwnBook)
            return found
    raise AssertionError("one job has one result")


def _reader(data: bytes) -> Callable[[None], OwnBook | tuple[Problem, ...]]:
    """Return the function that reads the workbook in a worker process, or returns why it cannot be read."""

    def work(_job: None) -> OwnBook | tuple[Problem, ...]:
        try:
            return _read(data)
        except Refusal as refusal:
            return refusal.problems
        except (MemoryError, RecursionError):
            return (problem("file-too-costly"),)

    return work


def _read(data: bytes) -> OwnBook:
    reading = Reading(data, OWN)
    if not reading.entries:
        raise Refusal(problem("sheet-missing"))
    sheets: dict[str, _Packed | Refusal] = {}
    cells = characters = 0
    for entry in sorted(reading.entries, key=lambda entry: entry.state != "visible"):
        found = _tried(partial(_packed, reading, entry))
        if not isinstance(found, Refusal):
            cells += len(found.places[0])
            characters += found.characters
            found = _beyond(cells, characters) or found
        sheets[entry.part] = found
    return OwnBook(reading, sheets, _tried(lambda: tuple(_extras(reading))))


def _beyond(cells: int, characters: int) -> Refusal | None:
    """Return the refusal of a sheet that has, with those before it, more than whoever reads it goes through."""
    if cells > OWN.cells:
        return too_large(phrase("more than {count} cells", count=OWN.cells), str(OWN.cells))
    if characters > CHARACTERS:
        return too_large(phrase("more than {count} characters in its cells", count=CHARACTERS), str(CHARACTERS))
    return None


def _tried(read: Callable[[], T]) -> T | Refusal:
    """Return what is read, or the refusal: whoever asks for it reports it."""
    try:
        return read()
    except Refusal as refusal:
        return refusal


def _whole(found: T | Refusal) -> T:
    if isinstance(found, Refusal):
        raise Refusal(*found.problems)
    return found


def _extras(reading: Reading) -> Iterator[Text]:
    for entry in reading.entries:
        for comment in comments(reading, entry):
            yield f"{entry.name} {address(comment.at)} “{comment.text}”"
    yield from pictures(reading)


def _packed(reading: Reading, entry: SheetEntry) -> _Packed:
    sheet = reading.sheet(entry)
    if len(sheet.merges) > MERGES:
        raise too_large(phrase("more than {count} merged areas", count=MERGES), str(MERGES))
    return _Packed.of(sheet)


@contextmanager
def own(path: Path, unreadable: str) -> Iterator[None]:
    """Refuse a workbook under the code of its reader where the block finds that it cannot be read."""
    try:
        yield
    except Refusal as refusal:
        raise unread(path, unreadable, refusal) from None


def unread(path: Path, code: str, refusal: Refusal) -> Refusal:
    """Return the refusal of a workbook of HR under the code of its reader, with the reason."""
    return Refusal(problem(code, file=path.name, found=reason(refusal.problems[0]), path=str(path)))
