"""The scene with the help of every command in both languages."""

from __future__ import annotations

import re

from tests.behaviour.record import Scene

LISTED = re.compile(r"^  ([a-z]+)(?:  |$)", re.MULTILINE)


def play(scene: Scene) -> None:
    """Run each command with ``--help``, and the commands of groups."""
    _ask(scene, ())


def _ask(scene: Scene, words: tuple[str, ...]) -> None:
    for lang in ("zh_CN", "en"):
        done = scene.give("-".join(words) or "all", *words, "--help", lang=lang, inside=False)
    for word in LISTED.findall(done.out.partition("Commands:")[2]):
        _ask(scene, (*words, word))
