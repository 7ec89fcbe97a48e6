"""Find what is wrong with the tables of a scheme and with references to them."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import N_, Text, phrase
from xlsappraise.schemes.criteria import Criterion
from xlsappraise.schemes.ids import RESERVED, is_cell_address
from xlsappraise.schemes.model import Scheme
from xlsappraise.schemes.parts import Table, TableColumn

Found = Iterator[tuple[str, Text]]
_RESERVED = RESERVED | {"table", "section"}


def table_faults(scheme: Scheme) -> Found:
    """Yield (path, message) of what is wrong."""
    taken = {criterion.id for criterion in scheme.criteria} | _RESERVED
    for t, table in enumerate(scheme.tables):
        where = f"table[{t}]"
        if table.id in taken or is_cell_address(table.id):
            yield f"{where}.id", phrase("the id “{id}” is taken", id=table.id)
        taken.add(table.id)
        for name, count in (("least", table.least), ("asked", table.asked)):
            if count > table.rows:
                yield f"{where}.{name}", phrase("more rows are asked for than the table has")
        if 0 < table.asked <= table.least:
            yield f"{where}.asked", phrase("fewer rows than the fewest are an error already")
        if not any(column.required for column in table.columns):
            yield f"{where}.columns", phrase("at least one column must be required")
        yield from _columns(where, table)
    for s, section in enumerate(scheme.sections):
        for c, criterion in enumerate(section.criteria):
            yield from _references(scheme, criterion, f"section[{s}].criterion[{c}]")


def _columns(where: str, table: Table) -> Found:
    seen: set[str] = set()
    for c, column in enumerate(table.columns):
        path = f"{where}.columns[{c}]"
        if column.id in seen:
            yield f"{path}.id", phrase("the id “{id}” is taken", id=column.id)
        seen.add(column.id)
        yield from _column(path, column)
        yield from _order(path, column, table)
        yield from _need(path, column, table)
        yield from _apart(path, column, table)


def _column(path: str, column: TableColumn) -> Found:
    if (column.type == "choice") != (column.choices is not None):
        yield f"{path}.choices", phrase("choices go with type choice, and only with it")
    if column.within and column.type != "date":
        yield f"{path}.within", phrase("only dates lie within a period")
    if column.type in ("text", "choice", "person", "date") and (column.min, column.max, column.step) != (None,) * 3:
        yield path, phrase("min, max and step are for numbers")
    if column.phone and column.type != "text":
        yield f"{path}.phone", phrase("phone numbers are texts")
    if column.max is not None and column.max <= (column.min or 0):
        yield f"{path}.max", phrase("must be above the smallest value")


def _order(path: str, column: TableColumn, table: Table) -> Found:
    """Yield a reference to something else than another date of the table."""
    dates = {other.id for other in table.columns if other.type == "date" and other is not column}
    if column.after is not None and (column.type != "date" or column.after not in dates):
        yield f"{path}.after", phrase("a date comes after another date of the same table")


def _need(path: str, column: TableColumn, table: Table) -> Found:
    """Yield a column or words by which a column cannot be needed."""
    words = {other.id: [choice.label for choice in other.choices or ()] for other in table.columns}
    if (column.needed_by is None) != (not column.needed_for):
        yield f"{path}.needed_for", phrase("a column is needed for words of another column")
    elif column.needed_by is not None and not set(column.needed_for) <= set(words.get(column.needed_by, ())):
        yield f"{path}.needed_for", phrase("the column “{id}” has no such choices", id=column.needed_by)
    if column.needed_by is not None and column.required:
        yield f"{path}.needed_by", phrase("a column that must be filled in is needed anyhow")


def _apart(path: str, column: TableColumn, table: Table) -> Found:
    """Yield a column that cannot exclude another, since one of them always has an answer that counts."""
    if column.apart_from is not None:
        left_out = {c.id for c in table.columns if any(choice.worth is None for choice in c.choices or ())}
        if column.apart_from == column.id or not {column.id, column.apart_from} <= left_out:
            text = N_("columns of which one excludes the other both need a choice without a worth")
            yield f"{path}.apart_from", phrase(text)


def _references(scheme: Scheme, criterion: Criterion, where: str) -> Found:
    known = {(table.id, column.id): column for table in scheme.tables for column in table.columns}
    for r, rule in enumerate(criterion.rules):
        for table, name in rule.table_columns():
            column = known.get((table, name))
            path = f"{where}.rules[{r}].columns"
            if column is None:
                yield path, phrase("there is no column “{id}” in a table “{table}”", id=name, table=table)
            elif not column.required or column.scale is None:
                text = N_("column “{id}” must be required and have a scale: a largest value, or choices with a worth")
                yield path, phrase(text, id=name)
        if not rule.bounded and criterion.points > 0:
            yield f"{where}.points", phrase("a rule without bounds needs a criterion of 0 points")
        if rule.may_exclude and not criterion.alone:
            yield f"{where}.rules[{r}]", phrase("only a criterion with a single rule may be excluded")
        if rule.may_exclude and _marked_by_several(scheme, criterion):
            yield f"{where}.rules[{r}]", phrase("may be excluded only where one rater's mark counts")
    if criterion.points == 0 and criterion.bounded:
        yield f"{where}.points", phrase("must be above 0")


def _marked_by_several(scheme: Scheme, criterion: Criterion) -> bool:
    """Return whether several raters' marks of a criterion make its score in one form."""
    return criterion.rater is None and len(scheme.scoring_raters) > 1 and not scheme.own
