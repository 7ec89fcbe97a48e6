"""Notice marks that are those of the self-assessment or far from it without a reason, and counts that it alone has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.plausibility.remarks.sums import mistyped
from xlsappraise.returned.checks.plausibility.remarks.told import numbers, remark_said
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

FEWEST = 5
"""In fewer marks two people may well agree"""


def self_marks_copied(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater whose marks are all those of the self-assessment on the same form.

    Not where all marks are one and the same, which ``same_mark`` asks about, nor where anything is not marked twice.
    """
    form = returned.issued.blueprint.form
    own = [rater for rater in form.raters if rater.weight == 0] if form.shared else []
    for judged in own:
        pairs: dict[str, list[tuple[Entry, Entry | None]]] = defaultdict(list)
        for one in returned.answers:
            for name in one.rule.marks():
                if name in one.entries:
                    theirs = returned.entries.get(form.slot(f"{one.criterion.id}.{name}", judged))
                    pairs[one.rater.id].append((one.entries[name], theirs))
        for marks in pairs.values():
            copied = all(e.value is not None and t is not None and t.value == e.value for e, t in marks)
            alike = 1 in (len({_share(entry) for entry, _own in marks}), len({entry.value for entry, _own in marks}))
            if copied and len(marks) >= FEWEST and not alike:
                first = marks[0][0]
                yield problem(
                    "self-marks-copied", sheet=returned.name, cell=first.cell, count=len(marks), found=judged.title
                )


APART = 0.55
"""The share of its scale by which a mark is far from that of the self-assessment"""
STEPS = 5
"""A scale of fewer steps has no mark far from another"""


def mark_far_from_self(returned: Returned) -> Iterator[Problem]:
    """Yield a note on the only mark far from that of the self-assessment on the same form, where no remark says why.

    Several such marks are a judgement.
    """
    found = list(_far_from_self(returned))
    if len(found) == 1:
        yield found[0]


def _far_from_self(returned: Returned) -> Iterator[Problem]:
    form = returned.issued.blueprint.form
    own = [rater for rater in form.raters if rater.weight == 0] if form.shared else []
    for one in returned.answers:
        remark = returned.entries.get(f"{one.criterion.id}.remark")
        if remark is not None and not remark.blank:
            continue
        for judged, name in ((rater, name) for rater in own for name in one.rule.marks()):
            entry, theirs = one.entries.get(name), returned.entries.get(form.slot(f"{one.criterion.id}.{name}", judged))
            mark, other = one.number(name), theirs.value if theirs is not None else None
            if entry is None or mark is None or not isinstance(other, float) or not entry.slot.max:
                continue
            low, high = entry.slot.min or 0, entry.slot.max
            if (high - low) / (entry.slot.step or 0.5) >= STEPS and abs(mark - other) >= APART * (high - low):
                yield problem(
                    "mark-far-from-self", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=plain(mark), other=judged.title, expected=plain(other),
                )  # fmt: skip


LEAST = 20
"""A figure below it may well be twice another"""
TWICE = 2


def figure_far_from_self(returned: Returned) -> Iterator[Problem]:
    """Yield a note per measured figure that is twice that of the person appraised, or half, or its digits in another
    order, where the remark does not tell it.
    """
    form = returned.issued.blueprint.form
    own = [rater for rater in form.raters if rater.weight == 0] if form.shared else []
    for one in returned.answers if own else ():
        told = numbers(remark_said(returned, one.criterion.id))
        others = {*one.rule.marks(), *one.rule.happened()}
        for judged, name in ((rater, name) for rater in own for name in one.entries if name not in others):
            entry, theirs = one.entries[name], returned.entries.get(form.slot(f"{one.criterion.id}.{name}", judged))
            value, other = one.number(name), theirs.value if theirs is not None else None
            if value is None or not isinstance(other, float) or value in [number.value for number in told]:
                continue
            low, high = sorted((value, other))
            far = low > 0 and high >= LEAST and high >= TWICE * low
            if entry.slot.type in ("integer", "number") and (far or mistyped(value, other)):
                yield problem(
                    "mark-far-from-self", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=plain(value), other=judged.title, expected=plain(other),
                )  # fmt: skip


REFUTED = re.compile("[不未]计|不[算扣罚属应]|不成立|不实|[核查]实后|查无|撤销|[改误]判|免[扣责于]|无责")
"""What a remark says where an event that the person told of does not count"""


def count_left_to_self(returned: Returned) -> Iterator[Problem]:
    """Yield a note per count that the person appraised entered and whoever counts left blank, which means none."""
    form = returned.issued.blueprint.form
    own = [rater for rater in form.raters if rater.weight == 0] if form.shared else []
    for one in returned.answers:
        remark = returned.entries.get(f"{one.criterion.id}.remark")
        if remark is not None and REFUTED.search(str(remark.value or "")):
            continue
        for judged, name in ((rater, name) for rater in own for name in one.rule.happened()):
            entry, theirs = one.entries.get(name), returned.entries.get(form.slot(f"{one.criterion.id}.{name}", judged))
            if entry is not None and entry.blank and theirs is not None and theirs.value not in (None, 0):
                yield problem(
                    "own-count-blank", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    other=judged.title, expected=plain(float(theirs.value)),
                )  # fmt: skip


def _share(entry: Entry) -> float | str | None:
    """Return a mark as a part of its scale, so that full marks on several scales are the same; a word as it is."""
    if isinstance(entry.value, float) and entry.slot.max:
        return round(entry.value / entry.slot.max, 9)
    return entry.value
