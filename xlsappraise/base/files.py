"""Atomic writing of files (temporary name, flush, rename), safe names, and locks."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
import time
import unicodedata
import weakref
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from xlsappraise.base.i18n import N_, Phrase, Text, phrase

_TEMPORARY = ".~writing-"
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_REASONS = {
    errno.ENOENT: N_("the file or folder is not there"),
    errno.EACCES: N_("no permission"),
    errno.EPERM: N_("no permission"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EEXIST: N_("a file or folder of this name is there already"),
    errno.ENOTDIR: N_("there is a file where a folder is needed"),
    errno.EISDIR: N_("there is a folder where a file is needed"),
    errno.EIO: N_("the disk reports a fault"),
}
_MISTAKE = re.compile(
    r"(?P<detail>.+) \(at (?:end of document|line (?P<line>\d+), column (?P<column>\d+))\)", re.DOTALL
)
_MISTAKES = (
    N_("Cannot overwrite a value"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected newline or end of document after a statement"),
    N_("Invalid initial character for a key part"),
    N_("Invalid statement"),
    N_("Invalid value"),
    N_("Unclosed array"),
    N_("Unclosed inline table"),
    N_("Unterminated string"),
)
"""The most frequent messages of tomllib"""
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


class NotOrdinary(OSError):  # noqa: N818 - it is an answer about a file
    """Raised for a pipe, a folder or a device where a file is to be read."""


def opened(path: Path) -> BinaryIO:
    """Open an ordinary file, or a link to one; raise OSError, for a pipe at once and not when somebody writes into it.

    All files that people may replace are read through this, or through ``xlsx/container.py``.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotOrdinary(errno.EINVAL, "it is not an ordinary file")
    return os.fdopen(handle, "rb")


def read_bytes(path: Path) -> bytes:
    """Return the content of an ordinary file; raise OSError."""
    with opened(path) as file:
        return file.read()


def reason(error: OSError) -> Text:
    """Return an OSError's reason, translatable where its number is listed, else the system's text."""
    if isinstance(error, NotOrdinary):
        return phrase("it is not an ordinary file")
    key = _REASONS.get(error.errno or 0)
    return phrase(key) if key else error.strerror or str(error)


def text_fault(error: OSError | ValueError) -> Text:
    """Return why a text file cannot be read: the system's refusal, bytes that are not UTF-8, or a mistake in TOML."""
    if isinstance(error, OSError):
        return reason(error)
    if isinstance(error, UnicodeDecodeError):
        return phrase("byte {number} is not UTF-8", number=error.start + 1)
    mistake = _MISTAKE.fullmatch(str(error))
    if mistake is None:
        return str(error)
    detail = Phrase(mistake["detail"])  # English where it is not one of _MISTAKES
    if mistake["line"] is None:
        return phrase("at the end of the file: {detail}", detail=detail)
    return phrase(
        "line {line}, column {column}: {detail}", detail=detail, line=mistake["line"], column=mistake["column"]
    )


def safe_name(text: str, limit: int = 60) -> str:
    """Return ``text`` as one path component that Windows, macOS and Linux accept; never empty.

    Blanks of other widths, as between the two characters of a Chinese name, become plain blanks.
    The limit counts UTF-8 bytes, since file systems do.
    """
    name = _BLANK.sub(" ", _FORBIDDEN.sub("_", unicodedata.normalize("NFC", text))).strip(" .")
    if name.startswith(("-", "=", "~", "+", "@")):
        name = "_" + name
    name = _cut(name, limit)
    return _cut("_" + name, limit) if not name or _RESERVED.match(name) else name


def _cut(name: str, limit: int) -> str:
    return name.encode()[:limit].decode("utf-8", "ignore").rstrip(" .")


