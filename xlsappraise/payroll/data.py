"""Define the data that the workbooks of pay and promotion are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.money import brief, percent
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Rendered
from xlsappraise.keeping.books import ShownCorrection
from xlsappraise.plans.case import NotSet
from xlsappraise.plans.lines import Line, Proposal, Withheld
from xlsappraise.plans.rules import KINDS
from xlsappraise.plans.terms import SPANS
from xlsappraise.roster import Employee

if TYPE_CHECKING:
    from decimal import Decimal

    from xlsappraise.base.i18n import Words
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.terms import SettingSpec


@dataclass(frozen=True)
class DescribedPlan:
    """Describe a plan for a reader: its rules in words, its settings with their values, its assumptions."""

    id: str
    title: str
    rules: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    names: Mapping[str, str]
    """The titles of the inputs of lines, by id"""

    @classmethod
    def of(cls, case: Case, say: Words) -> DescribedPlan:
        """Describe a case's plan with the settings that counted."""
        plan = case.plan
        lists = ((title, say("; ").join(lines)) for title, lines in plan.confirmed_lists(case.rules))
        return cls(
            plan.id,
            plan.title,
            (*((rule.title, plan.rule_text(rule, say)) for rule in case.rules), *lists),
            tuple((setting.title, _value(case, setting, say)) for setting in plan.settings),
            plan.assumptions,
            {**input_words(say), **{fact.id: fact.title for fact in plan.facts}},
        )


def input_words(say: Words) -> dict[str, str]:
    """Name what rules compute with besides facts."""
    return {name: say(word) for kind in KINDS for name, word in kind.called.items()}


def _value(case: Case, setting: SettingSpec, say: Words) -> str:
    try:
        return setting_words(setting, case.value(f"@{setting.key}"), say)
    except NotSet:
        return say("not set")


def setting_words(setting: SettingSpec, value: object, say: Words) -> str:
    """Write a setting's value."""
    if value is None:
        return say("not set")
    if setting.type == "tiers":
        tiers: tuple[tuple[Decimal, Decimal], ...] = value  # type: ignore[assignment]  # by its type, see setting_value
        return say("; ").join(f"≥ {brief(start)}: {percent(rate)}" for start, rate in tiers)
    if setting.type in ("amounts", "shares"):
        numbers: tuple[Decimal, ...] = value  # type: ignore[assignment]  # likewise
        return " / ".join(percent(n) if setting.type == "shares" else brief(n) for n in numbers)
    if isinstance(value, str):
        return say(SPANS[value]) if setting.type == "span" else value
    number: Decimal = value  # type: ignore[assignment]  # likewise
    return percent(number) if setting.type == "percent" else brief(number)


@dataclass(frozen=True)
class PayData:
    """Hold the payroll of a period; ``people`` by employee number."""

    period: Period
    organisation: str
    people: Mapping[str, Employee]
    lines: tuple[Line, ...]
    withheld: tuple[Withheld, ...]
    problems: tuple[Rendered, ...]
    plans: tuple[DescribedPlan, ...]
    corrections: tuple[ShownCorrection, ...] = ()


@dataclass(frozen=True)
class PromotionData:
    """Hold the proposals of a period."""

    period: Period
    organisation: str
    people: Mapping[str, Employee]
    proposals: tuple[Proposal, ...]
    problems: tuple[Rendered, ...]
    plans: tuple[DescribedPlan, ...]
    corrections: tuple[ShownCorrection, ...] = ()
