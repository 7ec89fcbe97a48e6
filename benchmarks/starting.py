"""Benchmark of start-up: ``--help`` against a minimal click program."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.measure import in_turns, report

_BARE = "import click\n@click.group()\ndef cli():\n    'Bare.'\ncli(['--help'])"


def starting() -> None:
    times = in_turns(
        {
            "bare click app --help": lambda: subprocess.run([sys.executable, "-c", _BARE], capture_output=True),
            "xlsappraise --help": lambda: subprocess.run(
                [sys.executable, "-c", "from xlsappraise.cli import main; main()", "--help"],
                capture_output=True,
            ),
        },
        rounds=15,
    )
    report("Start-up", "bare click app --help", times)
