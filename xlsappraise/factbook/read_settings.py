"""Reading the settings sheet, whose values replace those of the plan file in this period; a list only as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsappraise.base.i18n import Fact, words
from xlsappraise.base.money import percent
from xlsappraise.factbook.draft import FactsDraft, amount, unusable
from xlsappraise.factbook.needs import SettingRow
from xlsappraise.factbook.plan import KEY, cells_named, is_stopped
from xlsappraise.factbook.slots import item_of, item_slot, item_title, rate_slot
from xlsappraise.plans.terms import LIST_TYPES, SPANS
from xlsappraise.schemes import Library
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.words import key, understood


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A row of the sheet: its figure, and its rate if it is a tier."""

    item: SettingRow
    row: int
    figure: Entry
    rate: Entry | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The cells that must be filled in together."""
        return (self.figure,) if self.rate is None else (self.figure, self.rate)


def read_settings(draft: FactsDraft, table: HeadedTable, library: Library) -> None:
    """Read the settings; report unusable ones and add them to ``broken``, so that the plan file's value is not used."""
    if not draft.complete(table):
        draft.broken |= {item.pair for item in draft.needs.items}
        return
    rows = _rows(draft, table)
    for pair in dict.fromkeys(item.pair for item in draft.needs.items):
        own_items = [item for item in draft.needs.items if item.pair == pair]
        _setting(draft, table, own_items, {item.key: rows[item.key] for item in own_items if item.key in rows}, library)


def _rows(draft: FactsDraft, table: HeadedTable) -> dict[str, list[int]]:
    """Return the rows by key of the item: the filled ones if there are any, else the first."""
    items = {item.key: item for item in draft.needs.items}
    found: dict[str, list[int]] = {}
    for row in table.rows:
        filled = table.filled(row, "figure", "rate")
        texts = (table.text(row, KEY), table.text(row, "plan"), table.text(row, "item"))
        item = next((i for i in (item_of(texts, items, words(lang)) for lang in ("zh_CN", "en")) if i), None)
        if item is not None:
            found.setdefault(item.key, []).append(row)
        elif filled and not draft.earlier and not is_stopped(table.text(row, "note")):
            draft.report("facts-unknown-setting", table, table.at(row, "figure"), found=table.text(row, "item"))
    for name, rows in found.items():
        found[name] = [r for r in rows if table.filled(r, "figure", "rate")] or rows[:1]
    return found


def _setting(
    draft: FactsDraft, table: HeadedTable, items: list[SettingRow], rows: dict[str, list[int]], library: Library
) -> None:
    """Read one setting from all its rows."""
    before = len(draft.problems)
    present = [(item, rows[item.key]) for item in items if item.key in rows]
    if present:
        draft.setting_places[items[0].pair] = table.name, table.at(present[0][1][0], "figure")
    lines = [_line(draft, table, item, first) for item, (first, *_more) in present]
    for item, (first, *more) in present:
        for again in more:
            duplicate = item_title(item, draft.say), table.at(first, "figure")
            draft.report("facts-setting-twice", table, table.at(again, "figure"), None, *duplicate)
    if all(entry.blank for line in lines for entry in line.entries):
        return
    value = None
    if not any(unusable(entry) for line in lines for entry in line.entries):
        value = _value(draft, table, items, lines, library)
    wrong = any(p.severity == "error" for p in draft.problems[before:])
    if wrong or value is None:
        draft.broken.add(items[0].pair)
    else:
        draft.settings[items[0].pair] = value


def _line(draft: FactsDraft, table: HeadedTable, item: SettingRow, row: int) -> SettingLine:
    figure = draft.read(table, row, "figure", item_slot(item, draft.say), None)
    if item.setting.type == "tiers":
        return SettingLine(item, row, figure, draft.read(table, row, "rate", rate_slot(item, draft.say), None))
    if table.filled(row, "rate"):
        title = item_title(item, draft.say)
        draft.report("facts-no-rate", table, table.at(row, "rate"), None, table.text(row, "rate"), title)
    return SettingLine(item, row, figure, None)


def _value(
    draft: FactsDraft, table: HeadedTable, items: list[SettingRow], lines: list[SettingLine], library: Library
) -> Any:
    """Return the value as rules use it; report an invalid one and return None."""
    setting = items[0].setting
    if setting.type == "scheme":
        return _scheme(draft, table, lines[0], library)
    if setting.type == "span":
        return understood(SPANS)[key(str(lines[0].figure.value))]
    if setting.type not in LIST_TYPES:
        return amount(lines[0].figure)
    if not _is_complete(draft, table, items, lines):
        return None
    filled = [line for line in lines if not line.figure.blank]
    if setting.type == "tiers":
        return _tiers(draft, table, filled)
    values = tuple(v for line in filled if (v := amount(line.figure)) is not None)
    if setting.type == "shares" and sum(values) != 1:
        cells = cells_named(table.place(line.row, "figure") for line in filled)
        draft.report(
            "facts-shares-sum", table, cells, None, percent(sum(values, Decimal(0))), "100%", label=setting.title
        )
        return None
    return values


def _scheme(draft: FactsDraft, table: HeadedTable, line: SettingLine, library: Library) -> str | None:
    text = str(line.figure.value)
    scheme = library.find(text)
    if scheme is None:
        draft.report("facts-unknown-scheme", table, line.figure.cell, None, text, library.suggest(text))
        return None
    return scheme.id


def _is_complete(draft: FactsDraft, table: HeadedTable, items: list[SettingRow], lines: Sequence[SettingLine]) -> bool:
    """Return whether a list has no gap, and report one.

    With labels every entry must be filled, else all up to the last; of tiers both cells.
    """
    setting = items[0].setting
    last = max(i for i, line in enumerate(lines) if any(not e.blank for e in line.entries))
    due = lines if setting.labels else lines[: last + 1]
    names = ("figure", "rate") if setting.type == "tiers" else ("figure",)
    blank = [
        table.place(line.row, name)
        for line in due
        for name, entry in zip(names, line.entries, strict=True)
        if entry.blank
    ]
    absent = bool(setting.labels) and len(lines) < len(items)
    if blank or absent:
        cells = cells_named(blank) if blank else table.heading_place
        draft.report("facts-list-partly", table, cells, None, setting.title, expected=_expected(draft, items, due))
    return not blank and not absent


def _expected(draft: FactsDraft, items: list[SettingRow], due: Sequence[SettingLine]) -> Fact:
    """Return the titles of missing entries; a list without labels ends at its last filled entry."""
    complete = {line.item.key for line in due if not any(e.blank for e in line.entries)}
    wanted = items if items[0].setting.labels else [line.item for line in due]
    return tuple(item_title(item, draft.say) for item in wanted if item.key not in complete)


def _tiers(
    draft: FactsDraft, table: HeadedTable, lines: list[SettingLine]
) -> tuple[tuple[Decimal, Decimal], ...] | None:
    found: list[tuple[Decimal, Decimal]] = []
    for line in lines:
        assert line.rate is not None, "a tier has a rate"
        start, rate = amount(line.figure), amount(line.rate)
        assert start is not None and rate is not None, "a list has no gap"
        if found and start <= found[-1][0]:
            at, label = table.at(line.row, "figure"), item_title(line.item, draft.say)
            draft.report("facts-tiers-not-rising", table, at, None, start, f"> {found[-1][0]}", label=label)
            return None
        found.append((start, rate))
    return tuple(found)
