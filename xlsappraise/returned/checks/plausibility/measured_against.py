"""Compare what was achieved with its target: more done than was due, and figures of another magnitude."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.returned_form import Answers, Returned
from xlsappraise.schemes.rules.base import BELIEVED, Compared
from xlsappraise.typed.entries import Entry

ASKED = ("full_at", "required")
"""The inputs in which a form asks for the rate to be reached, where the ratio itself has none"""


def measured_against(returned: Returned) -> Iterator[Problem]:
    """Yield a note per figure that is more than the whole it is a part of, or far from its target."""
    for one in returned.answers:
        for pair in one.rule.compared():
            entry, value = one.entries.get(pair.actual), one.number(pair.actual)
            whole = one.entries.get(pair.target) if isinstance(pair.target, str) else None
            target = one.number(pair.target) if isinstance(pair.target, str) else pair.target
            code = _code(pair, value, target)
            if code == "target-zero" and not _costs_all(returned, one, pair):
                continue
            if code is not None and entry is not None and value is not None and target is not None:
                if whole is None and code == "far-from-target":
                    whole, target = _asked(one, value, target)
                yield problem(
                    code, sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=shown(entry.slot, value), expected=shown(entry.slot, target),
                    whole=_called(whole),
                )  # fmt: skip
        yield from _below_due(returned, one)
        yield from _above_whole(returned, one)


def _called(whole: Entry | None) -> Text | str:
    """Return how the other figure is called, with its cell where it has one."""
    if whole is None:
        return phrase("the target in the scheme")
    return phrase("{name} ({cell})", name=whole.slot.label, cell=whole.cell)


def _asked(one: Answers, value: float, target: float) -> tuple[Entry | None, float]:
    """Return the rate that the form itself asks for, where a figure is far from that too; else the scheme's target."""
    low, high = BELIEVED
    for name in ASKED:
        entry, rate = one.entries.get(name), one.number(name)
        if entry is not None and rate and not low <= round(value / rate, 9) <= high:
            return entry, rate
    return None, target


def _below_due(returned: Returned, one: Answers) -> Iterator[Problem]:
    """Yield a note per share below a fifth of the least that the scheme asks for; none at all is an answer."""
    for name, due in one.rule.due().items():
        entry, value = one.entries.get(name), one.number(name)
        if entry is not None and value and round(value / due, 9) < BELIEVED[0]:
            yield problem(
                "far-from-target", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=shown(entry.slot, value), expected=shown(entry.slot, due), whole=_called(None),
            )  # fmt: skip


def _above_whole(returned: Returned, one: Answers) -> Iterator[Problem]:
    """Yield a note per count that is more than the count of another criterion that it is a part of."""
    for part, other in one.rule.parts().items():
        entry, whole = (
            one.entries.get(part),
            returned.entries.get(returned.issued.blueprint.form.slot(other, one.rater)),
        )
        if entry is None or whole is None or not isinstance(entry.value, float) or not isinstance(whole.value, float):
            continue
        if round(entry.value - whole.value, 9) > 0:
            yield problem(
                "done-above-due", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=shown(entry.slot, entry.value), expected=shown(whole.slot, whole.value), whole=whole.slot.label,
            )  # fmt: skip


def _costs_all(returned: Returned, one: Answers, pair: Compared) -> bool:
    """Return whether a target of 0 that the rater entered leaves no points: the scheme has no other answer to it."""
    entry = one.entries.get(str(pair.target))
    locked = entry is None or entry.slot.id in returned.issued.blueprint.filled.locked
    return not locked and (pair.target, "zero") in list(one.rule.unmeasured(one.values))


def _code(pair: Compared, value: float | None, target: float | None) -> str | None:
    """Return what is hard to believe. A target of 0 is honest where fewer are better, and where nothing was done."""
    if not value or target is None:
        return None
    if pair.part and round(value - target, 9) > 0:
        return "done-above-due"
    if not target:
        return None if pair.lower or pair.common else "target-zero"
    low, high = BELIEVED
    return None if low <= round(value / target, 9) <= high else "far-from-target"
