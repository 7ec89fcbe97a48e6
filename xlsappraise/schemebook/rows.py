"""Return a scheme's data as the rows of its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlsappraise.schemebook.plan import GridSheet, PairSheet, RowLevel
from xlsappraise.schemebook.shapes import Shape, Spec, entry_fields_of, parameters_of

Raw = dict[str, Any]
Row = dict[str, tuple[Any, Shape]]
"""The values of a row by column, with the shape of the column's field"""


def part_at(data: Mapping[str, Any], path: Sequence[str]) -> Any:
    """Return the value at a path; None where there is none."""
    value: Any = data
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return value


def pair_rows(sheet: PairSheet, data: Raw) -> Iterator[tuple[Spec, Any]]:
    """Yield a row per setting, given or not; per text where a setting has several."""
    for spec in sheet.fields:
        value = part_at(data, (*sheet.path, *spec.path))
        if spec.shape.many and value:
            yield from ((spec, item) for item in value)
        else:
            yield spec, value


def grid_rows(sheet: GridSheet, data: Raw) -> Iterator[tuple[Row, int]]:
    """Yield the rows of a sheet with the uppermost level that begins in each."""
    for item in part_at(data, (*sheet.path, sheet.levels[0].name)) or ():
        yield from _item_rows(sheet.levels, 0, item)


def _item_rows(levels: Sequence[RowLevel], depth: int, item: Raw) -> Iterator[tuple[Row, int]]:
    row: Row = {}
    for spec in levels[depth].fields:
        value = part_at(item, spec.path)
        if value is not None:
            row[f"{depth}/{'.'.join(spec.path)}"] = (value, spec.shape)
    below = list(_rows_below(levels, depth + 1, item))
    if below:
        yield {**row, **below[0][0]}, depth
        yield from below[1:]
    else:
        yield row, depth


def _rows_below(levels: Sequence[RowLevel], depth: int, item: Raw) -> Iterator[tuple[Row, int]]:
    if depth == len(levels):
        return
    level = levels[depth]
    held = item.get(level.name) or {}
    if level.mapping:
        text = Shape("text")
        for name, value in held.items():
            yield {f"{depth}/key": (name, text), f"{depth}/{level.name}": (value, text)}, depth
    else:
        for part in held:
            yield from _item_rows(levels, depth, part)


def rule_rows(data: Raw) -> Iterator[tuple[Row, bool]]:
    """Yield the rows of the rules, and whether a criterion begins with each."""
    text = Shape("text")
    for section in data["section"]:
        for criterion in section["criterion"]:
            for number, rule in enumerate(criterion["rules"]):
                kind = rule["kind"]
                head: Row = {"kind": (kind, text)}
                if number == 0:
                    head["criterion"] = (criterion["id"], text)
                rows = list(_parameter_rows(kind, rule)) or [{}]
                yield {**head, **rows[0]}, number == 0
                for row in rows[1:]:
                    yield row, False


def _parameter_rows(kind: str, rule: Raw) -> Iterator[Row]:
    for name, spec in parameters_of(kind).items():
        if name not in rule:
            continue
        named: Row = {"parameter": (name, Shape("text"))}
        values = rule[name] if spec.shape.many else [rule[name]]
        for value in values:
            if spec.shape.model is None:
                yield {**named, "value": (value, single(spec.shape))}
            else:
                yield {**named, **_entry(kind, name, value)}


def _entry(kind: str, parameter: str, value: Raw) -> Row:
    row: Row = {}
    for name, spec in entry_fields_of(kind, parameter).items():
        found = part_at(value, spec.path)
        if found is not None:
            row[f"entry/{name}"] = (found, spec.shape)
    return row


def single(shape: Shape) -> Shape:
    """Return the shape of one of many."""
    return Shape(shape.kind, shape.options, mapping=shape.mapping, model=shape.model)
