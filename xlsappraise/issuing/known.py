"""What is known of a person before a form goes out, and what of it a form takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlsappraise.base.period import Period
from xlsappraise.forms.layout import Filled, lay_out
from xlsappraise.schemes import Scheme


@dataclass
class KnownInputs:
    """Values by scheme id and input id, the inputs that a log decides, and where each comes from."""

    values: dict[str, dict[str, float | str]] = field(default_factory=dict)
    origins: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(self, scheme_id: str, values: Mapping[str, float | str], origin: str | None = None) -> None:
        """Add figures for the forms of a scheme; what has an origin is locked in the form."""
        self.values.setdefault(scheme_id, {}).update(values)
        if origin is not None:
            self.origins.setdefault(scheme_id, {}).update(dict.fromkeys(values, origin))

    def filled(self, form: Scheme, _period: Period) -> Filled | None:
        """Return what a form of the scheme shows from the start; None when nothing is known."""
        told = self.values.get(form.id)
        if not told:
            return None
        slots = lay_out(form).slots_by_id
        values = {name: value for name, value in told.items() if name in slots}
        if not values:
            return None
        origins = {name: origin for name, origin in self.origins.get(form.id, {}).items() if name in values}
        given = {name: value for name, value in values.items() if name not in origins}
        locked = locking(form, given) | origins.keys()
        return Filled(values, frozenset(locked), origins, scores(form, values), given)


def locking(form: Scheme, names: Iterable[str]) -> set[str]:
    """Return which of these inputs, filled in by HR, are locked: targets, and those of criteria that ask for it."""
    locked = {
        form.slot(f"{criterion.id}.{item.id}", form.first_marker(criterion))
        for criterion in form.criteria
        for item in criterion.inputs(form.say)
        if criterion.locks(f"{criterion.id}.{item.id}")
    }
    return locked.intersection(names)


def scores(form: Scheme, values: Mapping[str, float | str]) -> dict[str, float | str]:
    """Return what each criterion that is whole already earns, or the word for excluded."""
    import pandas as pd

    from xlsappraise.scoring.criterion import EXCLUDED
    from xlsappraise.scoring.engine import excluded_column, score, widen

    tidy = pd.DataFrame([("", name, value) for name, value in values.items()], columns=["form", "input", "value"])
    row = score(form, widen(tidy)).iloc[0]
    found: dict[str, float | str] = {}
    for criterion in form.criteria:
        if row.get(excluded_column(criterion.id), False):
            found[criterion.id] = form.say(EXCLUDED)
        elif not pd.isna(row[criterion.id]) and not form.fills_table(criterion) and not criterion.across:
            found[criterion.id] = float(row[criterion.id])
    return found
