"""The long test, ``python -m tests.faults [kills] [faults] [--all]``: kills and faults of the disk at its operations.

Kills are tried at every fourth pair of operations, faults between them, one in turn; with ``--all`` kills and all
faults at every operation, which takes many times as long. Random kills follow.
Prints the counts; the exit code is 1 if anything was lost, written partly, reported without a code, or different after
the next run.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import proof, soak
from tests.faults.lab import Fault, lab
from tests.faults.scenes import Scene, scenes

WORKERS = 2
APART = 4
"""Pairs of operations from one that is tried to the next"""
KILLS = 60
"""Random kills per worker"""
FAST = Path("/dev/shm")


@dataclass
class Figures:
    """Counts of trials by kind, and the failures."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        text = ", ".join(f"{name} {count}" for name, count in sorted(self.counts.items()))
        return f"{text}; failures: {len(self.wrong)}"

    def found(self, where: str, texts: list[str]) -> None:
        """Record failures and print them."""
        for text in texts:
            self.wrong.append(f"{where}: {text}")
            print(self.wrong[-1], file=sys.stderr, flush=True)


def kills(at: int, operation: str) -> list[tuple[str, Fault]]:
    """Return the kills at an operation: before it, and in the middle of a write."""
    return [("kills", Fault(action, at)) for action in ("kill", "tear") if action == "kill" or operation[0] == "w"]


def refusals(at: int, operation: str) -> list[tuple[str, Fault]]:
    """Return the errors of a disk at an operation: once, or from then on."""
    once = [(name, Fault("fail", at, number)) for name, number in proof.ERRORS.items()]
    if operation[0] == "w":
        return [*once, ("short writes", Fault("shorten", at))]
    lasting = [
        (f"lasting {name}", Fault("fail", at, number, proof.LASTING[name])) for name, number in proof.ERRORS.items()
    ]
    return [*once, *((name, fault) for name, fault in lasting if operation[0] in fault.kinds)]


PARTS = {"kills": kills, "faults": refusals}


def worker(share: int, every: list[Scene], parts: list[str], whole: bool) -> Figures:
    """Try every ``WORKERS``-th operation of every scene, then random kills in one workspace."""
    figures = Figures()
    with lab() as server, tempfile.TemporaryDirectory(dir=FAST if FAST.is_dir() else None) as name:
        room = Path(name)
        due = {scene.name: proof.expected(server, scene, room) for scene in every}
        for part, scene in itertools.product(parts, every):
            trace = due[scene.name].run.trace
            step = WORKERS if whole else APART * WORKERS
            first = 1 + share if whole or part == "kills" else 1 + share + APART // 2 * WORKERS
            for at in range(first, len(trace) + 1, step):
                ways = PARTS[part](at, trace[at - 1])
                for kind, fault in ways if whole or part == "kills" else [ways[at // step % len(ways)]]:
                    run, wrong = proof.trial(server, scene, due[scene.name], fault, room)
                    figures.counts[kind] += run.killed if kind == "kills" else 1
                    figures.found(f"{scene.name}, {kind} at {at} ({run.where})", wrong)
            print(f"worker {share}, {part} of {scene.name}: {figures}", file=sys.stderr, flush=True)
        if "kills" in parts:
            workspace = proof.fresh(next(s for s in every if s.name == "summarize"), room)
            soaked = soak.soak(server, workspace, KILLS, share)
            figures.counts["kills"] += soaked.kills
            figures.counts["acknowledged"] += soaked.acknowledged
            figures.found("random", soaked.wrong)
    return figures


def main() -> int:
    """Run all workers and print the counts."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=FAST if FAST.is_dir() else None) as name:
        every = list(scenes(Path(name)))
        chosen = [part for part in PARTS if part in sys.argv[1:]] or list(PARTS)
        with ProcessPoolExecutor(WORKERS) as pool:
            shares = list(
                pool.map(worker, range(WORKERS), [every] * WORKERS, [chosen] * WORKERS, ["--all" in sys.argv] * WORKERS)
            )
    counts = sum((share.counts for share in shares), Counter[str]())
    whole = Figures(counts, [text for share in shares for text in share.wrong])
    print(f"{whole}; {time.monotonic() - begun:.0f} s")
    return 1 if whole.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
