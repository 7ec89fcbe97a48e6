"""Define the scheme: what a TOML file in ``templates/`` or a workspace's ``schemes/`` may hold.

A frozen pydantic model. Its canonical JSON and the digest of it are what the ledger freezes and what
travels in every workbook.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from xlsappraise.base.catalogue.plausibility import Implausible
from xlsappraise.base.i18n import words
from xlsappraise.base.period import PeriodKind
from xlsappraise.base.rounding import plain
from xlsappraise.schemes.criteria import Criterion, Section, full_points
from xlsappraise.schemes.parts import (
    Adjustments,
    ExtraField,
    Grade,
    Rater,
    RollUp,
    SchemeId,
    SignOff,
    Table,
    Title,
    Total,
    Variant,
)
from xlsappraise.schemes.rules import Strict

DEFAULT_GRADES = tuple(
    Grade.model_validate({"title": title, "from": bound})
    for title, bound in (("优秀", 90), ("良好", 80), ("合格", 70), ("待提高", 60), ("差", 0))
)


class Scheme(Strict):
    """A whole appraisal scheme.

    ``method_heading``: heads the column of the criteria's methods. ``missing_rater``: with forms of their own, what a
    result is while a rater's form is missing: that of the others, flagged, or none yet. ``explain_losses``: a remark
    says why where a word costs points, an entry takes them off or misses a bound. ``explain_additions``: a remark says
    what for where a section of additions gives points. ``explain_ends``: a remark tells of
    a fact where a level or word is chosen that is worth most or least. ``not_checked``: the codes of entries that are
    hard to believe elsewhere and usual in this scheme.
    """

    id: SchemeId
    title: Title
    role: Title
    period: PeriodKind
    source: str = ""
    language: Literal["zh_CN", "en"] = "zh_CN"
    assumptions: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    raters: tuple[Rater, ...] = Field(min_length=1)
    total: Total
    grades: tuple[Grade, ...] = Field(default=DEFAULT_GRADES, min_length=1)
    adjustments: Adjustments | None = None
    signoff: SignOff = SignOff()
    forms: Literal["shared", "own"] = "shared"
    method_heading: Title | None = None
    missing_rater: Literal["mean", "none"] = "mean"
    explain_losses: bool = False
    explain_additions: bool = False
    explain_ends: bool = False
    not_checked: tuple[Implausible, ...] = ()
    fields: tuple[ExtraField, ...] = Field(default=(), alias="field")
    tables: tuple[Table, ...] = Field(default=(), alias="table")
    variants: tuple[Variant, ...] = Field(default=(), alias="variant")
    rollup: RollUp = RollUp()
    sections: tuple[Section, ...] = Field(alias="section", min_length=1)

    @model_validator(mode="after")
    def _bind(self) -> Scheme:
        """Bind the rules to how the cells of the tables' columns count."""
        scales = {(t.id, c.id): c.scale for t in self.tables for c in t.columns}
        known = {pair: scale for pair, scale in scales.items() if scale is not None}
        for criterion in self.criteria:
            for rule in criterion.rules:
                rule.bind(known)
        return self

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return all criteria in the form's order."""
        return tuple(c for s in self.sections for c in s.criteria)

    @property
    def scoring_raters(self) -> tuple[Rater, ...]:
        """Return the raters whose marks count."""
        return tuple(r for r in self.raters if r.weight > 0)

    def markers(self, criterion: Criterion) -> tuple[Rater, ...]:
        """Return the raters whose marks of a criterion count: all of them, or the one that it names, alone."""
        if criterion.rater is None:
            return self.scoring_raters
        return (self._alone(criterion.rater),)

    def first_marker(self, criterion: Criterion) -> Rater:
        """Return the rater whose entries of a criterion are filled in beforehand and shown in its label."""
        return self.markers(criterion)[0]

    @property
    def lead(self) -> Rater:
        """Return the rater that a shared form is sent to: the first whose marks count."""
        return self.scoring_raters[0]

    @property
    def shared(self) -> bool:
        """Return whether one form has a column for each of several raters."""
        return len(self.raters) > 1 and self.forms == "shared"

    @property
    def own(self) -> bool:
        """Return whether each rater gets a form of their own."""
        return self.forms == "own"

    def table(self, table_id: str) -> Table:
        """Return the table with this id."""
        return next(t for t in self.tables if t.id == table_id)

    def fills_table(self, criterion: Criterion) -> bool:
        """Return whether a criterion looks at a table that must not stay empty."""
        looked_at = {table for rule in criterion.rules for table, _column in rule.table_columns()}
        return any(t.least > 0 for t in self.tables if t.id in looked_at)

    def rater(self, rater_id: str) -> Rater:
        """Return the rater with this id."""
        return next(r for r in self.raters if r.id == rater_id)

    def form_of(self, rater_id: str) -> Scheme:
        """Return the scheme as a rater's form shows it: itself, or that rater alone where forms are own."""
        if not self.own:
            return self
        fields = tuple(f for f in self.fields if f.rater in (None, rater_id))
        return self._changed(raters=(self._alone(rater_id),), fields=fields, **self._part_of(rater_id))

    @property
    def divided(self) -> bool:
        """Return whether raters with forms of their own mark different criteria, each form a part of the points."""
        return self.own and any(criterion.rater is not None for criterion in self.criteria)

    def _part_of(self, rater_id: str) -> dict[str, object]:
        """Return the sections, the full points and the grades of a form with the criteria that a rater marks.

        The cap on the total is one on the raters' common result; grades begin at the same shares of the points.
        """
        if not self.divided:
            return {}
        sections = tuple(
            section.model_copy(update={"criteria": mine})
            for section in self.sections
            if (mine := tuple(c for c in section.criteria if c.rater in (None, rater_id)))
        )
        points = full_points(sections, mean=self.total.mean)
        share = points / self.total.points
        grades = tuple(g.model_copy(update={"from_": round(g.from_ * share, 9)}) for g in self.grades)
        total = self.total.model_copy(update={"points": points, "max": None if share < 1 else self.total.max})
        return {"sections": sections, "total": total, "grades": grades}

    def for_position(self, position: str) -> Scheme:
        """Return the variant for a position, or the scheme itself; neither has variants left."""
        for variant in self.variants:
            if any(word in position for word in variant.positions):
                return self._as_variant(variant)
        return self._changed(variants=()) if self.variants else self

    def _as_variant(self, variant: Variant) -> Scheme:
        alone = variant.rater is not None
        sections = tuple(
            section.model_copy(
                update={
                    "criteria": tuple(
                        c.model_copy(
                            update={
                                "standard": variant.standards.get(c.id, c.standard),
                                "rater": None if alone else c.rater,
                            }
                        )
                        for c in section.criteria
                    )
                }
            )
            for section in self.sections
        )
        raters = self.raters if variant.rater is None else (self._alone(variant.rater),)
        return self._changed(title=variant.title, sections=sections, variants=(), raters=raters)

    def _alone(self, rater_id: str) -> Rater:
        """Return a rater with the whole weight."""
        return self.rater(rater_id).model_copy(update={"weight": 1.0})

    def _changed(self, **update: object) -> Scheme:
        """Return a copy with other parts; what was worked out of the old ones is forgotten."""
        copy = self.model_copy(update=update)
        copy.__dict__.pop("digest", None)
        return copy

    def column_heading(self, rater: Rater) -> str:
        """Return a rater's title, with the weight where several raters' marks are weighted unequally."""
        unequal = len({r.weight for r in self.scoring_raters}) > 1
        return f"{rater.title} {plain(rater.weight * 100)}%" if unequal and rater.weight else rater.title

    def slot(self, base: str, rater: Rater) -> str:
        """Return the id of an input: the rater is named only where a form has several rater columns."""
        return f"{base}@{rater.id}" if self.shared else base

    def say(self, text: str) -> str:
        """Translate ``text`` into the scheme's own language."""
        return words(self.language)(text)

    def canonical(self) -> str:
        """Return the JSON that the digest covers: defaults left out, keys sorted."""
        data = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def frozen(self) -> str:
        """Return the whole scheme as JSON, defaults written out: what the ledger keeps and scores by."""
        return self.model_dump_json(by_alias=True)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, in hex."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()
