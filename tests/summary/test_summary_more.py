"""Do the sheets that tell more than scores hold the figures that one works out by hand? Forms really came back."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import Bench, person
from tests.summary import returned
from tests.summary.measuring import blanked
from tests.summary.returned import PEER_NAMES, fill, form_of, rating
from xlsappraise.drawing.spec import Formula, Sheet
from xlsappraise.drawing.writer import write_summary
from xlsappraise.product.returned import withdraw
from xlsappraise.report.book import summary_sheets
from xlsappraise.report.data import Headline


@pytest.fixture(scope="module")
def month():
    return {sheet.name: sheet for sheet in summary_sheets(returned.data_of(returned.month()), str)}


@pytest.fixture(scope="module")
def quarter():
    return {sheet.name: sheet for sheet in summary_sheets(returned.data_of(returned.quarter()), str)}


def lines(sheet: Sheet) -> list[list[object]]:
    """Return what each row shows, blanks left out."""
    rows: dict[int, list[tuple[int, object]]] = {}
    for cell in sheet.cells:
        if cell.value not in (None, ""):
            rows.setdefault(cell.row, []).append((cell.column, cell.value))
    return [[value for _column, value in sorted(rows[row], key=lambda pair: pair[0])] for row in sorted(rows)]


def line(sheet: Sheet, *begin: object) -> list[object]:
    """Return the first row that begins so."""
    return next(row for row in lines(sheet) if row[: len(begin)] == list(begin))


def part_of(sheet: Sheet, heading: str, count: int) -> list[list[object]]:
    """Return the rows below a heading and its row of headings."""
    shown = lines(sheet)
    at = next(i for i, row in enumerate(shown) if str(row[0]).startswith(heading))
    return shown[at + 2 : at + 2 + count]


def test_headline_and_change_on_the_period_before(month):
    """(85 + 60) ÷ 2 = 72.50; October 80.00; 102 ÷ 120 and 24 ÷ 40 of the points."""
    labels, figures = lines(month["Results·客户满意度月记录表"])[2:4]
    assert labels == ["Mean of the totals", "Valid forms", "Rows", "Mean of the period before", "Change", "Trend"]
    assert figures == [72.5, 2, 4, 80.0, -7.5, "↓ down"]


def test_without_a_period_before_there_is_no_change(month):
    assert lines(month["Results·中差评处理记录表"])[3] == [50.0, 1, 6, "—", "—", "none before"]


@pytest.mark.parametrize(("before", "change", "word"), [(72.5, 0.0, "→ level"), (70.0, 2.5, "↑ up")])
def test_the_trend_is_a_word(before, change, word):
    data = returned.data_of(returned.month())
    then = {"satisfaction-monthly": Headline(returned.OCTOBER, 1, 1, before)}
    sheet = next(s for s in summary_sheets(replace(data, previous=then), str) if s.name == "Results·客户满意度月记录表")
    assert lines(sheet)[3][-2:] == [change, word]


def test_a_scale_of_numbers_has_a_mean_and_its_distribution(month):
    """Quality 8, 9, 10, 6; delivery 10, 9, 6, 6."""
    sheet = month["Results·客户满意度月记录表"]
    assert line(sheet, "Question")[3:] == [float(value) for value in range(1, 11)]
    assert line(sheet, "产品质量") == ["产品质量", 4, 8.25, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1]
    assert line(sheet, "交付准确性")[:3] == ["交付准确性", 4, 31 / 4]
    assert line(sheet, "交付准确性")[3:] == [0, 0, 0, 0, 0, 2, 0, 0, 1, 1]


def test_suggestions_are_listed_with_person_and_row(month):
    found = part_of(month["Results·客户满意度月记录表"], "建议和意见", 2)
    assert found == [["E001 王小燕", 1, "客服一部", "包装再结实一点"], ["E001 王小燕", 3, "客服一部", "送货早一点"]]


def test_the_follow_up_of_installations(month):
    """Satisfied 2 of 3 who said so; first time 3 of 4; attitude 5, 2, 4; one was left unsolved again of 4."""
    sheet = month["Results·安装售后回访记录表"]
    assert line(sheet, "满意")[1:3] == [4, pytest.approx(2 / 3)]
    assert line(sheet, "一次安装成功")[1:3] == [4, 0.75]
    assert line(sheet, "服务态度（5 最好）")[1:3] == [3, pytest.approx(11 / 3)]
    assert line(sheet, "二次遗留")[1:3] == [4, 0.25]
    # shop: rows, delivered, first time, finished, cleaned, attitude, signed, satisfied, second visit
    assert line(sheet, "一店") == ["一店", 2, 1.0, 0.5, 1.0, 1.0, 3.5, 1.0, 0.5, 0.5]
    assert line(sheet, "二店") == ["二店", 2, 1.0, 1.0, 1.0, 1.0, 4.0, 1.0, 1.0, 0.0]
    assert line(sheet, "王小燕") == ["王小燕", 3, 1.0, 1.0, 1.0, 1.0, 4.5, 1.0, 1.0, 0.0]
    assert line(sheet, "赵一鸣") == ["赵一鸣", 1, 1.0, 0.0, 1.0, 1.0, 2.0, 1.0, 0.0, 1.0]


def test_open_reviews_stand_severe_first_with_those_that_are_due(month):
    """To the end of November: the 15th is 15 days ago, the 29th one day, the 10th 20 days, the 28th two."""
    found = part_of(month["Results·中差评处理记录表"], "Not complete", 6)[1:]
    assert [(row[0], row[2], row[4], row[5]) for row in found] == [
        ("严重", 4, "待客户答复", "due, open 15 days"),
        ("严重", 5, "待客户答复", "open 1 days"),
        ("严重", 3, "超时未办结", "not met"),
        ("一般", 2, "待致电", "due, open 20 days"),
        ("轻微", 6, "致电后处理中", "due, open 2 days"),
    ]


def test_issues_by_kind(month):
    sheet = month["Results·售后问题周记录表"]
    assert line(sheet, "已解决")[:5] == ["已解决", 3, pytest.approx(2 / 3), 2, 1]
    assert line(sheet, "运输破损") == ["运输破损", 2, 0.5]
    assert line(sheet, "质量问题") == ["质量问题", 1, 1.0]


def test_a_measured_number_without_a_scale_has_only_a_mean(month):
    assert line(month["Results·客服团队成员月度考核表"], "响应时间（分钟）") == ["响应时间（分钟）", 2, 3.25]


def test_counts_and_their_rates(quarter):
    """1000 households, 500 issued, 400 returned, 320 satisfied; mean of 90.00 and 50.00."""
    sheet = quarter["Results·业主满意度调查统计表"]
    assert lines(sheet)[3][:2] == [70.0, 2]
    assert line(sheet, "入住业主（户）")[:2] == ["入住业主（户）", 1000]
    assert line(sheet, "发放问卷（份）")[1] == 500 and line(sheet, "发放问卷（份）")[3] == 0.5
    assert line(sheet, "回收问卷（份）")[1:] == [400, "回收问卷（份） ÷ 发放问卷（份）", 0.8]
    assert line(sheet, "满意问卷（份）")[1:] == [320, "满意问卷（份） ÷ 回收问卷（份）", 0.8]


def test_parts_of_composites(quarter):
    """M001: 0.2 × 100 + 0.5 × 90 + 0.3 × 70 = 86. M002: the superior's 75 alone; two peers are too few."""
    sheet = quarter["Raters' parts"]
    assert line(sheet, "Employee no.")[3:] == [
        "自评\n20 %",
        "上级\n50 %",
        "同事\n30 %",
        "同事\nforms",
        "Composite",
        "Grade",
    ]
    assert line(sheet, "M001")[3:] == [100.0, 90.0, 70.0, 3, 86.0, "良好"]
    assert line(sheet, "M002")[3:] == ["missing", 75.0, "withheld", 2, 75.0, "合格"]


