"""Limits of the content of files, and the refusals of files beyond them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass

from xlsappraise.base.i18n import Text
from xlsappraise.base.problems import Refusal, problem

FILE_LIMIT = 20 * 2**20
PART_LIMIT = 64 * 2**20
TOTAL_LIMIT = 128 * 2**20
RATIO_LIMIT = 150
RATIO_FROM = 2**20
ENTRY_LIMIT = 400


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one part of a workbook; a worker process limits the time and memory of reading it.

    ``merged``: the number of cells that merged areas cover.
    """

    part_bytes: int
    elements: int
    attributes: int
    cells: int
    merged: int


RETURNED = Limits(16 * 2**20, 300_000, 500_000, 200_000, 60_000)
"""Limits of returned files"""
OWN = Limits(64 * 2**20, 2_000_000, 10_000_000, 1_000_000, 20_000_000)
"""Limits of the workbooks that HR keeps: about 20,000 people, below 1 GB of memory"""
CHARACTERS = 20_000_000
"""So many characters the cells of a workbook of HR may have, each counted as often as it is shown"""
AREA = 10_000_000
"""So many cells, blank ones too, the columns of a list may have: whoever reads it goes through them row by row"""

DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, RuntimeError)
"""Exceptions that the standard library raises on a truncated or damaged zip"""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def too_large(found: Text, limit: str) -> Refusal:
    """Return the refusal of something beyond a limit."""
    return Refusal(problem("file-too-large", found=found, expected=limit))


def hostile(found: Text) -> Refusal:
    """Return the refusal of a file that no spreadsheet program writes."""
    return Refusal(problem("file-hostile", found=found))