@contextlib.contextmanager
def replacing(path: Path, *, durable: bool = True, mode: int = 0o666, tidy: bool = True) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; rename it over ``path`` when the block succeeds.

    ``tidy``: first remove what killed processes left in the folder, which whoever writes many files does once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if tidy:
        _sweep(path.parent)
    temporary, mark = _temporary(path)
    try:
        yield temporary
        if os.name == "posix":
            temporary.chmod(mode & ~_umask())  # mkstemp makes it private; colleagues must be able to read it
        if durable:
            sync(temporary)
        temporary.replace(path)
        if durable:
            sync(path.parent)
    finally:
        with contextlib.suppress(OSError):  # ``_sweep`` of a later write removes it
            temporary.unlink()
        mark.close()


def _temporary(path: Path) -> tuple[Path, IO[bytes]]:
    """Create an empty file beside ``path``; its lock, released when the process ends, marks it as in use."""
    while True:
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, suffix=path.suffix, dir=path.parent)
        file = os.fdopen(handle, "r+b")
        if os.name == "nt":
            file.close()  # an open file could not be renamed there
            return Path(name), file
        with contextlib.suppress(Busy):  # the ``_sweep`` of another process locked it first and deletes it
            with contextlib.suppress(OSError):  # without locks on this file system, ``_sweep`` fails too
                _lock(file)
            if os.path.lexists(name):
                return Path(name), file
        file.close()


def _sweep(folder: Path) -> None:
    """Delete the temporary files of killed processes; locked ones are still being written."""
    if os.name == "nt":
        return
    for stale in folder.glob(f"{_TEMPORARY}*"):
        with contextlib.suppress(OSError, Busy), stale.open("r+b") as file:
            _lock(file)
            stale.unlink()


def _umask() -> int:
    """Return the process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def write_bytes(path: Path, data: bytes, *, durable: bool = True, mode: int = 0o666) -> None:
    """Write ``data`` to ``path`` atomically."""
    with replacing(path, durable=durable, mode=mode) as temporary:
        temporary.write_bytes(data)


def sync(path: Path) -> None:
    """Flush a file or a folder's entries to disk, where the platform can."""
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


def flush_folders(folders: Iterable[Path]) -> None:
    """Flush all files in ``folders`` to disk; on POSIX with one call for everything."""
    if os.name == "posix":
        os.sync()
        return
    for folder in folders:
        for path in folder.iterdir():
            sync(path)


def beside(path: Path) -> Path:
    """Return the first free numbered name beside ``path``: summary (2).xlsx."""
    number = 2
    while (candidate := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return candidate


def free_name(stem: str, suffix: str, taken: Collection[str]) -> str:
    """Return the stem with its suffix, numbered where that name is ``taken`` (as case-folded names)."""
    name, number = f"{stem}{suffix}", 2
    while name.casefold() in taken:
        name, number = f"{stem}_{number}{suffix}", number + 1
    return name


class Busy(Exception):  # noqa: N818 - a state, not a fault
    """Another process holds the lock."""


class LockUnusable(Exception):  # noqa: N818 - a state, not a fault
    """The lock file itself cannot be opened."""


@contextlib.contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on a file until the block or the process ends; raise Busy where it is held elsewhere."""
    try:
        file = path.open("a+b")
    except OSError as error:
        raise LockUnusable(reason(error)) from None
    with file:
        _lock(file)
        yield


_locked: weakref.WeakSet[IO[bytes]] = weakref.WeakSet()
PATIENCE = 2.0
"""Seconds to wait for a lock"""


def _lock(file: IO[bytes]) -> None:
    """Lock an open file; raise Busy where another process goes on holding the lock for ``PATIENCE`` seconds.

    A worker of a program that was killed may hold its lock a moment longer.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _lock_now(file)
        except Busy:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)
        else:
            _locked.add(file)
            return


def _lock_now(file: IO[bytes]) -> None:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # exists on Windows only
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise Busy from None


def _close_inherited() -> None:
    """Close a forked worker's copies of locked files, which would keep the locks of a killed parent."""
    for file in list(_locked):
        file.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_inherited)
