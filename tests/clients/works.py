"""What a client is to do to one workbook, and the doing of many at once: one start of each program."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.office.office import run_jobs, uno_python

HERE = Path(__file__).parent
NODE_SCRIPT = HERE / "fill.mjs"
PYTHON_SCRIPT = HERE / "fill.py"
PYTHON = HERE / ".venv" / "bin" / "python"


@dataclass(frozen=True)
class Work:
    """The parts of one client's work; each client fills in the one that is its own."""

    office: list[dict[str, Any]] = field(default_factory=list)
    """jobs of tests/office/uno_jobs.py, in this order"""
    node: list[dict[str, Any]] = field(default_factory=list)
    """jobs of fill.mjs"""
    python: list[dict[str, Any]] = field(default_factory=list)
    """jobs of fill.py"""
    command: list[str] | None = None
    """a program to start by itself"""
    here: Callable[[], None] | None = None
    """what Python does by itself"""


def carry_out(works: Iterable[Work]) -> None:
    """Do all works: with one start of each program, all programs at the same time."""
    works = list(works)
    office = [job for work in works for job in work.office]
    node = [job for work in works for job in work.node]
    python = [job for work in works for job in work.python]
    with ThreadPoolExecutor(4) as pool:
        running: list[Future[Any]] = []
        if office:
            running.append(pool.submit(run_jobs, office))
        if node:
            running.append(pool.submit(_run, [_node(), str(NODE_SCRIPT)], json.dumps(node)))
        if python:
            running.append(pool.submit(_run, [str(PYTHON), str(PYTHON_SCRIPT)], json.dumps(python)))
        running += [pool.submit(_run, work.command) for work in works if work.command is not None]
        for work in works:
            if work.here is not None:
                work.here()
        for future in running:
            future.result()


def _run(command: list[str], given: str = "") -> None:
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def _node() -> str:
    return shutil.which("node") or shutil.which("nodejs") or "node"


def has_office() -> bool:
    return uno_python() is not None


def has_node() -> bool:
    return shutil.which(_node()) is not None and (HERE / "node_modules" / ".package-lock.json").exists()


def has_python_clients() -> bool:
    return (HERE / ".venv" / "installed").exists()


def has_gnumeric() -> bool:
    return shutil.which("ssconvert") is not None
