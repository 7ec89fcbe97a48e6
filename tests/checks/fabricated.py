"""A returned form made of values alone, without a file: what the checks of single entries look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tests.shipped import LIBRARY, PERIODS
from xlsappraise.base.form_rules import Closing, Stay
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.forms.layout import Filled, Setting, lay_out
from xlsappraise.returned.returned_form import Answers, answers_to
from xlsappraise.schemes import Scheme
from xlsappraise.store.issued import asked_by
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address

_LAID_OUT: dict[tuple[int, str], tuple[Scheme, tuple[Slot, ...]]] = {}
"""Inputs by a scheme's identity, with the scheme, and period; schemes have no hash"""


def _laid_out(scheme: Scheme, when: str) -> tuple[Slot, ...]:
    """Return the inputs of the form that is looked at, without confirmations."""
    key = id(scheme), when
    if key not in _LAID_OUT:
        rater = "supervisor" if scheme.own else scheme.lead.id
        slots = lay_out(scheme.form_of(rater), Setting(Period.parse(when))).slots
        _LAID_OUT[key] = scheme, tuple(slot for slot in slots if not slot.id.startswith("checked."))
    return _LAID_OUT[key][1]


@dataclass(frozen=True)
class _Blueprint:
    scheme: Scheme
    form: Scheme
    filled: Filled
    stay: Stay | None
    closing: Closing
    slots_by_id: Mapping[str, Slot]


@dataclass(frozen=True)
class _Issue:
    period: str


@dataclass(frozen=True)
class _Issued:
    issue: _Issue
    blueprint: _Blueprint


@dataclass(frozen=True)
class Fabricated:
    """What a form of a scheme would be read as: ``values`` by input id, every other input blank.

    ``more``: inputs besides those of the layout, whose confirmations are left out, as earlier layouts had none.
    ``filled``: what the form was sent out with.
    """

    scheme: Scheme
    values: Mapping[str, Any]
    more: tuple[Slot, ...] = ()
    filled: Filled = field(default_factory=Filled)
    stay: Stay | None = None
    closing: Closing = field(default_factory=Closing)
    period: str = ""
    untouched: bool = False
    name: str = "考核表"

    @classmethod
    def of(cls, scheme: str | Scheme, values: Mapping[str, Any], **others: Any) -> Fabricated:
        one = LIBRARY[scheme] if isinstance(scheme, str) else scheme
        return cls(one.for_position("客服回访专员"), values, **others)

    @cached_property
    def when(self) -> str:
        return self.period or PERIODS[self.scheme.period]

    @cached_property
    def issued(self) -> _Issued:
        rater = "supervisor" if self.scheme.own else self.scheme.lead.id
        form = self.scheme.form_of(rater)
        slots = {slot.id: slot for slot in self.slots}
        blueprint = _Blueprint(self.scheme, form, self.filled, self.stay, self.closing, slots)
        return _Issued(_Issue(self.when), blueprint)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        return (*_laid_out(self.scheme, self.when), *self.more)

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Slot]]:
        found = defaultdict[str, list[Slot]](list)
        for slot in self.slots:
            for name in dict.fromkeys((slot.id, slot.id.partition("@")[0])):
                found[name].append(slot)
        return found

    def full_id(self, name: str) -> str:
        """Return the id of an input; of several raters' columns, that of the first whose entry counts."""
        found = self._by_name.get(name) or self._by_name[name.partition("@")[0]]
        return min(found, key=lambda slot: not slot.required).id

    @cached_property
    def entries(self) -> dict[str, Entry]:
        values = {self.full_id(name): value for name, value in self.values.items()}
        return {slot.id: self._entry(slot, values.get(slot.id)) for slot in self.slots}

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        return answers_to(asked_by(self.issued.blueprint.form), self.entries)

    def _entry(self, slot: Slot, value: Any) -> Entry:
        if isinstance(value, date):
            value = value.isoformat()
        return Entry(
            slot, address(slot.place), value if isinstance(value, str | None) else float(value), (), value is None
        )

    def now(self, place: Place) -> Place:
        """Return where a place of the form as issued is now: nothing has moved."""
        return place

    def cell(self, name: str) -> str:
        return self.entries[self.full_id(name)].cell


def findings(form: Fabricated, checks: Iterable[Callable[[Any], Iterator[Problem]]]) -> list[Problem]:
    """Return what checks find on a fabricated form."""
    return [found for check in checks for found in check(form)]
