"""Define the parts of a scheme: raters, totals, grades, adjustments, fields, tables, feeds, variants, roll-ups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from xlsappraise.schemes.ids import table_slot
from xlsappraise.schemes.rules import Figure, Scale, Strict

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
SchemeId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]


class Rater(Strict):
    """Who fills a column, or a form of their own, in; weight 0 is shown for comparison and never counts.

    ``several``: any number of people, whose marks are averaged and who stay anonymous; fewer than ``least``
    of them are withheld. Only with forms of their own.
    """

    id: Id
    title: Title
    weight: Figure = Field(ge=0, le=1)
    several: bool = False
    least: int = Field(default=3, ge=1)


class Total(Strict):
    """Full points, and the cap when there is one; ``mean``: the mean of the subtotals instead of their sum."""

    points: Figure = Field(gt=0)
    max: Figure | None = None
    mean: bool = False


class Grade(Strict):
    """A grade from a total on, the bound included; ``action`` is what the people of this grade are listed for."""

    title: Title
    from_: Figure = Field(alias="from")
    action: Title | None = None


class Adjustments(Strict):
    """Additions and deductions with reasons; ``min``/``max`` bound each row, and with ``net`` their sum too."""

    rows: int = Field(ge=1, le=20)
    min: Figure
    max: Figure
    step: Figure = Field(default=0.5, gt=0)
    title: Title | None = None
    net: bool = True


class SignOff(Strict):
    """What the sign-off asks for besides the confirmation."""

    dated: bool = False


class ExtraField(Strict):
    """Something the form records beside the scores: an evaluation, a signature, a measured figure.

    ``carry``: shown again, locked, in the next period's form. ``asked``: a complete form that leaves it blank is asked
    about. ``max``: the largest number. ``rater``: only in the form of that rater. ``after``: the field with the date
    that comes before this one.
    """

    id: Id
    label: Title
    type: Literal["text", "date", "choice", "number", "percent", "integer"] = "text"
    choices: tuple[str, ...] | None = None
    max: Figure | None = Field(default=None, gt=0)
    lines: int = Field(default=1, ge=1, le=10)
    carry: bool = False
    asked: bool = False
    rater: Id | None = None
    after: Id | None = None


class Choice(Strict):
    """A word of a table's column, and its worth between 0 and 1 where a survey counts it."""

    label: str
    worth: Figure | None = Field(default=None, ge=0, le=1)


class TableColumn(Strict):
    """A column of a table. ``person`` is a name of the roster; ``within`` keeps dates inside the period; ``after``
    is the column of a date that comes first, such as the completion before the callback.

    ``needed_by`` and ``needed_for``: a blank is asked about where that column, of choices, has one of these words.
    ``apart_from``: a column of choices of which a record answers this one or that, never both; the other has its
    choice without a worth.
    ``group``: results are broken down by it; ``listed``: its texts are listed; ``measured``: its mean or share
    and its distribution are in the summary, by default wherever there is a scale. ``phone``: its texts are numbers
    to call, and one that lacks a digit is asked about.
    """

    id: Id
    label: Title
    type: Literal["text", "date", "integer", "number", "percent", "choice", "person"]
    required: bool = True
    min: Figure | None = None
    max: Figure | None = None
    step: Figure | None = Field(default=None, gt=0)
    choices: tuple[Choice, ...] | None = None
    within: bool = False
    after: Id | None = None
    needed_by: Id | None = None
    needed_for: tuple[str, ...] = ()
    apart_from: Id | None = None
    width: Figure = Field(default=10, ge=4, le=60)
    group: bool = False
    listed: bool = False
    measured: bool | None = None
    phone: bool = False

    @property
    def scale(self) -> Scale | None:
        """Return how its cells count in a survey; None where they cannot."""
        if self.choices is not None:
            worths = tuple((c.label, c.worth) for c in self.choices if c.worth is not None)
            return Scale(self.id, self.label, None, worths) if worths else None
        return None if self.max is None else Scale(self.id, self.label, self.max)

    @property
    def summarized(self) -> bool:
        """Return whether the summary has its mean or share."""
        return self.scale is not None if self.measured is None else self.measured


class Table(Strict):
    """Rows of responses or visits inside a form; at least ``least`` of them are to be filled in.

    ``asked``: fewer rows than these are asked about.
    """

    id: Id
    title: Title
    rows: int = Field(ge=1, le=200)
    least: int = Field(default=1, ge=0)
    asked: int = Field(default=0, ge=0)
    columns: tuple[TableColumn, ...] = Field(min_length=1)

    def counted_rows(self, inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the rows that count, those with any required column filled in: row number and cells by column id."""
        found = []
        for row in range(1, self.rows + 1):
            cells = {column.id: inputs.get(table_slot(self.id, row, column.id)) for column in self.columns}
            if any(cells[column.id] is not None for column in self.columns if column.required):
                found.append({"@row": row, **cells})
        return found


class Feed(Strict):
    """Inputs that are filled from a log of the same person and period: rows with that column filled in."""

    scheme: SchemeId
    table: Id
    counts: dict[Id, Id] = Field(min_length=1)


class Variant(Strict):
    """Another title and other standards for people whose position has one of the words.

    ``rater``: the only one who marks these people, in all criteria.
    """

    id: Id
    title: Title
    positions: tuple[str, ...] = Field(min_length=1)
    rater: Id | None = None
    standards: dict[Id, str] = Field(min_length=1)


class RollUpAward(Strict):
    """A title for everybody whose rolled-up result lies above some points."""

    points: Figure
    title: Title


class RollUpPart(Strict):
    """A share of a weighted result; exactly one of ``checks``, ``scheme`` and ``own`` is its source.

    ``checks``: the plain mean of the marks of weekly and monthly checks; ``scheme``: the plain mean of that scheme's
    results of the periods below, uncapped; ``own``: the result of the period's own form.
    """

    title: Title
    weight: Figure = Field(gt=0, le=1)
    checks: bool = False
    scheme: SchemeId | None = None
    own: bool = False


class RollUp(Strict):
    """How results of shorter periods become one of a longer period.

    Without ``parts`` a quarter is the mean of its months, a year that of its quarters. ``missing``: what happens
    where a period or a part below has no result: the mean of what is there, flagged, or no result.
    """

    missing: Literal["mean", "none"] = "mean"
    parts: tuple[RollUpPart, ...] = ()
    above: RollUpAward | None = None
