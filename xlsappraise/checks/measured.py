"""Was there anything to measure? A target of 0, a base of 0, nothing that applies: each is said, none is dropped."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.i18n import _
from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem
from xlsappraise.rules.base import NONE_WORDS
from xlsappraise.scheme import Criterion, Rater, Scheme
from xlsappraise.workbook.layout import Slot, address


def measured(returned: Returned) -> Iterator[Problem]:
    """Yield a note per thing that could not be measured, and an error when no criterion is left."""
    scheme = returned.issued.blueprint.form
    left = [c for section in scheme.sections if not section.bonus for c in section.criteria]
    for criterion in scheme.criteria:
        gone = True
        for rater in scheme.scoring_raters:
            entered = _entered(scheme, criterion, rater, returned)
            yield from _unmeasured(returned, criterion, rater, entered)
            gone = gone and criterion.alone and criterion.rules[0].left_out(entered)
        if gone and criterion in left:
            left.remove(criterion)
    if not left:
        at = returned.now(returned.issued.blueprint.total)
        yield problem("nothing-to-score", sheet=returned.name, cell=address(at) if at else None)


def _entered(scheme: Scheme, criterion: Criterion, rater: Rater, returned: Returned) -> dict[str, float | str]:
    """Return what one rater entered for a criterion under its plain ids, and all cells of tables."""
    found = {name: value for name, value in returned.inputs.items() if name.count(".") == 2}
    for item in criterion.inputs(scheme.say):
        value = returned.inputs.get(scheme.slot(f"{criterion.id}.{item.id}", rater))
        if value is not None:
            found[item.id] = value
    return found


def _unmeasured(
    returned: Returned, criterion: Criterion, rater: Rater, entered: dict[str, float | str]
) -> Iterator[Problem]:
    scheme = returned.issued.blueprint.form
    for rule in criterion.rules:
        for name, consequence in rule.unmeasured(entered):
            slot = _slot(returned, scheme.slot(f"{criterion.id}.{name}", rater), name)
            if slot is None or (slot.table is not None and scheme.table(slot.table).least > 0):
                continue  # a table that must not be empty is named by its own check
            at = returned.now(slot.place)
            yield problem(
                "nothing-measured", sheet=returned.name, cell=address(at) if at else None,
                label=f"{criterion.title}·{slot.label}", found=entered.get(name, 0),
                expected=_(NONE_WORDS[consequence]),
            )  # fmt: skip


def _slot(returned: Returned, name: str, table: str) -> Slot | None:
    """Return the input of this id, or the first cell of the table."""
    slots = returned.issued.blueprint.slots
    return next((s for s in slots if s.id == name), next((s for s in slots if s.table == table), None))
