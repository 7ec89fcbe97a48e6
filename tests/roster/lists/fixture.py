"""What a fixture of a list is: how its workbook is built, and what is to be read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from xlsappraise.base.own_words import OwnWords

FURNITURE, PRESALES, DEMEANOUR = "furniture-callback", "presales-weighted", "attitude-ability-performance"
MARKED_TITLE = "客服人员态度、能力、业绩考核表"
"""The title of DEMEANOUR, with marks inside"""
HEADINGS: Mapping[str, str] = {
    "employee_id": "工号", "name": "姓名", "department": "部门", "position": "岗位", "schemes": "考核方案",
    "supervisor": "直接主管", "hired": "入职日期", "status": "状态",
}  # fmt: skip
"""The columns A to H of a fixture that does not name others"""
_NOBODY: Mapping[str, Any] = {}
_PLAIN = OwnWords()


@dataclass(frozen=True)
class Who:
    """What is to be read of a person; what a fixture is not about has the values of ``someone``."""

    number: str = "E001"
    name: str = "王小燕"
    department: str = "客服一部"
    supervisor: str = "李建国"
    schemes: tuple[str, ...] = (FURNITURE,)
    status: str = "正式"
    hired: date | None = None
    hidden: bool = False
    wrong: bool = False
    """Whether a mistake holds this person back"""


def someone(number: Any = "E001", **changes: Any) -> dict[str, Any]:
    """Return a row by column id; anything may be changed."""
    row = {
        "employee_id": number, "name": "王小燕", "department": "客服一部", "position": "客服回访专员",
        "schemes": FURNITURE, "supervisor": "李建国", "status": "正式",
    }  # fmt: skip
    return {**row, **changes}


@dataclass(frozen=True)
class Found:
    """A finding that is due: its code and cell; ``messages.txt`` has its message in both languages."""

    code: str
    cell: str | None = None


@dataclass(frozen=True)
class ListFixture:
    """A list and what is to be read from it.

    ``rows``: people by column id, below ``headings``, which begin in row ``top``. ``cells``: values by address,
    written last. ``formats``: number formats by address. ``merges``: merged areas. ``hidden``: hidden rows.
    ``change`` gets the workbook, ``spoil`` the saved file. ``refused``: the workbook cannot be read at all.
    ``columns``: headings that are to be read, by title. ``statuses``: words that are read as a status.
    """

    id: str
    rows: Sequence[Mapping[str, Any]] = (_NOBODY,)
    people: tuple[Who, ...] = (Who(),)
    found: tuple[Found, ...] = ()
    headings: Mapping[str, str] = field(default_factory=lambda: HEADINGS)
    top: int = 1
    cells: Mapping[str, Any] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()
    change: Callable[[Any], None] | None = None
    spoil: Callable[[Path], None] | None = None
    own: OwnWords = _PLAIN
    refused: bool = False
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    file: str = "花名册.xlsx"

    def build(self, folder: Path) -> Path:
        """Write the workbook."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "员工"
        fill(sheet, [row or someone() for row in self.rows], self.headings, self.top)
        for at, value in self.cells.items():
            sheet[at] = value
        for at, code in self.formats.items():
            sheet[at].number_format = code
        for area in self.merges:
            sheet.merge_cells(area)
        for row in self.hidden:
            sheet.row_dimensions[row].hidden = True
        if self.change is not None:
            self.change(book)
        path = folder / self.file
        book.save(path)
        if self.spoil is not None:
            self.spoil(path)
        return path


def fill(sheet: Any, rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str] = HEADINGS, top: int = 1) -> None:
    """Write headings and people into a sheet."""
    for column, (name, heading) in enumerate(headings.items(), 1):
        if heading:
            sheet.cell(top, column, heading)
        for row, values in enumerate(rows, top + 1):
            if values.get(name) is not None:
                sheet.cell(row, column, values[name])


def renamed(**headings: str) -> dict[str, str]:
    """Return the headings with some of them written otherwise."""
    return {**HEADINGS, **headings}
