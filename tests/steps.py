"""A cache of steps that many tests begin with: run once, then copied into the workspace of each test.

Processes that run tests side by side share it through a folder. Forms that the program draws are cached too.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from xlsappraise.cli import i18n

T = TypeVar("T")
Contents = dict[str, tuple[int, bytes | None]]
"""Path relative to the workspace → mode and bytes (None for a folder)"""


@dataclass(frozen=True)
class _Kept:
    """The files that a step wrote and removed, and its pickled result."""

    written: Contents
    removed: tuple[str, ...]
    result: bytes


class Steps:
    """Outcomes of steps by their input: every byte of the workspace, the arguments, the language.

    Each use writes new files and unpickles a new result, so that tests cannot influence each other. A step that
    raises, or whose result contains the workspace's path as text, is not cached.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Shared with other processes"""
        self._kept: dict[bytes, _Kept] = {}
        self._files: dict[bytes, bytes] = {}

    def take(self, root: Path, name: str, arguments: Any, do: Callable[[], T]) -> T:
        """Run ``do()``, or restore its cached effect on ``root``; return its result."""
        before = _contents(root)
        if before is None:
            return do()
        key = _key(name, arguments, i18n.active(), {k: (m, _digest(d)) for k, (m, d) in before.items()})
        kept = self._kept.get(key) or self.shared(key)
        if kept is not None:
            self._kept[key] = kept
            _change(root, kept)
            return _Unpickler(kept.result, root).load()
        result = do()
        after, pickled = _contents(root), _pickled(result, root)
        if after is not None and pickled is not None:
            written = {path: found for path, found in after.items() if before.get(path) != found}
            self._kept[key] = _Kept(written, tuple(sorted(before.keys() - after.keys())), pickled)
            self.share(key, self._kept[key])
        return result

    def file(self, source: bytes, arguments: Mapping[str, Any], make: Callable[[], bytes]) -> bytes:
        """Return the bytes that ``make()`` computes from a file's bytes and arguments, cached."""
        key = _key("file", list(arguments.items()), _digest(source))
        if key not in self._files:
            found = self.shared(key)
            self._files[key] = make() if found is None else found
            if found is None:
                self.share(key, self._files[key])
        return self._files[key]

    def shared(self, key: bytes) -> Any:
        """Return what another process has cached; None if it has nothing."""
        try:
            return pickle.loads((self.folder / key.hex()).read_bytes())
        except FileNotFoundError:
            return None

    def share(self, key: bytes, kept: Any) -> None:
        """Let other processes have it."""
        part = self.folder / f"{key.hex()}.{os.getpid()}"
        part.write_bytes(pickle.dumps(kept))
        part.replace(self.folder / key.hex())


class Drawn:
    """Caches the results of a function that draws forms: the same arguments in the same language, the same result."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw
        self.results: dict[bytes, Any] = {}
        self.steps: Steps | None = None
        """Where other processes' results are, too"""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Return what ``draw`` returns."""
        key = _key(self.draw.__qualname__, i18n.active(), arguments, named)
        if key not in self.results:
            self.results[key] = self._shared(key, arguments, named)
        return self.results[key]

    def _shared(self, key: bytes, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        found = self.steps.shared(key) if self.steps else None
        if found is None:
            found = self.draw(*arguments, **named)
            if self.steps:
                self.steps.share(key, found)
        return found


def _key(*parts: Any) -> bytes:
    return hashlib.sha256(pickle.dumps(parts)).digest()


def _digest(data: bytes | None) -> bytes | None:
    return None if data is None else hashlib.sha256(data).digest()


def _contents(root: Path) -> Contents | None:
    """Return the content of a folder; None if it has anything but readable files and folders."""
    found: Contents = {}
    try:
        for folder, folders, files in os.walk(root, onerror=_refuse):
            for name in sorted(folders + files):
                path = Path(folder, name)
                if path.is_symlink() or not (path.is_file() or path.is_dir()):
                    return None
                data = path.read_bytes() if path.is_file() else None
                found[path.relative_to(root).as_posix()] = (path.stat().st_mode & 0o7777, data)
    except PermissionError:
        return None
    return dict(sorted(found.items()))


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a workspace that does not exist yet counts as empty
        raise error


def _change(root: Path, kept: _Kept) -> None:
    """Apply the cached changes of a step to a workspace."""
    root.mkdir(parents=True, exist_ok=True)
    for path in reversed(kept.removed):  # a folder's content before the folder
        target = root / path
        target.rmdir() if target.is_dir() else target.unlink()
    for path, (mode, data) in kept.written.items():
        target = root / path
        if data is None:
            target.mkdir(exist_ok=True)
        else:
            target.write_bytes(data)
        target.chmod(mode)


class _Pickler(pickle.Pickler):
    """Pickles paths in the workspace as relative paths."""

    def __init__(self, file: io.BytesIO, root: Path) -> None:
        super().__init__(file)
        self.root = root

    def persistent_id(self, obj: Any) -> Any:
        if isinstance(obj, Path) and obj.is_relative_to(self.root):
            return obj.relative_to(self.root).as_posix()
        return None


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, root: Path) -> None:
        super().__init__(io.BytesIO(data))
        self.root = root

    def persistent_load(self, pid: Any) -> Path:
        return self.root / pid


def _pickled(result: Any, root: Path) -> bytes | None:
    """Pickle a result; None if that fails, or if it contains the workspace's path as text."""
    file = io.BytesIO()
    try:
        _Pickler(file, root).dump(result)
    except (pickle.PicklingError, TypeError, AttributeError):
        return None
    data = file.getvalue()
    return None if os.fsencode(root) in data else data
