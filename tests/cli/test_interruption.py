"""Ctrl-C and surprises: a clear answer, no half-written form under its name, a next run that heals."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import Bench, person, write_roster
from xlsappraise.cli import cli
from xlsappraise.issuing import outbox as step


@pytest.fixture
def two(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    write_roster(bench.workspace.roster, [person("E001"), person("E002")])
    monkeypatch.chdir(bench.workspace.root)
    return bench


def stop_at_the_second(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    real, calls = step.stamp, []

    def stamp(*arguments: object) -> bytes:
        calls.append(arguments)
        if len(calls) == 2:
            raise error
        return real(*arguments)

    monkeypatch.setattr(step, "stamp", stamp)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), "interrupted"),
        (RuntimeError("boom"), "unexpected"),
        (OSError(28, "No space left"), "file-not-writable"),
    ],
)
def test_a_run_that_stops_leaves_no_form_and_the_next_one_makes_them_all(
    two: Bench, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: str
) -> None:
    with monkeypatch.context() as patched:
        stop_at_the_second(patched, error)
        stopped = CliRunner().invoke(cli, ["generate", "2026-11", "--lang", "en"])
    assert stopped.exit_code == 1 and f"[{code}]" in stopped.output
    assert "Traceback" not in stopped.output
    assert [p for p in two.outbox.rglob("*") if p.is_file()] == []
    healed = CliRunner().invoke(cli, ["generate", "2026-11", "--lang", "en"])
    assert (healed.exit_code, healed.output.split(",")[1].strip()) == (0, "2 written again")
    assert len(list(two.outbox.rglob("E00?_*.xlsx"))) == 2


def test_a_summary_that_cannot_be_written_keeps_the_old_one(two: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    two.issue()
    two.inbox.mkdir(exist_ok=True)
    CliRunner().invoke(cli, ["summarize", "2026-11"])
    before = two.workspace.summary(two.period).read_bytes()

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        done = CliRunner().invoke(cli, ["summarize", "2026-11", "--lang", "en"])
    assert done.exit_code == 1 and "[file-not-writable]" in done.output
    assert two.workspace.summary(two.period).read_bytes() == before
    assert [p.name for p in two.workspace.summary(two.period).parent.glob(".~*")] == []
