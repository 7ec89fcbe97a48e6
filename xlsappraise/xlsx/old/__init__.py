"""The old formats, one a module; a new one is added to this list only."""

from __future__ import annotations

from typing import Any

from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.old.format import OldFormat, Outside
from xlsappraise.xlsx.old.ods import ODS
from xlsappraise.xlsx.old.xls import XLS
from xlsappraise.xlsx.old.xlsb import XLSB

OLD_FORMATS: tuple[OldFormat, ...] = (
    XLS,
    ODS,
    XLSB,
)


class InOldFormat(Refusal):
    """The refusal of a file where an .xlsx is expected; it names the old format that can be read instead."""

    def __init__(self, old: OldFormat) -> None:
        super().__init__(problem("file-old-format", found=old.unopened or old.name))
        self.format = old

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as a plain Refusal, since a format's functions cannot be pickled."""
        return Refusal, self.problems


def refuse_old(outside: Outside) -> None:
    """Raise InOldFormat when the file is of an old format."""
    for old in OLD_FORMATS:
        if old.fits(outside):
            raise InOldFormat(old)
