"""LibreOffice from a test: jobs in, answers out, one start for many workbooks."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("uno_jobs.py")
PATIENCE = 900
"""Seconds that jobs handed in together may take"""
REQUIRED = bool(os.environ.get("XLSAPPRAISE_REQUIRE_OFFICE"))


@cache
def uno_python() -> str | None:
    """Return a Python that can import uno, where LibreOffice is there too."""
    if shutil.which("soffice") is None:
        return None
    for candidate in ("/usr/bin/python3", shutil.which("python3") or ""):
        if candidate and subprocess.run([candidate, "-c", "import uno"], capture_output=True).returncode == 0:
            return candidate
    return None


class Office:
    """A LibreOffice that stays for jobs to come; it goes with this process."""

    def __init__(self, python: str) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))}
        self.said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - open as long as the process runs
        self.process = subprocess.Popen(
            [python, str(SCRIPT)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said, text=True, env=environment,
        )  # fmt: skip
        atexit.register(self.close)

    def work(self, jobs: list[dict[str, Any]]) -> list[list[Any]]:
        """Do jobs; raise AssertionError with what LibreOffice's side complained of when they are not answered."""
        assert self.process.stdin is not None and self.process.stdout is not None
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.start()
        try:
            self.process.stdin.write(json.dumps({"jobs": jobs}) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            watch.cancel()
        if not answer:
            self.process.wait(60)
            self.said.seek(0)
            raise AssertionError(self.said.read())
        return json.loads(answer)

    def close(self) -> None:
        """End LibreOffice."""
        atexit.unregister(self.close)
        with contextlib.suppress(OSError):
            self.process.communicate(timeout=60)
        self.said.close()


_offices: list[Office] = []
_one_at_a_time = threading.Lock()


def run_jobs(jobs: list[dict[str, Any]]) -> list[list[Any]]:
    """Run jobs (see uno_jobs.py) in this process's LibreOffice; skip, or fail where it is required."""
    python = uno_python()
    if python is None:
        if REQUIRED:
            pytest.fail("LibreOffice with python3-uno is required and not installed")
        pytest.skip("LibreOffice with python3-uno is not installed")
    with _one_at_a_time:
        if not _offices:
            _offices.append(Office(python))
        try:
            return _offices[0].work(jobs)
        except AssertionError:
            _offices.pop().close()
            raise


def fill_steps(form: dict[str, Any], values: dict[str, Any]) -> list[list[Any]]:
    """Return the steps that put ``values`` (by input id) into a form as ``inspect --json`` described it."""
    places = {item["id"]: item for item in form["inputs"]}
    return [["set", places[name]["sheet"], places[name]["cell"], value] for name, value in values.items()]
