"""What a worksheet says besides its cells: hidden rows, a filter, limits of entries."""

from __future__ import annotations

import pytest

from tests.intake.books import MAIN
from xlsappraise.xlsx.sheet import SheetReading, read_sheet


def read(rows: str = "", after: str = "") -> SheetReading:
    return read_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode(), [])


@pytest.mark.parametrize(
    ("attributes", "hidden"),
    [('hidden="1"', (1,)), ('hidden="true"', (1,)), ('ht="0"', (1,)), ('hidden="0" ht="20"', ()), ("", ())],
)
def test_a_hidden_row_is_one_that_is_not_seen(attributes: str, hidden: tuple[int, ...]) -> None:
    assert read(f'<row r="2" {attributes}/>').hidden_rows == hidden


def test_a_filter_is_told_with_its_area() -> None:
    assert read(after='<autoFilter ref="C6:J34"/>').filtered == "C6:J34"
    assert read().filtered is None


def test_limits_of_entries_may_stand_among_the_extensions() -> None:
    extension = '<extLst><ext xmlns:x="urn:x"><x:dataValidations><x:dataValidation/></x:dataValidations></ext></extLst>'
    assert read(after=extension).validated
    assert read(after='<dataValidations count="1"><dataValidation/></dataValidations>').validated
    assert not read().validated
