"""Declare the sheets of a plan's workbook: the plan itself, its settings, figures, incidents, checklists and rules."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.base.i18n import N_
from xlsappraise.plans.book.names import PARAMETERS
from xlsappraise.plans.terms import CheckLine, FactSpec, IncidentSpec, SettingSpec
from xlsappraise.schemebook.shapes import fields_of
from xlsappraise.schemes.rules import Strict
from xlsappraise.typed import Codes, Column, HeadedSheet

_CODES = Codes(
    twice="scheme-book-duplicate-heading", formula="scheme-book-formula", error="scheme-book-error-value",
    date="scheme-book-date",
)  # fmt: skip
HEAD_FIELDS = ("id", "title", "source", "scheme", "automatic", "assumptions", "notes")


@dataclass(frozen=True, slots=True)
class PartSheet:
    """A sheet with a part of the plan a row: ``key`` in the plan file, the model of a part."""

    key: str
    model: type[Strict]
    headed: HeadedSheet


def _parts(key: str, title: str, model: type[Strict]) -> PartSheet:
    columns = tuple(Column(name, PARAMETERS[name]) for name in fields_of(model))
    return PartSheet(key, model, HeadedSheet(columns, _CODES, id=key, title=title, by_id=True, book=True))


HEAD = HeadedSheet(
    (Column("name", N_("Part of the plan")), Column("value", N_("Given value"))),
    _CODES,
    id="plan",
    title=N_("Plan"),
    book=True,
)
PARTS = (
    _parts("setting", N_("Settings of the plan"), SettingSpec),
    _parts("fact", N_("Figures of people"), FactSpec),
    _parts("incident", N_("Kinds of incidents"), IncidentSpec),
    _parts("checklist", N_("Lines of checklists"), CheckLine),
)
RULES = HeadedSheet(
    (
        Column("rule", N_("Rule id")),
        Column("parameter", N_("Parameter")),
        Column("value", N_("Given value")),
        Column("sentence", N_("What the rule does"), shown=True),
    ),
    _CODES, id="rule", title=N_("Rules of the plan"), book=True,
)  # fmt: skip
SHEETS = (HEAD, *(part.headed for part in PARTS), RULES)