def test_records_go_to_payroll(month, quarter):
    found = [row[0:1] + row[3:] for row in lines(month["Records"])[1:]]
    assert found == [
        ["E007", "fine (yuan)", "仪容仪表", "面、手不清洁，梳理不整", 10.0],
        ["E007", "fine (yuan)", "衣着", "穿工作服进食堂 × 2", 40.0],
        ["E008", "penalty", "管理能力", "警告一次"],
        ["E008", "adjustment", "嘉奖加分", "客户送来锦旗", 10.0],
        ["E008", "record", line(month["Records"], "E008", "陈静", "德勤能绩月度考核表", "record")[4], "88"],
    ]
    assert [row[-2:] for row in lines(quarter["Records"])[1:]] == [
        ["自评报告", "本季度完成培训"],
        ["业主提出需整改的项目", "照明不足"],
    ]


def test_lists_by_grade_action(month):
    assert lines(month["Lists"])[1:] == [
        ["表扬名单", "E006", "郑凯", "客服一部", "客服团队成员月度考核表", 93.0, "优秀"]
    ]


def test_sheets_without_anything_on_them_are_not_there(quarter):
    assert "Lists" not in quarter  # 86 is 良好, 75 合格: neither has an action


def test_what_is_left_out_says_so(month):
    """No conversation was escalated: 20 points leave; (15 + 18.75 + 24) × 100 ÷ 80 = 72.19."""
    row = line(month["Criteria·Other"], "E009")
    assert row[3:6] == [15.0, 18.75, "left out"]
    assert row[-1] == 72.19


