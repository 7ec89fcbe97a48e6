"""Print to the terminal: what it would not show, or would obey, is shown escaped.

Names, remarks and texts of cells come from other people's files: control, escape and bidirectional characters in them
never reach a terminal, and a line break in one makes no line of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

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


TableCell = str | tuple[str, ...]
"""A text on one line, or several lines"""


_KEPT = 36
"""The width up to which the lines of a column that is kept whole are not wrapped"""


def print_table(
    headings: Sequence[str], rows: Sequence[Sequence[TableCell]], *, numbers: int = 0, whole: int | None = None
) -> None:
    """Print a table, its last ``numbers`` columns aligned to the right; nothing is cut that identifies a row.

    ``whole``: the column whose lines are wrapped last on a narrow screen.
    """
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    kept = [row[whole] for row in rows] if whole is not None else []
    texts = [text for cell in kept for text in ((cell,) if isinstance(cell, str) else cell)]
    title = cell_len(printable(headings[whole])) if whole is not None else 0
    longest = min(_KEPT, max([title, *(cell_len(printable(text)) for text in texts)]))
    first_number = len(headings) - numbers
    for index, heading in enumerate(headings):
        table.add_column(
            Text(printable(heading)), overflow="fold", justify="right" if index >= first_number else "left",
            width=longest if index == whole else None,
        )  # fmt: skip
    for row in rows:
        lines = ((cell,) if isinstance(cell, str) else cell for cell in row)
        table.add_row(*(Text("\n".join(map(printable, parts))) for parts in lines))
    Console(markup=False).print(table)
