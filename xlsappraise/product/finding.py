"""``find_workspace``; it loads next to nothing, since every command begins with it."""

from __future__ import annotations

from pathlib import Path

from xlsappraise.base.problems import Refusal, problem
from xlsappraise.product.shared import AnyPath
from xlsappraise.store.workspace import Workspace


def find_workspace(*places: AnyPath) -> Path:
    """Return the workspace folder at or above the first place, else at or above the current folder.

    Places are files or folders; a file in a parcel is written ``parcel.zip › file.xlsx``.
    Raise Refusal: ``file-not-found`` for a place that does not exist, ``workspace-missing``,
    ``workspace-below`` where a folder in the current one is a workspace, ``settings-invalid``.
    """
    found = [_existing(Path(place)) for place in places]
    return Workspace.find(*found[:1]).root


def _existing(path: Path) -> Path:
    """Return a path that exists, or the parcel that exists where the path names a file in it."""
    if not path.exists():
        from xlsappraise.returned.accept import on_disk

        path = on_disk(path)
        if not path.exists():
            raise Refusal(problem("file-not-found", file=str(path)))
    return path
