"""Write a scheme as a workbook to be changed by hand: headings, dropdowns, one sheet per kind of thing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from xlsappraise.drawing.strict import writing
from xlsappraise.schemebook.page import SchemePage, SchemePages
from xlsappraise.schemebook.plan import GridSheet, PairSheet, RuleSheet, Sheet, headed, hint_of, sheets
from xlsappraise.schemebook.reference import write_how_to, write_reference
from xlsappraise.schemebook.rows import Raw, grid_rows, pair_rows, rule_rows, single
from xlsappraise.schemebook.shapes import Shape, Spec, entry_columns
from xlsappraise.schemebook.words import NAMES, kind_names, name_of
from xlsappraise.schemes import Scheme

_TEXT = Shape("text")
_NAMES = {"kind": kind_names(), "parameter": NAMES}
CRITERIA_ID = "1/id"


def write_scheme_book(scheme: Scheme, path: Path) -> None:
    """Write a scheme into a workbook under ``path``."""
    data: Raw = json.loads(scheme.model_dump_json(by_alias=True, exclude_defaults=True))
    data["grades"] = json.loads(scheme.model_dump_json(by_alias=True, include={"grades"}))["grades"]
    with writing(path) as book:
        pages = SchemePages(book, scheme.say)
        write_how_to(pages, path.name)
        made = [(sheet, pages.page(headed(sheet))) for sheet in sheets()]
        write_reference(pages)
        for sheet, page in made:
            if isinstance(sheet, PairSheet):
                _write_pairs(page, sheet, data)
            elif isinstance(sheet, GridSheet):
                _write_grid(page, sheet, data)
            else:
                _write_rules(page, data)
            page.finish(used=_used(sheet, data))
        made[0][1].sheet.activate()


def _used(sheet: Sheet, data: Raw) -> bool:
    """Return whether a sheet holds anything of a scheme; what it does not need is hidden, to be shown when needed."""
    if isinstance(sheet, GridSheet):
        return any(True for _row in grid_rows(sheet, data))
    return isinstance(sheet, RuleSheet) or any(value is not None for _spec, value in pair_rows(sheet, data))


def _write_pairs(page: SchemePage, sheet: PairSheet, data: Raw) -> None:
    say = page.say
    for spec, value in pair_rows(sheet, data):
        row = page.next_row(begins=not spec.shape.many)
        page.put_text(row, "name", say(name_of(spec)))
        page.put(row, "value", value, single(spec.shape))
        page.put_text(row, "hint", say(hint_of(spec)) if hint_of(spec) else "")
        page.choices(row, row, "value", spec.shape)


def _write_grid(page: SchemePage, sheet: GridSheet, data: Raw) -> None:
    used: set[str] = set()
    for cells, level in grid_rows(sheet, data):
        used |= cells.keys()
        row = page.next_row(begins=level == 0)
        for column, (value, shape) in cells.items():
            page.put(row, column, value, shape)
    for name, spec in sheet.columns.items():
        page.column(name, spec.shape)
        page.choices(1, page.last, name, spec.shape)
        if used and name not in used:
            page.hide(name)
        target = _referred(spec)
        if target is not None:
            page.refer(name, *target)


def _referred(spec: Spec) -> tuple[str, str] | None:
    """Return the sheet and column whose texts a field takes."""
    if (spec.owner, spec.name) == ("Variant.standards", "key"):
        return "criteria", CRITERIA_ID
    if spec.name == "rater":
        return "raters", "0/id"
    return None


def _write_rules(page: SchemePage, data: Raw) -> None:
    say = page.say
    titles = {c["id"]: c["title"] for s in data["section"] for c in s["criterion"]}
    used: set[str] = set()
    for cells, begins in rule_rows(data):
        used |= cells.keys()
        row = page.next_row(begins=begins)
        for column, (value, shape) in cells.items():
            if column in _NAMES:
                page.put_text(row, column, say(_NAMES[column].get(str(value), str(value))))
            else:
                page.put(row, column, value, shape)
        if "criterion" in cells:
            page.look_up(row, "title", "criterion", ("criteria", CRITERIA_ID, "1/title"), titles[cells["criterion"][0]])
        for column, (_value, shape) in cells.items():
            page.choices(row, row, column, shape)
    for name, specs in entry_columns().items():
        page.column(f"entry/{name}", _common(spec.shape for spec in specs))
        if f"entry/{name}" not in used:
            page.hide(f"entry/{name}")
    for column in ("criterion", "kind", "parameter"):
        page.column(column, _TEXT)
    page.refer("criterion", "criteria", CRITERIA_ID)
    page.refer("kind", "reference", "kinds", spare=0)
    page.refer("parameter", "reference", "parameters", spare=0)


def _common(shapes: Iterable[Shape]) -> Shape:
    """Return text where every field of a name takes texts, so that new cells are text cells."""
    return Shape("text" if all(s.kind in ("text", "word") for s in shapes) else "mixed")
