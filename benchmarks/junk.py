"""An inbox full of files that are no workbooks: what looking through it costs beside hashing the files."""

from __future__ import annotations

import hashlib
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from xlsappraise.base.period import Period
from xlsappraise.returned.collect import collect
from xlsappraise.store.office import opened
from xlsappraise.store.workspace import Workspace

SIZE = 64 * 2**10


def junk(folder: Path, count: int = 20_000) -> None:
    """Print how long the first and the second look take, beside hashing and beside keeping a copy."""
    inbox = folder / "junk"
    inbox.mkdir()
    chance = random.Random(5)
    for number in range(count):
        (inbox / f"{number:05d}.xlsx").write_bytes(b"junk" + chance.randbytes(SIZE))
    workspace = Workspace(folder)
    period = Period.parse("2026-11")
    hashing = _hashed(inbox)
    with opened(workspace) as office:
        first = _looked(lambda: collect(office, period, inbox))
        again = _looked(lambda: collect(office, period, inbox))
    hashing = min(hashing, _hashed(inbox))
    print(f"\nAn inbox of {count} files that are no workbooks, {SIZE >> 10} KB each")
    print(f"  hashing them {hashing:.2f} s; first look, which keeps them, {first:.2f} s ({first / hashing:.1f} x)")
    print(f"  every later look {again:.2f} s ({again / hashing:.1f} x)")
    shutil.rmtree(inbox)


def _hashed(inbox: Path) -> float:
    return _looked(lambda: [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(inbox.iterdir())])


def _looked(look: Callable[[], object]) -> float:
    start = time.perf_counter()
    look()
    return time.perf_counter() - start
