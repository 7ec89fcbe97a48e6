"""The archive: every returned file is kept by its content when it is first seen, and never changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, text_of
from tests.pipeline.states import codes, files, settled
from xlsappraise.base.problems import Refusal
from xlsappraise.cli import i18n
from xlsappraise.returned.inbox import Candidate, read_stable
from xlsappraise.store.archive import Archive
from xlsappraise.xlsx.container import read_file


def kept(bench: Bench) -> dict[str, bytes]:
    """Return what the archive of a workspace holds, by its path."""
    folder = bench.workspace.archive
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_file_that_was_seen_is_kept_under_its_hash(one: Bench) -> None:
    form = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    shutil.copy(form, one.inbox / "b.xlsx")
    (one.inbox / "c.pdf").write_bytes(b"%PDF")
    (one.inbox / ".DS_Store").write_bytes(b"junk")
    settled(one)
    expected = {form.read_bytes(), b"%PDF"}
    assert set(kept(one).values()) == expected
    digests = {hashlib.sha256(data).hexdigest() for data in expected}
    assert set(kept(one)) == {f"{digest[:2]}/{digest}" for digest in digests}


def test_what_was_kept_outlives_the_inbox(one: Bench) -> None:
    form = one.fill(WORKED_EXAMPLE)
    data = form.read_bytes()
    one.collect()
    shutil.rmtree(one.inbox)
    settled(one)
    assert Archive(one.workspace.archive).get(hashlib.sha256(data).hexdigest()) == data


def test_a_kept_file_that_was_changed_is_not_given_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    digest = hashlib.sha256(b"mine").hexdigest()
    assert archive.get(digest) is None
    archive.keep(digest, b"mine")
    archive.settle()
    assert archive.get(digest) == b"mine"
    archive.path(digest).write_bytes(b"other")
    assert archive.get(digest) is None


def test_a_kept_file_that_was_cut_short_is_whole_again_after_the_next_collecting(one: Bench) -> None:
    form = one.fill(WORKED_EXAMPLE)
    one.collect()
    digest = hashlib.sha256(form.read_bytes()).hexdigest()
    path = Archive(one.workspace.archive).path(digest)
    for left in (b"", form.read_bytes()[:100]):
        path.write_bytes(left)
        one.collect()
        assert files(settled(one)) == {"accepted": 1}
        assert path.read_bytes() == form.read_bytes()
    path.unlink()
    one.collect()
    assert kept(one) == {f"{digest[:2]}/{digest}": form.read_bytes()}


def damaged(path: Path) -> None:
    """Flip one bit in a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [damaged, Path.unlink])
def test_a_kept_file_that_is_damaged_or_gone_is_mended_from_the_inbox(
    one: Bench, damage: Callable[[Path], None]
) -> None:
    form = one.fill(WORKED_EXAMPLE)
    settled(one)
    path = Archive(one.workspace.archive).path(hashlib.sha256(form.read_bytes()).hexdigest())
    damage(path)
    found = [p for p in one.settle().problems if p.code == "kept-mended"]
    assert [(p.place.file, text_of(p.expected)) for p in found] == [(form.name, str(path))]
    assert path.read_bytes() == form.read_bytes()
    assert "kept-mended" not in codes(settled(one))


@pytest.mark.parametrize("damage", [damaged, Path.unlink])
@pytest.mark.parametrize("values", [WORKED_EXAMPLE, {"ability.rating": 5}], ids=["accepted", "incomplete"])
def test_a_kept_file_that_is_damaged_or_gone_is_told_where_the_inbox_lacks_it(
    one: Bench, damage: Callable[[Path], None], values: dict[str, Any]
) -> None:
    form = one.fill(values)
    before = settled(one)
    data = form.read_bytes()
    path = Archive(one.workspace.archive).path(hashlib.sha256(data).hexdigest())
    form.unlink()
    damage(path)
    after = settled(one)
    (found,) = [p for p in after["problems"] if p["code"] == "kept-damaged"]
    name = form.name if values is WORKED_EXAMPLE else path.name
    assert (found["file"], found["employee_id"], found["expected"]) == (name, "E001", str(path))
    if values is WORKED_EXAMPLE:
        assert after["results"] == before["results"]
    form.write_bytes(data)
    assert [p.code for p in one.settle().problems if p.code.startswith("kept-")] == ["kept-mended"]
    assert path.read_bytes() == data


