"""Does a column that is added to a declaration of the facts workbook reach writer and reader?"""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from tests.facts.desk import INCIDENTS, Desk, sold
from xlsappraise.base.i18n import words
from xlsappraise.factbook.plan import BOOK, HEADINGS, tables_of
from xlsappraise.typed import Column
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.reading import Reading


def test_a_column_that_is_added_to_a_list_is_written_read_and_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = BOOK["incidents"]
    more = replace(sheet, columns=(*sheet.columns, Column("place", "地点", width=17, max=50)))
    monkeypatch.setitem(BOOK, "incidents", more)
    desk.path.unlink()
    desk.write()
    written = openpyxl.load_workbook(desk.path)[INCIDENTS]
    assert (written["I3"].value, round(written.column_dimensions["I"].width)) == ("地点", 18)
    desk.fill(INCIDENTS, A4="E001", I4="门店")
    desk.staff(sold(), sold("E002"), sold("E003"))
    desk.write()
    assert openpyxl.load_workbook(desk.path)[INCIDENTS]["I4"].value == "门店"
    table = tables_of("facts.xlsx", Reading(read_file(desk.path)))["incidents"]
    assert (table.text(3, "place"), table.at(3, "place"), table.added) == ("门店", "I4", {})


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_headings_of_every_sheet_are_its_declared_columns(desk: Desk, language: str) -> None:
    desk.bench.steps = None  # what is shared does not know of settings that were never saved
    desk.bench.workspace.settings = replace(desk.bench.workspace.settings, language=language)
    desk.path.unlink()
    desk.write()
    say = words(language)
    book = openpyxl.load_workbook(desk.path)
    assert {say(BOOK[name].title) for name in ("people", "incidents")} <= {*book.sheetnames}
    for sheet in BOOK.values():
        if say(sheet.title) in book.sheetnames:
            written = [cell.value for cell in book[say(sheet.title)][HEADINGS + 1]]
            assert written[: len(sheet.columns)] == [say(column.title) for column in sheet.columns]
