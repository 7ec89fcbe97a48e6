"""Many random kills in one workspace; after each, everything recorded before must still be in the ledger."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import proof
from tests.faults.lab import Fault, Lab
from tests.faults.scenes import PERIOD

COMMANDS = (
    ("summarize", PERIOD, "--json", "result.json"),
    ("generate", PERIOD),
    ("generate", PERIOD, "--reissue", "E003", "--yes"),
    ("accept", f"{PERIOD}/inbox/周敏/一.xlsx", "--reason", "甲"),
    ("accept", f"{PERIOD}/inbox/周敏/二.xlsx", "--reason", "乙"),
    ("withdraw", "E003", PERIOD, "--reason", "调岗", "--yes"),
)
LONGEST = 0.4
"""The most seconds before a command is killed by time"""


@dataclass
class Soaked:
    """The numbers of killed and of completed commands, and the failures."""

    kills: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


def soak(lab: Lab, workspace: Path, kills: int, seed: int) -> Soaked:
    """Run random commands, each killed at a random operation or time, until ``kills`` were killed."""
    draw, done = random.Random(seed), Soaked()
    before = proof.memory(workspace)
    for turn in range(kills * 4):
        if done.kills >= kills:
            break
        command = draw.choice(COMMANDS)
        by_clock = turn % 3 == 0
        fault = (
            Fault(seconds=draw.uniform(0.01, LONGEST), group=draw.random() < 0.5)
            if by_clock
            else Fault(draw.choice(("kill", "tear")), at=draw.randint(1, 70))
        )
        run = lab.run(workspace, command, fault)
        done.kills += run.killed
        done.acknowledged += not run.killed and run.code in (0, 1)
        now = proof.memory(workspace)
        found = [*proof.lost(before, now), *proof.half_written(workspace), *proof.no_clear_answer(run)]
        done.wrong += [f"turn {turn}, {command[0]} {fault} at {run.where}: {text}" for text in found]
        before = now
    for command in (COMMANDS[1], COMMANDS[0]):
        lab.run(workspace, command)
    done.wrong += proof.lost(before, proof.memory(workspace))
    left = [name for name in proof.leftovers(workspace) if not name.endswith("-journal")]
    done.wrong += [f"left behind: {name}" for name in left]  # SQLite handles an incomplete journal itself
    done.wrong += [f"not written: {name}" for name in proof.not_sent(workspace)]
    return done
