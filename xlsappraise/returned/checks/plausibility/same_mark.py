"""Notice a rater who gave every criterion the same mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

FEWEST = 5
"""Fewer equal marks are nothing unusual"""


def same_mark(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater whose marks are all the same: among the numbers, and among the lists of one length."""
    groups: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for one in returned.answers:
        for name in one.rule.marks():
            entry = one.entries.get(name)
            if entry is not None and entry.value is not None:
                groups[one.rater.id, len(entry.slot.choices or ())].append(entry)
    for marks in groups.values():
        found = _common(marks) if len(marks) >= FEWEST else None
        if found is not None:
            where = f"{marks[0].cell}–{marks[-1].cell}"
            whose = _whose(returned, marks)
            yield problem("same-mark", sheet=returned.name, cell=marks[0].cell, marks=whose, where=where, found=found)


def _whose(returned: Returned, marks: list[Entry]) -> Text:
    """Return how many marks they are, with the rater where others mark on the same form."""
    form, count, places = returned.issued.blueprint.form, len(marks), len({mark.value for mark in marks}) > 1
    chosen = places and marks[0].slot.choices is not None
    if not form.shared:
        return phrase("all {count} choices", count=count) if chosen else phrase("all {count} marks", count=count)
    rater = form.rater(marks[0].slot.rater).title
    if chosen:
        return phrase("all {count} choices of “{rater}”", count=count, rater=rater)
    return phrase("all {count} marks of “{rater}”", count=count, rater=rater)


def _common(marks: list[Entry]) -> Text | None:
    """Return what all marks are: number, word, share of the scale or place in the list; None where they differ."""
    first = marks[0].value
    if all(mark.value == first for mark in marks):
        return plain(first) if isinstance(first, float) else first
    places = {_place(mark) for mark in marks}
    place = places.pop()
    if places or place is None:
        return None
    if marks[0].slot.choices is not None:
        words = list(dict.fromkeys(str(mark.value) for mark in marks))
        return phrase(
            "place {place} of their lists, such as “{one}” and “{other}”", place=plain(place + 1), one=words[0],
            other=words[1],
        )  # fmt: skip
    return f"{plain(100 * place)}%"


def _place(mark: Entry) -> float | None:
    """Return a mark as a part of the highest of its scale, a word as its place in the list; None without these."""
    if mark.slot.choices is not None:
        return float(mark.slot.choices.index(str(mark.value)))
    if not isinstance(mark.value, float) or not mark.slot.max:
        return None
    return round(mark.value / mark.slot.max, 9)
