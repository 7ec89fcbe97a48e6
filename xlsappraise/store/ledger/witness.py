"""Keep a checksum of the ledger's whole file beside it.

Where it agrees, no byte has changed since a command of this program ended, and no row needs to be checked. It counts
for the file whose change counter it names; SQLite raises this counter with every transaction.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from xlsappraise.base.files import read_bytes

_COUNTER = slice(24, 28)
"""The place of the change counter in a file of SQLite"""


@dataclass(frozen=True)
class _Record:
    counter: str
    digest: str

    def line(self) -> str:
        """Return the text of the file; it ends with a checksum of its own."""
        held = f"{self.counter} {self.digest}"
        return f"{held} {hashlib.sha256(held.encode()).hexdigest()[:16]}\n"


class Witness:
    """Compare a ledger with the checksum beside it. Call its methods inside a transaction, which keeps writers out.

    The file stays open until ``close``: to close it would release the locks that SQLite holds on it in this process.
    """

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.path = ledger.with_suffix(".sum")
        self._file: IO[bytes] | None = None

    def agrees(self) -> bool | None:
        """Return whether the ledger is as it was left; None where its checksum is missing or of an earlier state."""
        left = self._recorded()
        if left is None or left.counter != self._counter():
            return None
        return left.digest == self._digest()

    def renew(self) -> None:
        """Record the checksum of the ledger as it is now, where that is possible."""
        now = _Record(self._counter(), self._digest())
        if self.path.exists() and not self.path.is_file():  # to write into a pipe is to wait for whoever reads it
            self.forget()
        try:
            self.path.write_text(now.line(), encoding="ascii")  # one that is cut short counts as missing
        except OSError:
            self.forget()

    def forget(self) -> None:
        """Remove a checksum of another state: a ledger that was restored may come to the same counter once more."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)

    def current(self) -> bool:
        """Return whether the recorded checksum is that of the ledger's latest state."""
        left = self._recorded()
        return left is not None and left.counter == self._counter()

    def close(self) -> None:
        """Close the file; the connections to the ledger must be closed before."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _recorded(self) -> _Record | None:
        try:
            line = read_bytes(self.path).decode("ascii")
        except (OSError, ValueError):
            return None
        words = line.split()
        found = _Record(*words[:2]) if len(words) == 3 else None
        return found if found is not None and found.line() == line else None

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            self._file = self.ledger.open("rb", buffering=0)
        self._file.seek(0, os.SEEK_SET)
        return self._file

    def _counter(self) -> str:
        return self._opened().read(100)[_COUNTER].hex()

    def _digest(self) -> str:
        return hashlib.file_digest(self._opened(), "sha256").hexdigest()  # type: ignore[arg-type]
