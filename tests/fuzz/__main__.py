"""``python -m tests.fuzz [--runs N] [--differential N] [--seed S]``: mutants of real forms.

``--runs`` asks that each is answered as due, ``--differential`` that other readers see what we accept in silence.
Exits 1 when one fails; its seed is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import struct
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.fuzz.differential import judged
from tests.fuzz.forms import saved_forms
from tests.fuzz.mutants import CHANGES, Original, originals, wrong
from tests.hostile.form import examine

PROCESSES = 2
CPU = 2.0
CPU_OF_ALL = 20.0
"""Seconds for a mutant that others read too"""
STATES = ("complete", "silent", "findings", "refused")
Trial = Callable[[int, Path], tuple[str, str | None]]
"""Tries the mutant of a seed, which it writes to a path; returns its state, and what is wrong with the answer"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz")
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--differential", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if told.runs:
            forms = originals(folder)
            failed |= _tried(lambda seed, path: _answered(forms, seed, path), folder, told.seed, told.runs, len(forms))
        if told.differential:
            own = folder / "read"  # each way makes a workspace
            own.mkdir()
            saved = saved_forms(own)
            failed |= _tried(
                lambda seed, path: judged(saved, seed, path),
                folder,
                told.seed,
                told.differential,
                len(saved),
                CPU_OF_ALL,
            )
    return int(failed)


def _tried(trial: Trial, folder: Path, seed: int, runs: int, forms: int, seconds: float = CPU) -> bool:
    """Try mutants in several processes; return whether any failed."""
    print(f"{runs} mutants of {forms} forms", flush=True)
    began = time.monotonic()
    children = [_begin(trial, folder, range(seed * 1_000_000 + n, seed * 1_000_000 + runs, PROCESSES), seconds)
                for n in range(PROCESSES)]  # fmt: skip
    figures = _followed(children, runs, began)
    ended = [os.waitpid(child, 0)[1] for child, _pipe in children]
    figures["processes lost"] = sum(1 for status in ended if status != 0)
    shown = ", ".join(
        f"{name} {figures[name]}" for name in ("runs", *STATES, "faults", "processes lost") if figures[name]
    )
    print(f"seed {seed}: {shown}, {time.monotonic() - began:.0f} s", flush=True)
    return bool(figures["faults"] or figures["processes lost"] or figures["runs"] != runs)


def _begin(trial: Trial, folder: Path, seeds: range, seconds: float) -> tuple[int, int]:
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    status = 1
    try:
        _run(trial, folder / f"变{seeds.start}.xlsx", seeds, writing, seconds)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _run(trial: Trial, path: Path, seeds: range, writing: int, seconds: float) -> None:
    signal.signal(signal.SIGPROF, _too_long)
    for seed in seeds:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            state, fault = trial(seed, path)
        except Exception as error:
            state, fault = "refused", f"{type(error).__name__}: {error}"
        signal.setitimer(signal.ITIMER_PROF, 0)
        if fault:
            print(f"seed {seed} ({fault[:400]})", flush=True)
        os.write(writing, struct.pack("<BB", STATES.index(state), bool(fault)))


def _answered(forms: list[Original], seed: int, path: Path) -> tuple[str, str | None]:
    """Try a mutant that is only to be answered as due."""
    rng = random.Random(seed)
    form, change = rng.choice(forms), rng.choice(CHANGES)
    path.write_bytes(change(form.data, rng))
    outcome = examine(form.examiner, path)
    fault = wrong(form, change, outcome)
    return ("complete" if outcome.complete else "refused"), fault and f"{form.name}, {change.__name__}: {fault}"


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError("more CPU than allowed")


def _followed(children: list[tuple[int, int]], runs: int, began: float) -> Counter[str]:
    figures: Counter[str] = Counter()
    said = began
    pipes = [pipe for _child, pipe in children]
    while pipes:
        for pipe in list(pipes):
            piece = os.read(pipe, 200)
            if not piece:
                pipes.remove(pipe)
            for state, fault in zip(piece[::2], piece[1::2], strict=True):
                figures["runs"] += 1
                figures[STATES[state]] += 1
                figures["faults"] += fault
        if time.monotonic() - said > 10:
            said = time.monotonic()
            print(f"{figures['runs']} of {runs}, faults {figures['faults']}, {said - began:.0f} s", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
