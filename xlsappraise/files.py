"""Writing files so that a name, once seen, is whole: temporary name, flush, rename."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def safe_name(text: str, limit: int = 60) -> str:
    """Return ``text`` as one path component that Windows, macOS and Linux accept; never empty.

    The limit counts UTF-8 bytes, since file systems do.
    """
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", text)).strip(" .")
    if name.startswith(("-", "=", "~", "+", "@")):
        name = "_" + name
    name = _cut(name, limit)
    return _cut("_" + name, limit) if not name or _RESERVED.match(name) else name


def _cut(name: str, limit: int) -> str:
    return name.encode()[:limit].decode("utf-8", "ignore").rstrip(" .")


@contextlib.contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; rename it over ``path`` when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if os.name == "posix":
            temporary.chmod(0o666 & ~_umask())  # mkstemp keeps it to the owner; colleagues are to read it
        if durable:
            sync(temporary)
        temporary.replace(path)
        if durable:
            sync(path.parent)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _umask() -> int:
    """Return the process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write ``data`` under ``path`` whole or not at all."""
    with replacing(path, durable=durable) as temporary:
        temporary.write_bytes(data)


def sync(path: Path) -> None:
    """Make a file or a folder's entries survive a power cut, where the platform can."""
    if os.name == "nt":
        if path.is_dir():
            return
        handle = os.open(path, os.O_RDWR)
    else:
        handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside(path: Path) -> Path:
    """Return the first free numbered name beside ``path``: summary (2).xlsx."""
    number = 2
    while (candidate := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return candidate


class Busy(Exception):  # noqa: N818 - a state, not a fault
    """Another process holds the lock."""


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold a lock that a second process cannot take; raise Busy there. It goes with the process."""
    with path.open("a+b") as file:
        _lock(file)
        yield


def _lock(file: IO[bytes]) -> None:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Busy from None
