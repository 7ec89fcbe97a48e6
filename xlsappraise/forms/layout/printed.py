"""What of a form is printed: of a table the entries down to the last one that holds something, and at least one.

No spreadsheet program hides rows by itself, so the area that is printed ends where a hidden cell says.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.forms.layout.plan import FormLayout, GapTable
from xlsappraise.xlsx.address import Place, absolute


def printed_formula(table: GapTable, entries: str) -> str:
    """Return the formula of the last row of a table that is printed, from 1; ``entries``: the area of its inputs."""
    first, height = table.first, table.height
    last = f"SUMPRODUCT(MAX((LEN(TRIM({entries}))>0)*ROW({entries})))"
    return f"={first}+MAX(1,INT(({last}-{first}+{height - 1})/{height}))*{height}"


def printed(table: GapTable, last: int) -> int:
    """Return what ``printed_formula`` shows; ``last``: the last row with an entry, from 1, or 0."""
    return table.first + max(1, (last - table.first + table.height - 1) // table.height) * table.height


def print_area(layout: FormLayout) -> str:
    """Return the formula of the area that is printed, which leaves out what is blank at the end of each table."""
    sheet = f"'{layout.sheet}'!"
    right = len(layout.columns) - 1

    def corner(place: Place) -> str:
        return sheet + absolute(place)

    def parts() -> Iterator[str]:
        start = 0
        for table in layout.check.tables:
            last = f"{corner((table.first, right))}:{absolute((table.last, right))}"
            yield f"{corner((start, 0))}:INDEX({last},{corner(table.printed)}-{table.first})"
            start = table.last + 1
        yield f"{corner((start, 0))}:{absolute((len(layout.rows) - 1, right))}"

    return ",".join(parts())
