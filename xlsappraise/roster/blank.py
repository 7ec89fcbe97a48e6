"""The blank list of a new workspace: its columns in the workspace's language, and its sheet of settings."""

from __future__ import annotations

from dataclasses import replace

from xlsappraise.base.i18n import N_
from xlsappraise.roster.people import ROSTER
from xlsappraise.roster.statuses import in_english
from xlsappraise.typed import Column, HeadedSheet, HeadedTable
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.reading import Reading

ORGANISATION = N_("Organisation")
SETTINGS_SHEET = HeadedSheet(
    (
        Column("item", N_("Setting"), width=18, required=True),
        Column("value", N_("Content"), width=44, required=True),
        Column("note", N_("Notes"), width=60, shown=True),
    ),
    title=N_("Settings"),
)
"""A second sheet of the list; what is filled in there counts before ``appraise.toml``"""
SETTING_ROWS = ((ORGANISATION, N_("The name printed on every form and summary.")),)


def headings_in(language: str) -> HeadedSheet:
    """Return the roster with its headings and statuses as a blank list in a language has them."""
    if language != "en":
        return ROSTER
    columns = tuple(
        replace(
            column,
            title=next((alias for alias in column.aliases if alias.isascii()), column.title),
            choices=in_english() if column.id == "status" else column.choices,
        )
        for column in ROSTER.columns
    )
    return replace(ROSTER, columns=columns)


def organisation_in(file: str, reading: Reading) -> str:
    """Return the organisation that the sheet of settings of a list names; blank where it has none."""
    names, sheets = understood({ORGANISATION: ORGANISATION}), understood({SETTINGS_SHEET.title: SETTINGS_SHEET.title})
    for entry in reading.entries:
        if key(entry.name) in sheets and entry.state == "visible":
            table = HeadedTable(file, SETTINGS_SHEET, reading, entry)
            for row in table.rows:
                if key(table.text(row, "item")) in names:
                    return table.text(row, "value")
    return ""
