"""Writing a workbook for people to open: beside its name where that is open in another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlsappraise import files
from xlsappraise.problems import Refusal, problem
from xlsappraise.summary.spec import Sheet


def save_beside(target: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the workbook and return its name; raise Refusal where the disk or the rights stand against it."""
    from xlsappraise.summary.writer import write_summary

    try:
        try:
            write_summary(target, sheets)
        except PermissionError:
            target = files.beside(target)
            write_summary(target, sheets)
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(target), found=files.reason(error))) from None
    return target
