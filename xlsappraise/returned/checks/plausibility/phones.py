"""Notice phone numbers that lack a digit or have one too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned

_BETWEEN = re.compile(r"[\s()（）+＋·.\-‐-―－]")
_MOBILE = re.compile(r"(?:86)?1[3-9]\d*")
_MOBILE_LENGTHS = (11, 13)
_OTHER_LENGTHS = (7, 8, 10, 11, 12)
"""A number in town without and with its area code, and the 10 digits of 400 and 800"""
_SHORT = 6
"""Service numbers such as 95598 have no fixed length"""


def phone_incomplete(returned: Returned) -> Iterator[Problem]:
    """Yield a note per entry of a column of phone numbers whose count of digits no number of China has.

    Numbers with a star, an extension or a word in them are left alone.
    """
    columns = {(t.id, c.id) for t in returned.issued.blueprint.form.tables for c in t.columns if c.phone}
    for entry in returned.entries.values():
        slot = entry.slot
        if slot.table is None or (slot.table, slot.id.rpartition(".")[2]) not in columns or entry.blank:
            continue
        digits = _BETWEEN.sub("", str(entry.value))
        if digits.isdecimal() and not _is_phone(digits):
            yield problem(
                "phone-incomplete", sheet=returned.name, cell=entry.cell, label=slot.full_label,
                found=str(entry.value), count=len(digits),
            )  # fmt: skip


def _is_phone(digits: str) -> bool:
    if _MOBILE.fullmatch(digits) and len(digits) > _SHORT:
        return len(digits) in (_MOBILE_LENGTHS if digits.startswith("86") else _MOBILE_LENGTHS[:1])
    return len(digits) <= _SHORT or len(digits) in _OTHER_LENGTHS
