"""What does the trend sheet of a real period know of the periods before it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import WORKED_EXAMPLE, Bench
from tests.facts.desk import LETTERS, PEOPLE, SALES_PLAN, Desk, sold
from tests.pipeline.test_history import SCHEME, imported
from tests.summary.returned import data_of
from xlsappraise.base.period import Period
from xlsappraise.report.earlier_periods import earlier_standing
from xlsappraise.results.standing import Standing

SEPTEMBER, OCTOBER, NOVEMBER = (Period.parse(f"2026-{month:02d}") for month in (9, 10, 11))


def returned(bench: Bench, period: Period) -> Bench:
    """Live through a period in which E001's form comes back as in the worked example: 76.00, 合格."""
    month = replace(bench, period=period)
    month.issue()
    month.fill(WORKED_EXAMPLE)
    month.settle()
    return month


def totals(standing: Standing, number: str = "E001") -> list[tuple[str, float, str]]:
    found = [(period, of[number]) for (scheme, period), of in standing.scores.items() if number in of]
    return sorted((str(period), score.total, score.source) for period, score in found)


def standing(bench: Bench, period: Period = NOVEMBER) -> Standing:
    with bench.open() as office:
        return earlier_standing(office, period)


@pytest.fixture
def desk(bench: Bench) -> Desk:
    found = Desk(bench, OCTOBER)
    found.plan(SALES_PLAN)
    found.staff(sold(), sold("E002", name="李梅"))
    return found


def lines(path: Path, name: str = "趋势") -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def past(bench: Bench, *rows: Sequence[Any]) -> None:
    """Import (period, total) of E001."""
    assert imported(bench, *(("E001", period, SCHEME, total, None) for period, total in rows)).imported


def test_forms_and_imports_of_the_periods_before(desk: Desk) -> None:
    returned(desk.bench, OCTOBER)
    past(desk.bench, ("2026-09", 80), ("2026-Q3", 99), ("2026-12", 99), ("2020-01", 99))
    found = standing(desk.bench)
    before = [("2026-09", 80.0, "history"), ("2026-Q3", 99.0, "history")]
    assert totals(found) == sorted([*before, ("2026-10", 76.0, "form")])
    assert totals(standing(desk.bench, OCTOBER)) == before
    assert totals(standing(desk.bench, Period.parse("2026-Q4"))) == before


def test_a_quarter_is_compared_with_quarters_made_of_months(desk: Desk) -> None:
    past(desk.bench, ("2026-07", 70), ("2026-08", 75.5), ("2026-09", 80))
    months = [("2026-07", 70.0, "history"), ("2026-08", 75.5, "history"), ("2026-09", 80.0, "history")]
    assert totals(standing(desk.bench)) == months
    assert totals(standing(desk.bench, Period.parse("2026-Q4"))) == [*months, ("2026-Q3", 75.17, "rollup")]


def test_nothing_is_read_where_there_is_nothing_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    returned(desk.bench, NOVEMBER)
    monkeypatch.setattr("xlsappraise.report.earlier_periods.gather_results", None)
    monkeypatch.setattr("xlsappraise.report.earlier_periods.OptionalFacts", None)
    assert standing(desk.bench) == Standing()


def test_the_summary_compares_with_what_was_imported_and_with_the_month_before(desk: Desk) -> None:
    past(desk.bench, ("2026-08", 71), ("2026-09", 70.5))
    path = returned(desk.bench, OCTOBER).summarize().workbook
    head, row = lines(path)[:2]
    assert dict(zip(head, row, strict=True)) == {
        "工号": "E001", "姓名": "王小燕", "部门": "客服一部", "考核方案": "家具客服回访专员月度考核表",
        "2026-08": 71, "2026-09": 70.5, "2026-10": 76, "上期": 70.5, "变化": 5.5, "走势": "", "连续": "合格 连续3期",
    }  # fmt: skip


def with_weeks(*months: str) -> set[Period]:
    """Return months with the weeks that end in them."""
    found = {Period.parse(month) for month in months}
    return found | {week for month in found for week in month.inside("week")}


def test_leave_is_that_of_the_months_facts(desk: Desk) -> None:
    past(desk.bench, ("2026-09", 75))
    desk.write()
    desk.fill(PEOPLE, **{f"{LETTERS['leave']}4": "是"})
    found = standing(desk.bench)
    assert found.leave == dict.fromkeys(with_weeks("2026-10"), frozenset({"E001"}))
    assert [score.total for score in found.run(SCHEME, OCTOBER, "E001")] == [75.0]


def test_leave_of_a_quarter_is_leave_of_its_months_once_it_has_ended(desk: Desk) -> None:
    past(desk.bench, ("2026-08", 75))
    quarter = Desk(desk.bench, Period.parse("2026-Q3"))
    quarter.write()
    quarter.fill(PEOPLE, **{f"{LETTERS['leave']}5": "是"})
    whole = with_weeks("2026-07", "2026-08", "2026-09") | {Period.parse("2026-Q3")}
    assert standing(desk.bench).leave == dict.fromkeys(whole, frozenset({"E002"}))
    assert standing(desk.bench, SEPTEMBER).leave == {}
    assert standing(desk.bench, Period.parse("2026-Q4")).leave == dict.fromkeys(whole, frozenset({"E002"}))


def test_who_was_on_leave_in_all_months_was_so_in_the_quarter(desk: Desk) -> None:
    past(desk.bench, ("2026-Q2", 75))
    for month in (7, 8, 9):
        one = Desk(desk.bench, Period.parse(f"2026-{month:02d}"))
        one.write()
        one.fill(PEOPLE, **{f"{LETTERS['leave']}{row}": "是" for row in ((4, 5) if month < 9 else (4,))})
    leave = standing(desk.bench, Period.parse("2026-Q4")).leave
    assert leave[Period.parse("2026-Q3")] == frozenset({"E001"})
    assert leave[Period.parse("2026-08")] == frozenset({"E001", "E002"})


def test_a_facts_workbook_that_cannot_be_read_stops_no_summary(desk: Desk) -> None:
    past(desk.bench, ("2026-09", 75))
    desk.path.parent.mkdir(exist_ok=True)
    desk.path.write_bytes(b"x")
    assert standing(desk.bench).leave == {}
    assert totals(data_of(returned(desk.bench, NOVEMBER)).standing) == [("2026-09", 75.0, "history")]
