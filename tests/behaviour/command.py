"""Runs a command of the program in a forked process, which avoids the cost of imports."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.behaviour import steady


@dataclass(frozen=True)
class Done:
    """A command that was run, with exit code and output."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str


def run(main: Callable[[], Any], arguments: Sequence[str], folder: Path, seed: str, minutes: int) -> Done:
    """Run a command in a folder; ``seed`` and ``minutes`` set random bytes and clock."""
    with tempfile.TemporaryDirectory() as kept:
        out, err = Path(kept) / "out", Path(kept) / "err"
        child = os.fork()
        if child == 0:
            _become(main, arguments, folder, (out, err), seed, minutes)
        _pid, status = os.waitpid(child, 0)
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in (out, err)]
    return Done(tuple(arguments), os.waitstatus_to_exitcode(status), *texts)


def _become(
    main: Callable[[], Any],
    arguments: Sequence[str],
    folder: Path,
    files: tuple[Path, Path],
    seed: str,
    minutes: int,
) -> None:
    """Run the program in the child process; does not return."""
    code = 70
    try:
        for number, path in enumerate(files, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
        sys.stdout, sys.stderr = (open(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))  # noqa: SIM115 - open as long as the process
        os.chdir(folder)
        steady.fix(seed, minutes)
        sys.argv = [steady.PACKAGE, *arguments]
        code = _ended(main)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _ended(main: Callable[[], Any]) -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 70
    return 0
