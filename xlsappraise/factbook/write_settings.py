"""Writing the settings sheet: the plan file's values, and cells for the values of this period."""

from __future__ import annotations

from xlsappraise.base.i18n import Words
from xlsappraise.drawing.strict import must
from xlsappraise.factbook.kept import Kept, Row
from xlsappraise.factbook.needs import Needs, SettingRow
from xlsappraise.factbook.page import FactsPage, FactsPages
from xlsappraise.factbook.plan import FIRST, FROZEN, KEY, SETTINGS, SHEETS, STOPPED, choice_area
from xlsappraise.factbook.slots import (
    CODES,
    item_code,
    item_of,
    item_slot,
    item_title,
    rate_slot,
    validation,
    value_in_file,
)
from xlsappraise.factbook.write_people import other_columns, shown

SHEET = "settings"


def write_settings(pages: FactsPages, needs: Needs, kept: Kept, title: str, schemes: int) -> None:
    """Write the settings sheet if it has any row; ``schemes``: the length of the list of schemes."""
    rows = _rows(needs, kept, pages.say)
    if not rows:
        return
    others = other_columns(kept, SHEET, set())
    page = pages.begin(SETTINGS, title, stopped=others.values())
    for number, (item, entries) in enumerate(rows, FIRST):
        _write_row(page, number, item, entries, list(others))
        if item is not None:
            _limit(page, number, item, schemes)
    hidden = SETTINGS.index(KEY)
    must(page.sheet.set_column(hidden, hidden, SETTINGS[KEY].width, None, {"hidden": True}))
    rate = SETTINGS.index("rate")
    if not any(entries.get("rate") or (item and item.setting.type == "tiers") for item, entries in rows):
        must(page.sheet.set_column(rate, rate, SETTINGS["rate"].width, None, {"hidden": True}))
    page.finish(FIRST + len(rows) - 1, FROZEN)


def _rows(needs: Needs, kept: Kept, say: Words) -> list[tuple[SettingRow | None, Row]]:
    """Return the rows: every item with its existing entries, then entries of settings no longer used (None)."""
    items = {item.key: item for item in needs.items}
    by_item: dict[str, list[Row]] = {}
    left: list[Row] = []
    for row in kept.of(SHEET):
        texts = (shown(row.get(KEY)), shown(row.get("plan")), shown(row.get("item")))
        item = item_of(texts, items, say)
        if item is not None:
            by_item.setdefault(item.key, []).append(row)
        elif row.keys() - SETTINGS.shown:
            left.append(row)
    found: list[tuple[SettingRow | None, Row]] = []
    for item in needs.items:
        filled = [row for row in by_item.get(item.key, []) if row.keys() - SETTINGS.shown]
        found += [(item, row) for row in filled or [{}]]
    return [*found, *((None, row) for row in left)]


def _write_row(page: FactsPage, number: int, item: SettingRow | None, entries: Row, others: list[str]) -> None:
    say = page.say
    look = "generated" if item else "stopped"
    if item is None:
        texts = {name: shown(entries.get(name)) for name in SETTINGS.shown} | {"note": say(STOPPED)}
    else:
        texts = {
            "plan": item.plan.title, "item": item_title(item, say), "file": value_in_file(item, say),
            "note": note_of(item, say), KEY: item.key,
        }  # fmt: skip
    for column, name in enumerate(SETTINGS.by_name):
        place = (number, column)
        if name == KEY:
            page.put_text(place, texts[name], "hidden")
        elif name in texts:
            page.text(place, texts[name], "shown" if name == "item" and item else look)
        elif item is None:
            page.put(place, entries.get(name), "stopped")
        elif name == "rate" and item.setting.type != "tiers":
            page.put(place, entries.get(name), "generated" if name not in entries else "stopped")
        else:
            code = CODES["rate"] if name == "rate" else item_code(item)
            page.put(place, entries.get(name), "entry_text" if code == CODES["text"] else "entry", code)
    for column, name in enumerate(others, len(SETTINGS.columns)):
        page.put((number, column), entries.get(name), "stopped")


def note_of(item: SettingRow, say: Words) -> str:
    """Return the explanation of a setting for its first row; blank for further rows."""
    if item.index:
        return ""
    notes = [item.setting.note]
    if item.setting.per_period and not item.setting.note:
        notes.append(say("Differs from period to period: fill it in."))
    if item.setting.type == "shares" and not item.setting.note:
        notes.append(say("All shares together make 100%."))
    if item.setting.type == "tiers":
        notes.append(say("Figure: the yuan from which the tier holds; rate: of what lies in the tier."))
    return "\n".join(text for text in notes if text)


def _limit(page: FactsPage, row: int, item: SettingRow, schemes: int) -> None:
    say = page.say
    advice = say("Enter {takes}. Blank: the value in the plan file is used.")
    rule = validation(item_slot(item, say), say, advice)
    if item.setting.type == "scheme":
        source = choice_area(say(SHEETS["choices"]), 1, schemes)
        rule["input_message"] = rule["error_message"] = say("Choose a scheme, or write its id.")
        rule |= {"validate": "list", "source": f"={source}", "error_type": "warning"}
        del rule["criteria"], rule["value"]
    page.limit([(row, SETTINGS.index("figure"))], rule)
    if item.setting.type == "tiers":
        page.limit([(row, SETTINGS.index("rate"))], validation(rate_slot(item, say), say, advice))
