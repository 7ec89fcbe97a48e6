"""Keep every returned file by the hash of its content when it is first seen; kept files never change.

A file is written under a temporary name and renamed; files and folders are flushed once a batch, before anything is
decided on their content. One that a power cut leaves without its content is written again, as a damaged one is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from xlsappraise.base import files
from xlsappraise.base.problems import Refusal, problem

_MANY = 64
"""Files above which flushing all that the system holds takes less time than flushing one after the other"""
Kept = Literal["there", "added", "mended"]
"""What keeping a content did: nothing, a new file, or a file in the place of a damaged one"""


class Archive:
    """Represent the folder of kept files: two characters of the hash, then the whole hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: list[Path] = []
        self._unsynced: set[Path] = set()
        self._tidied: set[Path] = set()

    def path(self, digest: str) -> Path:
        """Return the path of the content with this hash."""
        return self.folder.joinpath(digest[:2], digest)

    def keep(self, digest: str, data: bytes, *, compared: bool = True) -> Kept:
        """Keep a content, unless it is kept already; it is safe after ``settle``. Raise Refusal when it cannot be.

        A file that a fault of the disk has changed or cut short is written again. Where nothing counts by a content, it
        need not be ``compared``: only the length of the file is looked at.
        """
        if not compared and _as_long(f"{self.folder}{os.sep}{digest[:2]}{os.sep}{digest}", data):
            return "there"
        with self._told():
            path = self.path(digest)
            there = _holds(path, data)
            if there:
                return "there"
            self._write(path, data)
        return "added" if there is None else "mended"

    def _write(self, path: Path, data: bytes) -> None:
        for folder in (self.folder, path.parent):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                if os.name == "posix":
                    folder.chmod(0o700)
                self._unsynced.add(folder.parent)
        with files.replacing(path, durable=False, tidy=path.parent not in self._tidied) as temporary:
            temporary.write_bytes(data)
        self._tidied.add(path.parent)
        self._written.append(path)
        self._unsynced.add(path.parent)

    def settle(self) -> None:
        """Flush what was written, so that it survives a power cut; raise Refusal where that fails."""
        with self._told():
            if len(self._written) > _MANY and sys.platform == "linux":
                os.sync()  # waits there until all is written
            else:
                for path in (*self._written, *sorted(self._unsynced)):
                    files.sync(path)
        self._written.clear()
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
            data = files.read_bytes(self.path(digest))
            if hashlib.sha256(data).hexdigest() == digest:
                return data
        return None


def _holds(path: Path, data: bytes) -> bool | None:
    """Return whether a file holds exactly this content; one that cannot be read does not. None where there is none."""
    try:
        return files.read_bytes(path) == data
    except FileNotFoundError:
        return None
    except OSError:
        return False if path.is_file() else None


def _as_long(name: str, data: bytes) -> bool:
    """Return whether a file is there and as long as this content."""
    try:
        return os.lstat(name).st_size == len(data)
    except OSError:
        return False
