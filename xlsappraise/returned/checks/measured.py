"""Report criteria with nothing to measure: a target of 0, a base of 0, or nothing that applies."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes import Criterion, Rater, Scheme
from xlsappraise.schemes.rules.base import NONE_WORDS
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import address


def measured(returned: Returned) -> Iterator[Problem]:
    """Yield a note per figure that could not be measured, and an error when no criterion is left."""
    scheme = returned.issued.blueprint.form
    empty = _empty_tables(returned)
    left = [c for section in scheme.sections if not section.bonus for c in section.criteria]
    for criterion in scheme.criteria:
        excluded = not _tables_of(criterion) & empty
        for rater in scheme.markers(criterion):
            entered = _entered(scheme, criterion, rater, returned)
            yield from _unmeasured(returned, criterion, rater, entered, empty)
            excluded = excluded and criterion.alone and criterion.rules[0].left_out(entered)
        if excluded and criterion in left:
            left.remove(criterion)
    if not left:
        at = returned.now(returned.issued.blueprint.total)
        yield problem("nothing-to-score", sheet=returned.name, cell=address(at) if at else None)


def _empty_tables(returned: Returned) -> set[str]:
    """Return the ids of tables that are empty and must not be, which ``tables`` reports."""
    counted = {table for (table, _number), row in table_rows(returned).items() if begun(row)}
    return {table.id for table in returned.issued.blueprint.form.tables if table.least > 0} - counted


def _tables_of(criterion: Criterion) -> set[str]:
    return {table for rule in criterion.rules for table, _column in rule.table_columns()}


def _entered(scheme: Scheme, criterion: Criterion, rater: Rater, returned: Returned) -> dict[str, float | str]:
    """Return what one rater entered for a criterion under its plain ids, and all cells of tables."""
    found = {name: value for name, value in returned.inputs.items() if name.count(".") == 2}
    for item in criterion.inputs(scheme.say):
        value = returned.inputs.get(scheme.slot(f"{criterion.id}.{item.id}", rater))
        if value is not None:
            found[item.id] = value
    return found


def _unmeasured(
    returned: Returned, criterion: Criterion, rater: Rater, entered: dict[str, float | str], empty: set[str]
) -> Iterator[Problem]:
    scheme = returned.issued.blueprint.form
    for rule in criterion.rules:
        for name, consequence in rule.unmeasured(entered):
            slot = _slot(returned, scheme.slot(f"{criterion.id}.{name}", rater), name)
            if slot is None or slot.table in empty:
                continue
            at = returned.now(slot.place)
            found = entered.get(name, 0.0)
            name_shown = scheme.table(slot.table).title if slot.table else slot.label
            yield problem(
                "nothing-measured", sheet=returned.name, cell=address(at) if at else None,
                label=f"{criterion.title}·{name_shown}", found=plain(found) if isinstance(found, float) else found,
                expected=phrase(NONE_WORDS[consequence]),
            )  # fmt: skip


def _slot(returned: Returned, name: str, table: str) -> Slot | None:
    """Return the input of this id, or the first cell of the table."""
    slots = returned.issued.blueprint.slots
    return next((s for s in slots if s.id == name), next((s for s in slots if s.table == table), None))
