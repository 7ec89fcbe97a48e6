"""Read a plan from its workbook; report every mistake in it with its sheet and cell."""

from __future__ import annotations

import re
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.base.text import tidy
from xlsappraise.plans.book.names import PARAMETERS
from xlsappraise.plans.book.sheets import HEAD, HEAD_FIELDS, PARTS, RULES, SHEETS, PartSheet
from xlsappraise.plans.book.values import Tree, built, path_of_label, setting_cell
from xlsappraise.plans.lint import faulty_parts, misfit_parts
from xlsappraise.plans.model import Plan
from xlsappraise.plans.rules import AnyPayRule
from xlsappraise.schemebook.draft import Path, SchemeDraft, Where
from xlsappraise.schemebook.table import SchemeTable, closest
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.book import Book
from xlsappraise.xlsx.own import own, read_own

UNREADABLE = "plan-book-unreadable"
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def read_plan_book(path: FilePath) -> Plan:
    """Read a plan from a workbook; raise Refusal with everything that is wrong with it."""
    draft = SchemeDraft(path.name)
    reading = read_own(path, UNREADABLE)
    _refuse_others(draft, reading)
    with own(path, UNREADABLE):
        tables = _tables(draft, reading)
    missing = [sheet for sheet in (HEAD, RULES) if sheet.id not in tables]
    if missing:
        absent = (problem("scheme-book-no-sheet", file=draft.file, expected=phrase(s.title)) for s in missing)
        raise Refusal(*draft.problems, *absent)
    _read_head(draft, tables["plan"])
    for part in PARTS:
        if part.headed.id in tables:
            _read_parts(draft, part, tables[part.headed.id])
    _read_rules(draft, tables["rule"])
    plan = _validated(draft)
    if plan is None or draft.problems:
        raise Refusal(*draft.problems)
    return plan


def _refuse_others(draft: SchemeDraft, reading: Book) -> None:
    """Raise Refusal for a workbook without a sheet of a plan."""
    names = understood({sheet.id: sheet.title for sheet in (HEAD, RULES)})
    if not any(key(entry.name) in names for entry in reading.entries):
        sheets = tuple(entry.name for entry in reading.entries)
        raise Refusal(problem("plan-book-no-plan", file=draft.file, found=sheets))


def _tables(draft: SchemeDraft, reading: Book) -> dict[str, SchemeTable]:
    """Match the sheets by name; report other visible ones, since a renamed sheet would be lost."""
    titles = {sheet.id: sheet.title for sheet in SHEETS}
    names = understood(titles)
    found = {}
    for entry in reading.entries:
        name = names.get(key(entry.name))
        where = Where(entry.name, (0, 0), entry.name)
        if name is None and entry.state == "visible":
            draft.report("scheme-book-unknown-sheet", where, entry.name, closest(entry.name, titles))
        elif name is not None and name not in found:
            headed = next(sheet for sheet in SHEETS if sheet.id == name)
            found[name] = SchemeTable(draft, headed, reading, entry)
    return found


def _read_head(draft: SchemeDraft, table: SchemeTable) -> None:
    """Read what the plan says of itself: a name and a value a row."""
    names = understood({name: PARAMETERS[name] for name in HEAD_FIELDS})
    draft.places[()] = table.corner
    tree: Tree = {}
    for row, cells in table.contents():
        at, text = table.where(row, "name"), tidy(str(cells.get("name", "")))
        name = names.get(key(text))
        if name is None:
            meant = closest(text, {name: PARAMETERS[name] for name in HEAD_FIELDS})
            draft.report("scheme-book-unknown-name" if text else "scheme-book-blank", at, text or None, meant)
            continue
        where = Where(table.name, table.where(row, "value").place, phrase(PARAMETERS[name]))
        content = cells.get("value")
        if name in ("assumptions", "notes"):
            listed = tree.setdefault(name, {})
            assert isinstance(listed, dict)
            if content is not None:
                listed[len(listed) + 1] = (content, where)
        elif name in tree:
            draft.report("scheme-book-twice", at, text)
        else:
            tree[name] = (content, where)
    data = built(draft, Plan, tree, ())
    draft.data.update({name: value for name, value in data.items() if value not in (None, [])})


def _read_parts(draft: SchemeDraft, part: PartSheet, table: SchemeTable) -> None:
    """Read a part a row."""
    draft.places[(part.key,)] = table.corner
    for row, cells in table.contents():
        path: Path = (part.key, len(draft.data.get(part.key, ())))
        tree: Tree = {c.id: (cells.get(c.id), table.where(row, c.id)) for c in part.headed.columns if c.id != "value"}
        data = built(draft, part.model, tree, path)
        first = part.headed.columns[0].id
        draft.places[path] = table.where(row, first)
        if "value" in part.headed.by_name:
            draft.places[(*path, "value")] = table.where(row, "value")
            if "value" in cells:
                data["value"] = setting_cell(data.get("type"), cells["value"])
        draft.data.setdefault(part.key, []).append(data)


def _read_rules(draft: SchemeDraft, table: SchemeTable) -> None:
    """Read the rules: a rule begins with the row that names it; each row gives a parameter."""
    draft.places[("rule",)] = table.corner
    trees: list[Tree] = []
    for row, cells in table.contents():
        if "rule" in cells:
            trees.append({"id": (cells["rule"], table.where(row, "rule"))})
        at = table.where(row, "parameter")
        if not trees or "parameter" not in cells:
            if set(cells) - {"rule"} or not trees:
                draft.report("scheme-book-blank", table.where(row, "rule") if not trees else at)
            continue
        text = tidy(str(cells["parameter"]))
        path = path_of_label(text)
        where = Where(table.name, table.where(row, "value").place, text)
        if path is None:
            draft.report("scheme-book-unknown-name", at, text, closest(text, PARAMETERS))
        elif not _put(trees[-1], path, (cells.get("value"), where)):
            draft.report("scheme-book-twice", at, text)
    rules = []
    for number, tree in enumerate(trees):
        draft.places[("rule", number)] = table.corner
        rules.append(built(draft, AnyPayRule, tree, ("rule", number)))
        if isinstance(first := tree["id"], tuple):
            draft.places[("rule", number)] = first[1]
    draft.data["rule"] = rules


def _put(tree: Tree, path: Path, leaf: Any) -> bool:
    """Put a cell at a path; return whether nothing was there."""
    for step in path[:-1]:
        below = tree.setdefault(step, {})
        if isinstance(below, tuple):
            return False
        tree = below
    if path[-1] in tree:
        return False
    tree[path[-1]] = leaf
    return True


def _validated(draft: SchemeDraft) -> Plan | None:
    """Return the plan; None where the model refuses the data, each error reported with its cell."""
    try:
        plan = Plan.model_validate(draft.data)
    except ValidationError as error:
        for path, detail in misfit_parts(error):
            _report(draft, path, detail)
        return None
    for path, detail in faulty_parts(plan):
        _report(draft, path, detail)
    return plan


def _report(draft: SchemeDraft, path: str, detail: Text) -> None:
    steps = tuple(int(number) if number else name for name, number in _STEP.findall(path))
    where = draft.where(steps)
    draft.report("scheme-book-fault", where, detail=detail)
