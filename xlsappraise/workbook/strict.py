"""XlsxWriter answers a misuse with a warning or a negative number; here both are errors."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def must(result: Any) -> None:
    """Raise when a worksheet call reported a failure."""
    if isinstance(result, int) and not isinstance(result, bool) and result < 0:
        raise ValueError(f"XlsxWriter refused a call ({result})")


@contextmanager
def strictly() -> Iterator[None]:
    """Turn XlsxWriter's warnings into errors inside the block."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
