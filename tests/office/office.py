"""LibreOffice from a test: jobs in, answers out, one start for many workbooks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("uno_jobs.py")
REQUIRED = bool(os.environ.get("XLSAPPRAISE_REQUIRE_OFFICE"))


def uno_python() -> str | None:
    """Return a Python that can import uno, where LibreOffice is there too."""
    if shutil.which("soffice") is None:
        return None
    for candidate in ("/usr/bin/python3", shutil.which("python3") or ""):
        if candidate and subprocess.run([candidate, "-c", "import uno"], capture_output=True).returncode == 0:
            return candidate
    return None


def run_jobs(jobs: list[dict[str, Any]]) -> list[list[Any]]:
    """Run jobs (see uno_jobs.py) in one LibreOffice; skip, or fail where it is required."""
    python = uno_python()
    if python is None:
        if REQUIRED:
            pytest.fail("LibreOffice with python3-uno is required and not installed")
        pytest.skip("LibreOffice with python3-uno is not installed")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))}
    done = subprocess.run(
        [python, str(SCRIPT)],
        input=json.dumps({"jobs": jobs}),
        capture_output=True,
        text=True,
        timeout=900,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def fill_steps(form: dict[str, Any], values: dict[str, Any]) -> list[list[Any]]:
    """Return the steps that put ``values`` (by input id) into a form as ``inspect --json`` described it."""
    places = {item["id"]: item for item in form["inputs"]}
    return [["set", places[name]["sheet"], places[name]["cell"], value] for name, value in values.items()]
