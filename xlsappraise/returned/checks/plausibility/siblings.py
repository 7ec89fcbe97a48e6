"""Notice a figure far below those beside it on the same scale, a target that is, and a few per cent of good work.

The share of good work is a percentage, or the quotient of two counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.returned_form import Answers, Returned
from xlsappraise.schemes.rules.base import BELIEVED
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
COUNTED = 10
"""Of fewer things a count is hardly a share"""
ENOUGH = 2
"""So many other targets show what is usual"""
USUAL = 0.8
"""The share of good work that each of the other targets asks for"""
BELOW = 0.75
"""The share of the least other target below which one is out of line"""
SURPASSED = (1.3, BELIEVED[1])
"""How many times such a target is reached, where an easy one was not agreed on; beyond that, another check asks"""


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
            elif entry.slot.at_most is not None:
                yield from _few_counted(returned, one, entry)
    yield from _easy_targets(returned)


def _below(returned: Returned, scale: float, entries: list[Entry]) -> Iterator[Problem]:
    lowest, *others = sorted(entries, key=lambda entry: float(str(entry.value)))
    value, least = float(str(lowest.value)), min((float(str(entry.value)) for entry in others), default=0.0)
    if least >= HIGH * scale and 0 < value < FIFTH * least:
        yield _note(returned, lowest, _beside([(entry, float(str(entry.value))) for entry in others]))


def _small(returned: Returned, entry: Entry) -> Iterator[Problem]:
    value, label = entry.value, entry.slot.label
    if isinstance(value, float) and 0 < value <= FEW and GOOD.search(label) and not BAD.search(label):
        yield _note(returned, entry, phrase("such a share is most of the whole elsewhere"))


def _few_counted(returned: Returned, one: Answers, entry: Entry) -> Iterator[Problem]:
    """Yield a note for a count of good work that is a few per cent of what it is a part of; none is an answer."""
    part = entry.value
    whole = next((other.value for other in one.entries.values() if other.slot.id == entry.slot.at_most), None)
    last = all(other.slot.at_most != entry.slot.id for other in one.entries.values())
    called = entry.slot.full_label if last else entry.slot.label
    if not isinstance(part, float) or not isinstance(whole, float) or whole < COUNTED:
        return
    if 0 < part <= FEW * whole and GOOD.search(called) and not BAD.search(entry.slot.full_label):
        yield _note(
            returned, entry,
            phrase("of {whole} that is {share}, and such a share is most of the whole elsewhere",
                   whole=plain(whole), share=plain(round(100 * part / whole, 1)) + "%"),
        )  # fmt: skip


def _easy_targets(returned: Returned) -> Iterator[Problem]:
    """Yield a note per target of good work far below all others of the form, which the actual figure far surpasses."""
    filled, found = returned.issued.blueprint.filled, list[tuple[Entry, float, float]]()
    for one in returned.answers:
        for pair in one.rule.compared():
            entry = one.entries.get(pair.target) if isinstance(pair.target, str) else None
            if entry is None or entry.slot.type != "percent" or pair.lower or pair.common:
                continue
            target, actual, label = one.number(str(pair.target)), one.number(pair.actual), entry.slot.full_label
            if target and actual is not None and GOOD.search(label) and not BAD.search(label):
                found.append((entry, target, actual))
    for entry, target, actual in found:
        others = [(other, value) for other, value, _actual in found if other is not entry]
        least = min((value for _other, value in others), default=0.0)
        easy = len(others) >= ENOUGH and least >= USUAL and target < BELOW * least
        if easy and SURPASSED[0] <= round(actual / target, 9) <= SURPASSED[1] and entry.slot.id not in filled.locked:
            yield _note(returned, entry, _beside(others))


def _beside(others: list[tuple[Entry, float]]) -> Text:
    """Return the other figures with their names and cells."""
    named = ((f"{entry.slot.label} {shown(entry.slot, value)}", entry.cell) for entry, value in others)
    return phrase(
        "beside it stand {others}", others=tuple(phrase("{name} ({cell})", name=n, cell=cell) for n, cell in named)
    )


def _note(returned: Returned, entry: Entry, expected: Text) -> Problem:
    return problem(
        "figure-out-of-line", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
        found=shown(entry.slot, float(str(entry.value))), expected=expected,
    )  # fmt: skip
