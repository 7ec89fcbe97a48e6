"""Reading of the workbooks that HR keeps, with limits of their own and reasons for refusing one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from xlsappraise.base.i18n import N_, Phrase
from xlsappraise.base.problems import Problem, Refusal, as_phrase, problem
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.limits import OWN
from xlsappraise.xlsx.reading import Reading

_PASSWORD = N_("It is protected with a password. Open it, remove the password, and save it.")
REASONS: Mapping[str, str] = {
    "file-encrypted": _PASSWORD,
    "password-wrong": _PASSWORD,
    "protection-unknown": _PASSWORD,
    "file-empty": N_("It is empty (0 bytes). Copy it here again."),
    "file-truncated": N_("It is cut off or damaged ({found}). Copy it here again, or open it and save it again."),
    "file-wrong-type": N_(
        "It is {found}, not an Excel workbook. Open or export it as a workbook, and save that as .xlsx."
    ),
    "file-old-format": N_("It is {found}. Open it and save it as .xlsx."),
    "file-too-large": N_(
        "It is too large ({found}; at most {expected}). Copy the rows that count into a new workbook, and use that."
    ),
    "file-hostile": N_(
        "It has a structure that no spreadsheet program writes ({found}). Open it and save it again as .xlsx."
    ),
    "file-not-regular": N_("It is not an ordinary file (a link, a folder or a device). Use the workbook itself."),
    "file-unreadable": N_(
        "It cannot be opened ({found}). Close the program that has it open, or check its permissions."
    ),
    "sheet-missing": N_("It has no worksheet. Use a workbook with a sheet of that kind."),
}
"""The reason why a workbook of HR cannot be read, with the remedy, by the code of the refusal"""


def reason(refusal: Problem) -> Phrase:
    """Return the reason why a workbook of HR was refused, with the remedy."""
    message = as_phrase(refusal)
    return Phrase(REASONS.get(refusal.code, message.key), message.facts)


def read_own(path: Path, unreadable: str) -> Reading:
    """Read a workbook that HR keeps; raise Refusal: ``file-not-found``, or the code ``unreadable`` with the reason."""
    if not path.exists():
        raise Refusal(problem("file-not-found", file=str(path)))
    try:
        reading = Reading(read_file(path), OWN)
        if not reading.entries:
            raise Refusal(problem("sheet-missing"))
    except Refusal as refusal:
        raise unread(path, unreadable, refusal) from None
    return reading


@contextmanager
def own(path: Path, unreadable: str) -> Iterator[None]:
    """Refuse a workbook under the code of its reader where the block finds that it cannot be read."""
    try:
        yield
    except Refusal as refusal:
        raise unread(path, unreadable, refusal) from None


def unread(path: Path, code: str, refusal: Refusal) -> Refusal:
    """Return the refusal of a workbook of HR under the code of its reader, with the reason."""
    return Refusal(problem(code, file=path.name, found=reason(refusal.problems[0]), path=str(path)))
