"""The fork server: imports the program once, with the shim preloaded, and runs each command in a forked process.

Trials are read and results are written as lines of JSON. Does not import pytest.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import pkgutil
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

import xlsappraise

ACTIONS = {"nothing": 0, "fail": 1, "kill": 2, "tear": 3, "shorten": 4}
CRASHED = 70


def warm() -> None:
    """Import all modules that commands import."""
    for module in pkgutil.walk_packages(xlsappraise.__path__, "xlsappraise."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in (
        "openpyxl",
        "pandas",
        "xlsxwriter",
        "rich.console",
        "rich.table",
        "sqlalchemy.dialects.sqlite.pysqlite",
    ):
        importlib.import_module(name)


def command(trial: dict[str, Any]) -> None:
    """Run the program in the child process, with its own process group, output files and folder. Does not return."""
    os.setpgid(0, 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(trial[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout, sys.stderr = (open(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))  # noqa: SIM115 - they stay open to the end
    sys.argv = ["xlsappraise", *trial["arguments"]]
    os.chdir(trial["folder"])
    code = CRASHED
    try:
        from xlsappraise.cli import main

        main()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else int(done.code is not None)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def stop_later(process: int, seconds: float, *, group: bool) -> threading.Timer:
    """Start a timer that kills a trial: the program alone, as the kernel does when memory runs out, or its group."""

    def stop() -> None:
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(process, signal.SIGKILL)

    timer = threading.Timer(seconds, stop)
    timer.start()
    return timer


def run(shim: ctypes.CDLL, trial: dict[str, Any]) -> dict[str, Any]:
    """Run one command with its fault; return exit code, output and the operations counted."""
    shim.arm(
        os.fsencode(trial["prefix"]), trial["at"], ACTIONS[trial["action"]], trial["error"], trial["kinds"].encode()
    )
    begun = time.perf_counter()
    process = os.fork()
    if process == 0:
        command(trial)
    timer = stop_later(process, trial["seconds"] or 60.0, group=trial["group"])
    _process, status = os.waitpid(process, 0)
    took = time.perf_counter() - begun
    timer.cancel()
    timer.join()
    return {
        "code": os.waitstatus_to_exitcode(status),
        "count": shim.count(),
        "trace": os.fsdecode(shim.trace()).splitlines(),
        "out": Path(trial["out"]).read_text("utf-8", "replace") if Path(trial["out"]).exists() else "",
        "err": Path(trial["err"]).read_text("utf-8", "replace") if Path(trial["err"]).exists() else "",
        "took": took,
        "process": process,
    }


def main() -> None:
    """Read trials until the input ends."""
    shim = ctypes.CDLL(sys.argv[1])
    shim.trace.restype = ctypes.c_char_p
    warm()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        print(json.dumps(run(shim, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
