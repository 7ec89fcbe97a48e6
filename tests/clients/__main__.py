"""``python -m tests.clients``: run the matrix and print it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.clients.matrix import Matrix
from xlsappraise.cli import i18n

i18n.use("en")
with tempfile.TemporaryDirectory() as folder:
    sys.stdout.write(Matrix(Path(folder)).as_text())
