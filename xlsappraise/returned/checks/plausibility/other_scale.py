"""Notice marks that are all high for half of their scale, or for ten: they were given on another scale, perhaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.plausibility.remarks.blame import blame
from xlsappraise.returned.checks.plausibility.remarks.told import remark_said
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

FEWEST = 3
"""Fewer marks tell nothing"""
HIGH = 0.75
"""The share of the smaller scale from which on a mark is high"""
TEN = 10.0
"""The scale that people have in mind, and the least that is taken for a scale of points"""
FAULT = re.compile(
    "[未没欠缺漏误晚迟慢弱]|不(?![断仅但只少])|差(?![旅异])|一般|有待|待[改提加]|需要?|提醒|超(?:时|期|过[^,。;]*才)"
)
"""What a remark names that is the reason of a middling mark"""


def marks_of_other_scale(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater whose marks all are 75 to 100 % of half their scale, or of ten where it is larger."""
    by_rater: dict[str, list[tuple[float, float, Entry]]] = defaultdict(list)
    faults = set[str]()
    for one in returned.answers:
        blamed = _names_fault(remark_said(returned, one.criterion.id))
        for name in one.rule.marks():
            entry, mark = one.entries.get(name), one.number(name)
            if entry is None or entry.slot.choices is not None:
                continue
            by_rater[one.rater.id].append((-1.0 if mark is None else mark, entry.slot.max or 0.0, entry))
            if blamed:
                faults.add(one.rater.id)
    for rater, marks in by_rater.items():
        if len(marks) < FEWEST or rater in faults or any(scale < TEN for _mark, scale, _entry in marks):
            continue
        halves = all(HIGH * scale / 2 <= mark <= scale / 2 for mark, scale, _entry in marks)
        tens = all(HIGH * TEN <= mark <= TEN < scale for mark, scale, _entry in marks)
        if halves or tens:
            values, scales = [mark for mark, _scale, _entry in marks], [scale for _mark, scale, _entry in marks]
            yield problem(
                "marks-of-other-scale", sheet=returned.name, cell=marks[0][2].cell, count=len(marks),
                low=plain(min(values)), high=plain(max(values)), expected=plain(max(scales)),
            )  # fmt: skip


def _names_fault(said: str) -> bool:
    return blame(said) is not None or FAULT.search(said) is not None
