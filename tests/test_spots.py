"""Are the named cells those of an issued form?"""

from __future__ import annotations

import openpyxl

from tests.conftest import Bench
from tests.spots import WORKED, at, told, with_cells


def test_every_name_is_the_cell_of_the_issued_form(one: Bench) -> None:
    inputs = one.describe(one.form())["inputs"]
    assert {i["id"]: i["cell"] for i in inputs} == {i["id"]: at(i["id"]) for i in inputs}
    card = openpyxl.load_workbook(one.form()).worksheets[0]
    keys = [row.key for row in WORKED.layout.rows]
    assert [card[at(f"{key}:key")].value for key in keys[1:]] == keys[1:]
    assert card[at("callback_rate:title")].value == "客户回访率"
    assert card[at("callback_rate:points")].value == 20
    assert card[at("headings:entry")].value == "填写"
    assert card[at("total")].value.startswith(f"=IF({at('gaps')}>0")
    assert at("total") in card[at("top.total")].value
    assert at("grade") in card[at("top.grade")].value
    assert WORKED.area("callback_rate:score") in {str(area) for area in card.merged_cells.ranges}
    assert WORKED.last_row == card.max_row


def test_names_in_braces_become_cells_and_addresses_stay() -> None:
    assert with_cells("SUM({callback_rate:score})") == f"SUM({at('callback_rate:score')})"
    assert at("{total}:{grade}") == f"{at('total')}:{at('grade')}"
    assert at("A1") == "A1"
    assert at("1:1") == "1:1"


def test_the_instructions_are_found_by_their_text(one: Bench) -> None:
    sheet = openpyxl.load_workbook(one.form()).worksheets[1]
    assert sheet[told("客户回访率", 2)].value == 20
