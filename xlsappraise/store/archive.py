"""Keep every returned file by the hash of its content when it is first seen; kept files never change.

A file is written under a temporary name, flushed and renamed; the folder's entries are flushed once a batch.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from xlsappraise.base import files
from xlsappraise.base.problems import Refusal, problem

Kept = Literal["there", "added", "mended"]
"""What keeping a content did: nothing, a new file, or a file in the place of a damaged one"""


class Archive:
    """Represent the folder of kept files: two characters of the hash, then the whole hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsynced: set[Path] = set()

    def path(self, digest: str) -> Path:
        """Return the path of the content with this hash."""
        return self.folder / digest[:2] / digest

    def keep(self, digest: str, data: bytes) -> Kept:
        """Keep a content, unless it is kept already; it is safe after ``settle``. Raise Refusal when it cannot be.

        A file that a fault of the disk has changed or cut short is written again.
        """
        path = self.path(digest)
        with self._told():
            there = path.is_file()
            if there and _holds(path, data):
                return "there"
            self._write(path, data)
        return "mended" if there else "added"

    def _write(self, path: Path, data: bytes) -> None:
        for folder in (self.folder, path.parent):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                if os.name == "posix":
                    folder.chmod(0o700)
                self._unsynced.add(folder.parent)
        with files.replacing(path, durable=False) as temporary:
            temporary.write_bytes(data)
            files.sync(temporary)
        self._unsynced.add(path.parent)

    def settle(self) -> None:
        """Flush the folders, so that kept files survive a power cut; raise Refusal where that fails."""
        with self._told():
            for folder in sorted(self._unsynced):
                files.sync(folder)
        self._unsynced.clear()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Raise Refusal with the reason when writing fails; a file that cannot be kept must not be decided on."""
        try:
            yield
        except OSError as error:
            raise Refusal(problem("file-not-writable", file=str(self.folder), found=files.reason(error))) from None

    def whole(self, digest: str) -> bool:
        """Return whether the file of a content is there and holds it."""
        return self.get(digest) is not None

    def get(self, digest: str) -> bytes | None:
        """Return a content; None where its file is missing or damaged."""
        with contextlib.suppress(OSError):
            data = self.path(digest).read_bytes()
            if hashlib.sha256(data).hexdigest() == digest:
                return data
        return None


def _holds(path: Path, data: bytes) -> bool:
    """Return whether a file holds exactly this content; one that cannot be read does not."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False
