"""Check that every column of the form exists, at its place, under its heading."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.locked import content_text
from xlsappraise.returned.columns import headings
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import column_letters


def columns(returned: Returned) -> Iterator[Problem]:
    """Yield missing columns (errors), moved ones (tampering, one finding) and renamed headings (warnings)."""
    issued = headings(returned.issued.blueprint)
    found = returned.columns
    for column in found.missing:
        titles = [text for at, text in issued.items() if at[1] == column]
        letters = column_letters(column)
        yield problem(
            "column-missing", sheet=returned.name, expected=titles[0] if titles else letters,
            cell=f"{letters}:{letters}",
        )  # fmt: skip
    if found.moved:
        titles = list(dict.fromkeys(issued[at] for at in found.moved if at in issued))
        yield problem(
            "columns-moved", sheet=returned.name, cell=returned.where(found.moved[0]),
            found=tuple(titles) or column_letters(found.moved[0][1]),
        )  # fmt: skip
    for at in found.renamed:
        yield problem(
            "heading-renamed", sheet=returned.name, cell=returned.where(at), found=content_text(returned.cell(at)),
            expected=issued[at],
        )  # fmt: skip
