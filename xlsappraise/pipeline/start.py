"""``init``: a workspace with a roster to fill in; and its keys, which may be changed."""

from __future__ import annotations

from pathlib import Path

from xlsappraise.i18n import words
from xlsappraise.ledger import Ledger
from xlsappraise.pipeline.office import Office
from xlsappraise.roster import COLUMNS, DATES, STATUSES
from xlsappraise.schemes import Library
from xlsappraise.workbook import styles
from xlsappraise.workbook.identity import Keyring
from xlsappraise.workbook.strict import must, writing
from xlsappraise.workspace import KEYS, LEDGER, Settings, Workspace, in_words

_ROWS = 2000
_WIDTHS = {"employee_id": 12, "name": 14, "department": 16, "position": 18, "schemes": 34, "supervisor": 12,
           "email": 26, "indirect": 12, "hired": 14, "confirmed": 14, "status": 10, "level": 12}  # fmt: skip


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


def write_roster_form(path: Path, library: Library) -> None:
    """Write an empty roster with dropdowns for scheme and status, and the list of schemes beside it."""
    say = words("zh_CN")
    with writing(path) as book:
        heading = book.add_format({**styles.BASE, **styles.STYLES["heading"], "shrink": False})
        text = book.add_format({**styles.BASE, "num_format": "@"})
        day = book.add_format({**styles.BASE, "num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(say("Roster"))
        schemes = book.add_worksheet(say("Schemes"))
        for column, (name, title) in enumerate(COLUMNS.items()):
            must(sheet.set_column(column, column, _WIDTHS[name], day if name in DATES else text))
            must(sheet.write_string(0, column, title, heading))
        must(sheet.set_row(0, 24))
        must(sheet.freeze_panes(1, 2))
        must(sheet.autofilter(0, 0, _ROWS, len(COLUMNS) - 1))
        names = list(COLUMNS)
        status = names.index("status")
        must(sheet.data_validation(1, status, _ROWS, status, {"validate": "list", "source": list(STATUSES)}))
        known = list(library.schemes.values())
        for column, (title, width) in enumerate(((say("Scheme"), 34), (say("Id"), 30), (say("For"), 24))):
            must(schemes.set_column(column, column, width, text))
            must(schemes.write_string(0, column, title, heading))
        for row, scheme in enumerate(known, 1):
            for column, value in enumerate((scheme.title, scheme.id, scheme.role)):
                must(schemes.write_string(row, column, value, text))
        column = names.index("schemes")
        source = f"='{schemes.name}'!$A$2:$A${len(known) + 1}"
        advice = say("Choose a scheme; write several with 、 between them.")
        must(
            sheet.data_validation(
                1, column, _ROWS, column,
                {"validate": "list", "source": source, "show_error": False, "input_message": advice},
            )
        )  # fmt: skip
        sheet.activate()


def rotate_keys(office: Office) -> tuple[str, int]:
    """Make a new signing key; return its name and how many older ones are kept for reading."""
    ring = office.keys.rotated()
    ring.save(office.workspace.keys)
    return max(ring.keys), len(ring.keys) - 1
