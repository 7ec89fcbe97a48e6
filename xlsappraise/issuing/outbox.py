"""The folder of issued forms: written into a fresh folder and renamed into place, nothing there is overwritten."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.forms.stamper import stamp
from xlsappraise.issuing.masters import Masters
from xlsappraise.store.ledger import Issue

STAGING = ".~issuing-"


@contextmanager
def writing(outbox: Path) -> Iterator[None]:
    """Turn what the disk or the rights refuse into a problem."""
    try:
        yield
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(outbox), found=files.reason(error))) from None


def write_all(outbox: Path, issues: Iterable[Issue], masters: Masters) -> None:
    """Write into a fresh folder and rename into place, so that no half-written form has its name."""
    _sweep(outbox)
    staging: Path | None = None
    try:
        for issue in issues:
            if staging is None:
                outbox.mkdir(parents=True, exist_ok=True)
                staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=outbox))
            folder = staging / issue.folder
            folder.mkdir(exist_ok=True)
            (folder / issue.filename).write_bytes(stamp(masters.get(issue.master_id), issue.stamps))
        if staging is not None:
            files.flush_folders(staging.iterdir())
            _move_in(staging, outbox)
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def _sweep(outbox: Path) -> None:
    """Remove what a run that was killed left behind; nothing there has its final name."""
    for folder in outbox.glob(f"{STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _move_in(staging: Path, outbox: Path) -> None:
    touched = {outbox}
    for folder in sorted(staging.iterdir()):
        target = outbox / folder.name
        if not target.exists():
            folder.rename(target)
            continue
        touched.add(target)
        for file in sorted(folder.iterdir()):
            if not (target / file.name).exists():
                file.rename(target / file.name)
    for folder in touched:
        files.sync(folder)
