"""Marked copies that are needed no more: they move to ``corrections/settled``, never deleted."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.i18n import Text
from xlsappraise.base.problems import Problem, problem

SETTLED = "settled"
_NUMBERED = re.compile(r"(.+?)(?:_[0-9]+)?\.xlsx", re.DOTALL)


def move_settled(folder: Path, wanted: Collection[Path], stems: Collection[str]) -> list[Problem]:
    """Move the copies in a folder that are not wanted; report those that cannot be moved, such as open ones.

    ``stems``: what the names of copies begin with; every other file in the folder is somebody's own and stays.
    """
    stuck: dict[Text, list[str]] = {}
    keep = set(wanted)
    for path in sorted(folder.glob("*/*.xlsx")):
        named = _NUMBERED.fullmatch(path.name)
        ours = named is not None and named[1] in stems and path.parent.name != SETTLED
        if path in keep or not ours or not path.is_file():
            continue
        target = folder / SETTLED / path.parent.name / path.name
        try:
            _move(path, target)
        except OSError as error:
            stuck.setdefault(files.reason(error), []).append(f"{path.parent.name}/{path.name}")
    return [
        problem("corrections-not-moved", file=str(folder), found=why, expected=folder / SETTLED, names=names)
        for why, names in stuck.items()
    ]


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and files.read_bytes(target) != files.read_bytes(path):
        target = files.beside(target)
    path.replace(target)
    for folder in (path.parent, target.parent):
        with contextlib.suppress(OSError):
            files.sync(folder)
    with contextlib.suppress(OSError):  # not empty
        path.parent.rmdir()
