"""Examines files in a forked process under the limits of a worker: 2 s of CPU, 256 MB of additional memory."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.hostile.form import Form, Hostile, examine
from xlsappraise.store.ledger import FileReading

CPU = 2.0
SPACE = 256 * 2**20
TRIES = 3
"""Runs of a file that exceeds the time: a busy machine stretches CPU time too, the quickest run is the file's own"""


@dataclass(frozen=True)
class Answer:
    """The reading of a hostile file, with CPU seconds and bytes of memory."""

    hostile: Hostile
    outcome: FileReading | None
    seconds: float = 0.0
    space: int = 0
    codes: tuple[str, ...] = field(default=())


def answers(form: Form, files: Iterable[Hostile], folder: Path) -> Iterator[Answer]:
    """Yield each file's answer; ``outcome`` is None if the limits stopped it."""
    path = folder / "表.xlsx"
    for given in files:
        path.write_bytes(given.data)
        answer = next(filter(None, (_alone(form, path) for _try in range(TRIES))), None)
        hostile = replace(given, data=b"")  # to save memory
        if answer is None:
            yield Answer(hostile, None)
            continue
        outcome, seconds, space = answer
        codes = tuple(p.code for p in outcome.problems if p.severity != "note")
        yield Answer(hostile, outcome, seconds, space, codes)


def _alone(form: Form, path: Path) -> tuple[FileReading, float, int] | None:
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:  # pragma: no cover - the child ends here
        os.close(reading)
        try:
            answer = pickle.dumps(_measured(form, path))
            with os.fdopen(writing, "wb") as out:
                out.write(answer)
            os._exit(0)
        except BaseException:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as result:
        answer = result.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None


def _measured(form: Form, path: Path) -> tuple[FileReading, float, int]:
    size = status("VmSize")
    Path("/proc/self/clear_refs").write_text("5")  # resets the peak of memory
    held = status("VmRSS")
    resource.setrlimit(resource.RLIMIT_AS, (size + SPACE, size + SPACE))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, CPU)
    began = time.process_time()
    outcome = examine(form.examiner, path)
    seconds = time.process_time() - began
    signal.setitimer(signal.ITIMER_PROF, 0)
    return outcome, seconds, status("VmHWM") - held


def status(name: str) -> int:
    """Return a size of memory that Linux shows of this process."""
    text = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith(f"{name}:"))
