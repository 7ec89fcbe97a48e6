"""What a form shows while entries stand in it, and how a marked copy is drawn."""

from __future__ import annotations

import io

import openpyxl

from tests.workbook.stamps import STAMPS
from xlsappraise.base.i18n import words
from xlsappraise.base.period import Period
from xlsappraise.forms.corrections import CorrectionLine, Corrections, sheet_name
from xlsappraise.forms.layout import FormLayout, Setting, lay_out
from xlsappraise.forms.master import frame_of
from xlsappraise.forms.shown import Typed, shown
from xlsappraise.forms.writer import write_form
from xlsappraise.schemes import Library
from xlsappraise.xlsx.address import address

PERIOD = Period.parse("2026-11")
SCHEME = Library()["furniture-callback"]
VALUES: dict[str, float | str] = {"callback_rate.actual": 45.0, "callback_rate.target": 50.0, "ability.rating": 7.0}


def boxes(layout: FormLayout) -> tuple[object, object]:
    """Return what the boxes at the top show: how much is filled in, and what is missing."""
    by_style = {cell.style: cell.value for cell in layout.cells}
    return by_style["box_progress"], by_style["box_text"]


def scores(layout: FormLayout) -> dict[str, object]:
    by_place = {cell.place: cell.value for cell in layout.cells}
    return {name: by_place[at] for name, at in layout.outputs.criteria.items()}


def laid(wrong: dict[str, str]) -> FormLayout:
    return shown(SCHEME, lay_out(SCHEME, Setting(PERIOD)), Typed(VALUES, wrong))


def test_without_entries_a_form_shows_what_the_layout_says() -> None:
    blank = lay_out(SCHEME, Setting(PERIOD))
    again = shown(SCHEME, blank, Typed({}, {}))
    assert [(c.place, c.value) for c in again.cells] == [(c.place, c.value) for c in blank.cells]


def test_scores_and_boxes_follow_the_entries() -> None:
    layout = laid({})
    found = scores(layout)
    assert (found["callback_rate"], found["ability"], found["attitude"]) == (18.0, 7.0, "")
    assert boxes(layout) == ("已填 3 / 6", "还缺 序号 4")


def test_a_wrong_entry_of_a_count_that_may_stay_blank_keeps_its_criterion_open() -> None:
    layout = laid({"records.slight": "三次"})
    assert scores(layout)["records"] == ""
    assert boxes(layout) == ("已填 2 / 6", "还缺 序号 2")


def test_the_list_leads_to_the_cell_and_stands_first() -> None:
    layout = laid({"records.slight": "三次"})
    place = layout.slots_by_id["records.slight"].place
    at = address(place)
    line = CorrectionLine(at, "表格管理·轻微", "三次", "请只填数字。", place)
    corrections = Corrections("王小燕（E001）", "交回.xlsx", (line,), marks={place: "请只填数字。"})
    data = write_form(SCHEME, layout, frame_of(SCHEME, PERIOD, "supervisor"), STAMPS, corrections)
    book = openpyxl.load_workbook(io.BytesIO(data))
    first = book.worksheets[0]
    assert first.title == sheet_name(words("zh_CN")) == book.active.title
    assert first.protection.sheet
    (link,) = [c.hyperlink.location for row in first.iter_rows() for c in row if c.hyperlink]
    assert link == f"'考核表'!{at}"
    card = book["考核表"]
    assert card[at].comment is not None and card[at].value == "三次"
    rules = {str(area.sqref): [r.formula for r in area.rules] for area in card.conditional_formatting}
    fixed = f"${at[0]}${at[1:]}"
    assert rules[at] == [[f'AND(LEN(TRIM({fixed}))>0,NOT(EXACT({fixed}&"","三次")))']]
