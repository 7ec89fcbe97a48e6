"""Portable file names, atomic writing of files, one writer at a time."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import message_of
from xlsappraise.base import files
from xlsappraise.cli import i18n

# Names reserved by Windows, with any extension, also after blanks.
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_FORBIDDEN = set('<>:"/\\|?*') | {chr(n) for n in range(32)}
any_text = st.text(st.characters(), max_size=90)


def illegal(name: str) -> str | None:
    """Return why a name is not a valid path component on Windows, macOS or Linux; None if it is."""
    if not name or name in (".", ".."):
        return "empty"
    if found := _FORBIDDEN & set(name):
        return f"forbidden: {found}"
    if name[-1] in " .":
        return "ends in a blank or a dot"
    if _DEVICE.fullmatch(name):
        return "a device"
    if unicodedata.normalize("NFC", name) != name:
        return "would be renamed by macOS"
    return None


@settings(deadline=None, max_examples=500)
@given(any_text, st.integers(8, 80))
@example("nul" + " " * 57 + "x", 60)
@example("con .x", 60)
@example("CONIN$", 60)
@example("COM¹", 60)
@example("com1.tar.gz", 60)
@example("aux", 60)
@example("..", 60)
@example("\ud800", 60)
@example("a/../b", 60)
@example("e\u0301" * 40, 60)
@example(" . 李", 60)
def test_any_text_becomes_one_legal_component(text: str, limit: int) -> None:
    name = files.safe_name(text, limit)
    assert illegal(name) is None
    assert len(name.encode()) <= limit


@given(any_text)
def test_no_name_looks_like_an_option_a_formula_or_a_lock_file(text: str) -> None:
    assert files.safe_name(text)[0] not in "-=~+@. "


@pytest.mark.parametrize("text", ["王小燕", "E001", "O'Neil", "李 建国", "𠮷野家", "Müller", "a.b", "100%"])
def test_an_ordinary_name_is_kept(text: str) -> None:
    assert files.safe_name(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [("a/b", "a_b"), ("a\\b:c", "a_b_c"), ("=1+1", "_=1+1"), ("~$x", "_~$x"), ("CON", "_CON"), ("", "_"), ("...", "_"),
     ("a\u202eb", "a_b"), ("a\nb", "a_b"), (" x. ", "x")],
)  # fmt: skip
def test_what_is_not_legal_is_replaced_so_that_a_reader_knows_it_again(text: str, name: str) -> None:
    assert files.safe_name(text) == name


def test_a_long_name_is_cut_between_characters() -> None:
    assert files.safe_name("客" * 30, 10) == "客客客"


def test_a_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "新 文件夹" / "李建国" / "a.xlsx"
    files.write_bytes(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_keeps_the_old_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="full"), files.replacing(target) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError("full")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_until_the_block_ends_the_old_file_is_there(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    with files.replacing(target) as temporary:
        temporary.write_bytes(b"new")
        assert target.read_bytes() == b"old"
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".xlsx"
        assert temporary.name.startswith(".~")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("durable", [True, False])
def test_file_and_folder_are_synced_where_it_matters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, durable: bool
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(files, "sync", lambda path: synced.append("folder" if path == tmp_path else "file"))
    files.write_bytes(tmp_path / "a", b"x", durable=durable)
    assert synced == (["file", "folder"] if durable else [])


def test_a_free_name_is_found_beside(tmp_path: Path) -> None:
    path = tmp_path / "summary.xlsx"
    assert files.beside(path).name == "summary (2).xlsx"
    (tmp_path / "summary (2).xlsx").touch()
    assert files.beside(path).name == "summary (3).xlsx"


def test_a_second_holder_is_told_that_it_is_busy(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with files.exclusive_lock(lock), pytest.raises(files.Busy), files.exclusive_lock(lock):
        pytest.fail("two held the lock")
    with files.exclusive_lock(lock):
        assert lock.exists()


def test_the_lock_is_let_go_when_the_block_fails(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with pytest.raises(RuntimeError, match="oops"), files.exclusive_lock(lock):
        raise RuntimeError("oops")
    with files.exclusive_lock(lock):
        assert lock.exists()


def test_a_killed_process_lets_the_lock_go(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "import sys; from pathlib import Path; from xlsappraise.base.files import exclusive_lock\n"
        "with exclusive_lock(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    held = subprocess.Popen(
        [sys.executable, "-c", code, os.fspath(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with held:
        assert held.stdout is not None
        assert held.stdout.readline().strip() == b"held"
        with pytest.raises(files.Busy), files.exclusive_lock(lock):
            pytest.fail("two held the lock")
        held.kill()
    with files.exclusive_lock(lock):
        assert lock.exists()


def test_a_lock_that_is_let_go_in_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "lock"
    holder = files.exclusive_lock(lock)
    holder.__enter__()
    tried: list[float] = []

    def pause(seconds: float) -> None:
        tried.append(seconds)
        if len(tried) == 3:
            holder.__exit__(None, None, None)

    monkeypatch.setattr(files, "PATIENCE", 60.0)
    monkeypatch.setattr("xlsappraise.base.files.time.sleep", pause)
    with files.exclusive_lock(lock):
        assert len(tried) == 3


@pytest.mark.parametrize(
    ("number", "message"),
    [(errno.ENOENT, "文件或文件夹不存在"), (errno.EACCES, "没有权限"), (errno.EPERM, "没有权限"),
     (errno.EROFS, "磁盘为只读"), (errno.ENOSPC, "磁盘已满"), (errno.EEXIST, "已有同名的文件或文件夹"),
     (errno.ENOTDIR, "应为文件夹的位置是一个文件"), (errno.EISDIR, "应为文件的位置是一个文件夹"),
     (errno.EIO, "磁盘读写出错")],
)  # fmt: skip
def test_what_the_system_refuses_is_told_in_the_readers_language(number: int, message: str) -> None:
    i18n.use("zh_CN")
    assert message_of(files.reason(OSError(number, os.strerror(number)))) == message


def test_what_we_have_no_words_for_is_told_in_the_systems() -> None:
    assert message_of(files.reason(OSError(errno.ELOOP, "Too many links"))) == "Too many links"
    assert message_of(files.reason(OSError("odd"))) == "odd"
