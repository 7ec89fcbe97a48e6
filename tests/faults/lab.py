"""The client of the fork server: runs commands of the program with a fault at a given file operation."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import pytest

SOURCE = Path(__file__).with_name("shim.c")
ROOT = Path(__file__).parents[2]
REQUIRED = bool(os.environ.get("XLSAPPRAISE_REQUIRE_OFFICE"))
NO_FAULT_CODES = (0, 1, 2)


@dataclass(frozen=True)
class Fault:
    """An action at the ``at``-th file operation; with ``kinds``, also at all later operations of these kinds.

    With ``seconds`` the process is killed after this time instead, and its workers if ``group``.
    """

    action: str = "nothing"
    at: int = 0
    error: int = 0
    kinds: str = ""
    seconds: float = 0.0
    group: bool = True


@dataclass(frozen=True)
class Run:
    """The result of a command; a negative ``code`` is the signal that killed it."""

    code: int
    count: int
    trace: list[str]
    out: str
    err: str
    took: float
    process: int

    @property
    def killed(self) -> bool:
        """Whether the command was killed."""
        return self.code < 0

    @property
    def where(self) -> str:
        """The last operation."""
        return self.trace[-1] if self.trace else "nothing"


def compiler() -> str | None:
    """Return the path of the C compiler, or None."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def require_compiler() -> None:
    """Skip the test if faults cannot be injected, or fail if XLSAPPRAISE_REQUIRE_OFFICE is set."""
    if sys.platform != "linux" or compiler() is None:
        if REQUIRED:
            pytest.fail("a C compiler on Linux is required and not there")
        pytest.skip("faults are injected with a C compiler on Linux")


class Lab:
    """A running fork server."""

    def __init__(self, server: subprocess.Popen[str], room: Path) -> None:
        self.server = server
        self.room = room
        assert self._answer() == "ready"

    def _answer(self) -> object:
        assert self.server.stdout is not None
        line = self.server.stdout.readline()
        assert line, "the fork server has died"
        return json.loads(line)

    def run(self, folder: Path, arguments: Sequence[str], fault: Fault = Fault()) -> Run:
        """Run a command in a workspace; only file operations in the workspace are counted."""
        assert self.server.stdin is not None
        trial = {
            "folder": str(folder), "prefix": f"{folder}/", "arguments": list(arguments),
            "out": str(self.room / "out"), "err": str(self.room / "err"), **asdict(fault),
        }  # fmt: skip
        self.server.stdin.write(json.dumps(trial) + "\n")
        self.server.stdin.flush()
        answer = self._answer()
        assert isinstance(answer, dict)
        return Run(**answer)


@contextmanager
def lab() -> Iterator[Lab]:
    """Compile the shim and start a server with it preloaded."""
    found = compiler()
    assert found is not None
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        shim = room / "shim.so"
        subprocess.run([found, "-shared", "-fPIC", "-O1", "-o", str(shim), str(SOURCE), "-ldl"], check=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("COV", "XLSAPPRAISE"))}
        environment |= {"LD_PRELOAD": str(shim), "XLSAPPRAISE_LANG": "en", "OPENBLAS_NUM_THREADS": "1"}
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server", str(shim)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        ) as server:  # fmt: skip
            try:
                yield Lab(server, room)
            finally:
                pipe: IO[str] | None = server.stdin
                if pipe is not None:
                    pipe.close()
                server.wait(60)
