"""Declare the sheets of a scheme's workbook: which parts of the scheme each holds, as pairs, as rows, or as rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xlsappraise.base.i18n import N_
from xlsappraise.schemebook.shapes import Shape, Spec, columns_of, entry_columns, fields_of
from xlsappraise.schemebook.words import NAMES, name_of
from xlsappraise.schemes import Adjustments, ExtraField, Grade, Rater, RollUpPart, Scheme, Section, Table, Variant
from xlsappraise.schemes.rules import Strict
from xlsappraise.typed import Codes, Column, HeadedSheet


@dataclass(frozen=True)
class RowLevel:
    """Parts that are listed in rows; ``mapping``: texts by names instead of parts."""

    name: str
    fields: tuple[Spec, ...]
    mapping: bool = False


@dataclass(frozen=True)
class PairSheet:
    """A setting a row: its name and value. ``path``: the part of the scheme that the sheet holds."""

    id: str
    title: str
    path: tuple[str, ...]
    fields: tuple[Spec, ...]


@dataclass(frozen=True)
class GridSheet:
    """Parts in rows; the parts inside them follow beside and below. ``path``: the part that holds them."""

    id: str
    title: str
    levels: tuple[RowLevel, ...]
    path: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, Spec]:
        """Return the columns from left to right, by level and dotted path there: ``level/path``."""
        return {f"{n}/{'.'.join(s.path)}": s for n, level in enumerate(self.levels) for s in level.fields}


@dataclass(frozen=True)
class RuleSheet:
    """The rules: kind, then a parameter, or an entry of a list, a row."""

    id: str
    title: str


Sheet = PairSheet | GridSheet | RuleSheet

PAIR_COLUMNS = (
    Column("name", N_("Setting")),
    Column("value", N_("Given value")),
    Column("hint", N_("Explanation"), shown=True),
)
RULE_COLUMNS = (
    Column("criterion", N_("Criterion id")),
    Column("title", N_("Criterion"), shown=True),
    Column("kind", N_("Rule kind")),
    Column("parameter", N_("Parameter")),
    Column("value", N_("Given value")),
)
_CODES = Codes(
    twice="scheme-book-duplicate-heading", formula="scheme-book-formula", error="scheme-book-error-value",
    date="scheme-book-date",
)  # fmt: skip
HOW_TO = N_("How to use this workbook")
REFERENCE = N_("Rule kinds")


def _levels(name: str, model: type[Strict]) -> tuple[RowLevel, ...]:
    """Return the level of a model's parts and of the parts in them, as long as these are one kind of part."""
    fields = [s for s in columns_of(model) if not (s.shape.mapping and len(s.path) == 1)]
    below: list[RowLevel] = []
    for spec in fields_of(model).values():
        if spec.shape.mapping:
            names = Spec(("key",), f"{spec.owner}.{spec.name}", Shape("text"), required=True)
            texts = Spec((spec.name,), spec.owner, Shape("text"), required=True)
            below = [RowLevel(spec.name, (names, texts), mapping=True)]
        elif spec.shape.many and spec.shape.model is not None and spec.name != "rules":
            below = list(_levels(spec.name, spec.shape.model))
    return (RowLevel(name, tuple(fields)), *below)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return the sheets in their order."""
    settings = tuple(s for s in columns_of(Scheme) if s.path[0] != "adjustments")
    return (
        PairSheet("settings", N_("Settings"), (), settings),
        GridSheet("raters", N_("Raters"), _levels("raters", Rater)),
        GridSheet("criteria", N_("Sections and criteria"), _levels("section", Section)),
        RuleSheet("rules", N_("Rules")),
        GridSheet("grades", N_("Grade bounds"), _levels("grades", Grade)),
        PairSheet("adjustments", N_("Adjustments"), ("adjustments",), tuple(columns_of(Adjustments))),
        GridSheet("fields", N_("Extra fields"), _levels("field", ExtraField)),
        GridSheet("tables", N_("Tables"), _levels("table", Table)),
        GridSheet("variants", N_("Variants"), _levels("variant", Variant)),
        GridSheet("rollup", N_("Roll-up parts"), _levels("parts", RollUpPart), ("rollup",)),
    )


@cache
def _headed_sheets() -> dict[str, HeadedSheet]:
    return {
        sheet.id: HeadedSheet(tuple(_columns(sheet)), _CODES, id=sheet.id, title=sheet.title, by_id=True, book=True)
        for sheet in sheets()
    }


def _columns(sheet: Sheet) -> Iterator[Column]:
    """Yield a sheet's columns: ``level/path`` where there are levels, ``entry/name`` for entries of rules."""
    if isinstance(sheet, GridSheet):
        yield from (Column(name, name_of(spec)) for name, spec in sheet.columns.items())
    elif isinstance(sheet, PairSheet):
        yield from PAIR_COLUMNS
    else:
        yield from RULE_COLUMNS
        yield from (Column(f"entry/{name}", NAMES.get(name, name)) for name in entry_columns())


def headed(sheet: Sheet) -> HeadedSheet:
    """Return the declared columns of a sheet."""
    return _headed_sheets()[sheet.id]


def headings(sheet: Sheet) -> dict[str, str]:
    """Return a sheet's headings, to be translated, by column."""
    return {column.id: column.title for column in headed(sheet).columns}


HINTS: dict[str, str] = {
    "Scheme.id": N_("Lower-case letters, digits and hyphens. A scheme of the same id replaces the shipped one."),
    "Scheme.title": N_("Printed at the top of the form."),
    "Scheme.role": N_("Whom the form is for."),
    "Scheme.period": N_("How often the form is filled in."),
    "Scheme.source": N_("Where the rules come from."),
    "Scheme.assumptions": N_("What was decided where the source gives no rule. One sentence a row."),
    "Scheme.instructions": N_("Printed with the form. One sentence a row; insert rows for more."),
    "Scheme.method_heading": N_("Shown beside the standard. Blank: the form has no such column."),
    "Scheme.missing_rater": N_("Only where each rater has a form of their own. Blank: the mean of the others."),
    "Scheme.explain_losses": N_(
        "Yes: a no, a lower level, a deduction or a missed bound needs a remark; a blank one is asked about."
    ),
    "Scheme.explain_additions": N_(
        "Yes: points of a section of additions need a remark that says what for; a blank one is asked about."
    ),
    "Scheme.explain_ends": N_(
        "Yes: the best or worst level, a plus or a minus needs a remark with a fact; a blank one is asked about."
    ),
    "Scheme.not_checked": N_(
        "What is usual in this scheme and hard to believe elsewhere. Blank: all of it is noticed."
    ),
    "Scheme.forms": N_("One form for all raters, or each rater a form of their own."),
    "Total.points": N_("What the sections must add up to."),
    "Total.max": N_("Blank: no cap."),
    "Adjustments.rows": N_("How many rows for additions and deductions. Clear all values for none."),
    "Adjustments.min": N_("A number below 0, such as -10."),
    "Adjustments.net": N_("Blank means yes."),
    "RollUp.missing": N_("When months become a quarter or a year, and one of them has no result."),
    "RollUpAward.points": N_("Who comes above this with a rolled-up result gets the title below. Blank: no title."),
}


def hint_of(spec: Spec) -> str:
    """Return the English explanation of a setting, to be translated; empty when there is none."""
    return HINTS.get(f"{spec.owner}.{spec.name}", "")
