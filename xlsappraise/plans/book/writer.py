"""Write a plan as a workbook: one sheet for the plan, its settings, figures, incidents and rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xlsappraise.base.i18n import words
from xlsappraise.drawing.strict import writing
from xlsappraise.plans.book.names import PARAMETERS
from xlsappraise.plans.book.sheets import HEAD, HEAD_FIELDS, PARTS, RULES
from xlsappraise.plans.book.values import cell_value, label, leaves
from xlsappraise.plans.model import Plan
from xlsappraise.schemebook.page import SchemePage, SchemePages


def write_plan_book(plan: Plan, path: Path, language: str) -> None:
    """Write a plan into a workbook whose headings are in a language; raise OSError where it cannot be written."""
    data = plan.model_dump(by_alias=True, exclude_defaults=True)
    with writing(path) as book:
        pages = SchemePages(book, words(language))
        _write_head(pages.page(HEAD), data)
        for part in PARTS:
            page = pages.page(part.headed)
            for item in data.get(part.key, ()):
                row = page.next_row(begins=True)
                for name, value in item.items():
                    _put(page, row, name, value)
            page.finish()
        _write_rules(pages.page(RULES), plan, data)


def _put(page: SchemePage, row: int, column: str, value: Any, name: str = "") -> None:
    """Write the value of a field, by default that of the column's name; blanks stay blank."""
    if value is not None:
        page.put_content(row, column, cell_value(name or column, value, page.say))


def _write_head(page: SchemePage, data: dict[str, Any]) -> None:
    say = page.say
    for name in HEAD_FIELDS:
        value = data.get(name)
        for item in value if isinstance(value, list | tuple) and value else (value,):
            row = page.next_row(begins=True)
            page.put_text(row, "name", say(PARAMETERS[name]))
            _put(page, row, "value", item, name)
    page.finish()


def _write_rules(page: SchemePage, plan: Plan, data: dict[str, Any]) -> None:
    say = page.say
    for rule, raw in zip(plan.rules, data["rule"], strict=True):
        ordered = {"kind": raw["kind"], "title": raw["title"], **raw}
        for number, (path, value) in enumerate(leaves({n: v for n, v in ordered.items() if n != "id"})):
            row = page.next_row(begins=number == 0)
            if number == 0:
                page.put_text(row, "rule", rule.id)
                page.put_text(row, "sentence", plan.rule_text(rule, say))
            page.put_text(row, "parameter", label(path, say))
            _put(page, row, "value", value, str(path[-1]))
    page.finish()
