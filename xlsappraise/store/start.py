"""``init``: a workspace with a roster to fill in; and its keys, which may be changed."""

from __future__ import annotations

from pathlib import Path

from xlsappraise.base.i18n import N_, words
from xlsappraise.drawing import styles
from xlsappraise.drawing.blank import BLANK_ROWS, write_blank, write_headings
from xlsappraise.drawing.strict import must, writing
from xlsappraise.forms.identity import Keyring
from xlsappraise.roster import ROSTER
from xlsappraise.schemes import Library
from xlsappraise.store.ledger import Ledger
from xlsappraise.store.office import Office
from xlsappraise.store.settings import Settings
from xlsappraise.store.workspace import KEYS, LEDGER, Workspace, in_words
from xlsappraise.typed import Column, HeadedSheet

_SCHEMES = (
    Column("title", N_("Scheme"), width=34),
    Column("id", N_("Id"), width=30),
    Column("role", N_("For"), width=24),
)
"""The columns of the list of schemes beside the roster"""


def start(root: Path, organisation: str = "") -> Workspace:
    """Make a workspace in ``root``; raise Refusal when there is one already."""
    say = words("zh_CN")
    Workspace.prepare(root)
    if not (root / KEYS).exists():  # an earlier attempt may have been cut off after it
        with in_words(root):
            Keyring.create(root / KEYS)
    Ledger(root / LEDGER).close()
    roster = root / Settings().roster
    if not roster.exists():
        with in_words(roster):
            write_roster_form(roster, Library(root / "schemes"))
    return Workspace.settle(root, say, organisation)


def write_roster_form(path: Path, library: Library, roster: HeadedSheet = ROSTER) -> None:
    """Write an empty roster with dropdowns for scheme and status, and the list of schemes beside it."""
    say = words("zh_CN")
    with writing(path) as book:
        sheet = book.add_worksheet(say(roster.title))
        schemes = book.add_worksheet(say("Schemes"))
        source = f"='{schemes.name}'!$A$2:$A${len(library.schemes) + 1}"
        write_blank(book, sheet, roster.offered, say, {"schemes": source})
        must(sheet.autofilter(0, 0, BLANK_ROWS, len(roster.offered) - 1))
        write_headings(book, schemes, _SCHEMES, say)
        text = book.add_format({**styles.BASE, "num_format": "@"})
        for row, scheme in enumerate(library.schemes.values(), 1):
            for column, value in enumerate((scheme.title, scheme.id, scheme.role)):
                must(schemes.write_string(row, column, value, text))
        sheet.activate()


def rotate_keys(office: Office) -> tuple[str, int]:
    """Make a new signing key; return its name and how many older ones are kept for reading."""
    ring = office.keys.rotated()
    ring.save(office.workspace.keys)
    return max(ring.keys), len(ring.keys) - 1
