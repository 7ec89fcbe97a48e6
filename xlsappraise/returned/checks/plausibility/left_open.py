"""Notice a field that the scheme asks for, such as the day of the interview, on a form that is complete without it."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned


def field_left_open(returned: Returned) -> Iterator[Problem]:
    """Yield a note per such field that is blank, unless something required is blank as well."""
    entries = returned.entries
    if any(entry.blank and entry.slot.required and entry.slot.table is None for entry in entries.values()):
        return
    for extra in returned.issued.blueprint.form.fields:
        entry = entries.get(f"field.{extra.id}")
        if extra.asked and entry is not None and entry.blank:
            yield problem("field-left-open", sheet=returned.name, cell=entry.cell, label=extra.label)