def test_what_stands_against_keeping_is_told_in_the_readers_language(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.write_bytes(b"")
    i18n.use("zh_CN")
    with pytest.raises(Refusal) as caught:
        Archive(folder).keep("ab" * 32, b"x")
    (found,) = caught.value.problems
    assert (found.code, found.file, text_of(found.found)) == (
        "file-not-writable",
        str(folder),
        "已有同名的文件或文件夹",
    )


def test_the_archive_is_private(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.collect()
    if os.name == "posix":
        assert {p.stat().st_mode & 0o777 for p in one.workspace.archive.rglob("*") if p.is_dir()} == {0o700}


def test_nothing_temporary_is_left_in_it(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.collect()
    assert [p.name for p in one.workspace.archive.rglob(".~*")] == []


def test_a_file_that_grows_while_it_is_read_is_asked_for_again(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    from xlsappraise.xlsx import container

    original = container.read_with_state

    def growing(target: Path) -> tuple[bytes, os.stat_result]:
        data = original(target)
        with target.open("ab") as file:
            file.write(b"more")
        return data

    monkeypatch.setattr("xlsappraise.returned.inbox.read_with_state", growing)
    found = one.collect()
    assert [(f.state, [p.code for p in f.problems]) for f in found.files] == [("refused", ["file-changing"])]
    monkeypatch.undo()
    path.unlink()
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    assert files(settled(one)) == {"accepted": 1}


def test_of_what_is_added_while_a_file_is_read_no_more_than_a_byte_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy in progress must not fill the memory, however much is written meanwhile."""
    path, original = tmp_path / "a.xlsx", os.fstat
    path.write_bytes(b"0123456789")

    def before_the_rest(handle: int) -> os.stat_result:
        with path.open("ab") as file:
            file.truncate(10)
        info = original(handle)
        with path.open("ab") as file:
            file.write(b"x" * 1_000_000)
        return info

    monkeypatch.setattr("xlsappraise.xlsx.container.os.fstat", before_the_rest)
    assert read_file(path) == b"0123456789x"


def test_a_slow_copy_is_refused_until_it_is_whole(one: Bench) -> None:
    whole = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    data = whole.read_bytes()
    whole.write_bytes(b"")

    def copy() -> None:
        for start in range(0, len(data), 1000):
            with whole.open("ab") as file:
                file.write(data[start : start + 1000])
            time.sleep(0.01)

    copying = threading.Thread(target=copy)
    copying.start()
    seen = set()
    while copying.is_alive():
        seen.update(p.code for p in one.collect().problems if p.severity == "error")
    copying.join()
    assert seen <= {"file-empty", "file-truncated", "file-changing"}
    assert seen
    assert files(settled(one)) == {"accepted": 1}


def test_a_file_that_was_replaced_between_two_looks_is_not_taken_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"one")
    candidate = Candidate("a.xlsx", path, hashlib.sha256(read_stable(path)).hexdigest())
    assert candidate.content() == b"one"
    path.write_bytes(b"two")
    with pytest.raises(Refusal) as caught:
        candidate.content()
    assert [p.code for p in caught.value.problems] == ["file-changing"]


def test_a_copy_under_two_names_is_kept_once(one: Bench) -> None:
    form = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    shutil.copy(form, one.inbox / "b.xlsx")
    assert codes(settled(one)).count("file-duplicate") == 1
    assert len(kept(one)) == 1
