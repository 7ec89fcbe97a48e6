"""Offer ``init`` and ``rotate_keys``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.problems import Refusal, problem
from xlsappraise.product.shared import AnyPath
from xlsappraise.store.office import Office
from xlsappraise.store.start import CHINESE, start
from xlsappraise.store.start import rotate_keys as _rotate
from xlsappraise.store.workspace import SETTINGS, Workspace


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """Describe a new workspace: its folder, its roster to fill in, the language of its messages and summaries."""

    folder: Path
    roster: Path
    language: str


def init(folder: AnyPath = ".", *, organisation: str = "", language: str = CHINESE) -> NewWorkspace:
    """Make a workspace: settings, an empty roster with dropdowns, a ledger and a signing key.

    ``organisation``: the name printed on forms. ``language``: of the roster, the messages and the summaries.
    Raise Refusal: ``workspace-exists``, ``workspace-inside`` another one, ``file-exists``, ``file-not-writable``.
    """
    around = workspace_at(folder)
    if around is not None and around != Path(folder):
        raise Refusal(problem("workspace-inside", file=str(around)))
    made = start(Path(folder), organisation, language)
    return NewWorkspace(made.root, made.roster, made.settings.language)


def workspace_at(folder: AnyPath) -> Path | None:
    """Return the workspace that a folder is or lies in, where no other one can be made; None where there is none."""
    path = Path(folder)
    return path if (path / SETTINGS).exists() else Workspace.around(path)


@dataclass(frozen=True, slots=True)
class RotatedKeys:
    """Hold the name of the key that signs new forms, how many older keys are kept for reading, and their file."""

    name: str
    kept: int
    file: Path


def rotate_keys(office: Office) -> RotatedKeys:
    """Make a new key that signs the numbers of new forms; forms issued before stay valid.

    Raise Refusal: ``keys-used-up``, ``file-not-writable``.
    """
    name, kept = _rotate(office)
    return RotatedKeys(name, kept, office.workspace.keys)
