"""Deterministic runs: fixed clock, random bytes and environment.

Only the standard library is patched, so that this does not depend on the program's modules.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import os
import pkgutil
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine

PACKAGE = "xlsappraise"
ZONE = "Asia/Shanghai"
START = datetime(2027, 1, 5, 9, 0, tzinfo=ZoneInfo(ZONE))
ENVIRONMENT = {
    "TZ": ZONE, "COLUMNS": "160", "LINES": "60", "LANG": "C.UTF-8", "NO_COLOR": "1", "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
}  # fmt: skip
UNWANTED = ("XLSAPPRAISE_LANG", "XLSAPPRAISE_DEBUG", "LC_ALL", "LANGUAGE", "FORCE_COLOR")
HEAVY = ("pandas", "openpyxl", "xlsxwriter", "pydantic", "sqlalchemy", "rich.table", "python_calamine", "click.testing")


def environment() -> dict[str, str]:
    """Return the environment of the run."""
    return {name: value for name, value in os.environ.items() if name not in UNWANTED} | ENVIRONMENT


def preload() -> Callable[[], Any]:
    """Import the whole program, so that forked commands need no imports; return its entry point."""
    for name in HEAVY:
        importlib.import_module(name)
    package = importlib.import_module(PACKAGE)
    for module in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    main: Callable[[], Any] = importlib.import_module(f"{PACKAGE}.cli").main
    gc.freeze()  # keeps memory pages shared with forked processes
    return main


class Chance:
    """Random bytes that are the same in every run, in a separate stream for each length.

    With separate streams, keys and form numbers do not change when other code draws random bytes of another length.
    """

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.drawn: dict[int, int] = defaultdict(int)

    def __call__(self, size: int) -> bytes:
        self.drawn[size] += 1
        return hashlib.shake_256(f"{self.seed} {size} {self.drawn[size]}".encode()).digest(size)

    def install(self) -> None:
        os.urandom = self
        random._urandom = self  # type: ignore[attr-defined]  # what random.SystemRandom, and so secrets, draws from
        random.seed(self.seed)


def fix(seed: str, minutes: int = 0) -> None:
    """Fix environment, random bytes and clock of this process, for one command."""
    os.environ.clear()
    os.environ.update(environment())
    time.tzset()
    Chance(seed).install()
    time_machine.travel(START + timedelta(minutes=minutes), tick=False).start()
    sys.dont_write_bytecode = True
