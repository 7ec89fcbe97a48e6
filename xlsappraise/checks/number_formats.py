"""Does a locked number show what it holds?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.intake.issued import blank_of
from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem

_HONEST = re.compile(r"(?:general|@|[0#?.,_\s()-]*)(?:;.*)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[0#?],+(?:$|;|\.)")


def number_formats(returned: Returned) -> Iterator[Problem]:
    """Yield locked numbers and scores whose format shows something else than the value."""
    issued = returned.issued
    for at, expected in issued.locked.items():
        if expected.kind != "number" and expected.formula is None:
            continue
        found = returned.cell(at)
        if blank_of(found) or found.style >= len(returned.reading.formats):
            continue
        code = returned.reading.format(found.style)
        if code == expected.format or honest(code):
            continue
        yield problem(
            "number-format-changed",
            sheet=returned.name,
            cell=returned.where(at),
            found=code,
            expected=expected.format,
            label=issued.blueprint.label(at),
        )


def honest(code: str) -> bool:
    """Tell whether a number format shows the number itself: digits, no texts, percents or thousands cut."""
    first, *others = code.split(";")
    if not any(place in first.lower() for place in ("0", "#", "?", "@", "general")):
        return False
    if not _HONEST.fullmatch(first) or _THOUSANDS.search(first):
        return False
    return all(_HONEST.fullmatch(part.replace("[RED]", "")) for part in others[:1])
