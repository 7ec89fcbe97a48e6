"""``python -m tests.fuzz [--runs N] [--seed S]``: mutants of real forms; exits 1 when one is not answered as due."""

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
from pathlib import Path
from types import FrameType

from tests.fuzz.mutants import CHANGES, Original, originals, wrong
from tests.hostile.form import examine

PROCESSES = 2
CPU = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz")
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        forms = originals(Path(folder))
        print(f"{len(forms)} forms: {', '.join(form.name for form in forms)}", flush=True)
        began = time.monotonic()
        children = [_begin(forms, Path(folder), told.seed, told.runs, number) for number in range(PROCESSES)]
        figures = _followed(children, told.runs, began)
        ended = [os.waitpid(child, 0)[1] for child, _pipe in children]
    figures["processes lost"] = sum(1 for status in ended if status != 0)
    shown = ", ".join(f"{name} {figures[name]}" for name in ("runs", "complete", "refused", "faults", "processes lost"))
    print(f"seed {told.seed}: {shown}, {time.monotonic() - began:.0f} s", flush=True)
    return 1 if figures["faults"] or figures["processes lost"] or figures["runs"] != told.runs else 0


def _begin(forms: list[Original], folder: Path, seed: int, runs: int, number: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    status = 1
    try:
        _run(
            forms,
            folder / f"变{number}.xlsx",
            range(seed * 1_000_000 + number, seed * 1_000_000 + runs, PROCESSES),
            writing,
        )
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _run(forms: list[Original], path: Path, seeds: range, writing: int) -> None:
    signal.signal(signal.SIGPROF, _too_long)
    for seed in seeds:
        rng = random.Random(seed)
        form, change = rng.choice(forms), rng.choice(CHANGES)
        path.write_bytes(change(form.data, rng))
        signal.setitimer(signal.ITIMER_PROF, CPU)
        try:
            outcome = examine(form.examiner, path)
            signal.setitimer(signal.ITIMER_PROF, 0)
            fault = wrong(form, change, outcome)
            state = "complete" if outcome.complete else "refused"
        except Exception as error:
            signal.setitimer(signal.ITIMER_PROF, 0)
            fault, state = f"{type(error).__name__}: {error}", "raised"
        if fault:
            print(f"seed {seed} ({form.name}, {change.__name__}): {fault[:300]}", flush=True)
        os.write(writing, struct.pack("<2s", f"{state[0]}{'!' if fault else ' '}".encode()))


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {CPU} s of CPU")


def _followed(children: list[tuple[int, int]], runs: int, began: float) -> Counter[str]:
    figures: Counter[str] = Counter()
    names = {"c": "complete", "r": "refused"}
    said = began
    pipes = [pipe for _child, pipe in children]
    while pipes:
        for pipe in list(pipes):
            piece = os.read(pipe, 200)
            if not piece:
                pipes.remove(pipe)
            for state, fault in zip(piece[::2].decode(), piece[1::2].decode(), strict=True):
                figures["runs"] += 1
                figures[names[state]] += 1
                figures["faults"] += fault == "!"
        if time.monotonic() - said > 10:
            said = time.monotonic()
            print(f"{figures['runs']} of {runs}, faults {figures['faults']}, {said - began:.0f} s", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
