"""``tiers``: commission by tiers of the sales, each at its own marginal rate.

The amount of a blank figure is withheld; but a table that is not set, with an optional fact, is not in use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief, yuan
from xlsappraise.plans.case import NotSet
from xlsappraise.plans.missing import blank
from xlsappraise.plans.parameters import Name, Number, Ref, amount_words
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.plans.rules.score_commission import permille
from xlsappraise.plans.terms import SettingType
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line


Table = tuple[tuple[Decimal, Decimal], ...]
"""(from, rate) of each tier"""


class Tier(Strict):
    """A ``rate`` of the sales above ``from``, up to the next tier."""

    from_: Number = Field(alias="from", ge=0)
    rate: Number = Field(ge=0, le=1)


class Tiers(PayRule):
    """``sales``: a fact of the person; ``tiers`` by ascending bound, or a reference to a setting."""

    called: ClassVar[Mapping[str, str]] = {"sales": N_("sales")}
    kind: Literal["tiers"]
    sales: Name
    lists: ClassVar[Mapping[str, SettingType]] = {"tiers": "tiers"}
    tiers: tuple[Tier, ...] | Ref

    @model_validator(mode="after")
    def _rising(self) -> Tiers:
        check_rising(self.tiers)
        return self

    def person_facts(self) -> tuple[str, ...]:
        """Return the fact of the sales."""
        return (self.sales,)

    def asked_with(self) -> Mapping[str, str]:
        """Return the fact of the sales with the setting of the table, or "" if the rule has the table."""
        return {self.sales: self.tiers[1:] if isinstance(self.tiers, str) else ""}

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield each person's commission."""
        for member in case.members:
            sales = case.figure(member, self.sales)
            if sales is None and case.standing.on_leave(case.period, member.employee_id):
                continue
            try:
                table = table_of(case, self.tiers)
            except NotSet as missing:
                if sales is not None or case.broken(missing.key):
                    case.not_set(member, self, missing.key)
                continue
            if sales is None:
                wrong, why = blank(case, member, self.sales)
                case.report(wrong)
                case.block(member, self, why)
                continue
            amount, shown = staged(sales, table)
            why = case.say("{title}: {value}").format(title=self.title, value=shown)
            yield case.line(member, self, yuan(amount), {"sales": sales}, why)

    def sentence(self, say: Words) -> str:
        """Describe the tiers."""
        if isinstance(self.tiers, str):
            return say("each stage of the sales at its own rate, {table}").format(table=amount_words(self.tiers))
        text = say("from {bound} yuan of sales {rate}")
        return say("; ").join(text.format(bound=brief(t.from_), rate=permille(t.rate)) for t in self.tiers)


def check_rising(tiers: tuple[Tier, ...] | Ref) -> None:
    """Raise Misfit for tiers of a plan file that do not rise."""
    starts = [] if isinstance(tiers, str) else [tier.from_ for tier in tiers]
    if not isinstance(tiers, str) and (not starts or starts != sorted(set(starts))):
        raise Misfit(phrase("tiers that rise"))


def table_of(case: Case, tiers: tuple[Tier, ...] | Ref) -> Table:
    """Return the tiers as (from, rate); raise NotSet where a setting has no value."""
    if isinstance(tiers, str):
        found: Table = case.value(tiers)
        return found
    return tuple((tier.from_, tier.rate) for tier in tiers)


def staged(sales: Decimal, table: Table) -> tuple[Decimal, str]:
    """Return the commission, not rounded, and how it is computed."""
    stages = list(_stages(sales, table))
    shown = " + ".join(f"{brief(part)} × {permille(rate)}" for part, rate in stages) or "0"
    return sum((part * rate for part, rate in stages), Decimal(0)), shown


def _stages(sales: Decimal, table: Table) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the part of the sales in each tier with its rate."""
    ends = [start for start, _rate in table[1:]] + [None]
    for (start, rate), end in zip(table, ends, strict=True):
        part = (sales if end is None else min(sales, end)) - start
        if part > 0:
            yield part, rate
