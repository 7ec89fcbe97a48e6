"""Notice a remark that stands word by word at two criteria of a form: it was dragged down, perhaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.remarks.told import days
from xlsappraise.returned.returned_form import Returned

LONG = 12
"""So many characters, or a day, are hardly true of two things"""
POINTS_ELSEWHERE = re.compile(
    "(?:详?见|参见|参照|同)[^,。;]{0,10}(?:[表单册簿账志件页]|记录|台账|日志|附件|总结|上)|^同"
)
"""A remark that names a record, which may well tell of both"""


def remark_repeated(returned: Returned) -> Iterator[Problem]:
    """Yield a note per remark that an earlier criterion has too."""
    seen: dict[str, tuple[str, str]] = {}
    for criterion in returned.issued.blueprint.form.criteria:
        remark = returned.entries.get(f"{criterion.id}.remark")
        if remark is None or not isinstance(remark.value, str):
            continue
        said = fold(remark.value)
        if (len(said) < LONG and not days(said)) or POINTS_ELSEWHERE.search(said):
            continue
        other, place = seen.setdefault(said, (criterion.title, remark.cell))
        if place != remark.cell:
            yield problem(
                "remark-repeated", sheet=returned.name, cell=remark.cell, criterion=criterion.title, other=other,
                place=place,
            )  # fmt: skip
