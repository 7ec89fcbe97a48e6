"""Portable file names, atomic writing of files, one writer at a time."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import message_of
from xlsappraise.base import files
from xlsappraise.base.i18n import words, written
from xlsappraise.base.problems import Refusal, say
from xlsappraise.cli import i18n
from xlsappraise.forms.identity import Keyring
from xlsappraise.store.ledger import Ledger

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


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


INSTEAD = {"a pipe": _pipe, "a folder": Path.mkdir, "a device": _device}


@pytest.fixture
def in_time() -> Iterator[None]:
    """End a test that waits for another program, as whoever opens a pipe does."""

    def late(*_of: object) -> None:
        raise AssertionError("a file is waited for")  # no OSError, which is answered

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices are those of Linux")
@pytest.mark.usefixtures("in_time")
class TestWhatIsNoFile:
    @pytest.mark.parametrize("instead", INSTEAD)
    def test_it_is_not_opened(self, instead: str, tmp_path: Path) -> None:
        INSTEAD[instead](tmp_path / "a")
        with pytest.raises(files.NotOrdinary) as fault:
            files.read_bytes(tmp_path / "a")
        assert written(files.reason(fault.value), words("zh_CN")) == "它不是普通文件"

    @pytest.mark.parametrize("instead", INSTEAD)
    def test_it_is_no_file_of_keys(self, instead: str, tmp_path: Path) -> None:
        INSTEAD[instead](tmp_path / "keys.json")
        with pytest.raises(Refusal) as refusal:
            Keyring.load(tmp_path / "keys.json")
        [found] = refusal.value.problems
        assert (found.code, found.file) == ("key-missing", str(tmp_path / "keys.json"))
        assert "missing or damaged" in say(found, "en") and "restore" in say(found, "en").lower()

    @pytest.mark.parametrize("instead", INSTEAD)
    def test_it_is_no_checksum_of_the_ledger(self, instead: str, tmp_path: Path) -> None:
        Ledger(tmp_path / "ledger.sqlite").close()
        (tmp_path / "ledger.sum").unlink()
        INSTEAD[instead](tmp_path / "ledger.sum")
        for _again in range(2):
            Ledger(tmp_path / "ledger.sqlite").close()

    def test_a_link_to_a_file_is_read(self, tmp_path: Path) -> None:
        ring = Keyring.create(tmp_path / "a.json")
        (tmp_path / "keys.json").symlink_to("a.json")
        assert Keyring.load(tmp_path / "keys.json").keys == ring.keys

    def test_a_file_of_keys_that_none_can_be_is_not_read_whole(self, tmp_path: Path) -> None:
        ring = Keyring.create(tmp_path / "keys.json")
        text = (tmp_path / "keys.json").read_text("ascii")
        (tmp_path / "keys.json").write_text(text + " " * 1_000, "ascii")
        assert Keyring.load(tmp_path / "keys.json").keys == ring.keys
        (tmp_path / "keys.json").write_text(" " * 2**20 + text, "ascii")
        with pytest.raises(Refusal):
            Keyring.load(tmp_path / "keys.json")
