"""Atomic writing: files after a failure, concurrent readers, leftovers of a killed writer."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from xlsappraise.base import files

OLD, NEW = b"a" * 300_000, b"b" * 300_000


@pytest.mark.parametrize("failing", ["chmod", "replace", "sync"])
def test_whatever_fails_the_temporary_goes_and_the_name_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(OLD)

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files if failing == "sync" else Path, failing, fail)
    with pytest.raises(OSError, match="No space"):
        files.write_bytes(target, NEW)
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    target, seen, stop = tmp_path / "a.xlsx", set(), threading.Event()
    files.write_bytes(target, OLD, durable=False)

    def read() -> None:
        while not stop.is_set():
            seen.add(target.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(100):
        files.write_bytes(target, (OLD, NEW)[turn % 2], durable=False)
    stop.set()
    reader.join()
    assert seen <= {OLD, NEW} and seen


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be renamed there, so it is not marked")
def test_what_a_killed_writer_left_is_swept_and_what_another_still_writes_is_not(tmp_path: Path) -> None:
    stale, office = tmp_path / ".~writing-left.xlsx", tmp_path / ".~lock.a.xlsx#"
    stale.write_bytes(b"half")
    office.write_bytes(b"LibreOffice")
    with files.replacing(tmp_path / "a.xlsx") as temporary:
        assert not stale.exists()
        files.write_bytes(tmp_path / "b.xlsx", b"b")
        assert temporary.exists()
        temporary.write_bytes(b"a")
    assert sorted(p.name for p in tmp_path.iterdir()) == [office.name, "a.xlsx", "b.xlsx"]


def test_a_lock_that_cannot_be_made_is_not_called_busy(tmp_path: Path) -> None:
    with pytest.raises(files.LockUnusable), files.exclusive_lock(tmp_path / "no folder" / "lock"):
        pytest.fail("locked nothing")
