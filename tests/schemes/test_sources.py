"""docs/sources.md against the templates: nothing in a template is without its printed item or a named assumption."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from xlsappraise.schemes import Library

LIBRARY = Library()
ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "docs" / "sources.md"
SCHEMES = sorted((ROOT / "templates").glob("*.toml"))
PLANS = sorted((ROOT / "templates" / "plans").glob("*.toml"))
_ID = re.compile(r"`([^`]+)`")


def sections() -> dict[str, list[tuple[str, str]]]:
    """Return, by id of scheme or plan, the rows of its table: what the source prints, and what carries it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in re.split(r"^## ", SOURCES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _newline, text = part.partition("\n")
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line.startswith("|")]
        assert all(len(row) == 2 for row in rows), name
        assert name.strip() not in found, name
        found[name.strip()] = [(row[0].strip(), row[1].strip()) for row in rows[2:]]
    return found


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _inner(value: Any) -> Iterator[str]:
    """Yield the ids of the lines inside a rule."""
    if isinstance(value, dict):
        if "id" in value:
            yield str(value["id"])
        for part in value.values():
            yield from _inner(part)
    elif isinstance(value, list):
        for part in value:
            yield from _inner(part)


def of_scheme(scheme: dict[str, Any]) -> set[str]:
    """Return what must be in a scheme's table."""
    found = {"grades"}
    for criterion in (c for section in scheme["section"] for c in section["criterion"]):
        found.add(criterion["id"])
        lines = (line for rule in criterion["rules"] for part in rule.values() for line in _inner(part))
        found |= {f"{criterion['id']}.{line}" for line in lines}
    found |= {f"field.{field['id']}" for field in scheme.get("field", ())}
    found |= {f"{table['id']}.{column['id']}" for table in scheme.get("table", ()) for column in table["columns"]}
    return found | ({"adjustments"} if "adjustments" in scheme else set())


def of_plan(plan: dict[str, Any]) -> set[str]:
    """Return what must be in a plan's table."""
    found = {setting["key"] for setting in plan.get("setting", ())}
    found |= {one["id"] for kind in ("fact", "incident", "rule") for one in plan.get(kind, ())}
    return found | {f"{line['list']}.{line['id']}" for line in plan.get("checklist", ())}


def moves(plan: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the steps of ladders, each with the id of its rule."""
    for rule in plan["rule"]:
        for move in rule.get("moves", ()):
            yield rule["id"], move


def named(rows: list[tuple[str, str]]) -> set[str]:
    return {name for _printed, carrier in rows for name in _ID.findall(carrier)}


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_every_line_of_a_scheme_has_its_source_or_an_assumption(path: Path) -> None:
    rows = sections()[path.stem]
    scheme = read(path)
    known = of_scheme(scheme)
    optional = {"total", "rollup", "signoff", "instructions", "assumptions", "period", "raters", "variants"}
    assert known - named(rows) == set(), "in the template and not in docs/sources.md"
    others = {"adjustments"} | {f"rater.{rater['id']}" for rater in scheme["raters"]}
    tables = {table["id"] for table in scheme.get("table", ())}
    model = LIBRARY[path.stem]
    inputs = {f"{c.id}.{one.id}" for c in model.criteria for one in c.inputs(model.say)}
    assert named(rows) - known - optional - others - tables - inputs == set(), (
        "in docs/sources.md and not in the template"
    )


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_rule_of_a_plan_has_its_source_or_an_assumption(path: Path) -> None:
    rows = sections()[path.stem]
    plan = read(path)
    known = of_plan(plan)
    every = {file.stem for file in (*SCHEMES, *PLANS)}
    lists = {line["list"] for line in plan.get("checklist", ())}
    assert known - named(rows) == set(), "in the template and not in docs/sources.md"
    assert named(rows) - known - every - lists == set(), "in docs/sources.md and not in the template"


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_step_of_a_ladder_has_its_source(path: Path) -> None:
    rows = sections()[path.stem]
    for rule, move in moves(read(path)):
        facts = {c["fact"] for c in (*move.get("all_of", ()), *move.get("any_of", ())) if "fact" in c}
        if (facts and facts <= named(rows)) or "to" not in move:
            continue
        lists = {c["list"] for c in move.get("all_of", ()) if "list" in c}
        stepped = any(f"`{rule}`" in text and f"→ {move['to']}" in text for _printed, text in rows)
        listed = any(name.split(".")[0] in lists for name in named(rows))
        assert stepped or listed, move


def test_every_row_says_what_is_printed_and_what_carries_it() -> None:
    for name, rows in sections().items():
        assert rows, name
        for printed, carrier in rows:
            assert printed and carrier, (name, printed)
            if printed.startswith(("（来源没有", "（来源缺失")):
                assert "[A]" in carrier or not _ID.search(carrier), (name, printed)
