"""Choose the tests that run with coverage: ``python -m tests.tracing [PATHS]`` writes ``tests/traced.txt``.

Coverage more than doubles a test's time. All tests are run with it once; of their functions those are kept that cover
what no cheaper one does, the most lines a second first; of a function that takes long, single tests.
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
LONG = 30.0
"""Seconds of a function from which its tests are chosen one by one"""
Line = tuple[str, int]


def traced() -> frozenset[str]:
    """Return the functions to trace as ``folder/test_file.py::test_name``, and single tests with their parameters."""
    return frozenset(TRACED.read_text(encoding="utf-8").splitlines())


def named(test: str) -> tuple[str, str]:
    """Return a test as pytest names it, below ``tests``, and its function."""
    name = test.removeprefix("tests/")
    return name, name.partition("[")[0]


def measured(paths: list[str], folder: Path) -> tuple[dict[str, set[Line]], Counter[str]]:
    """Run tests with coverage; return the lines (of imports under an empty name) and the seconds of each test."""
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
                lines[named(context.partition("|")[0])[0]].add((file, line))
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.attrib['classname'].replace('.', '/')}.py::{case.attrib['name']}"
        seconds[named(name)[0]] += float(case.attrib["time"])
    return lines, seconds


def grouped(lines: dict[str, set[Line]], seconds: Counter[str]) -> tuple[dict[str, set[Line]], Counter[str]]:
    """Return lines and seconds by function, of functions that take long by test."""
    whole = Counter[str]()
    for test, taken in seconds.items():
        whole[named(test)[1]] += taken
    found, time = defaultdict[str, set[Line]](set), Counter[str]()
    for test, covered in lines.items():
        function = named(test)[1]
        name = test if whole[function] > LONG else function
        found[name] |= covered
        time[name] += seconds[test]
    return found, time


def chosen(lines: dict[str, set[Line]], seconds: Counter[str]) -> list[str]:
    """Return functions and tests that cover nearly all lines together in little time."""
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
        names = chosen(*grouped(*measured(sys.argv[1:] or ["tests"], Path(place))))
    TRACED.write_text("\n".join(names) + "\n", encoding="utf-8")
