"""Saving of a workbook, under another name where the file is open in another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.drawing.spec import Sheet


def save_beside(target: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the workbook and return its path; raise Refusal where it cannot be written."""
    from xlsappraise.drawing.writer import write_summary

    try:
        try:
            write_summary(target, sheets)
        except PermissionError:
            target = files.beside(target)
            write_summary(target, sheets)
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(target), found=files.reason(error))) from None
    return target
