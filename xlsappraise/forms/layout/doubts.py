"""Entries that are allowed and hard to believe: they turn red, and the self-check names them once nothing is missing.

They hold nothing up; ``check`` notes the same of a form that came back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.plan import Doubt
from xlsappraise.schemes import Criterion, Scheme
from xlsappraise.schemes.rules.base import BELIEVED, number
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address


def lay_doubts(b: Builder, criterion: Criterion) -> None:
    """Count what is hard to believe in the rows of a criterion whose inputs are laid out."""
    slots = {slot.id: slot for slot in b.slots if slot.criterion == criterion.id}
    rows: dict[Place, list[Doubt]] = {}
    for doubt in _doubts(b.scheme, criterion):
        rows.setdefault((slots[doubt.actual].place[0], b.columns.aid), []).append(doubt)
    for place, doubts in rows.items():
        formula = "=" + "+".join(doubt_formula(doubt, slots) for doubt in doubts)
        b.put(place, "aid", sum(doubted(doubt, b.filled.values) for doubt in doubts), formula=formula)
        b.doubts[place] = tuple(doubts)


def _doubts(scheme: Scheme, criterion: Criterion) -> Iterator[Doubt]:
    above, far, whole = (
        code not in scheme.not_checked for code in ("done-above-due", "far-from-target", "share-above-whole")
    )
    for rater in scheme.markers(criterion):
        for rule in criterion.rules:
            for pair in rule.compared():
                target = pair.target
                if isinstance(target, str):
                    target = scheme.slot(f"{criterion.id}.{target}", rater)
                if target and (far or (above and pair.part)):
                    actual = scheme.slot(f"{criterion.id}.{pair.actual}", rater)
                    yield Doubt(actual, target, pair.part, above, far)
            for name in rule.shares() if whole else ():
                yield Doubt(scheme.slot(f"{criterion.id}.{name}", rater), 1.0, part=True, above=True, far=False)


def doubt_formula(doubt: Doubt, slots: Mapping[str, Slot]) -> str:
    """Return the formula that is 1 where the entry is hard to believe, else 0; blanks and texts are not doubted."""
    cell = address(slots[doubt.actual].place)
    entered = f"N({cell})<>0"
    if isinstance(doubt.target, str):
        target = address(slots[doubt.target].place)
        entered = f"AND({entered},N({target})<>0)"
    else:
        target = number(doubt.target)
    low, high = BELIEVED
    share = f"ROUND({cell}/{target},9)"
    far = f"IF(OR({share}<{number(low)},{share}>{number(high)}),1,0)" if doubt.far else "0"
    if doubt.part:
        far = f"IF(ROUND({cell}-{target},9)>0,{1 if doubt.above else 0},{far})"
    return f"IF({entered},{far},0)"


def doubted(doubt: Doubt, entries: Mapping[str, float | str]) -> int:
    """Return what ``doubt_formula`` shows."""
    value = entries.get(doubt.actual)
    target = entries.get(doubt.target) if isinstance(doubt.target, str) else doubt.target
    if not isinstance(value, float) or not isinstance(target, float) or not value or not target:
        return 0
    if doubt.part and round(value - target, 9) > 0:
        return int(doubt.above)
    low, high = BELIEVED
    return int(doubt.far and not low <= round(value / target, 9) <= high)
