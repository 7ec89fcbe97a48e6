"""Texts that several sheets share: states and their styles, titles of charts, names of sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlsappraise.returned.states import FILE_COUNTS, FORM_COUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.report.data import SummaryData

NONE = "—"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME_LIMIT = 31
WAITS = "waits"
"""The state of a rolled-up result of which a part is missing: no form of it is incomplete"""
STATE_STYLES = {"valid": "good", "incomplete": "warn", "invalid": "bad", "missing": "bad", WAITS: "warn"}
"""The styles of the states of forms and results that a summary shows"""
FILE_STYLES = {"accepted": "good", "refused": "bad", "set_aside": "warn", "duplicate": "calm", "ignored": "calm"}


def state_words(say: Words) -> dict[str, str]:
    """Return the translated states of a form, and of a rolled-up result that waits for a part."""
    return {state: say("waits for parts") if state == WAITS else say(FORM_COUNTS[state].key) for state in STATE_STYLES}


def file_words(say: Words) -> dict[str, str]:
    """Return the translated states of a file."""
    return {state: say(FILE_COUNTS[state].key) for state in FILE_STYLES}


def chart_title(title: str, shown: int, whole: int, say: Words) -> str:
    """Return a chart's title, with the numbers if it shows only the first items."""
    if shown == whole:
        return title
    return say("{title}, the first {shown} of {whole}").format(title=title, shown=shown, whole=whole)


def full_marks(data: SummaryData) -> float:
    """Return the highest total of any scheme or result, at least 100."""
    tops = [max(s.total.points, s.total.max or 0) for s in data.schemes.values()]
    given = [float(total) for total in data.results["total"].dropna()]
    return max([100.0, *tops, *given])


def titled_names(word: str, titles: Sequence[str]) -> list[str]:
    """Return sheet names made of a word and each title."""
    return unique_names([f"{word}·{title}" for title in titles])


def unique_names(wanted: Sequence[str]) -> list[str]:
    """Return valid sheet names: at most 31 characters, none of ``[]:*?/\\``, distinct without regard to case."""
    names: list[str] = []
    taken: set[str] = set()
    for title in wanted:
        whole = _FORBIDDEN.sub("_", title).replace("'", "’")
        name, count = _cut(whole, ""), 1
        while name.casefold() in taken:
            count += 1
            name = _cut(whole, f"~{count}")
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, ending: str) -> str:
    """Shorten ``name`` so that it fits with its ending; Excel counts UTF-16 code units."""
    while len((name + ending).encode("utf-16-le")) > 2 * _NAME_LIMIT:
        name = name[:-1]
    return name.rstrip() + ending
