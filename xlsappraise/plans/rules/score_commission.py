"""``score_commission``: a rate of the person's sales, or a flat sum, by the band of the score.

The band is the first whose bound the rounded total reaches; below all bounds the line's amount is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import ZERO, brief, yuan
from xlsappraise.plans.by_score import ByBand, ScoreBand
from xlsappraise.plans.parameters import Name, Number
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line


class CommissionBand(Strict):
    """For totals ≥ ``from``: a ``rate`` of the sales or a ``flat`` sum."""

    from_: Number = Field(alias="from", ge=0)
    rate: Number | None = Field(default=None, ge=0, le=1)
    flat: Number | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one(self) -> CommissionBand:
        if (self.rate is None) == (self.flat is None):
            raise Misfit(phrase("one of rate and flat"))
        return self


class ScoreCommission(PayRule):
    """``sales``: a fact of the person; ``bands`` by descending bound."""

    needs_score: ClassVar[bool] = True

    called: ClassVar[Mapping[str, str]] = {
        "score": N_("score"),
        "sales": N_("sales"),
        "rate": N_("rate"),
        "flat": N_("flat sum"),
    }
    kind: Literal["score_commission"]
    sales: Name
    bands: tuple[CommissionBand, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _falling(self) -> ScoreCommission:
        bounds = [band.from_ for band in self.bands]
        if bounds != sorted(set(bounds), reverse=True):
            raise Misfit(phrase("bands that fall"))
        return self

    def person_facts(self) -> tuple[str, ...]:
        """Return the fact of the sales."""
        return (self.sales,)

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield each person's commission."""
        for member, score in case.scored():
            sales = case.figure(member, self.sales)
            if sales is None:
                continue  # an optional fact; a blank required one has held the person back
            band = next((b for b in self.bands if score.points >= b.from_), None)
            inputs = {"score": score.points, "sales": sales}
            if band is None or band.rate is None:
                flat = ZERO if band is None or band.flat is None else band.flat
                why = case.say("score {score}: {flat} yuan flat").format(score=brief(score.points), flat=brief(flat))
                yield case.line(member, self, yuan(flat), {**inputs, "flat": flat}, why)
                continue
            why = case.say("score {score}: {sales} × {rate}").format(
                score=brief(score.points), sales=brief(sales), rate=permille(band.rate)
            )
            yield case.line(member, self, yuan(sales * band.rate), {**inputs, "rate": band.rate}, why)

    def by_score(self, line: Line | None) -> ByBand | None:
        """Return the bands, for the sales of the line."""
        if line is None:
            return None
        bands = (ScoreBand(one.from_, one.rate or Decimal(0), one.flat or ZERO) for one in self.bands)
        return ByBand(Decimal(str(line.inputs["sales"])), tuple(bands))

    def sentence(self, say: Words) -> str:
        """Describe the bands."""
        parts = []
        for band in self.bands:
            if band.rate is not None:
                text = say("from {bound} points {rate} of the own sales")
                parts.append(text.format(bound=brief(band.from_), rate=permille(band.rate)))
            else:
                text = say("from {bound} points {flat} yuan")
                parts.append(text.format(bound=brief(band.from_), flat=brief(band.flat or ZERO)))
        return say("; ").join(parts)


def permille(rate: Number) -> str:
    """Return a rate as text per thousand."""
    return f"{brief(rate * 1000)}‰"
