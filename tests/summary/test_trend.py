"""What changed on the last period, how long has it lasted, and is every small chart a chart of something?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.summary.periods import SCHEMES, make, over_a_year, scheme, with_earlier
from tests.summary.test_summary_workbook import parts
from xlsappraise.base.period import Period
from xlsappraise.drawing.spec import Area, PageSetup, Sheet, Sparkline
from xlsappraise.drawing.writer import WriterError, workbook_bytes
from xlsappraise.report.book import summary_sheets
from xlsappraise.report.context import Report
from xlsappraise.report.data import RollUpTable, SummaryData
from xlsappraise.report.sheets.trend import sheet
from xlsappraise.report.streaks import streak
from xlsappraise.results.standing import LOOK_BACK

FIRST = SCHEMES[0].id
PERSON = ("1", "甲", "部", "王", FIRST)


def trend(data: SummaryData, say=str) -> Sheet:
    return sheet(Report(data, say))


def month(*totals: float) -> SummaryData:
    """November with a person per total."""
    return make([(str(n), "某", "部", "王", FIRST, total, "valid") for n, total in enumerate(totals, 1)])


def row(sheet: Sheet, begin: object, *, last: bool = False) -> dict[object, object]:
    """Return a row by its headings, those of the nearest heading row above; ``last``: the last such row."""
    rows = [cell.row for cell in sheet.cells if cell.column == 0 and cell.value == begin]
    at = rows[-1 if last else 0]
    head = max(c.row for c in sheet.cells if c.row < at and c.style == "head" and c.column == 0)
    titles = {c.column: c.value for c in sheet.cells if c.row == head}
    return {titles[c.column]: c.value for c in sheet.cells if c.row == at}


# Periods and changes


def test_earlier_results_stand_oldest_first_and_the_change_is_on_the_last(say):
    data = with_earlier(month(86.5), {"2026-10": {"1": 84.25}, "2026-08": {"1": 90.0}})
    cells = row(trend(data, say), "1")
    assert list(cells) == [
        "工号", "姓名", "部门", "考核方案", "2026-08", "2026-10", "2026-11", "上期", "变化", "走势", "连续",
    ]  # fmt: skip
    assert [cells[h] for h in ("2026-08", "2026-10", "2026-11", "上期", "变化")] == [90.0, 84.25, 86.5, 84.25, 2.25]


def test_without_a_result_just_before_there_is_no_change():
    data = with_earlier(month(86.5, 70.0), {"2026-10": {"2": 75.5}, "2026-09": {"1": 90.0}})
    cells = row(trend(data), "1")
    assert (cells["2026-10"], cells["Last period"], cells["Change"]) == (None, "", "")
    cells = row(trend(data), "2")
    assert (cells["2026-09"], cells["Last period"], cells["Change"]) == (None, 75.5, -5.5)


def test_a_period_in_which_nobody_has_a_result_is_no_last_period():
    cells = row(trend(with_earlier(month(86.5), {"2026-09": {"1": 90.0}})), "1")
    assert list(cells)[4:7] == ["2026-09", "2026-11", "Last period"]
    assert (cells["Last period"], cells["Change"]) == (None, "")


def test_at_most_twelve_periods_are_shown():
    data = with_earlier(month(80.0), {f"2025-{n:02d}": {"1": 70.0 + n} for n in range(1, 13)})
    assert list(row(trend(data), "1"))[4:6] == ["2025-12", "2026-11"]
    data = with_earlier(data, {f"2026-{n:02d}": {"1": 70.0 + n} for n in range(1, 11)})
    assert list(row(trend(data), "1"))[4:16] == ["2025-12", *(f"2026-{n:02d}" for n in range(1, 12))]


def test_quarters_are_compared_with_quarters():
    quarter = replace(month(80.0), period=Period.parse("2026-Q1"))
    data = with_earlier(quarter, {"2025-Q4": {"1": 75.0}, "2025-12": {"1": 99.0}})
    cells = row(trend(data), "1")
    assert list(cells)[4:6] == ["2025-Q4", "2026-Q1"]
    assert cells["Change"] == 5.0


def test_editions_of_a_scheme_belong_together():
    old, new = SCHEMES[0], SCHEMES[0].model_copy(update={"title": "新版考核表"})
    people = [("1", "甲", "部", "王", old.id, 80.0, "valid"), ("2", "乙", "部", "王", old.id, 90.0, "valid")]
    data = make(people, [old])
    data.results["scheme"] = [f"{old.id}@1", f"{old.id}@2"]
    data.results["scheme_title"] = [old.title, new.title]
    data = replace(data, schemes={f"{old.id}@1": old, f"{old.id}@2": new}, criteria={})
    data = with_earlier(data, {"2026-10": {"1": 70.0, "2": 90.0}})
    found = trend(data)
    assert (row(found, "1")["Change"], row(found, "2")["Change"]) == (10.0, 0.0)
    means = row(found, f"{old.title}, {new.title} ({old.id})", last=True)
    assert (means["2026-10"], means["2026-11"], means["Change"], means["People in this period"]) == (80.0, 85.0, 5.0, 2)


def test_rolled_up_results_are_compared_under_the_id_of_their_scheme():
    data = replace(month(80.0), period=Period.parse("2026-Q1"), schemes={})
    data.results["scheme"] = "rolled"
    data = replace(data, criteria={}, rollups={"rolled": RollUpTable(SCHEMES[0], (), {})})
    data = with_earlier(data, {"2025-Q4": {"1": 75.0}})
    assert row(trend(data), "1")["Change"] == 5.0


def test_people_stand_by_scheme_department_and_number():
    people = [
        ("3", "丙", "乙部", "王", FIRST, 80.0, "valid"),
        ("2", "乙", "乙部", "王", FIRST, 80.0, "valid"),
        ("4", "丁", "甲部", "王", FIRST, 80.0, "valid"),
        ("9", "戊", "甲部", "王", SCHEMES[1].id, 80.0, "valid"),
        ("7", "己", "甲部", "王", SCHEMES[1].id, None, "missing"),
    ]
    numbers = [c.value for c in trend(make(people)).cells if c.column == 0 and 0 < c.row < 5]
    assert numbers == ["9", "2", "3", "4"]


def test_without_a_valid_result_there_is_no_sheet(say):
    data = with_earlier(make([(*PERSON, None, "missing")]), {"2026-10": {"1": 80.0}})
    assert "趋势" not in [sheet.name for sheet in summary_sheets(data, say)]


def test_two_periods_are_no_trend_and_three_are():
    two = with_earlier(month(80.0), {"2026-10": {"1": 70.0}})
    assert "Trend" not in [sheet.name for sheet in summary_sheets(two, str)]
    three = with_earlier(two, {"2026-08": {"1": 75.0}})
    assert "Trend" in [sheet.name for sheet in summary_sheets(three, str)]


# Streaks


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((92.0, 91.0, 95.0), "优秀 连续3期"),
        ((92.0, 85.0, 95.0), ""),
        ((85.0, 75.0, 65.0), "连续2期上升"),
        ((85.0, 75.0), ""),
        ((65.0, 75.0, 85.0, 80.0), "连续2期下降"),
        ((85.0, 85.0, 80.0), "良好 连续3期"),
        ((59.99, 40.0, 59.0, 60.0), "差 连续3期；连续3期低于60"),
        ((50.0, 55.0, 58.0), "差 连续3期；连续2期下降；连续3期低于60"),
        ((60.0, 59.0), ""),
    ],
)
def test_streaks_in_words(totals, said, say):
    months = ("2026-10", "2026-09", "2026-08")
    data = month(totals[0])
    for period, total in zip(months, totals[1:], strict=False):
        data = with_earlier(data, {period: {"1": total}})
    assert row(trend(data, say), "1")["连续"] == said


def test_a_missing_period_breaks_a_streak_unless_the_person_was_on_leave(say):
    data = with_earlier(month(92.0, 93.0), {"2026-09": {"1": 91.0, "2": 91.0}, "2026-08": {"1": 90.0, "2": 90.0}})
    assert row(trend(data, say), "1")["连续"] == ""
    away = with_earlier(data, {}, leave={"2026-10": "1"})
    assert row(trend(away, say), "1")["连续"] == "优秀 连续3期；连续2期上升"
    assert row(trend(away, say), "2")["连续"] == ""
    assert row(trend(away, say), "1")["变化"] == ""


def test_a_streak_looks_back_so_many_periods_and_no_further():
    assert streak([(95.0, "A")] * 40, str).startswith(f"A: {LOOK_BACK} ")


# Small charts, and the large one


def test_a_sparkline_needs_three_results():
    earlier = {"2026-10": {"1": 70.0, "2": 71.0}, "2026-09": {"1": 70.0}, "2026-08": {"2": 90.0}}
    data = with_earlier(month(80.0, 81.0, 82.0), earlier)
    found = trend(data)
    values = {(cell.row, cell.column): cell.value for cell in found.cells}
    assert [line.row for line in found.sparklines] == [1, 2, 7]  # two people, and the scheme's mean
    for line in found.sparklines:
        area = line.values
        assert (area.top, area.bottom, area.left, area.right) == (line.row, line.row, 4, 7)
        numbers = [values[line.row, column] for column in range(area.left, area.right + 1)]
        shown = [number for number in numbers if isinstance(number, float)]
        assert len(shown) >= 3
        assert line.low < min(shown) <= max(shown) <= line.high
        assert values[0, line.column] == "Course"


def test_results_of_nothing_still_have_a_scale():
    (line, _mean) = trend(with_earlier(month(0.0), {"2026-10": {"1": 0.0}, "2026-09": {"1": 0.0}})).sparklines
    assert line.low < line.high


def test_each_scheme_is_a_line_over_its_means(say):
    data = over_a_year()
    found = trend(data, say)
    (chart,) = found.charts
    assert (chart.kind, [series.name for series in chart.series]) == (
        "line",
        [SCHEMES[0].title, SCHEMES[1].title, SCHEMES[2].title],
    )
    cells = {(cell.row, cell.column): cell.value for cell in found.cells}
    for series in chart.series:
        area = series.values
        means = [cells[area.top, column] for column in range(area.left, area.right + 1)]
        assert len([mean for mean in means if isinstance(mean, float)]) >= 2
        assert not any(isinstance(mean, str) for mean in means)
        assert [chart.low <= mean <= chart.high for mean in means if mean is not None].count(False) == 0
    october = data.standing.of(FIRST, Period.parse("2026-10")).values()
    assert row(found, SCHEMES[0].title, last=True)["2026-10"] == pytest.approx(
        sum(score.total for score in october) / len(october)
    )


def test_at_most_six_schemes_are_drawn():
    many = tuple(scheme(f"s{n}", f"方案{n}") for n in range(8))
    people = [(f"{n}{k}", "某", "部", "王", f"s{n}", 80.0, "valid") for n in range(8) for k in range(n + 1)]
    data = with_earlier(make(people, many), {"2026-10": {"70": 70.0}})
    data = replace(data, standing=type(data.standing)({("s7", Period.parse("2026-10")): earlier(data)}))
    (chart,) = trend(data).charts
    assert [series.name for series in chart.series] == [f"方案{n}" for n in (7, 6, 5, 4, 3, 2)]
    assert chart.title == "Mean per scheme over the periods, the first 6 of 8"


def earlier(data):
    return next(iter(data.standing.scores.values()))


def test_the_written_sheet_holds_the_sparklines_and_the_line_chart(written):
    path = written(over_a_year())
    (sheet,) = [text for text in parts(path, "xl/worksheets/sheet") if "sparklineGroup " in text]
    assert sheet.count("<x14:sparkline>") == len(trend(over_a_year()).sparklines) > 15
    (chart,) = [text for text in parts(path, "xl/charts/chart") if "<c:lineChart>" in text]
    assert chart.count("<c:ser>") == 3
    assert chart.count("<c:title>") == 3
    assert '<c:ptCount val="0"/>' not in chart


def test_a_short_sheet_is_one_page_and_a_long_one_does_not_cut_its_chart():
    assert trend(over_a_year()).page.single
    long = with_earlier(month(*(60.0 + n / 10 for n in range(120))), {"2026-10": {"1": 80.0}})
    found = trend(long)
    (chart,) = found.charts
    assert not found.page.single
    assert not any(chart.area.top < at <= chart.area.bottom for at in found.page.breaks)


def test_no_two_cells_overlap_and_the_chart_covers_none():
    found = trend(over_a_year())
    places = [(cell.row, cell.column + across) for cell in found.cells for across in range(cell.across)]
    assert len(places) == len(set(places))
    (chart,) = found.charts
    assert chart.area.top > max(place[0] for place in places)
    assert chart.area.right == len(found.widths) - 1


def test_a_sparkline_without_data_is_refused():
    line = Sparkline(0, 1, Area(0, 0, 0, 0), 0.0, 1.0)
    with pytest.raises(WriterError, match="without data"):
        workbook_bytes([Sheet("s", (), (10.0, 10.0), {}, PageSetup(), sparklines=(line,))])


def test_the_notes_tell_how_changes_and_streaks_are_counted(say):
    def told(data):
        return [cell.value for cell in summary_sheets(data, say)[-1].cells if cell.column == 0]

    past = {"2026-10": {"1": 70.0}, "2026-09": {"1": 75.0}}
    assert {"趋势", "比上期变化", "连续"} <= set(told(with_earlier(month(80.0), past)))
    assert not {"趋势", "比上期变化", "连续"} & set(told(make([(*PERSON, None, "missing")])))
