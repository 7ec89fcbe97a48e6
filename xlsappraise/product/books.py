"""Guard the workbooks and files that commands write for a person to change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsappraise.base import files as disk
from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.product.shared import AnyPath
from xlsappraise.store.workspace import Workspace


def free_book(file: AnyPath, *, replace: bool) -> Path:
    """Return the path of a workbook that may be written; raise Refusal for any other."""
    path = Path(file)
    if path.suffix.lower() != ".xlsx":
        raise Refusal(problem("scheme-book-name", file=str(path)))
    if not path.parent.is_dir():
        raise Refusal(problem("folder-not-found", file=str(path.parent)))
    if path.exists() and not replace:
        raise Refusal(problem("scheme-file-exists", file=str(path)))
    return path


@contextmanager
def written_file(path: Path) -> Iterator[None]:
    """Report an OSError of the block as a file that cannot be written."""
    try:
        yield
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(path), found=disk.reason(error))) from None


def book_language(workspace: AnyPath | None) -> str:
    """Return the language of a workspace's workbooks; English without a workspace."""
    return SOURCE if workspace is None else Workspace(Path(workspace)).settings.language
