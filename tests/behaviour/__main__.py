"""``python -m tests.behaviour OUT``: write the program's behaviour as text into a new folder."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from tests.behaviour import steady
from tests.behaviour.play import play_all

ROOT = Path(__file__).parents[2]
KINDS = ("data", "workbooks", "messages")


def main() -> int:
    """Read the arguments, restart in the fixed environment, play the scenes."""
    parser = argparse.ArgumentParser(prog="python -m tests.behaviour", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder to write; what an earlier run left there is removed")
    parser.add_argument("--scene", action="append", help="only this scene: demo, year, odds, help or a scheme")
    parser.add_argument("--jobs", type=int, default=2, help="scenes played at once")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="the checkout whose program and samples are run")
    options = parser.parse_args()
    wanted = steady.environment()
    if dict(os.environ) != wanted:
        os.execve(sys.executable, [sys.executable, "-m", "tests.behaviour", *sys.argv[1:]], wanted)
    if options.out.exists() and set(os.listdir(options.out)) - set(KINDS):  # noqa: PTH208 - names are compared, not paths
        parser.error(f"{options.out} holds something else")
    sys.path.insert(0, str(options.checkout.resolve()))
    begun = time.monotonic()
    failed = play_all(options.out, options.scene or (), options.jobs)
    print(f"{options.out}: {time.monotonic() - begun:.0f} s", *(f"failed: {name}" for name in failed), sep="\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
