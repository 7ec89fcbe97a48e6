"""Is the workbook whole, safe and the same each time?"""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from tests.summary.periods import SCHEMES, make, scheme
from xlsappraise.base.problems import Rendered
from xlsappraise.drawing.spec import Area, Chart, DrawnCell, Formula, PageSetup, Series, Sheet
from xlsappraise.drawing.writer import WriterError, workbook_bytes
from xlsappraise.report.book import summary_sheets


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def opened(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not keep data bars
        return openpyxl.load_workbook(path)


def parts(path, prefix):
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if name.startswith(prefix)]


def test_the_same_data_give_the_same_bytes(data, say):
    assert workbook_bytes(summary_sheets(data, say)) == workbook_bytes(summary_sheets(data, say))


def test_text_that_begins_like_a_formula_stays_text(written):
    names = ("=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://example.com", "0012")
    data = make([(n, n, n, n, SCHEMES[0].id, 80.0, "valid") for n in names])
    rows = opened(written(data))["成绩"].iter_rows(min_row=2, values_only=False)
    found = [[row[i] for i in (2, 3, 4, 7)] for row in rows]
    assert {cell.value for row in found for cell in row} == set(names)
    assert {cell.data_type for row in found for cell in row} == {"s"}


def test_characters_that_xml_forbids_are_shown_escaped(written):
    problem = Rendered("normalised", "note", "a\ud800\x07.xlsx", "1", None, None, "\u202eabc", None, "ok")
    data = make([("1", "\x00\uffff", "部", "王", SCHEMES[0].id, 80.0, "valid")], problems=(problem,))
    book = opened(written(data))
    assert book["成绩"]["D2"].value == "\\x00\\uffff"
    assert book["问题"]["C2"].value == "a\\ud800\\x07.xlsx"
    assert book["问题"]["H2"].value == "\\u202eabc"


def test_nothing_is_protected_and_formulas_need_no_new_functions(data, written):
    path = written(data)
    assert not any("sheetProtection" in text for text in parts(path, "xl/worksheets/"))
    assert not any("_xlfn" in text for text in parts(path, "xl/worksheets/"))


def test_every_chart_has_titles_and_no_empty_series(data, written):
    charts = parts(written(data), "xl/charts/chart")
    assert len(charts) == 4
    for text in charts:
        assert text.count("<c:title>") == 3
        assert text.count("<c:ser>") == text.count("<c:val>") > 0
        assert '<c:ptCount val="0"/>' not in text
        assert text.count('<a:bodyPr rot="0" vert="horz"/>') == 1  # the title of the upright axis


def test_charts_stay_on_one_page_and_few_bars_are_no_giants(data, say):
    charted = [sheet for sheet in summary_sheets(data, say)[1:] if sheet.charts]
    assert charted
    for sheet in charted:
        used = sum(sheet.heights.values())
        scale = min(1.0, 770 / sum((width * 7 + 5) * 0.75 for width in sheet.widths))
        assert sheet.page.single and used * scale <= 1.3 * 500, sheet.name
        for chart in sheet.charts:
            bars, rows = chart.series[0].categories.size, chart.area.bottom - chart.area.top + 1
            if chart.kind.startswith("bar"):
                assert max(12, bars + 6) <= rows <= max(12, 3 * bars + 8), (sheet.name, bars, rows)


def test_long_lists_are_not_squeezed_on_one_page(say):
    people = [(f"{n:03d}", "某", f"部{n}", f"考{n}", SCHEMES[0].id, 80.0, "valid") for n in range(60)]
    charted = [sheet for sheet in summary_sheets(make(people), say)[1:] if sheet.charts]
    assert len(charted) == 2
    assert not any(sheet.page.single for sheet in charted)


def test_what_is_printed_ends_with_the_last_column(data, say, written):
    book = opened(written(data))
    for sheet in summary_sheets(data, say):
        assert f"$A$1:${get_column_letter(len(sheet.widths))}$" in book[sheet.name].print_area


@pytest.mark.parametrize("state", ["missing", "invalid", "incomplete"])
def test_without_a_valid_result_there_is_no_chart_and_no_average(state, say, written):
    data = make([("1", "甲", "部", "王", SCHEMES[0].id, None, state)])
    assert not any(sheet.charts for sheet in summary_sheets(data, say))
    shown = CalamineWorkbook.from_path(str(written(data))).get_sheet_by_name("总览").to_python()
    texts = [str(value) for row in shown for value in row]
    assert "需要您决定或处理的事" in texts
    assert not any(text.startswith(("最好", "最弱", "各方案")) for text in texts)


