"""Kills, full disks and missing permissions at some operations; ``python -m tests.faults`` tries all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults import proof
from tests.faults.lab import Fault, Lab, Run, lab, require_compiler
from tests.faults.scenes import PERIOD, Scene, scenes

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # openpyxl


@pytest.fixture(scope="module")
def server() -> Iterator[Lab]:
    require_compiler()
    with lab() as running:
        yield running


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    return {scene.name: scene for scene in scenes(tmp_path_factory.mktemp("scenes"))}


@pytest.fixture(scope="module")
def due(server: Lab, every: dict[str, Scene], tmp_path_factory: pytest.TempPathFactory) -> dict[str, proof.Expected]:
    room = tmp_path_factory.mktemp("due")
    names = (
        "generate",
        "summarize",
        "acknowledge",
        "withdraw",
        "reissue",
        "facts",
        "pay",
        "pay again",
        "summarize again",
    )
    return {name: proof.expected(server, every[name], room) for name in names}


def last(trace: list[str], mark: str) -> int:
    """Return the number of the last operation that begins with ``mark``."""
    return max(number for number, line in enumerate(trace, 1) if line.startswith(mark))


def struck(server: Lab, scene: Scene, due: proof.Expected, place: str, fault: Fault, room: Path) -> Run:
    """Run a scene with the fault at the last operation of a place; nothing may go wrong by it.

    Tried again where another operation was met: how many pages of the ledger a run writes varies by chance.
    """
    at = last(due.run.trace, PLACES[place])
    for _try in range(5):
        run, wrong = proof.trial(server, scene, due, replace(fault, at=at), room)
        assert wrong == []
        if len(run.trace) >= at and run.trace[at - 1].startswith(PLACES[place]):
            return run
    raise AssertionError(f"five times another operation than {PLACES[place]}")


PLACES = {
    "commit": "u .xlsappraise/ledger.sqlite-journal",
    "ledger": "w .xlsappraise/ledger.sqlite",
    "form": f"w {PERIOD}/outbox",
    "move": f"r {PERIOD}/outbox",
    "void": f"r {PERIOD}/voided",
    "tidy": f"u {PERIOD}/outbox",
    "summary": f"r {PERIOD}/summary.xlsx",
    "facts": f"r {PERIOD}/facts.xlsx",
    "payroll": f"r {PERIOD}/pay.xlsx",
    "predecessor": f"r {PERIOD}/earlier/",
    "content": "r .xlsappraise/periods/",
    "copies": f"r {PERIOD}/corrections",
}


@pytest.mark.parametrize(
    ("name", "place"),
    [("generate", "commit"), ("generate", "form"), ("generate", "move"), ("generate", "tidy"), ("summarize", "ledger"),
     ("summarize", "summary"), ("withdraw", "commit"), ("withdraw", "void"), ("reissue", "void"), ("facts", "facts"),
     ("pay", "ledger"), ("pay", "commit"), ("pay", "payroll"), ("pay again", "content"), ("pay again", "predecessor"),
     ("pay again", "commit"), ("pay again", "payroll"), ("summarize again", "predecessor"),
     ("summarize again", "summary"), ("summarize again", "copies"), ("acknowledge", "commit"),
     ("generate", "content")],
)  # fmt: skip
def test_a_killed_command_is_finished_by_the_same_command(
    server: Lab, every: dict[str, Scene], due: dict[str, proof.Expected], tmp_path: Path, name: str, place: str
) -> None:
    assert struck(server, every[name], due[name], place, Fault("kill"), tmp_path).killed


@pytest.mark.parametrize(
    ("name", "place", "error", "code"),
    [
        ("generate", "ledger", "EIO", "ledger-not-writable"),
        ("generate", "form", "ENOSPC", "file-not-writable"),
        ("generate", "move", "EACCES", "file-not-writable"),
        ("summarize", "ledger", "ENOSPC", "ledger-not-writable"),
        ("summarize", "summary", "EIO", "file-not-writable"),
        ("withdraw", "commit", "EACCES", "ledger-not-writable"),
        ("withdraw", "void", "EACCES", "voided-not-moved"),
        ("acknowledge", "commit", "ENOSPC", "ledger-not-writable"),
        ("facts", "facts", "ENOSPC", "file-not-writable"),
        ("pay", "ledger", "ENOSPC", "ledger-not-writable"),
        ("pay", "payroll", "EIO", "file-not-writable"),
        ("pay again", "content", "ENOSPC", "file-not-writable"),
        ("pay again", "predecessor", "ENOSPC", "file-not-writable"),
        ("pay again", "payroll", "EIO", "file-not-writable"),
    ],
)
def test_what_the_disk_refuses_is_told_and_the_next_run_heals(
    server: Lab,
    every: dict[str, Scene],
    due: dict[str, proof.Expected],
    tmp_path: Path,
    name: str,
    place: str,
    error: str,
    code: str,
) -> None:
    fault = Fault("fail", 0, proof.ERRORS[error], proof.LASTING[error])
    run = struck(server, every[name], due[name], place, fault, tmp_path)
    assert f"[{code}]" in run.err and run.code == 1


def test_a_kill_in_the_middle_of_a_commit_leaves_a_ledger_that_is_read_on(
    server: Lab, every: dict[str, Scene], due: dict[str, proof.Expected], tmp_path: Path
) -> None:
    """Another program may roll back first, and gives back the records but not the bytes of every free page."""
    scene, trace = every["reissue"], due["reissue"].run.trace
    commit = trace.index(PLACES["commit"]) + 1
    first = trace.index(PLACES["ledger"], trace.index("s .xlsappraise/ledger.sqlite-journal")) + 1
    for at in (first + 1, (first + commit) // 2, commit):
        run, wrong = proof.trial(server, scene, due["reissue"], Fault("kill", at), tmp_path)
        assert run.killed and wrong == []


def test_a_commit_is_flushed_to_the_folder_so_that_a_power_cut_cannot_undo_it(due: dict[str, proof.Expected]) -> None:
    trace = due["withdraw"].run.trace
    assert trace[last(trace, PLACES["commit"])] == "s .xlsappraise"


def test_forms_are_flushed_before_they_get_their_names(due: dict[str, proof.Expected]) -> None:
    trace = due["generate"].run.trace
    written, named = last(trace, PLACES["form"]), last(trace, PLACES["move"])
    first = min(n for n, line in enumerate(trace, 1) if line.startswith(PLACES["move"]))
    assert any(line.startswith("s ") for line in trace[written : first - 1])
    assert f"s {PERIOD}/outbox" in trace[named:]


def test_contents_and_predecessors_are_kept_before_the_ledger_names_them(due: dict[str, proof.Expected]) -> None:
    for name, target in (("pay again", "payroll"), ("summarize again", "summary")):
        trace = due[name].run.trace
        kept, predecessor = last(trace, PLACES["content"]), last(trace, PLACES["predecessor"])
        assert max(kept, predecessor) < last(trace, PLACES["commit"]) < last(trace, PLACES[target])
