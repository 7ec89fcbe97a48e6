"""Strict use of XlsxWriter: its warnings and negative return values become exceptions."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from xlsappraise.base import files
from xlsappraise.drawing import styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def must(result: Any) -> None:
    """Raise ValueError when a worksheet call returned a failure."""
    if isinstance(result, int) and not isinstance(result, bool) and result < 0:
        raise ValueError(f"XlsxWriter refused a call ({result})")


@contextmanager
def strictly() -> Iterator[None]:
    """Turn XlsxWriter's warnings into errors inside the block."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@contextmanager
def writing(path: Path, options: Mapping[str, Any] | None = None) -> Iterator[Workbook]:
    """Yield a workbook that is written to ``path`` atomically; raise OSError where it cannot be.

    It is built in memory, since XlsxWriter wraps OSErrors in exceptions of its own.
    """
    target = io.BytesIO()
    with drawing(target, options) as book:
        yield book
    files.write_bytes(path, target.getvalue())


@contextmanager
def drawing(target: BinaryIO, options: Mapping[str, Any] | None = None) -> Iterator[Workbook]:
    """Yield a workbook that is written into ``target``, with our font where a cell has no style."""
    from xlsxwriter import Workbook

    default = dict(styles.BASE)  # a copy, since XlsxWriter changes it
    every = {"in_memory": True, "default_format_properties": default, **(options or {})}
    with strictly(), Workbook(target, every) as book:
        yield book
