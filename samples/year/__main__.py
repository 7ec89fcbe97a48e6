"""``python -m samples.year DIR``: generate the year in a new folder."""

from __future__ import annotations

import sys
from pathlib import Path

from samples.year.run import make

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m samples.year DIR")
    print(f"{make(Path(sys.argv[1]), print).root / '2026' / 'summary.xlsx'}")
