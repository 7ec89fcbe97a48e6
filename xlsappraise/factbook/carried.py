"""Take the settings that were filled in for an earlier period over into a facts workbook that is new."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.factbook.kept import Kept, Row, read_kept
from xlsappraise.factbook.needs import Needs, SettingRow
from xlsappraise.factbook.plan import KEY, SETTINGS
from xlsappraise.factbook.reader import file_name
from xlsappraise.factbook.slots import item_of
from xlsappraise.factbook.write_people import shown
from xlsappraise.store.office import Office

SHEET = "settings"
_BACK = 12
"""So many periods back a workbook is looked for"""


def carried_settings(office: Office, period: Period, needs: Needs, say: Words) -> tuple[Kept, list[Problem]]:
    """Return the settings of the latest earlier workbook, and what the reader is told of them.

    Settings that differ from period to period are left out: they are filled in anew.
    """
    earlier = _latest(office, period)
    items = {item.key: item for item in needs.items}
    if earlier is None or not items:
        return Kept(), []
    path = office.workspace.facts(earlier)
    try:
        rows = read_kept(path, file_name(earlier), say).of(SHEET)
    except Refusal as refusal:
        found = refusal.problems[0]
        return Kept(), [problem("facts-settings-unread", file=file_name(earlier), found=found.cell or found.sheet)]
    taken = list(_taken(rows, items, say))
    if not taken:
        return Kept(), []
    titles = tuple(dict.fromkeys(item.setting.title for item, _row in taken))
    note = problem("facts-settings-carried", file=file_name(period), found=titles, expected=file_name(earlier))
    return Kept(rows={SHEET: [row for _item, row in taken]}), [note]


def _latest(office: Office, period: Period) -> Period | None:
    """Return the latest earlier period of the kind that has a workbook."""
    earlier = period
    for _step in range(_BACK):
        earlier = earlier.previous()
        if office.workspace.facts(earlier).exists():
            return earlier
    return None


def _taken(rows: list[Row], items: dict[str, SettingRow], say: Words) -> Iterator[tuple[SettingRow, Row]]:
    """Yield the rows that are filled in and whose settings are still asked for."""
    for row in rows:
        item = item_of((shown(row.get(KEY)), shown(row.get("plan")), shown(row.get("item"))), items, say)
        filled = row.keys() & {"figure", "rate"}
        if item is not None and filled and not item.setting.per_period:
            yield item, {name: cell for name, cell in row.items() if name in filled or name in SETTINGS.shown}
