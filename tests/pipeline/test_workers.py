"""Worker processes: whatever a job does, it takes no more than its share, and the others get their answers."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person
from tests.pipeline.states import codes, files, settled
from xlsappraise.base.workers import FORM, JobLimits, LimitExceeded, run_jobs

pytestmark = [pytest.mark.workers, pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")]


def make(factor: int) -> Callable[[Any], Any]:
    def work(job: Any) -> Any:
        return job(factor) if callable(job) else job * factor

    return work


def spin(_factor: int) -> None:
    while True:
        pass


def spin_in_c(_factor: int) -> int:
    return len(str(10**3_000_000))


def swell(_factor: int) -> int:
    return len(bytearray(FORM.memory * 2))


def swell_within(_factor: int) -> int:
    return len(bytearray(FORM.memory // 2))


def abort(_factor: int) -> None:
    os.abort()


def raise_it(_factor: int) -> None:
    raise ValueError("a fault of the program")


def half(_factor: int) -> str:
    end = time.process_time() + 0.8
    while time.process_time() < end:
        pass
    return "done"


def nap(_factor: int) -> None:
    time.sleep(0.05)


def sleep_long(_factor: int) -> None:
    time.sleep(60)


def leave(_factor: int) -> None:
    sys.exit(0)


def results(*jobs: Any, share: JobLimits = FORM) -> list[Any]:
    """Return the results in the order of the jobs."""
    found = list(run_jobs(make, (10,), jobs, share))
    assert sorted(map(str, (job for job, _result in found))) == sorted(map(str, jobs))
    by_job = {str(job): "down" if isinstance(result, LimitExceeded) else result for job, result in found}
    return [by_job[str(job)] for job in jobs]


@pytest.mark.parametrize("bad", [spin, spin_in_c, swell, abort, raise_it, leave], ids=lambda f: f.__name__)
def test_a_job_that_goes_too_far_is_the_only_one_without_a_result(bad: Any) -> None:
    assert results(1, 2, bad, 3, 4) == [10, 20, "down", 30, 40]


def test_a_job_takes_no_more_than_two_seconds_of_processor_time() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert results(spin) == ["down"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert 1.9 < after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3


def test_time_is_counted_for_each_job_anew() -> None:
    assert [result for _job, result in run_jobs(make, (10,), [half] * 4)] == ["done"] * 4


def test_what_fits_the_limits_is_done() -> None:
    assert results(swell_within, 7) == [FORM.memory // 2, 70]


def test_many_jobs_are_shared_and_all_done() -> None:
    jobs = list(range(500))
    jobs[100] = abort  # type: ignore[call-overload]
    assert results(*jobs) == [*(n * 10 for n in range(100)), "down", *(n * 10 for n in range(101, 500))]


def test_no_jobs_need_no_worker() -> None:
    assert list(run_jobs(make, (1,), [])) == []


def test_a_worker_that_never_answers_is_stopped_by_the_clock() -> None:
    assert results(1, sleep_long, 2, share=replace(FORM, timeout=0.2)) == [10, "down", 20]


def children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


def test_workers_go_when_nobody_asks_for_more() -> None:
    others = children()  # LibreOffice may be waiting for work
    running = run_jobs(make, (10,), range(200))
    next(running)
    workers = children() - others
    assert workers
    running.close()
    assert not workers & children()


def test_workers_end_with_a_program_that_was_killed(tmp_path: Path) -> None:
    code = (
        "from tests.pipeline.test_workers import make, nap\n"
        "from xlsappraise.base.workers import run_jobs\n"
        "for job, result in run_jobs(make, (1,), [1] + [nap] * 1000):\n"
        "    print(open('/proc/self/task/%d/children' % __import__('os').getpid()).read(), flush=True)\n"
    )
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    children = program.stdout.readline().split()
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    deadline = time.monotonic() + 20
    while any(_alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children
    assert not any(_alive(child) for child in children)


def _alive(child: str) -> bool:
    status = Path(f"/proc/{child}/stat")
    try:
        return status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_worker_holds_neither_the_lock_nor_the_ledger(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    with one.open():
        held = next(iter(run_jobs(_descriptors, (), [0])))[1]
    assert [name for name in held if ".xlsappraise" in name] == []


def _descriptors() -> Callable[[Any], list[str]]:
    return lambda _job: [os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if n != "3"]  # noqa: PTH115, PTH208


def test_a_file_that_costs_too_much_gets_a_code_and_the_others_are_read(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    bench.fill(WORKED_EXAMPLE, "E001", "a.xlsx")
    bench.fill(WORKED_EXAMPLE, "E002", "c.xlsx")
    (bench.inbox / "b.xlsx").write_bytes(b"PK costly")

    def costly(data: bytes, passwords: Any = ()) -> Any:
        if data == b"PK costly":
            spin(0)
        return open_book(data, passwords)

    from xlsappraise.xlsx.opening import open_book

    monkeypatch.setattr("xlsappraise.returned.examine.open_book", costly)
    result = settled(bench)
    assert files(result) == {"accepted": 2, "refused": 1}
    assert codes(result) == ["file-too-costly"]
