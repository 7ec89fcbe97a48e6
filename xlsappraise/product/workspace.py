"""Offer ``open_workspace``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsappraise.base.problems import Refusal, problem
from xlsappraise.product.shared import AnyPath
from xlsappraise.store.office import Office, opened
from xlsappraise.store.workspace import SETTINGS, Workspace


@contextmanager
def open_workspace(
    folder: AnyPath = ".", *, writing: bool = True, roster: AnyPath | None = None, sheet: str | None = None
) -> Iterator[Office]:
    """Open a workspace folder for the other functions, and close it at the end of the ``with`` block.

    ``writing=False`` opens it beside a run that writes; then call only ``inspect``, ``check``, ``status``, ``explain``,
    ``list_retention`` and ``what_if``. ``roster``: another list of people than the workspace's; ``sheet``: the name of
    its sheet, where several have the headings.
    Raise Refusal: ``workspace-missing``, ``settings-invalid``, ``key-missing``, ``ledger-missing``, ``ledger-newer``;
    ``workspace-busy`` while another process writes.
    """
    root = Path(folder)
    if not (root / SETTINGS).is_file():
        raise Refusal(problem("workspace-missing", file=str(root)))
    workspace = Workspace(root).with_roster(None if roster is None else Path(roster), sheet)
    with opened(workspace, alone=writing) as office:
        yield office
