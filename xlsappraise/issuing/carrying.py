"""Carry returned entries over into the form that replaces theirs.

Those of the newest form for which a complete file came back (``returned/no_longer.py``), else of the newest of which
anything did. Each is carried over only where the new form has that input and takes that value. The sign-off
never is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Collection as Names
from dataclasses import dataclass, field
from typing import Any

from xlsappraise.base.catalogue import CATALOGUE
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.drawing import styles
from xlsappraise.forms.layout import Filled, Setting, lay_out
from xlsappraise.forms.layout.notice import targets_by_days
from xlsappraise.forms.stamps import PLACEHOLDERS, clean
from xlsappraise.issuing.known import by_days, locking, parts_of
from xlsappraise.returned.collect import reading_context
from xlsappraise.returned.no_longer import carried, line_of
from xlsappraise.returned.states import Collection
from xlsappraise.schemes import Scheme
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Entries, Issue, Version
from xlsappraise.store.office import Office
from xlsappraise.typed.entries import read_entry
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.cell import Cell


@dataclass(frozen=True)
class ReplacedForm:
    """What the form that is replaced held: its entries, figures that its rater could not change, and HR's figures.

    ``full``: HR's targets of the whole period, where the form asked for a part of them.
    """

    entries: Entries
    fixed: frozenset[str] = frozenset()
    given: Entries = field(default_factory=dict)
    full: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Carried:
    """What a new form shows from the start, how many entries were carried over into it, and how many were not."""

    filled: Filled
    kept: int
    dropped: int

    def notes(self, issue: Issue) -> Iterator[Problem]:
        """Yield the note on how many entries were carried over."""
        if self.kept or self.dropped:
            yield problem(
                "entries-carried-over", employee_id=issue.employee_id, name=issue.name,
                found=self.kept, expected=self.dropped,
            )  # fmt: skip


def came_back(
    office: Office, period: Period, issues: Sequence[Issue], look: Callable[[], Collection]
) -> dict[str, ReplacedForm]:
    """Return what is known of each of these forms, by issue id; of those it replaced when it did not come back.

    ``look`` collects the inbox, so that what has come in since is read now.
    """
    if not issues:
        return {}
    every = office.ledger.issues(str(period))
    look()
    readings = office.ledger.readings_of(reading_context(office), (i.id for i in every))
    versions: dict[str, list[Version]] = defaultdict(list)
    for version in office.ledger.versions(str(period)):
        versions[version.issue_id].append(version)
    blueprints = office.blueprints(every)
    returned = {}
    for issue in issues:
        source = carried(line_of(office, issue, every), readings, versions)
        if source is not None:
            form, entries = source
            returned[issue.id] = _returned(blueprints[form.master_id], entries)
    return returned


def _returned(blueprint: Blueprint, entries: Entries) -> ReplacedForm:
    """Figures from a log are asked of the log again; others that were locked stay as they were."""
    filled = blueprint.filled
    known = {name: value for name, value in entries.items() if name not in filled.origins}
    return ReplacedForm(known, filled.locked - filled.origins.keys(), filled.given, filled.full)


def carry(form: Scheme, setting: Setting, known: Filled | None, before: ReplacedForm) -> Carried:
    """Put what came back into what a new form of the scheme shows from the start; known figures come first.

    What HR filled in stays HR's figure: where the rater had changed it, the change is shown and reported again.
    """
    known = known or Filled()
    slots = lay_out(form, setting).slots_by_id
    theirs = {n: v for n, v in before.entries.items() if not n.startswith("signoff.") and n not in known.values}
    values = dict(known.values)
    for name, value in theirs.items():
        taken = _taken(slots[name], value) if name in slots else None
        if taken is not None:
            values[name] = taken
    for slot in slots.values():
        part, whole = values.get(slot.id), values.get(slot.at_most or "")
        if isinstance(part, float) and isinstance(whole, float) and part > whole and slot.id in theirs:
            del values[slot.id]
    full = _full_again(form, before, values.keys() - known.values.keys())
    parts = {**full, **parts_of(form, by_days(form, full, setting.stay), setting.stay)}
    values |= parts
    given = {**before.given, **parts, **known.given}
    given = {n: v for n, v in given.items() if n in values and n not in known.origins}
    fixed = locking(form, before.fixed & values.keys())
    kept = [name for name in theirs if name in values]
    full = {**by_days(form, full, setting.stay), **known.full}
    filled = Filled(values, known.locked | fixed, known.origins, given=given, full=full)
    return Carried(filled, len(kept), len(theirs) - len(kept))


def _full_again(form: Scheme, before: ReplacedForm, names: Names[str]) -> dict[str, float]:
    """Return HR's targets of the whole period among what is carried over, as they were before any was reduced."""
    targets = {name for name in targets_by_days(form) if name in names and name in before.given}
    found = {name: before.full.get(name, before.given[name]) for name in targets}
    kept = (name for name in targets if before.entries.get(name) == before.given[name])
    return {name: value for name in kept if isinstance(value := found[name], float)}


def _taken(slot: Slot, value: Any) -> float | str | None:
    """Return the value as the input takes it; None when it does not."""
    if isinstance(value, str):
        value = clean(value)
        if any(text in value for text in PLACEHOLDERS.texts().values()):
            return None
    cell = Cell("text" if isinstance(value, str) else "number", value, None, 0)
    entry = read_entry(slot, slot.place, cell, str(styles.STYLES[f"input_{slot.type}"]["num_format"]))
    refused = any(CATALOGUE[finding.code].severity == "error" for finding in entry.findings)
    return None if refused else entry.value
