"""Reading of inbox files, which are identified by the hash of their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.xlsx.container import read_with_state


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be examined. ``data`` is given for the members of parcels; others are read where they are.

    ``digest`` is the SHA-256 of the content; a file with another content later is still being written.
    """

    name: str
    path: Path
    digest: str
    data: bytes | None = None

    def content(self) -> bytes:
        """Return the content that the digest names; raise Refusal when the file has changed since."""
        data = read_stable(self.path) if self.data is None else self.data
        if self.digest and hashlib.sha256(data).hexdigest() != self.digest:
            raise Refusal(problem("file-changing"))
        return data


def read_stable(path: Path) -> bytes:
    """Return a file's content; raise Refusal when it changes while it is read, as during a slow copy."""
    data, before = read_with_state(path)
    try:
        after = os.lstat(path)
    except OSError:
        raise Refusal(problem("file-changing")) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Refusal(problem("file-changing"))
    return data


def read_files(files: dict[str, Path]) -> Iterator[tuple[Candidate, bytes | None, list[Problem]]]:
    """Yield each file with its content, or with the problems that prevent reading it."""
    for name, path in files.items():
        try:
            data = read_stable(path)
        except Refusal as refusal:
            yield Candidate(name, path, ""), None, list(refusal.problems)
        else:
            yield Candidate(name, path, hashlib.sha256(data).hexdigest()), data, []
