"""The terms of a plan, that is all but its rules: scheme, settings, facts of people, kinds of incidents.

A value that the source document of a plan does not give is a setting without a value ("not set"). A rule refers to a
setting as ``@key``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.plans.parameters import LARGEST, Number
from xlsappraise.schemes.parts import Id, SchemeId, Title
from xlsappraise.schemes.rules.base import Strict

FactType = Literal["money", "number", "percent", "count", "yesno"]
FactScope = Literal["person", "department"]
SettingType = Literal["money", "number", "percent", "amounts", "shares", "tiers", "scheme", "span"]
_KEY = re.compile(r"@([a-z][a-z0-9_]*)")
LIST_TYPES = ("amounts", "shares", "tiers")
SPANS: Mapping[str, str] = {"month": N_("month by month"), "year": N_("over the whole year")}
"""The values of a setting of the type ``span``, with what they are called"""


class FactSpec(Strict):
    """A fact of a person or department: a column of the facts workbook, shared by plans that use the same title.

    ``scope`` "department": one figure for all people of a shop or department, which is the roster's 部门.
    """

    id: Id
    title: Title
    type: FactType
    scope: FactScope = "person"
    required: bool = True
    """Whether a blank withholds the amounts that depend on it"""
    negative: bool = False
    max: Number | None = None
    """The largest value; 1 is 100 %"""


class IncidentSpec(Strict):
    """A kind of incident; ``amount``: its row requires an amount; ``settled``: its row may have the day it was settled.

    Plans that use the same title share the kind. ``formerly``: titles that it had in earlier editions of the plan;
    rows that have one are still read.
    """

    id: Id
    title: Title
    formerly: tuple[Title, ...] = ()
    amount: bool = False
    settled: bool = False


class CheckLine(Strict):
    """A condition in words that a person confirms in the facts workbook: the line ``id`` of the checklist ``list``."""

    list: Id
    id: Id
    title: Title


class SettingSpec(Strict):
    """A value that an organisation decides. Without ``value`` it is not set, and no rule assumes one.

    ``value``: a number, a list of numbers (``amounts``; ``shares``, which add up to 1), a list of ``{from, rate}``
    (``tiers``), the id of a scheme, or "month" or "year" (``span``). ``labels`` name the entries of a list.
    ``per_period``: the value differs from period to period and is entered in the facts workbook.
    """

    key: Id
    title: Title
    type: SettingType
    labels: tuple[Title, ...] = ()
    value: Any = None
    per_period: bool = False
    note: str = ""

    @field_validator("value")
    @classmethod
    def _fits(cls, value: Any, info: ValidationInfo) -> Any:
        kind = info.data.get("type")  # missing if invalid
        if value is None or kind is None:
            return value
        found = setting_value(kind, value)
        labels = info.data.get("labels", ())
        if labels and kind in LIST_TYPES and len(found) != len(labels):
            raise Misfit(phrase("as many entries as labels"))
        return found


def setting_value(kind: SettingType, raw: Any) -> Any:
    """Convert a value: Decimal, tuple of Decimal, tuple of (from, rate), or text; raise Misfit if it is invalid."""
    if kind == "scheme":
        if not isinstance(raw, str) or not raw:
            raise Misfit(phrase("the id of a scheme"))
        return raw
    if kind == "span":
        if raw not in SPANS:
            raise Misfit(phrase("month or year"))
        return raw
    if kind == "tiers":
        return _tiers(raw)
    if kind in ("amounts", "shares"):
        if not isinstance(raw, list | tuple) or not raw:
            raise Misfit(phrase("a list of numbers"))
        values = tuple(_number(item) for item in raw)
        if kind == "shares" and sum(values) != 1:
            raise Misfit(phrase("shares that add up to 1"))
        return values
    return _rate(raw) if kind == "percent" else _number(raw)


def _tiers(raw: Any) -> tuple[tuple[Decimal, Decimal], ...]:
    try:
        found = tuple((_number(item["from"]), _rate(item["rate"])) if isinstance(item, dict)
                      else (_number(item[0]), _rate(item[1])) for item in raw)  # fmt: skip
    except (KeyError, TypeError, IndexError):
        raise Misfit(phrase("a list of {from, rate}")) from None
    starts = [start for start, _rate in found]
    if not found or starts != sorted(set(starts)):
        raise Misfit(phrase("tiers that rise"))
    return found


def _rate(raw: Any) -> Decimal:
    value = _number(raw)
    if value > 1:
        raise Misfit(phrase("a rate of at most 1, which is 100%"))
    return value


def _number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise Misfit(phrase("a number"))
    value = raw if isinstance(raw, Decimal) else Decimal(str(raw))
    if not value.is_finite() or value < 0:
        raise Misfit(phrase("a number of at least 0"))
    if value > LARGEST:
        raise Misfit(phrase("a number of at most {most}", most=f"{LARGEST:,}"))
    return value


class Worded(Protocol):
    """A rule that can describe itself."""

    def sentence(self, say: Words) -> str:
        """Return a description of how the rule works; settings appear as ``@key``."""
        ...


@dataclass(frozen=True, slots=True)
class StepList:
    """A checklist of a step to another grade: its id, what the step is called, and the grades it starts from.

    ``lower``: the grades below it, from which those start for whom the fact ``skip`` is yes.
    """

    list: str
    title: str
    levels: tuple[str, ...]
    lower: tuple[str, ...] = ()
    skip: str | None = None


class Stepping(Protocol):
    """A rule that may have steps to other grades."""

    def step_lists(self) -> tuple[StepList, ...]:
        """Return the checklists that are confirmed for its steps."""
        ...


class PlanTerms(Strict):
    """The terms of a pay or promotion plan; ``Plan`` adds the rules.

    ``scheme``: the id of the scheme whose results count, ``@key`` of a setting that holds it, or None.
    ``automatic``: the plan applies to all people with that scheme, else to those whose roster row names the plan.
    """

    id: SchemeId
    title: Title
    source: str
    scheme: Annotated[str, StringConstraints(pattern=r"^@?[a-z][a-z0-9_-]*$")] | None = None
    automatic: bool = False
    assumptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    settings: tuple[SettingSpec, ...] = Field(default=(), alias="setting")
    facts: tuple[FactSpec, ...] = Field(default=(), alias="fact")
    incidents: tuple[IncidentSpec, ...] = Field(default=(), alias="incident")
    checklist: tuple[CheckLine, ...] = ()

    def rule_text(self, rule: Worded, say: Words) -> str:
        """Return a description of how a rule works, with the titles of settings."""
        titles = {setting.key: setting.title for setting in self.settings}
        named = say("setting “{title}”")
        return _KEY.sub(lambda match: named.format(title=titles.get(match[1], match[1])), rule.sentence(say))

    def setting(self, key: str) -> SettingSpec:
        """Return the setting with this key."""
        return next(s for s in self.settings if s.key == key)

    def fact(self, fact_id: str) -> FactSpec:
        """Return the fact with this id."""
        return next(f for f in self.facts if f.id == fact_id)

    def incident(self, incident_id: str) -> IncidentSpec:
        """Return the kind of incident with this id."""
        return next(i for i in self.incidents if i.id == incident_id)

    def lines_of(self, name: str) -> tuple[CheckLine, ...]:
        """Return the lines of a checklist."""
        return tuple(line for line in self.checklist if line.list == name)

    def line_key(self, line: CheckLine) -> str:
        """Return the text that identifies a line of a checklist among all plans."""
        return f"{self.id}/{line.list}/{line.id}"

    def confirmed_lists(self, rules: Iterable[Stepping]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield (title, lines) of each checklist that is confirmed for a step of the rules."""
        steps = {step.list: step.title for rule in rules for step in rule.step_lists()}
        yield from ((title, tuple(line.title for line in self.lines_of(name))) for name, title in steps.items())
