"""Two processes at once: a second writer is refused, readers continue, a killed process releases the lock."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import WORKED_EXAMPLE, Bench
from xlsappraise.base import files
from xlsappraise.cli import cli
from xlsappraise.store.ledger import FileReading


@pytest.fixture
def returned(one: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    one.fill(WORKED_EXAMPLE)
    monkeypatch.chdir(one.workspace.root)
    return one


def ran(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [*arguments, "--lang", "en"])
    return done.exit_code, done.output


@contextmanager
def writing(bench: Bench) -> Iterator[None]:
    """Hold the lock and a transaction, as another process does while it writes."""
    with files.exclusive_lock(bench.workspace.lock), closing(sqlite3.connect(bench.workspace.ledger)) as ledger:
        ledger.execute("BEGIN IMMEDIATE")
        yield
        ledger.rollback()


@pytest.mark.parametrize(
    "command",
    [("summarize", "2026-11"), ("generate", "2026-11"), ("withdraw", "E001", "2026-11", "--reason", "x", "--yes")],
)
def test_a_second_writer_is_told_to_wait(returned: Bench, command: tuple[str, ...]) -> None:
    with writing(returned):
        code, output = ran(*command)
    assert code == 1 and "[workspace-busy]" in output and "run the command again" in output
    assert not returned.workspace.summary(returned.period).exists()
    assert ran(*command)[0] == 0


def test_status_and_check_go_on_meanwhile(returned: Bench) -> None:
    with writing(returned):
        assert ran("check", "2026-11/inbox")[0] == 0
        code, output = ran("status", "2026-11", "--quiet")
    assert code == 0 and "valid 1" in output


def test_a_reader_is_not_kept_out_by_all_that_a_long_transaction_writes(returned: Bench) -> None:
    with returned.open() as office, office.ledger.together():
        office.ledger.add_readings(
            "x", [FileReading("form", f"{n}", sheet=os.urandom(20_000).hex()) for n in range(400)]
        )
        with closing(sqlite3.connect(returned.workspace.ledger, timeout=0)) as ledger:
            assert ledger.execute("SELECT employee_id FROM issue").fetchall() == [("E001",)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are not forked there")
def test_a_worker_that_outlives_a_killed_run_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock, (out, into) = tmp_path / "lock", os.pipe()
    parent = os.fork()
    if parent == 0:
        with files.exclusive_lock(lock):
            worker = os.fork()
            if worker == 0:
                os.write(into, str(os.getpid()).encode())
                time.sleep(60)
                os._exit(0)
            time.sleep(60)
        os._exit(0)
    worker = int(os.read(out, 20))
    try:
        with pytest.raises(files.Busy), files.exclusive_lock(lock):
            pytest.fail("two held the lock")
        os.kill(parent, signal.SIGKILL)
        os.waitpid(parent, 0)
        with files.exclusive_lock(lock):
            os.kill(worker, 0)  # it still lives
    finally:
        os.kill(worker, signal.SIGKILL)
        os.close(out)
        os.close(into)
