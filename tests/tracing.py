"""Choose the tests that run with coverage: ``python -m tests.tracing [PATHS]`` writes ``tests/traced.txt``.

Coverage more than doubles a test's time. All tests are run with it once; of their functions those are kept that cover
what no cheaper one does, the most lines a second first.
"""

from __future__ import annotations

import heapq
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

from coverage import CoverageData

TRACED = Path(__file__).with_name("traced.txt")
LEFT = 0.0025
"""The share of the covered lines that may be left to untraced tests"""
LEAST = 0.02
"""Seconds that every test takes besides its own"""
Line = tuple[str, int]


def traced() -> frozenset[str]:
    """Return the functions to trace as ``folder/test_file.py::test_name``."""
    return frozenset(TRACED.read_text(encoding="utf-8").split())


def function(test: str) -> str:
    """Return the function of a test as pytest names it, below ``tests``, without its parameters."""
    return test.partition("[")[0].removeprefix("tests/")


def measured(paths: list[str], folder: Path) -> tuple[dict[str, set[Line]], Counter[str]]:
    """Run tests with coverage; return the lines (of imports under an empty name) and the seconds of each function."""
    report, data = folder / "junit.xml", folder / "coverage"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", f"--junitxml={report}",
               "--cov", "--cov-context=test", "--cov-report=", *paths]  # fmt: skip
    subprocess.run(command, env={**os.environ, "COVERAGE_FILE": str(data), "XLSAPPRAISE_TRACE": "all"}, check=True)
    lines, seconds = defaultdict[str, set[Line]](set), Counter[str]()
    found = CoverageData(str(data))
    found.read()
    for file in found.measured_files():
        for line, contexts in found.contexts_by_lineno(file).items():
            for context in contexts:
                lines[function(context.partition("|")[0])].add((file, line))
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.attrib['classname'].replace('.', '/')}.py::{case.attrib['name']}"
        seconds[function(name)] += float(case.attrib["time"])
    return lines, seconds


def chosen(lines: dict[str, set[Line]], seconds: Counter[str]) -> list[str]:
    """Return functions that cover nearly all lines together in little time."""
    covered, every = set(lines.pop("", set())), set[Line]().union(*lines.values())
    kept = []
    queue = [(-len(found) / (seconds[name] + LEAST), name) for name, found in lines.items()]
    heapq.heapify(queue)
    while queue and len(every - covered) > LEFT * len(every):
        _before, name = heapq.heappop(queue)
        worth = -len(lines[name] - covered) / (seconds[name] + LEAST)
        if queue and worth > queue[0][0]:  # others have covered some of it meanwhile
            heapq.heappush(queue, (worth, name))
        elif worth < 0:
            covered |= lines[name]
            kept.append(name)
    return sorted(kept)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        names = chosen(*measured(sys.argv[1:] or ["tests"], Path(place)))
    TRACED.write_text("\n".join(names) + "\n", encoding="utf-8")
