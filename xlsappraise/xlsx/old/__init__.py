"""Old formats, one a file. A new one is added here and nowhere else."""

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
        """Come out of a worker process as a plain refusal: a format's functions stay where they are."""
        return Refusal, self.problems


def refuse_old(outside: Outside) -> None:
    """Raise InOldFormat when an old format fits."""
    for old in OLD_FORMATS:
        if old.fits(outside):
            raise InOldFormat(old)
