"""A progress bar for long work, if the error output is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
LONG = 50


def bar(title: str, *, quiet: bool) -> Callable[[Iterable[T], int], Iterable[T]]:
    """Return a function that wraps an iterable of a given length with a progress bar."""

    def show(items: Iterable[T], total: int) -> Iterable[T]:
        if quiet or total < LONG or not sys.stderr.isatty():
            return items
        from rich.console import Console
        from rich.progress import track

        return track(items, description=title, total=total, console=Console(stderr=True), transient=True)

    return show
