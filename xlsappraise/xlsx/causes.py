"""Why a workbook that a person names cannot be read, in half a sentence for the message about it."""

from __future__ import annotations

from xlsappraise.base.i18n import N_, Phrase
from xlsappraise.base.problems import Refusal, as_phrase

CAUSES = {
    "file-not-found": N_("it is not there"),
    "file-not-regular": N_("it is a link, a folder or a device"),
    "file-unreadable": N_("it cannot be opened ({found})"),
    "file-empty": N_("it is empty (0 bytes)"),
    "file-truncated": N_("it is cut off or damaged ({found})"),
    "file-encrypted": N_("it is protected with a password"),
    "file-wrong-type": N_("it is {found}, not an Excel workbook"),
    "file-old-format": N_("it is {found}, not an .xlsx workbook"),
    "file-too-large": N_("it goes beyond a limit ({found}; at most {expected})"),
    "file-hostile": N_("it has a structure that no spreadsheet program writes ({found})"),
    "sheet-missing": N_("it has no worksheet"),
}


def cause(refusal: Refusal) -> Phrase:
    """Return the cause of a refusal to read a workbook; the whole message of a code that has none here."""
    first = refusal.problems[0]
    known = CAUSES.get(first.code)
    return as_phrase(first) if known is None else Phrase(known, first.facts)
