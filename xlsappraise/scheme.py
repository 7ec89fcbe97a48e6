"""The scheme: what a TOML file in ``templates/`` or a workspace's ``schemes/`` may say.

A frozen pydantic model. Its canonical JSON and the digest of it are what the ledger freezes and what
travels in every workbook.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from xlsappraise.i18n import Words, words
from xlsappraise.period import PeriodKind
from xlsappraise.rules import AnyRule, Figure, Input, Strict

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
SchemeId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]

_ADDRESS = re.compile(r"[a-z]{1,3}[0-9]{1,7}|r[0-9]*c[0-9]*|r|c")


class Rater(Strict):
    """Who fills a column in; weight 0 is shown for comparison and never counts."""

    id: Id
    title: Title
    weight: Figure = Field(ge=0, le=1)


class Total(Strict):
    """Full points, and the cap when there is one."""

    points: Figure = Field(gt=0)
    max: Figure | None = None


class Grade(Strict):
    """A grade from a total on, the bound included."""

    title: Title
    from_: Figure = Field(alias="from")


class Adjustments(Strict):
    """Additions and deductions with reasons; ``min``/``max`` bound each row and the net sum."""

    rows: int = Field(ge=1, le=20)
    min: Figure
    max: Figure
    step: Figure = Field(default=0.5, gt=0)
    title: Title | None = None


class SignOff(Strict):
    """What the sign-off asks for besides the confirmation."""

    dated: bool = False


class ExtraField(Strict):
    """Something the form records beside the scores: an evaluation, a signature, a proposed grade."""

    id: Id
    label: Title
    type: Literal["text", "date", "choice"] = "text"
    choices: tuple[str, ...] | None = None
    lines: int = Field(default=1, ge=1, le=10)


class Criterion(Strict):
    """One line of the appraisal and the rules that earn its points."""

    id: Id
    title: Title
    standard: str
    points: Figure = Field(gt=0)
    rules: tuple[AnyRule, ...] = Field(min_length=1)

    @property
    def alone(self) -> bool:
        """Whether one rule makes the whole mark."""
        return len(self.rules) == 1

    @property
    def top(self) -> float:
        """The most a rater's mark may be, as a factor of the points."""
        return self.rules[0].top_factor if self.alone else 1.0

    @property
    def floor(self) -> float:
        """The least mark of a rater: 0 unless a single rule may go below."""
        return self.rules[0].lowest(self.points) if self.alone else 0.0

    def inputs(self, say: Words) -> Iterator[Input]:
        """Yield the inputs of all rules, in the form's order."""
        for rule in self.rules:
            yield from rule.inputs(self.points, say)


class Section(Strict):
    """Criteria under one title. ``bonus`` points come on top of the scheme's full points."""

    title: Title
    weight: Figure = Field(default=1.0, gt=0, le=1)
    bonus: bool = False
    criteria: tuple[Criterion, ...] = Field(alias="criterion", min_length=1)

    @property
    def points(self) -> float:
        """The sum of the criteria's points, unweighted."""
        return sum(c.points for c in self.criteria)


DEFAULT_GRADES = tuple(
    Grade.model_validate({"title": title, "from": bound})
    for title, bound in (("优秀", 90), ("良好", 80), ("合格", 70), ("待提高", 60), ("差", 0))
)


class Scheme(Strict):
    """A whole appraisal scheme."""

    id: SchemeId
    title: Title
    role: Title
    period: PeriodKind
    source: str
    language: Literal["zh_CN", "en"] = "zh_CN"
    assumptions: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    raters: tuple[Rater, ...] = Field(min_length=1)
    total: Total
    grades: tuple[Grade, ...] = Field(default=DEFAULT_GRADES, min_length=1)
    adjustments: Adjustments | None = None
    signoff: SignOff = SignOff()
    fields: tuple[ExtraField, ...] = Field(default=(), alias="field")
    sections: tuple[Section, ...] = Field(alias="section", min_length=1)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in the form's order."""
        return tuple(c for s in self.sections for c in s.criteria)

    @property
    def scoring_raters(self) -> tuple[Rater, ...]:
        """The raters whose marks count."""
        return tuple(r for r in self.raters if r.weight > 0)

    @property
    def lead(self) -> Rater:
        """The rater that a shared form is sent to: the first whose marks count."""
        return self.scoring_raters[0]

    @property
    def shared(self) -> bool:
        """Whether one form has a column for each of several raters."""
        return len(self.raters) > 1

    def slot(self, base: str, rater: Rater) -> str:
        """Return the id of an input: the rater is named only where a form has several rater columns."""
        return f"{base}@{rater.id}" if self.shared else base

    def say(self, text: str) -> str:
        """Say ``text`` in the scheme's own language."""
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
        """The SHA-256 of the canonical JSON, in hex."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def is_cell_address(text: str) -> bool:
    """Tell whether a spreadsheet program would take ``text`` for a cell."""
    return _ADDRESS.fullmatch(text.lower()) is not None
