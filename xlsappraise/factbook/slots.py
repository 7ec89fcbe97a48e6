"""The values that each cell takes. Writer (dropdowns, limits, advice) and reader (checks) use the same slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xlsappraise.base.days import day, day_number
from xlsappraise.base.i18n import Words, written
from xlsappraise.base.money import brief, percent
from xlsappraise.base.period import Period
from xlsappraise.base.text import units
from xlsappraise.factbook.figures import FigureColumn
from xlsappraise.factbook.needs import SettingRow
from xlsappraise.factbook.plan import MONEY, NOTE_LIMIT, figure_key
from xlsappraise.forms.validation import FIRST_DAY, LAST_DAY, MESSAGE_LIMIT, TITLE_LIMIT
from xlsappraise.plans.terms import SPANS
from xlsappraise.results.period_facts import NO, YES
from xlsappraise.typed import Column
from xlsappraise.typed.slot import InputType, Slot, allowed
from xlsappraise.typed.words import key

LARGEST = 9_999_999_999.99
"""The largest amount: up to here a float is exact to the cent"""
CODES = {
    "money": MONEY,
    "percent": "0.00%",
    "rate": "0.00##%",
    "date": "yyyy-mm-dd",
    "text": "@",
}
"""Number formats by type; a type that is not listed has none"""
FIGURE_WIDTHS = 12.0, 21.0
"""Minimum and maximum width of a column of figures"""
_NOWHERE = (0, 0)


def slot(
    name: str,
    label: str,
    kind: InputType,
    low: float | None = None,
    high: float | None = None,
) -> Slot:
    """Return a slot without a position."""
    return Slot(name, None, label, "", _NOWHERE, _NOWHERE, kind, min=low, max=high)


def column_of(figure: FigureColumn) -> Column:
    """Return the column of a figure of people or departments; its width is limited, long titles are wrapped."""
    kinds: Mapping[str, InputType] = {"count": "integer", "percent": "percent", "yesno": "choice"}
    choice = figure.type == "yesno"
    least, most = FIGURE_WIDTHS
    return Column(
        figure_key(figure.title), figure.title, kinds.get(figure.type, "number"),
        width=max(least, min(most, units(figure.title) + 5.0)),
        min=None if figure.negative or choice else 0,
        max=None if figure.max is None or choice else float(figure.max),
        choices=(YES, NO) if choice else None, code=CODES.get(figure.type, "General"),
    )  # fmt: skip


def column_slot(column: Column, period: Period, say: Words) -> Slot:
    """Return the slot of a column's cells; days of incidents and checks must lie in the period."""
    if column.id == "day":
        column = replace(column, min=day_number(period.first_day), max=day_number(period.last_day))
    return column.slot(say(column.title))


def item_slot(item: SettingRow, say: Words) -> Slot:
    """Return the slot of a setting's figure."""
    label = item_title(item, say)
    kind = item.setting.type
    if kind == "scheme":
        return slot(item.key, label, "text", high=NOTE_LIMIT)
    if kind == "span":
        return replace(slot(item.key, label, "choice"), choices=tuple(say(text) for text in SPANS.values()))
    if kind in ("shares", "percent"):
        return slot(item.key, label, "percent", 0, 1)
    return slot(item.key, label, "number", 0)


def rate_slot(item: SettingRow, say: Words) -> Slot:
    """Return the slot of a tier's rate."""
    return slot(item.key, item_title(item, say), "percent", 0, 1)


def item_title(item: SettingRow, say: Words) -> str:
    """Return the title of a row of the settings."""
    if item.index is None:
        return item.setting.title
    if item.setting.labels:
        entry = item.setting.labels[item.index]
    elif item.setting.type == "tiers":
        entry = say("tier {number}").format(number=item.index + 1)
    else:
        entry = say("entry {number}").format(number=item.index + 1)
    return f"{item.setting.title}·{entry}"


def item_of(texts: tuple[str, str, str], items: Mapping[str, SettingRow], say: Words) -> SettingRow | None:
    """Return the item of a row: by its key, else by the titles of plan and setting."""
    row_key, plan, title = texts
    if row_key:
        return items.get(row_key)
    same = [i for i in items.values() if (key(i.plan.title), key(item_title(i, say))) == (key(plan), key(title))]
    return same[0] if len(same) == 1 else None


def item_code(item: SettingRow) -> str:
    """Return the number format of a setting's figure."""
    kinds = {"shares": "percent", "percent": "percent", "scheme": "text", "span": "text", "number": "number"}
    return CODES.get(kinds.get(item.setting.type, "money"), "General")


def value_in_file(item: SettingRow, say: Words) -> str:
    """Return the plan file's value for a row of the settings as text; a list may be shorter than its rows."""
    value = item.setting.value
    if value is None:
        return say("not set")
    if item.index is not None:
        if item.index >= len(value):
            return "—"
        value = value[item.index]
    if item.setting.type == "tiers":
        start, rate = value
        return say("from {start} on: {rate}").format(start=brief(start), rate=percent(rate))
    if item.setting.type in ("shares", "percent"):
        return percent(value)
    if item.setting.type == "span":
        return say(SPANS[value])
    return value if isinstance(value, str) else brief(value)


def validation(of: Slot, say: Words, advice: str) -> dict[str, Any]:
    """Return the XlsxWriter options of a data validation; a dropdown from a range replaces the source."""
    takes = written(allowed(of), say)
    refusal = say("This cell takes {takes}. Press Esc and enter it again.")
    return {
        **_rule(of),
        "ignore_blank": True,
        "input_title": cut(of.label, TITLE_LIMIT),
        "input_message": cut(advice.format(takes=takes), MESSAGE_LIMIT),
        "error_title": cut(of.label, TITLE_LIMIT),
        "error_message": cut(refusal.format(takes=takes), MESSAGE_LIMIT),
        "error_type": "stop",
    }


def _rule(of: Slot) -> dict[str, Any]:
    if of.type == "choice":
        return {"validate": "list", "source": list(of.choices or ())}
    if of.type == "text":
        return {"validate": "length", "criteria": "<=", "value": NOTE_LIMIT}
    if of.type == "date":
        low = FIRST_DAY if of.min is None else day(of.min)
        high = LAST_DAY if of.max is None else day(of.max)
        return {"validate": "date", "criteria": "between", "minimum": low, "maximum": high}
    low_number = -LARGEST if of.min is None else of.min
    high_number = LARGEST if of.max is None else of.max
    kind = "integer" if of.type == "integer" else "decimal"
    return {"validate": kind, "criteria": "between", "minimum": low_number, "maximum": high_number}


def cut(text: str, limit: int) -> str:
    """Cut a text to ``limit`` characters, the ellipsis included."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
