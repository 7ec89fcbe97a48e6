"""The blank list of a new workspace in the workspace's language, and its sheet of settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.problems import Place, Problem
from xlsappraise.base.text import nearest
from xlsappraise.roster.form_settings import FORM_SETTINGS
from xlsappraise.roster.people import ROSTER
from xlsappraise.roster.statuses import in_english
from xlsappraise.typed import Column, HeadedSheet, HeadedTable
from xlsappraise.typed.days import moment
from xlsappraise.typed.entries import is_date_format
from xlsappraise.typed.long_text import TOO_LONG, LongText
from xlsappraise.typed.values import holds
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.book import Book

ORGANISATION = "organisation"
SETTINGS_SHEET = HeadedSheet(
    (
        Column("item", N_("Setting"), width=24, required=True),
        Column("value", N_("Content"), width=44, required=True),
        Column("note", N_("Notes"), width=60, shown=True),
    ),
    title=N_("Settings"),
)
"""A second sheet of the list; what is filled in there counts before ``appraise.toml``"""


@dataclass(frozen=True, slots=True)
class SettingItem:
    """A row of the sheet of settings: its name in ``appraise.toml``, its title, a note, other titles."""

    id: str
    title: str
    note: str
    aliases: tuple[str, ...] = ()


SETTING_ROWS = (
    SettingItem(ORGANISATION, N_("Organisation"), N_("The name printed on every form and summary."),
               ("单位", "单位名称", "公司", "公司名称", "Company")),
    SettingItem("deadline", N_("Forms due by"),
               N_("A day of the month after the period, such as 5, or a date. Printed at the end of every form."),
               ("截止日期", "截止日", "截止时间", "交表日期", "交表截止", "回收截止日期", "Deadline", "Due date")),
    SettingItem("return_to", N_("Return forms to"),
               N_("An e-mail address or a place. Printed at the end of every form."),
               ("邮箱", "地址", "回收邮箱", "收表邮箱", "发回邮箱", "收件邮箱", "收件地址", "交表地址", "交回地址",
                "Return address", "Email", "E-mail", "Address")),
    SettingItem("signers", N_("Signed by"),
               N_("Whose signature the form has a line for: the person, supervisor, indirect supervisor, HR."),
               ("签字", "谁签字", "签名", "签名人", "签署人", "Signatures", "Signers", "Who signs")),
    SettingItem("part_period", N_("Joined or left within the period"),
               N_("“targets unchanged” or “targets by days”: what is asked of somebody who was there for a part of the "
                  "period. Blank: nothing is done about it, and whoever has left gets no form."),
               ("期中入离职", "月中入离职", "月中入职离职", "Joined or left mid-month", "Part of a period")),
    SettingItem("least_days", N_("Least days for a form"),
               N_("Whoever was there for fewer calendar days of the period gets no form."),
               ("最少天数", "不足几天不发表", "不足天数不考核", "Minimum days", "Least days")),
)  # fmt: skip
_ITEMS = understood(
    {row.id: row.title for row in SETTING_ROWS}, [(alias, row.id) for row in SETTING_ROWS for alias in row.aliases]
)


def headings_in(language: str) -> HeadedSheet:
    """Return the roster with its headings and statuses as a blank list in a language has them."""
    if language != "en":
        return ROSTER
    columns = tuple(
        replace(
            column,
            title=next((alias for alias in column.aliases if alias.isascii()), column.title),
            choices=in_english() if column.id == "status" else column.choices,
        )
        for column in ROSTER.columns
    )
    return replace(ROSTER, columns=columns)


@dataclass(frozen=True, slots=True)
class WrittenSetting:
    """A setting as it is written in the sheet: its name in ``appraise.toml``, its title there, its text, its cell."""

    id: str
    title: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """What the sheet of settings of a list says; ``notes`` name the rows that are no settings."""

    rows: tuple[WrittenSetting, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def organisation(self) -> str:
        """The organisation; blank where the sheet has none."""
        return self.by_id[ORGANISATION].text if ORGANISATION in self.by_id else ""

    @property
    def of_forms(self) -> dict[str, str]:
        """The settings of forms that are filled in, by their names in ``appraise.toml``."""
        return {name: self.by_id[name].text for name in FORM_SETTINGS if name in self.by_id}

    @property
    def by_id(self) -> Mapping[str, WrittenSetting]:
        """The settings by their names in ``appraise.toml``; the first row of each counts."""
        return {row.id: row for row in reversed(self.rows)}


def settings_in(file: str, reading: Book) -> SheetSettings:
    """Return what the sheet of settings of a list says; nothing where it has none."""
    sheets = understood({SETTINGS_SHEET.title: SETTINGS_SHEET.title})
    for entry in reading.entries:
        if key(entry.name) in sheets and entry.state == "visible":
            table = HeadedTable(file, SETTINGS_SHEET, reading, entry)
            notes = list(_without_headings(table))
            return SheetSettings(tuple(_written(table, notes)), tuple(notes))
    return SheetSettings()


def _without_headings(table: HeadedTable) -> Iterator[Problem]:
    """Yield that a sheet of settings has no row with the headings, so that nothing of it is read."""
    due = tuple(phrase(column.title) for column in SETTINGS_SHEET.columns if column.required)
    if table.missing and any(map(holds, table.cells.values())):
        yield table.problem("settings-no-headings", expected=due)


def _written(table: HeadedTable, notes: list[Problem]) -> Iterator[WrittenSetting]:
    """Yield the rows that are filled in, and note those of no setting."""
    for row in table.rows:
        title, text = table.text(row, "item"), _text(table, row)
        name = _ITEMS.get(key(title.rstrip(":：*")))
        place = Place(table.file, table.name, table.at(row, "value"))
        if isinstance(long := table.raw(row, "value").value, LongText):
            notes.append(table.problem(TOO_LONG, place.cell, found=str(long.length), expected=long.most))
            continue
        if name is not None and text:
            yield WrittenSetting(name, title, text, place)
        elif title and text:
            meant = nearest(key(title), _ITEMS)
            known = {row.id: phrase(row.title) for row in SETTING_ROWS}
            expected = (known[_ITEMS[meant]],) if meant else tuple(known.values())
            at = table.at(row, "item")
            notes.append(table.problem("settings-row-unknown", at, found=title, expected=expected))


def _text(table: HeadedTable, row: int) -> str:
    """Return the content of a row; a day that is written as one is not the number behind it."""
    cell = table.cell(row, "value")
    if isinstance(cell.value, float) and is_date_format(table.code(cell)):
        return moment(cell.value).split()[0]
    return table.text(row, "value")