def test_forms_are_counted_apart_from_results(quarter):
    """Two surveys, and self, superior and three peers for each of two."""
    text = next(str(row[0]) for row in lines(quarter["Overview"]) if "Forms: issued" in str(row[0]))
    assert "Forms: issued 12 = valid 10 + incomplete 0 + invalid 0 + missing 2;" in text
    missing = sorted(row[3] for row in lines(quarter["Missing"])[1:])
    assert missing == sorted(["何主管", "同事（匿名）"])


def text_of(path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_no_peer_is_named_anywhere(tmp_path):
    """Nor when a peer's form is broken, comes twice, lies in a folder of that name, or bears another's name."""
    place = returned.workspace()
    bench = Bench(place, returned.AUTUMN)
    peers = [person(f"P{n}", name=name, schemes="furniture-callback") for n, name in enumerate(PEER_NAMES)]
    rated = person(
        "M001", name="林主管", schemes="supervisor-360-quarterly", supervisor="高总监", 同级评价人="P0、P1、P2"
    )
    returned.with_peers(place, [rated, *peers])
    bench.issue()
    first, second, _third = PEER_NAMES
    fill(bench, form_of(bench, "M001", first), rating(), f"{first}/{first}.xlsx")
    fill(bench, form_of(bench, "M001", first), rating(teamwork=1), f"{first}/{first}改.xlsx")
    fill(bench, form_of(bench, "M001", second), {"teamwork.rating": "很好"}, f"{second}的表.xlsx")
    fill(bench, form_of(bench, "M001", "高总监"), {**rating(), "signoff.name": first})
    (bench.inbox / first / ".DS_Store").write_bytes(b"x")
    result = bench.summarize()
    codes = {problem.code for problem in result.problems}
    assert {"versions-differ", "signed-by-another"} <= codes, codes
    found = text_of(result.workbook)
    assert "林主管" in found
    assert [name for name in PEER_NAMES if name in found] == []
    assert "M001_林主管_supervisor-360-quarterly_2026-Q4_peer" in found


def test_the_order_of_files_tells_nothing_about_peers(quarter):
    shown = [row[0] for row in lines(quarter["Files"])[1:]]
    assert shown == sorted(shown)
    assert sum("_peer" in str(name) for name in shown) == 5


def test_withdrawn_forms_of_the_period_before_do_not_count():
    place = returned.workspace()
    people = [person(f"E{n}", name=f"某{n}", schemes="satisfaction-monthly") for n in (1, 2)]
    before = Bench(place, returned.OCTOBER)
    before.issue(*people)
    for number, mark in (("E1", 8), ("E2", 10)):
        values = returned.rows(
            "responses", returned.SATISFACTION, (returned._day(8, 10), "客", mark, mark, mark, mark, None)
        )
        fill(before, before.form(number), values)
    before.settle()
    with before.open() as office:
        withdraw(office, "E2", returned.OCTOBER, reason="left", yes=True)
    bench = Bench(place, returned.NOVEMBER)
    bench.issue(*people)
    bench.inbox.mkdir(parents=True, exist_ok=True)
    assert returned.data_of(bench).previous == {"satisfaction-monthly": Headline(returned.OCTOBER, 1, 1, 80.0)}


def test_no_two_cells_overlap_and_charts_cover_none(month, quarter):
    for sheet in [*month.values(), *quarter.values()]:
        places = [
            (cell.row + down, cell.column + across)
            for cell in sheet.cells
            for down in range(cell.down)
            for across in range(cell.across)
        ]
        assert len(places) == len(set(places)), sheet.name
        assert max(column for _row, column in places) < len(sheet.widths), sheet.name
        for chart in sheet.charts:
            area = chart.area
            covered = [at for at in places if area.top <= at[0] <= area.bottom and area.left <= at[1] <= area.right]
            assert not covered, (sheet.name, chart.title)


def test_charts_show_numbers_only(month, quarter):
    """Every charted cell holds a number, but for answers that a question does not know."""
    for sheet in [*month.values(), *quarter.values()]:
        cells = {(cell.row, cell.column): cell.value for cell in sheet.cells}
        for chart in sheet.charts:
            for series in chart.series:
                area = series.values
                values = [
                    cells.get((row, column))
                    for row in range(area.top, area.bottom + 1)
                    for column in range(area.left, area.right + 1)
                ]
                assert any(isinstance(value, (int, float)) for value in values), (sheet.name, chart.title)
                assert not any(isinstance(value, str) for value in values), (sheet.name, chart.title)


def test_pages_end_before_charts_not_within_them(month):
    """A break stands where a block begins, and never inside a chart."""
    for sheet in month.values():
        for at in sheet.page.breaks:
            assert not any(chart.area.top < at <= chart.area.bottom for chart in sheet.charts), sheet.name
    assert any(sheet.page.breaks for sheet in month.values())


@pytest.mark.office
def test_a_spreadsheet_program_computes_the_same(tmp_path, month, quarter):
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("XLSAPPRAISE_REQUIRE_OFFICE"), "LibreOffice is required"
        pytest.skip("needs LibreOffice")
    for name, sheets in (("month", month), ("quarter", quarter)):
        write_summary(tmp_path / f"{name}.xlsx", [blanked(sheet) for sheet in sheets.values()])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sources = [str(tmp_path / f"{name}.xlsx") for name in ("month", "quarter")]
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    checked = 0
    for name, sheets in (("month", month), ("quarter", quarter)):
        book = CalamineWorkbook.from_path(str(tmp_path / "out" / f"{name}.xlsx"))
        for sheet in sheets.values():
            found = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            for cell in sheet.cells:
                if isinstance(cell.content, Formula):
                    value = found[cell.row][cell.column]
                    expected = cell.value if isinstance(cell.value, str) else pytest.approx(cell.value, abs=1e-9)
                    assert value == expected, (sheet.name, cell)
                    checked += 1
    assert checked > 300


def test_sheets_stand_before_the_problems(month, quarter):
    names = list(month)
    results = [name for name in names if name.startswith("Results·")]
    assert len(results) == 6
    assert names[names.index("Criteria·Other") + 1 :] == [
        *results,
        "Records",
        "Lists",
        "Calibration",
        "Calibration·wishes",
        "Problems",
        "Missing",
        "Files",
        "Notes",
    ]
    assert list(quarter)[-9:-6] == ["Results·业主满意度调查统计表", "Raters' parts", "Records"]
