"""An inbox full of files that are no workbooks: what looking through it costs beside hashing the files."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from xlsappraise.base.period import Period
from xlsappraise.returned.collect import collect
from xlsappraise.returned.inspect import check_files
from xlsappraise.store.office import opened
from xlsappraise.store.workspace import Workspace

SMALLEST, LARGEST = 5_000, 50_000
"""Bytes of a file"""


def junk(folder: Path, count: int = 20_000) -> None:
    """Print how long ``check`` and the first and second look take, as ratios to hashing, by the clock and by CPU time.

    The first look also keeps a copy of every file.
    """
    inbox = folder / "junk"
    inbox.mkdir()
    chance = random.Random(5)
    for number in range(count):
        name, data = _file(number, chance)
        (inbox / name).write_bytes(data)
    period = Period.parse("2026-11")
    _hashed(inbox)
    with opened(Workspace(folder)) as office:
        ways: dict[str, Callable[[], object]] = {
            "check": lambda: check_files(office, [inbox]),
            "first look, which keeps them": lambda: collect(office, period, inbox),
            "every later look": lambda: collect(office, period, inbox),
        }
        print(f"\nAn inbox of {count} files that are no workbooks, {SMALLEST // 1000} to {LARGEST // 1000} KB each")
        for name, way in ways.items():
            hashing, looking = _taken(lambda: _hashed(inbox)), _taken(way)
            print(
                f"  {name}: {looking[0]:.2f} s, {looking[0] / hashing[0]:.1f} x hashing; "
                f"CPU {looking[1]:.2f} s, {looking[1] / hashing[1]:.1f} x"
            )
    shutil.rmtree(inbox)


def _file(number: int, chance: random.Random) -> tuple[str, bytes]:
    """Return the name and content of a file: a text, a photo, a document, what is no workbook, a PDF, or nothing."""
    noise = chance.randbytes(chance.randrange(SMALLEST, LARGEST))
    kind = number % 6
    if kind == 0:
        return f"{number}.txt", f"{number}, {noise.hex()[: len(noise)]}".encode()
    if kind == 1:
        return f"{number}.jpg", b"\xff\xd8\xff\xe0" + noise
    if kind == 2:
        return f"{number}.docx", _document(noise)
    if kind == 3:
        return f"{number}.xlsx", b"junk" + noise
    return (f"{number}.pdf", b"%PDF-1.4" + noise) if kind == 4 else (f"{number}.et", noise if number % 5 else b"")


def _document(noise: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", noise)
    return whole.getvalue()


def _hashed(inbox: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(inbox.iterdir())]


def _taken(look: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that something takes, by the clock and of CPU time."""
    clock, cpu = time.perf_counter(), time.process_time()
    look()
    return time.perf_counter() - clock, time.process_time() - cpu
