"""A worksheet part: every way to write a cell reads the same; what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import text_of
from tests.intake.books import MAIN, sheet, sheet_refusal, worksheet
from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.address import place
from xlsappraise.xlsx.cell import Cell, unescape
from xlsappraise.xlsx.limits import RETURNED
from xlsappraise.xlsx.sheet import read_sheet


def one(cell: str, strings: tuple[str, ...] = ()) -> Cell | None:
    """Read a worksheet of one row; return A1."""
    return sheet(f'<row r="1">{cell}</row>', strings=strings).cells.get((0, 0))


@pytest.mark.parametrize(
    ("cell", "kind", "value", "formula"),
    [
        ('<c r="A1"><v>85</v></c>', "number", 85.0, None),
        ('<c r="A1" t="n"><v> 8.5E1 </v></c>', "number", 85.0, None),
        ('<c r="A1" t="s"><v>1</v></c>', "text", "乙", None),
        ('<c r="A1" t="str"><v>好</v></c>', "text", "好", None),
        ('<c r="A1" t="str"><f>B1</f><v>好</v></c>', "text", "好", "B1"),
        ('<c r="A1" t="inlineStr"><is><t>好</t></is></c>', "text", "好", None),
        ('<c r="A1" t="inlineStr"><is><r><t>好</t></r><r><rPr/><t> 的</t></r></is></c>', "text", "好 的", None),
        ('<c r="A1" t="inlineStr"><is><t>课</t><rPh sb="0" eb="1"><t>ke</t></rPh></is></c>', "text", "课", None),
        ('<c r="A1" t="b"><v>1</v></c>', "bool", True, None),
        ('<c r="A1" t="b"><v>0</v></c>', "bool", False, None),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "error", "#N/A", None),
        ('<c r="A1"><v>1e400</v></c>', "error", "1e400", None),
        ('<c r="A1"><v>NaN</v></c>', "error", "NaN", None),
        ('<c r="A1"><v>八</v></c>', "error", "八", None),
        ('<c r="A1"><f>B1+1</f></c>', "blank", None, "B1+1"),
        ('<c r="A1"><f>B1+1</f><v>3</v></c>', "number", 3.0, "B1+1"),
        ('<c r="A1" t="str"><v>a_x000D__x000A_b</v></c>', "text", "a\nb", None),
        ('<c r="A1" t="str"><v>_x005F_x000D_</v></c>', "text", "_x000D_", None),
        ('<c r="A1" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', "text", "_x000D_", None),
        ("<c><v>85</v></c>", "number", 85.0, None),
    ],
)
def test_a_cell_is_read(cell: str, kind: str, value: object, formula: str | None) -> None:
    found = one(cell, ("甲", "乙"))
    assert found is not None
    assert (found.kind, found.value, found.formula) == (kind, value, formula)


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1"/>', '<c r="A1" s="3"/>', '<c r="A1"><v/></c>', '<c r="A1"><v></v></c>', '<c r="A1" t="s"><v>0</v></c>',
     '<c r="A1" t="inlineStr"><is><t/></is></c>', '<c r="A1" t="str"><v></v></c>'],
)  # fmt: skip
def test_an_empty_cell_is_none(cell: str) -> None:
    assert one(cell, ("",)) is None


def test_cells_without_addresses_count_on() -> None:
    rows = (
        '<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c><v>4</v></c></row>'
        '<row r="9"><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    )
    found = {at: cell.value for at, cell in sheet(rows).cells.items()}
    assert found == {(0, 0): 1, (0, 1): 2, (1, 2): 3, (1, 3): 4, (8, 0): 5, (9, 0): 6}


def test_a_shared_formula_reads_in_each_cell_as_it_stands_there() -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1+1.5</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    found = {at: cell.formula for at, cell in sheet(rows).cells.items()}
    assert found == {(0, 0): "B1*$C$1+1.5", (1, 0): "B2*$C$1+1.5", (2, 1): "C3*$C$1+1.5"}


def test_a_shared_formula_without_its_first_cell_is_still_a_formula() -> None:
    cell = one('<c r="A1"><f t="shared" si="7"/><v>85</v></c>')
    assert cell is not None
    assert cell.formula == ""


def test_a_cell_written_twice_is_hostile() -> None:
    problem = sheet_refusal('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
    assert (problem.code, text_of(problem.found)) == ("file-hostile", "a cell that is written twice: A1")
    twice_a_row = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    assert sheet_refusal(twice_a_row).code == "file-hostile"


@pytest.mark.parametrize(
    "ref", ["XFE1", "A1048577", "A0", "AAAA1", "A", "1", "", "$A$1", "A1:B2", "Ａ1", "A-1", "A99999999"]
)
def test_an_address_outside_the_grid_is_hostile(ref: str) -> None:
    problem = sheet_refusal(f'<row r="1"><c r="{ref}"><v>1</v></c></row>')
    assert (problem.code, text_of(problem.found)) == ("file-hostile", f"an invalid cell address: {ref}")


@pytest.mark.parametrize(
    "number", ["0", "-1", "1.0", "1048577", "x", "", "１", "9" * 5000, "000001048" + "9" * 6, "1" * 9 + "0"]
)
def test_a_row_number_outside_the_grid_is_hostile(number: str) -> None:
    problem = sheet_refusal(f'<row r="{number}"><c><v>1</v></c></row>')
    assert (problem.code, text_of(problem.found)) == ("file-hostile", f"an invalid row number: {number[:20]}")


def test_the_last_cell_of_the_grid_is_just_a_cell() -> None:
    far = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    assert far.cells[(1_048_575, 16_383)].value == 2
    assert place("XFD1048576") == (1_048_575, 16_383)


@pytest.mark.parametrize("index", ["1", "-1", "x", "1.0", "²", "9" * 5000])
def test_a_shared_text_that_is_not_there_is_an_error_of_its_cell(index: str) -> None:
    cell = one(f'<c r="A1" t="s"><v>{index}</v></c>')
    assert cell is not None
    assert (cell.kind, cell.value) == ("error", index[:40])


@pytest.mark.parametrize("style", ["-1", "x", "²", "9" * 5000])
def test_a_style_that_is_none_is_no_fault(style: str) -> None:
    cell = one(f'<c r="A1" s="{style}"><v>1</v></c>')
    assert cell is not None
    assert cell.value == 1


def test_a_giant_merge_is_refused_before_anything_grows() -> None:
    problem = sheet_refusal("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert (problem.code, text_of(problem.found), text_of(problem.expected)) == (
        "file-too-large", "merged areas of more than 60000 cells", "60000",
    )  # fmt: skip


def test_merges_are_counted_together_and_none_is_negative() -> None:
    rows = RETURNED.merged // 20
    half = f'<mergeCell ref="A1:J{rows}"/>'
    assert sheet("", f"<mergeCells>{half * 2}</mergeCells>").merges == (((0, 0), (rows - 1, 9)),) * 2
    more = f'{half * 2}<mergeCell ref="A1:A2"/>'
    assert sheet_refusal("", f"<mergeCells>{more}</mergeCells>").code == "file-too-large"
    backwards = f'<mergeCell ref="A1048576:A1"/>{half * 3}'
    assert sheet_refusal("", f"<mergeCells>{backwards}</mergeCells>").code in ("file-too-large", "file-hostile")


def test_too_many_cells_are_refused() -> None:
    ten = replace(RETURNED, cells=10)
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    rows = [row.format(n) for n in range(1, 12)]
    assert len(read_sheet(worksheet("".join(rows[:10])), [], ten).cells) == 10
    with pytest.raises(Refusal) as refusal:
        read_sheet(worksheet("".join(rows)), [], ten)
    assert refusal.value.problems[0].code == "file-too-large"


def test_protection_is_seen() -> None:
    assert sheet("", '<sheetProtection sheet="1"/>').protected
    assert not sheet("", '<sheetProtection sheet="0"/>').protected
    assert not sheet("").protected


def test_another_namespace_and_prefixes_read_the_same() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    for ns in (MAIN, strict):
        cell = '<x:c r="B1"><x:f>A1</x:f><x:v>2</x:v></x:c>'
        rows = f'<x:sheetData><x:row r="1">{cell}</x:row></x:sheetData>'
        data = f'<x:worksheet xmlns:x="{ns}">{rows}</x:worksheet>'
        assert read_sheet(data.encode(), []).cells == {(0, 1): Cell("number", 2.0, "A1", 0)}


def test_escapes_are_undone_once() -> None:
    assert unescape("_x4E2D__x6587_") == "中文"
    assert unescape("_x005F_x4E2D_") == "_x4E2D_"
    assert unescape("_x12_ x0041 _x00GG_") == "_x12_ x0041 _x00GG_"
    assert unescape("a\r\nb\rc") == "a\nb\nc"
