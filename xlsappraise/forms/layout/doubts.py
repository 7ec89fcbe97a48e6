"""Entries that are allowed and hard to believe: they turn red, and the self-check names them once nothing is missing.

They hold nothing up; ``check`` notes the same of a form that came back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.plan import AnyDoubt, Doubt, Unsaid
from xlsappraise.schemes import Criterion, Scheme
from xlsappraise.schemes.parts import ExtraField
from xlsappraise.schemes.rules.base import BELIEVED, number
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address


def lay_doubts(b: Builder, criterion: Criterion) -> None:
    """Count what is hard to believe in the rows of a criterion whose inputs are laid out."""
    _lay(b, _doubts(b.scheme, criterion))


def lay_field_doubts(b: Builder, field: ExtraField) -> bool:
    """Count a share above the whole in the row of a field; return whether it may hold one."""
    doubted_ = field.type == "percent" and "share-above-whole" not in b.scheme.not_checked
    if doubted_:
        _lay(b, [Doubt(f"field.{field.id}", 1.0, part=True, above=True, far=False)])
    return doubted_


def lay_sign_off_doubts(b: Builder, done: Slot, others: Iterable[Slot]) -> bool:
    """Count what a confirmed sign-off lacks that is not required; return whether it may lack anything."""
    unsaid = [Unsaid(slot.id, done.id) for slot in others if not slot.required]
    doubted_ = bool(unsaid) and "sign-off-blank" not in b.scheme.not_checked
    if doubted_:
        _lay(b, unsaid)
    return doubted_


def _lay(b: Builder, found: Iterable[AnyDoubt]) -> None:
    slots = {slot.id: slot for slot in b.slots}
    rows: dict[Place, list[AnyDoubt]] = {}
    for doubt in found:
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


def doubt_formula(doubt: AnyDoubt, slots: Mapping[str, Slot]) -> str:
    """Return the formula that is 1 where the entry is hard to believe, else 0; texts are not doubted.

    A blank is where something beside it is filled in.
    """
    cell = address(slots[doubt.actual].place)
    if isinstance(doubt, Unsaid):
        return f"IF(AND(LEN(TRIM({address(slots[doubt.beside].place)}))>0,LEN(TRIM({cell}))=0),1,0)"
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


def doubted(doubt: AnyDoubt, entries: Mapping[str, float | str]) -> int:
    """Return what ``doubt_formula`` shows."""
    if isinstance(doubt, Unsaid):
        actual, beside = (str(entries.get(name) or "").strip() for name in (doubt.actual, doubt.beside))
        return int(bool(beside) and not actual)
    value = entries.get(doubt.actual)
    target = entries.get(doubt.target) if isinstance(doubt.target, str) else doubt.target
    if not isinstance(value, float) or not isinstance(target, float) or not value or not target:
        return 0
    if doubt.part and round(value - target, 9) > 0:
        return int(doubt.above)
    low, high = BELIEVED
    return int(doubt.far and not low <= round(value / target, 9) <= high)
