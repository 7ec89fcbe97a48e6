"""What to ask about: entries that are allowed and hard to believe, by cause, with the people by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.catalogue.plausibility import MESSAGES
from xlsappraise.drawing.measure import clean, clip
from xlsappraise.report.cover.panel import ALL
from xlsappraise.report.fairness import named
from xlsappraise.schemebook.words import CHOICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.problems import Rendered
    from xlsappraise.drawing.draft import SheetDraft
    from xlsappraise.report.data import SummaryData

PLAUSIBILITY = frozenset(MESSAGES)
"""The codes of findings that question an entry without refusing it"""
SHOWN = 6
_NAMED = 3
_LONGEST = 64


def put_plausibility(draft: SheetDraft, data: SummaryData, row: int, left: int, say: Words) -> int:
    """Put a line per cause, the one with the most people first; return the next free row."""
    draft.put(row, left, say("What to ask about (changes no score)"), "section", across=ALL)
    groups: dict[str, list[Rendered]] = {}
    for found in data.open_problems:
        if found.code in PLAUSIBILITY:
            groups.setdefault(found.code, []).append(found)
    if not groups:
        draft.put(row + 1, left, say("Nothing: no entry is hard to believe."), "text", across=ALL)
        return row + 2
    at = row + 1
    for found_ in sorted(groups.values(), key=len, reverse=True)[:SHOWN]:
        whose = (f"{one.employee_id or ''} {data.names.get(one.employee_id or '', '')}".strip() for one in found_)
        people = dict.fromkeys(who or clean(one.file or "") for who, one in zip(whose, found_, strict=True))
        draft.put(at, left, named(people, say, _NAMED), "text", across=3)
        draft.put(at, left + 3, clip(_cause(found_, say), _LONGEST), "text", across=4)
        at += 1
    if len(groups) > SHOWN:
        more = say("{count} more causes: see the sheet Problems.").format(count=len(groups) - SHOWN)
        draft.put(at, left, more, "small", across=ALL)
        at += 1
    return at


def asked_about(data: SummaryData) -> int:
    """Return the number of forms, or of people where there is none, with entries that are hard to believe."""
    return len({one.file or one.employee_id for one in data.open_problems if one.code in PLAUSIBILITY})


def _cause(found: Sequence[Rendered], say: Words) -> str:
    """Return what is found; where it is not the same of all, what it is in general, since figures are of one alone."""
    messages = {clean(one.message).replace("\n", " ") for one in found}
    if len(messages) == 1:
        return messages.pop()
    text = say("{cause} ({count}; each with its figures: sheet Problems)")
    return text.format(cause=say(CHOICES[found[0].code]), count=len(found))
