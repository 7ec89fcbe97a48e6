"""Notice a figure far below those beside it on the same scale, and a share of good work of a few per cent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

FIFTH = 0.2
"""The share of the least other figure below which one is out of line"""
HIGH = 0.5
"""The share of the scale from which on the others show what is usual"""
FEW = 0.1
"""A share of good work up to which a decimal point or another scale is likelier than the work"""
GOOD = re.compile("满意|接起|接通|合格|及时|准时|准确|达标|好评|到达|保持|收缴|通过率|解决|办结|回访|出勤|完好")
"""Of what a share is, in a label, that is most of the whole nearly everywhere"""
BAD = re.compile("[不未无差退返错漏占增降缺逾迟非]|投诉|流失|超时|提升|提高|同比|环比|抽")
"""What else in a label may make a small share an ordinary one"""


def figure_far_below(returned: Returned) -> Iterator[Problem]:
    """Yield a note per field that is below a fifth of all others on its scale, and per small share of good work."""
    form = returned.issued.blueprint.form
    groups: dict[float, list[Entry]] = defaultdict(list)
    for field in form.fields:
        entry = returned.entries.get(f"field.{field.id}")
        if entry is not None and isinstance(entry.value, float):
            if field.type in ("number", "integer") and field.max is not None:
                groups[field.max].append(entry)
            elif field.type == "percent":
                yield from _small(returned, entry)
    for scale, entries in groups.items():
        yield from _below(returned, scale, entries)
    for one in returned.answers:
        due = {*one.rule.due(), *(pair.actual for pair in one.rule.compared()), *one.rule.targets()}
        for name, entry in one.entries.items():
            if entry.slot.type == "percent" and name not in due and isinstance(entry.value, float):
                yield from _small(returned, entry)


def _below(returned: Returned, scale: float, entries: list[Entry]) -> Iterator[Problem]:
    lowest, *others = sorted(entries, key=lambda entry: float(str(entry.value)))
    value, least = float(str(lowest.value)), min((float(str(entry.value)) for entry in others), default=0.0)
    if least >= HIGH * scale and 0 < value < FIFTH * least:
        named = ((f"{e.slot.label} {shown(e.slot, float(str(e.value)))}", e.cell) for e in others)
        beside = tuple(phrase("{name} ({cell})", name=name, cell=cell) for name, cell in named)
        yield _note(returned, lowest, phrase("beside it stand {others}", others=beside))


def _small(returned: Returned, entry: Entry) -> Iterator[Problem]:
    value, label = entry.value, entry.slot.label
    if isinstance(value, float) and 0 < value <= FEW and GOOD.search(label) and not BAD.search(label):
        yield _note(returned, entry, phrase("such a share is most of the whole elsewhere"))


def _note(returned: Returned, entry: Entry, expected: Text) -> Problem:
    return problem(
        "figure-out-of-line", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
        found=shown(entry.slot, float(str(entry.value))), expected=expected,
    )  # fmt: skip
