"""Processes of little means: whatever a file holds, it cannot take more than two seconds and 256 MB.

A worker that a file brings down is replaced; the file gets a coded refusal, the others go on. Where the
platform has no such limits, a file may take a minute before its worker is stopped.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

CPU_SECONDS = 2.0
MEMORY = 256 * 2**20
PATIENCE = 60.0
"""Seconds by the clock after which a worker is stopped, whatever it does"""
AT_ONCE = 16
ALONE_BELOW = 48
AT_MOST = 4

T = TypeVar("T")
Make = Callable[..., Callable[[T], Any]]


class BroughtDown(Exception):  # noqa: N818 - an answer about a file, not a fault of the program
    """A job went beyond the limits of its worker."""


@dataclass
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    jobs: deque[T] = field(default_factory=deque)
    since: float = 0.0

    def take(self, jobs: Iterable[T]) -> None:
        """Send the worker its next jobs."""
        self.jobs.extend(jobs)
        self.since = time.monotonic()
        if self.jobs:
            with suppress(OSError):  # when it is gone, the next look at its pipe tells
                self.pipe.send(list(self.jobs))

    def result(self) -> Any:
        """Return the next result, or that the job at hand brought the worker down."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return BroughtDown()

    def dismiss(self) -> None:
        """Let the worker go; it ends when its pipe does, and is stopped when it is still at work."""
        self.pipe.close()
        if self.jobs:
            self.process.kill()
        self.process.join(1.0)


def crew(make: Make[T], arguments: Sequence[Any], jobs: Iterable[T]) -> Iterator[tuple[T, Any]]:
    """Yield each job with its result, as they are done; ``BroughtDown`` in the place of a result that never came.

    ``make(*arguments)`` is called once in every worker and returns what does a job. Jobs and results are pickled.
    """
    waiting = deque(jobs)
    wanted = AT_MOST if len(waiting) >= ALONE_BELOW else min(1, len(waiting))
    workers: list[_Worker[T]] = []
    try:
        for _number in range(min(wanted, os.cpu_count() or 1)):
            workers.append(_hire(make, arguments))
            workers[-1].take(_next(waiting))
        while any(worker.jobs for worker in workers):
            for number, result in _results(workers):
                worker = workers[number]
                done = worker.jobs.popleft()
                worker.since = time.monotonic()
                if isinstance(result, BroughtDown):
                    waiting.extendleft(reversed(worker.jobs))
                    worker.dismiss()
                    worker = workers[number] = _hire(make, arguments)
                if not worker.jobs:
                    worker.take(_next(waiting))
                yield done, result
    finally:
        for worker in workers:
            worker.dismiss()


def _hire(make: Make[T], arguments: Sequence[Any]) -> _Worker[T]:
    ours, theirs = multiprocessing.Pipe()
    begin = multiprocessing.get_context("fork").Process if sys.platform == "linux" else multiprocessing.Process
    process = begin(target=_serve, args=(theirs, make, arguments), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _next(waiting: deque[T]) -> Iterator[T]:
    """Take the next jobs of one worker: several while there are plenty."""
    for _count in range(min(AT_ONCE, max(1, len(waiting) // AT_MOST), len(waiting))):
        yield waiting.popleft()


def _results(workers: list[_Worker[T]]) -> Iterator[tuple[int, Any]]:
    """Yield what workers have ready, and ``BroughtDown`` for those whose time is up."""
    ready = wait([worker.pipe for worker in workers if worker.jobs], timeout=1.0)
    for number, worker in enumerate(workers):
        if worker.jobs and worker.pipe in ready:
            yield number, worker.result()
        elif worker.jobs and time.monotonic() - worker.since > PATIENCE:
            worker.process.kill()
            yield number, BroughtDown()


def _serve(pipe: Connection, make: Make[T], arguments: Sequence[Any]) -> None:
    """Do jobs until the pipe ends; when the program that waits for the answers is gone, it ends too."""
    _leave_behind(pipe)
    try:
        work = make(*arguments)
        _limit_memory()
        while True:
            for job in pipe.recv():
                _limit_time(CPU_SECONDS)
                result = work(job)
                _limit_time(0)
                pipe.send(result)
    except BaseException:  # the program is gone, or a job took too much: it sees the end of the pipe
        os._exit(1)


def _leave_behind(pipe: Connection) -> None:
    """Ignore Ctrl-C, which is the program's to answer, and close what a fork inherited: locks, ledger, other pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)  # libraries that give up complain there
    if sys.platform == "linux":
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, 65_536)


def _limit_memory() -> None:
    """Allow so much address space beyond what the program itself takes."""
    if sys.platform == "linux":
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))


def _limit_time(seconds: float) -> None:
    """Have the process stopped when the job takes more CPU time; nothing catches that signal."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
