"""The scene of the generated year of ``samples.year``."""

from __future__ import annotations

import importlib
from collections import Counter
from typing import Any

from click.testing import CliRunner

from tests.behaviour import steady
from tests.behaviour.command import Done
from tests.behaviour.record import Scene


def play(scene: Scene) -> None:
    """Make the year; record each command that runs through click's CliRunner."""
    steady.fix(scene.name)
    invoke = CliRunner.invoke
    labels: Counter[str] = Counter()

    def kept(runner: CliRunner, command: Any, arguments: list[str], **options: Any) -> Any:
        scene.look()
        result = invoke(runner, command, arguments, **options)
        words = [one.rpartition("/")[2] for one in arguments[: 3 if arguments[0] in GROUPS else 2]]
        label = "-".join(words)
        labels[label] += 1
        name = label if labels[label] == 1 else f"{label}-{labels[label]}"
        scene.keep(name, Done(tuple(map(str, arguments)), result.exit_code, result.stdout, result.stderr))
        return result

    CliRunner.invoke = kept  # type: ignore[method-assign, assignment] - records each command of the year
    try:
        importlib.import_module("samples.year.run").make(scene.office)
    finally:
        CliRunner.invoke = invoke  # type: ignore[method-assign] - as it was


GROUPS = ("history", "plans", "retention", "schemes")
