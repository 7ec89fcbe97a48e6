"""Make a workspace with a roster to fill in; change its signing keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_, Words, words
from xlsappraise.drawing import styles
from xlsappraise.drawing.blank import BLANK_ROWS, set_page, write_blank, write_headings
from xlsappraise.drawing.strict import must, writing
from xlsappraise.forms.identity import Keyring
from xlsappraise.roster.blank import ORGANISATION, SETTING_ROWS, SETTINGS_SHEET, headings_in
from xlsappraise.schemes import Library
from xlsappraise.store.ledger import Ledger
from xlsappraise.store.office import Office
from xlsappraise.store.settings import Settings
from xlsappraise.store.workspace import KEYS, LEDGER, Workspace, in_words
from xlsappraise.typed import Column, HeadedSheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CHINESE = "zh_CN"
_SCHEMES = (
    Column("title", N_("Scheme"), width=34),
    Column("id", N_("Id"), width=30),
    Column("role", N_("For"), width=24),
)
"""The columns of the list of schemes beside the roster"""


def start(root: Path, organisation: str = "", language: str = CHINESE) -> Workspace:
    """Make a workspace in ``root`` in a language; raise Refusal when there is one already."""
    Workspace.prepare(root)
    if not (root / KEYS).exists():  # an earlier attempt may have been cut off after it
        with in_words(root):
            Keyring.create(root / KEYS)
    Ledger(root / LEDGER).close()
    roster = root / Settings().roster
    if not roster.exists():
        with in_words(roster):
            write_roster_form(roster, Library(root / "schemes"), language=language, organisation=organisation)
    return Workspace.settle(root, organisation, language)


def write_roster_form(
    path: Path,
    library: Library,
    roster: HeadedSheet | None = None,
    *,
    language: str = CHINESE,
    organisation: str = "",
) -> None:
    """Write an empty roster with dropdowns for scheme and status, the list of schemes, and the sheet of settings."""
    say = words(language)
    roster = roster or headings_in(language)
    with writing(path) as book:
        sheet = book.add_worksheet(say(roster.title))
        schemes = book.add_worksheet(say("Schemes"))
        source = f"='{schemes.name}'!$A$2:$A${len(library.schemes) + 1}"
        write_blank(book, sheet, roster.offered, say, {"schemes": source})
        must(sheet.autofilter(0, 0, BLANK_ROWS, len(roster.offered) - 1))
        set_page(sheet)
        text = book.add_format({**styles.BASE, "num_format": "@", "text_wrap": True, "valign": "vcenter"})
        _write_rows(book, schemes, _SCHEMES, [(s.title, s.id, s.role) for s in library.schemes.values()], say, text)
        settings = book.add_worksheet(say(SETTINGS_SHEET.title))
        rows = [(say(row.title), organisation if row.id == ORGANISATION else "", say(row.note)) for row in SETTING_ROWS]
        _write_rows(book, settings, SETTINGS_SHEET.columns, rows, say, text)
        sheet.activate()


def _write_rows(
    book: Workbook,
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Sequence[tuple[str, ...]],
    say: Words,
    text: Format,
) -> None:
    """Write a list below its headings."""
    write_headings(book, sheet, columns, say)
    set_page(sheet)
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            must(sheet.write_string(row, column, value, text) if value else sheet.write_blank(row, column, None, text))


def rotate_keys(office: Office) -> tuple[str, int]:
    """Make a new signing key; return its name and how many older ones are kept for reading."""
    ring = office.signing_keys.rotated()
    ring.save(office.workspace.keys)
    return max(ring.keys), len(ring.keys) - 1
