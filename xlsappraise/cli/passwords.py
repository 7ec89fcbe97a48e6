"""The option ``--password-file`` with passwords of returned files, which must not appear on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

import xlsappraise as xa
from xlsappraise.cli.commands import option
from xlsappraise.cli.i18n import N_

F = TypeVar("F", bound=Callable[..., Any])


def _read(_ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> tuple[str, ...]:
    return () if value is None else xa.read_passwords(value)


def password_file(function: F) -> F:
    """Add ``--password-file``; the function receives its lines as ``passwords``."""
    return option(
        "--password-file",
        "passwords",
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=_read,
        help=N_("A text file with the passwords that may open protected files, one a line."),
    )(function)
