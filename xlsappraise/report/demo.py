"""The command ``demo``: a workspace with the samples that ship with the program."""

from __future__ import annotations

import shutil
from pathlib import Path

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.base.resources import resource
from xlsappraise.store.workspace import PRIVATE, SETTINGS, Workspace

DEMO_PERIOD = Period("month", 2026, 11)
MARK = "demo"


def lay_out_demo(target: Path) -> Workspace:
    """Copy the sample workspace to ``target``, replacing an earlier demo; raise Refusal for any other folder in use."""
    samples = resource("samples")
    private = target / PRIVATE
    if target.exists() and any(target.iterdir()) and not (private / MARK).exists():
        raise Refusal(problem("file-exists", file=str(target)))
    shutil.rmtree(target, ignore_errors=True)
    private.mkdir(parents=True)
    for name in (SETTINGS, "roster.xlsx"):
        shutil.copyfile(samples / name, target / name)
    for name in ("ledger.sqlite", "keys.json", MARK):
        shutil.copyfile(samples / "private" / name, private / name)
    inbox = target / str(DEMO_PERIOD) / "inbox"
    shutil.copytree(samples / "inbox", inbox)
    (inbox / ".DS_Store").touch()  # packagers leave such files out of a wheel
    (target / "schemes").mkdir()
    return Workspace(target)
