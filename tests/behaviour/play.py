"""The list of scenes, and playing several in parallel."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tests.behaviour import demo, help, odds, schemes, steady, year  # noqa: A004 - the module of the command help
from tests.behaviour.command import run
from tests.behaviour.record import Scene

Main = Callable[[], Any]
FIRST: dict[str, Callable[[Scene], None]] = {"year": year.play, "demo": demo.play, "odds": odds.play, "help": help.play}
"""Scenes not of a scheme, the longest first"""


def scenes(main: Main) -> dict[str, Callable[[Scene], None]]:
    """Return all scenes by name; those of schemes from ``schemes list`` and ``plans list``."""
    with tempfile.TemporaryDirectory() as folder:
        listed = {
            command: json.loads(run(main, [command, "list", "--json"], Path(folder), command, 0).out)
            for command in ("schemes", "plans")
        }
    found = dict(FIRST)
    for scheme in listed["schemes"]:
        plans = [plan["id"] for plan in listed["plans"] if plan["scheme"] in (None, scheme["id"])]
        found[scheme["id"]] = _of_scheme({"period": scheme["period"], "plans": plans})
    return found


def _of_scheme(facts: dict[str, Any]) -> Callable[[Scene], None]:
    return lambda scene: schemes.play(scene, facts)


def play_all(out: Path, only: Sequence[str], jobs: int) -> list[str]:
    """Play scenes in up to ``jobs`` processes; return the names of those that failed."""
    main = steady.preload()
    wanted = {name: play for name, play in scenes(main).items() if not only or name in only}
    if only and set(only) - set(wanted):
        raise SystemExit(f"no such scene: {', '.join(sorted(set(only) - set(wanted)))}")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    waiting, running, failed = list(wanted), dict[str, BaseProcess](), list[str]()
    fork = multiprocessing.get_context("fork")
    while waiting or running:
        while waiting and len(running) < jobs:
            name = waiting.pop(0)
            running[name] = fork.Process(target=play_one, args=(name, wanted[name], main, out.resolve()))
            running[name].start()
        wait([process.sentinel for process in running.values()])
        for name in [name for name, process in running.items() if process.exitcode is not None]:
            failed += [name] if running.pop(name).exitcode else []
    return failed


def play_one(name: str, play: Callable[[Scene], None], main: Main, out: Path) -> None:
    """Play a scene in a temporary folder and write its record."""
    with tempfile.TemporaryDirectory(prefix="behaviour-") as folder:
        scene = Scene(name, main, Path(folder).resolve())
        play(scene)
        scene.write(out)
