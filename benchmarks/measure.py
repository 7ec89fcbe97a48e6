"""Timing of alternatives in turns, and of whole commands with their peak memory and imports."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import openpyxl

from xlsappraise.roster import COLUMNS

TOOL = [sys.executable, "-m", "xlsappraise"]


def in_turns(ways: dict[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """Return the median seconds of each alternative; each round runs all of them."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - start)
    return {name: median(times) for name, times in taken.items()}


def command(arguments: list[str], cwd: Path) -> float:
    """Return the seconds of a whole command; fail for an exit code other than 0 and 1."""
    start = time.perf_counter()
    done = subprocess.run([*TOOL, *arguments], cwd=cwd, capture_output=True, text=True)
    taken = time.perf_counter() - start
    assert done.returncode in (0, 1), done.stderr
    return taken


_PROBE = """
import json, resource, sys
sys.argv = ["xlsappraise", *json.loads(sys.argv[1])]
from xlsappraise.cli import main
try:
    main()
except SystemExit:
    pass
heavy = [m for m in ("pandas", "openpyxl", "xlsxwriter", "pydantic", "sqlalchemy", "rich") if m in sys.modules]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print("PROBE" + json.dumps([heavy, peak]))
"""


def probe(arguments: list[str], cwd: Path) -> tuple[list[str], int]:
    """Return the heavy modules that a command imports, and its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps(arguments)], cwd=cwd, capture_output=True, text=True
    )
    heavy, peak = json.loads(done.stdout.rpartition("PROBE")[2])
    return heavy, peak


def write_roster(path: Path, people: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(COLUMNS.values()))
    for n in range(1, people + 1):
        sheet.append([f"E{n:05d}", f"员工{n}", f"客服{n % 20}部", "客服回访专员", "furniture-callback",
                      f"主管{n % 40}", "", "", None, None, "正式", ""])  # fmt: skip
    book.save(path)


def report(title: str, base: str, times: dict[str, float], per: int = 1) -> None:
    """Print the milliseconds per item of each alternative, and its speed relative to ``base``."""
    print(f"\n{title}")
    for name, seconds in sorted(times.items(), key=lambda item: -item[1]):
        print(f"  {name:<46} {seconds / per * 1000:9.3f} ms   {times[base] / seconds:7.1f} x")
