"""Read settings and lists of parts from their sheets."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.base.text import tidy
from xlsappraise.schemebook.cells import Content, decode
from xlsappraise.schemebook.draft import Path, SchemeDraft, Where
from xlsappraise.schemebook.plan import GridSheet, PairSheet, RowLevel
from xlsappraise.schemebook.rows import single
from xlsappraise.schemebook.shapes import Spec
from xlsappraise.schemebook.table import SchemeTable, closest
from xlsappraise.schemebook.words import name_of
from xlsappraise.typed.words import key, understood


def read_pairs(draft: SchemeDraft, sheet: PairSheet, table: SchemeTable) -> None:
    """Read a setting a row."""
    draft.places[sheet.path] = table.corner
    fields = {".".join(spec.path): spec for spec in sheet.fields}
    names = {path: name_of(spec) for path, spec in fields.items()}
    paths = understood(names)
    seen: set[str] = set()
    for row, cells in table.contents():
        at = table.where(row, "name")
        if "name" not in cells:
            draft.report("scheme-book-blank", at)
            continue
        text = tidy(str(cells["name"]))
        path = paths.get(key(text))
        if path is None:
            draft.report("scheme-book-unknown-name", at, text, closest(text, names))
            continue
        spec = fields[path]
        if path in seen and not spec.shape.many:
            draft.report("scheme-book-twice", at, text)
            continue
        seen.add(path)
        where = Where(table.name, table.where(row, "value").place, text)
        _take_pair(draft, (*sheet.path, *spec.path), spec, where, cells.get("value"))


def _take_pair(draft: SchemeDraft, path: Path, spec: Spec, where: Where, content: Content | None) -> None:
    if spec.shape.many:
        path = (*path, len(draft.get(path) or ()))
    draft.places[path] = where
    if content is not None:
        draft.set(path, decode(content, single(spec.shape)))


def read_grid(draft: SchemeDraft, sheet: GridSheet, table: SchemeTable) -> None:
    """Read parts in rows: a part of a level begins wherever a cell of that level is filled in."""
    draft.places[(*sheet.path, sheet.levels[0].name)] = table.corner
    current: list[Path] = []
    for row, cells in table.contents():
        for depth, level in enumerate(sheet.levels):
            own = {name.partition("/")[2]: cell for name, cell in cells.items() if name.startswith(f"{depth}/")}
            if not own:
                continue
            if depth > len(current):
                needed = sheet.levels[depth - 1].fields[0]
                parent = table.where(row, f"{depth - 1}/{'.'.join(needed.path)}")
                draft.report("scheme-book-blank", parent)
                break
            above: Path = (*(current[depth - 1] if depth else sheet.path), level.name)
            if level.mapping:
                _take_text(draft, table, row, depth, level, above, own)
                continue
            path = (*above, len(draft.get(above) or ()))
            current = [*current[:depth], path]
            _take_part(draft, table, row, depth, level, path, own)


def _take_part(
    draft: SchemeDraft,
    table: SchemeTable,
    row: int,
    depth: int,
    level: RowLevel,
    path: Path,
    cells: Mapping[str, Content],
) -> None:
    first, *_rest = level.fields
    draft.places[path] = table.where(row, f"{depth}/{'.'.join(first.path)}")
    draft.set(path, {})
    for spec in level.fields:
        name = ".".join(spec.path)
        draft.places[(*path, *spec.path)] = table.where(row, f"{depth}/{name}")
        if name in cells:
            draft.set((*path, *spec.path), decode(cells[name], spec.shape))
    if level.name == "criterion":
        draft.places[(*path, "rules")] = draft.places[(*path, "id")]
        draft.criteria.setdefault(str(draft.get((*path, "id"))), []).append(path)


def _take_text(
    draft: SchemeDraft,
    table: SchemeTable,
    row: int,
    depth: int,
    level: RowLevel,
    above: Path,
    cells: Mapping[str, Content],
) -> None:
    names, texts = level.fields
    where = table.where(row, f"{depth}/{level.name}")
    for column in ("key", level.name):
        if column not in cells:
            draft.report("scheme-book-blank", table.where(row, f"{depth}/{column}"))
            return
    name = decode(cells["key"], names.shape)
    if (draft.get(above) or {}).get(name) is not None:
        draft.report("scheme-book-twice", table.where(row, f"{depth}/key"), name)
        return
    draft.places[(*above, name)] = where
    draft.places[(*above, name, "[key]")] = table.where(row, f"{depth}/key")
    draft.set((*above, name), decode(cells[level.name], texts.shape))
