"""All fixtures of lists."""

from __future__ import annotations

from tests.roster.lists import headings, rows, schemes, sheets, values

FIXTURES = (
    *headings.FIXTURES,
    *values.FIXTURES,
    *schemes.FIXTURES,
    *rows.FIXTURES,
    *sheets.FIXTURES,
)
