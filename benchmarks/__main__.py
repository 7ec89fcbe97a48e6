"""Run every benchmark: ``python -m benchmarks [FORMS]`` (default 1000)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.generating import generating
from benchmarks.ingesting import ingesting
from benchmarks.junk import junk
from benchmarks.listing import listing
from benchmarks.remembering import remembering
from benchmarks.starting import starting
from benchmarks.summarising import summarising


def main() -> None:
    forms = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        starting()
        listing(root)
        workspace = generating(root, forms)
        junk(workspace)  # before anything has arrived: a look verifies what was kept
        ingesting(root, workspace, forms)
        summarising(root, forms * 10)
        remembering(root)


main()
