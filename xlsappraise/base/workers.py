"""Worker processes that limit the CPU time and the memory of each job.

A worker that ends at a limit is replaced; the other jobs continue. Where the platform has no such limits, a worker is
stopped when a job takes too long by the clock.
"""

from __future__ import annotations

import math
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

AT_ONCE = 16
ALONE_BELOW = 48
AT_MOST = 4

T = TypeVar("T")
Make = Callable[..., Callable[[T], Any]]


@dataclass(frozen=True, slots=True)
class JobLimits:
    """What one job may take: seconds of CPU time, bytes of memory, seconds by the clock."""

    seconds: float
    memory: int
    timeout: float = 60.0


FORM = JobLimits(2.0, 256 * 2**20)
"""The limits of one returned file"""


class LimitExceeded(Exception):  # noqa: N818 - an answer about a file, not a fault of the program
    """A job went beyond the limits of its worker."""


class BudgetSpent(LimitExceeded):
    """A job was not begun, as those before it took all the CPU time that they had together."""


@dataclass
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    jobs: deque[T] = field(default_factory=deque)
    since: float = 0.0

    def send(self, jobs: Iterable[T]) -> None:
        """Send the worker its next jobs."""
        self.jobs.extend(jobs)
        self.since = time.monotonic()
        if self.jobs:
            with suppress(OSError):  # of an ended worker, ``result`` reports it
                self.pipe.send(list(self.jobs))

    def result(self, limits: JobLimits) -> tuple[Any, float]:
        """Return the next result, or LimitExceeded where the worker has ended, and the CPU seconds that it took."""
        try:
            result, seconds = self.pipe.recv()
        except (EOFError, OSError):
            return LimitExceeded(), limits.seconds
        return result, float(seconds)

    def stop(self) -> None:
        """Stop the worker: it ends with its pipe, and is killed while it does a job."""
        self.pipe.close()
        if self.jobs:
            self.process.kill()
        self.process.join(1.0)


def run_jobs(
    make: Make[T], arguments: Sequence[Any], jobs: Iterable[T], limits: JobLimits = FORM, budget: float = math.inf
) -> Iterator[tuple[T, Any]]:
    """Yield each job with its result, as they are done; the result is a ``LimitExceeded`` where the worker ended.

    ``budget``: the CPU seconds of all jobs together; those that are not begun by then are ``BudgetSpent``.

    ``make(*arguments)`` is called once in every worker and returns the function that does a job. Jobs and results are
    pickled.
    """
    waiting = deque(jobs)
    wanted = AT_MOST if len(waiting) >= ALONE_BELOW else min(1, len(waiting))
    workers: list[_Worker[T]] = []
    at_once = AT_ONCE if math.isinf(budget) else 1
    if budget <= 0:
        yield from ((job, BudgetSpent()) for job in waiting)
        return
    try:
        for _number in range(min(wanted, os.cpu_count() or 1)):
            workers.append(_start(make, arguments, limits))
            workers[-1].send(_next(waiting, at_once))
        while any(worker.jobs for worker in workers):
            for number, (result, seconds) in _results(workers, limits):
                worker = workers[number]
                budget -= seconds
                done = worker.jobs.popleft()
                worker.since = time.monotonic()
                if isinstance(result, LimitExceeded):
                    waiting.extendleft(reversed(worker.jobs))
                    worker.stop()
                    worker = workers[number] = _start(make, arguments, limits)
                if not worker.jobs and budget > 0:
                    worker.send(_next(waiting, at_once))
                yield done, result
        yield from ((job, BudgetSpent()) for job in waiting)
    finally:
        for worker in workers:
            worker.stop()


def _start(make: Make[T], arguments: Sequence[Any], limits: JobLimits) -> _Worker[T]:
    ours, theirs = multiprocessing.Pipe()
    begin = multiprocessing.get_context("fork").Process if sys.platform == "linux" else multiprocessing.Process
    process = begin(target=_serve, args=(theirs, make, arguments, limits), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _next(waiting: deque[T], at_once: int) -> Iterator[T]:
    """Take the next jobs for one worker: several while many are waiting."""
    for _count in range(min(at_once, max(1, len(waiting) // AT_MOST), len(waiting))):
        yield waiting.popleft()


def _results(workers: list[_Worker[T]], limits: JobLimits) -> Iterator[tuple[int, tuple[Any, float]]]:
    """Yield (number of the worker, (result, CPU seconds)) of finished jobs, ``LimitExceeded`` beyond the timeout."""
    ready = wait([worker.pipe for worker in workers if worker.jobs], timeout=1.0)
    for number, worker in enumerate(workers):
        if worker.jobs and worker.pipe in ready:
            yield number, worker.result(limits)
        elif worker.jobs and time.monotonic() - worker.since > limits.timeout:
            worker.process.kill()
            yield number, (LimitExceeded(), limits.seconds)


def _serve(pipe: Connection, make: Make[T], arguments: Sequence[Any], limits: JobLimits) -> None:
    """Do jobs until the pipe ends, which it does with the main process."""
    _detach(pipe)
    try:
        work = make(*arguments)
        _limit_memory(limits.memory)
        while True:
            for job in pipe.recv():
                _limit_time(limits.seconds)
                began = time.process_time()
                result = work(job)
                _limit_time(0)
                pipe.send((result, time.process_time() - began))
    except BaseException:  # the main process has ended, or a job exceeds the limits, which ends the pipe
        os._exit(1)


def _detach(pipe: Connection) -> None:
    """Ignore Ctrl-C, which the main process handles, and close inherited files: locks, ledger, other pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)  # libraries write warnings there
    if sys.platform == "linux":
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, 65_536)


def _limit_memory(memory: int) -> None:
    """Limit the address space to so many bytes beyond what the process has now."""
    if sys.platform == "linux":
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


def _limit_time(seconds: float) -> None:
    """Have a signal that nothing catches end the process when the job takes more CPU time; 0 for no limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