def test_a_department_without_results_is_left_out_of_the_charts(say):
    people = [
        ("1", "甲", "有", "王", SCHEMES[0].id, 80.0, "valid"),
        ("2", "乙", "无", "王", SCHEMES[0].id, None, "missing"),
        ("3", "丙", "又有", "李", SCHEMES[0].id, 70.0, "valid"),
    ]
    for sheet in summary_sheets(make(people), say):
        for chart in sheet.charts:
            if chart.kind.startswith("bar"):
                assert all(series.values.bottom == series.values.top + 1 for series in chart.series)


def test_charts_lie_beside_all_text_and_on_the_sheet(data, say):
    for sheet in summary_sheets(data, say):
        for chart in sheet.charts:
            area = chart.area
            assert area.right < len(sheet.widths)
            covered = [
                cell
                for cell in sheet.cells
                if area.top <= cell.row <= area.bottom
                and cell.column <= area.right
                and cell.column + cell.across > area.left
            ]
            assert not covered, (sheet.name, chart.title)


def test_no_two_cells_of_a_sheet_overlap(data, say):
    for sheet in summary_sheets(data, say):
        places = [
            (cell.row + down, cell.column + across)
            for cell in sheet.cells
            for down in range(cell.down)
            for across in range(cell.across)
        ]
        assert len(places) == len(set(places)), sheet.name


def test_pages_are_a4_and_one_page_wide(data, written):
    for sheet in opened(written(data)):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text


def test_lists_are_frozen_filtered_and_repeat_their_headings(data, written):
    book = opened(written(data))
    for name in ("成绩", "分项·客服组长考核表", "问题", "未交", "文件"):
        sheet = book[name]
        assert sheet.freeze_panes, name
        assert sheet.auto_filter.ref.startswith("A1:"), name
        assert sheet.print_title_rows == "$1:$1", name


def test_rows_grow_with_their_text(say):
    problem = Rendered("x", "error", "f", "1", "s", "A1", "1", "2", "这一段很长的说明文字。" * 20)
    data = make([("1", "甲", "部", "王", SCHEMES[0].id, 80.0, "valid")], problems=(problem,))
    sheet = next(s for s in summary_sheets(data, say) if s.name == say("Problems"))
    # 440 units of text in at most 53.6: nine lines of 13 points at the very least
    assert sheet.heights[1] >= 9 * 13


def test_forty_criteria_and_two_hundred_departments(say, written):
    wide = scheme("wide", "宽", 40, 2.5)
    people = [(f"{n:04d}", "某", f"部{n % 200}", f"考{n % 7}", "wide", 50 + n / 10, "valid") for n in range(400)]
    book = opened(written(make(people, (wide,))))
    assert book["分项·宽"].max_column == 44
    assert book["部门"].max_row == 202
    assert book["总览"].max_row < 60


def test_an_array_formula_in_merged_cells_is_refused():
    cell = DrawnCell(0, 0, Formula("=SUM(1)", 1, array=True), across=2)
    with pytest.raises(WriterError, match="array formula"):
        workbook_bytes([Sheet("s", (cell,), (10.0, 10.0), {}, PageSetup())])


def test_a_chart_without_data_is_refused():
    series = Series("s", Area(1, 0, 0, 0), Area(1, 1, 0, 1), "#000000")
    chart = Chart("bar", Area(0, 0, 1, 1), "t", "c", "v", (series,))
    sheet = Sheet("s", (), (10.0, 10.0), {0: 20.0, 1: 20.0}, PageSetup(), (chart,))
    with pytest.raises(ValueError, match="without data"):
        workbook_bytes([sheet])
    with pytest.raises(ValueError, match="without data"):
        workbook_bytes([replace(sheet, charts=(replace(chart, series=()),))])


def test_what_xlsxwriter_only_warns_about_is_an_error():
    with pytest.raises((WriterError, Warning)):
        workbook_bytes([Sheet("s", (DrawnCell(2_000_000, 0, "x"),), (10.0,), {}, PageSetup())])
    with pytest.raises((WriterError, Warning)):
        workbook_bytes([Sheet("s", (), (10.0,), {}, PageSetup(footer="x" * 300))])


def test_a_reminder_names_thirty_people_and_counts_the_others(say):
    people = [(f"{n:03d}", "某", "部", "王", SCHEMES[0].id, None, "missing") for n in range(45)]
    texts = [
        cell.value
        for cell in next(sheet for sheet in summary_sheets(make(people), say) if sheet.name == say("Missing")).cells
        if cell.column == 6 and cell.row and cell.value
    ]
    assert len(texts) == 1
    assert "029 某" in texts[0] and "030 某" not in texts[0] and "15" in texts[0]
