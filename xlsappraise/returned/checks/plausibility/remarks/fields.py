"""Notice a percentage beside the criteria that is no quotient of the counts that a text of the form gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.checks.plausibility.remarks.told import Told, numbers, without_days
from xlsappraise.returned.returned_form import Returned

FEWEST = 10
"""Of fewer things two counts are hardly a share"""
POINT = 0.0101
"""A share may be rounded to a whole percentage"""
RATE = re.compile(r"(?:百分比|占比|比例|比率|率)(?:\(.*\))?$")
WHOLE = re.compile(
    "(?:[应共总]|回访|调查|抽[查检问访样取]|询问|访问|受访|样本|问卷|收到|发出|接待|来电|受理|服务|完成|交付)"
    r"[^,。;:、\d]{0,4}$"
)
"""What stands before the number of all of which others are a part"""
ELSE = re.compile("上[月周季]|去年|同期|其[中余]|另")


def field_figures(returned: Returned) -> Iterator[Problem]:
    """Yield a note per percentage of a field that the counts of its terms in a text of the same form do not give."""
    form = returned.issued.blueprint.form
    texts = [
        fold(entry.value)
        for entry in returned.entries.values()
        if entry.slot.type == "text" and entry.slot.table is None and isinstance(entry.value, str)
    ]
    for extra in form.fields:
        entry = returned.entries.get(f"field.{extra.id}")
        if extra.type != "percent" or entry is None or not isinstance(entry.value, float):
            continue
        term = RATE.sub("", fold(extra.label))
        told = [counts for text in texts if len(term) > 1 and (counts := _counts(term, text)) is not None]
        if told and not any(abs(part / whole - entry.value) <= POINT for part, whole in told):
            part, whole = told[0]
            yield problem(
                "remark-figure-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=shown(entry.slot, entry.value), expected=f"{plain(part)}/{plain(whole)}",
            )  # fmt: skip


def _counts(term: str, text: str) -> tuple[float, float] | None:
    """Return the count behind a term, and the only larger one of all, where a text has just these."""
    if ELSE.search(text):
        return None
    plain_text, found = without_days(text), [one for one in numbers(text) if one.whole]
    parts = [one for one in found if re.search(rf"{re.escape(term)}[^,。;:、\d]{{0,3}}$", plain_text[: one.start])]
    wholes = [one for one in found if one not in parts and WHOLE.search(plain_text[: one.start])]
    if len(parts) != 1 or len(wholes) != 1 or not _fit(parts[0], wholes[0]):
        return None
    return parts[0].value, wholes[0].value


def _fit(part: Told, whole: Told) -> bool:
    return whole.value >= FEWEST and part.value <= whole.value
