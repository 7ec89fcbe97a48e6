"""Print to the terminal: what it would not show, or would obey, is shown escaped.

Names, remarks and texts of cells come from other people's files: control, escape and bidirectional characters in them
never reach a terminal, and a line break in one makes no line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

import xlsappraise as xa
from xlsappraise import printable
from xlsappraise.cli.i18n import shown


def echo(text: object = "", *, err: bool = False, bold: bool = False) -> None:
    """Print text, line by line."""
    lines = "\n".join(printable(line) for line in str(text).split("\n"))
    click.echo(click.style(lines, bold=True) if bold else lines, err=err)


def echo_finding(indent: str, word: str, colour: str, text: str) -> None:
    """Print a finding to the error output, its severity in colour."""
    click.echo(f"{indent}{click.style(word, fg=colour)} {printable(text)}", err=True)


def one_line(text: xa.Text) -> str:
    """Return a text in the command line's language, on one line."""
    return printable(shown(text))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], **options: Any) -> None:
    """Print a table; ``options`` go to rich's columns."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(**options)
    for heading in headings:
        table.add_column(Text(printable(heading)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    Console(markup=False).print(table)
