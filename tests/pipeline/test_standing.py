"""Do trends, pay and promotion stand on the right results: months, ended quarters and years, weighted ones?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person, text_of
from tests.facts.desk import Desk
from tests.pipeline.test_history import SCHEME, imported
from xlsappraise.base.period import Period
from xlsappraise.product.returned import withdraw
from xlsappraise.report.rollup import rollup
from xlsappraise.results.all_periods import GatheredResults, gather_results, standing_of
from xlsappraise.results.period_facts import CheckMark, PeriodFacts
from xlsappraise.results.standing import Standing

ANNUAL, MONTHLY = "annual-de-qin-neng-ji", "de-qin-neng-ji"
YEAR = Period.parse("2026")
Given = Mapping[str, PeriodFacts]
"""Period → its facts"""


def past(bench: Bench, *rows: tuple[str, str, float], scheme: str = SCHEME) -> None:
    """Import (employee, period, total)."""
    done = imported(bench, *((number, period, scheme, total, None) for number, period, total in rows))
    assert len(done.imported) == len(rows), done.problems


def standing(bench: Bench, until: str, facts: Given | None = None) -> Standing:
    with bench.open() as office:
        return standing_of(office, Period.parse(until), lambda period: (facts or {}).get(str(period), PeriodFacts()))


def known(bench: Bench, until: str, facts: Given | None = None) -> GatheredResults:
    with bench.open() as office:
        return gather_results(office, Period.parse(until), lambda period: (facts or {}).get(str(period), PeriodFacts()))


def of(found: Standing, period: str, scheme: str = SCHEME) -> dict[str, tuple[float, str, int, int, str]]:
    scores = found.of(scheme, Period.parse(period))
    return {n: (s.total, s.grade, s.rank, s.of, s.source) for n, s in scores.items()}


@pytest.fixture
def staffed(bench: Bench) -> Bench:
    Desk(bench).staff(person(), person("E002", name="张伟"), person("E003", name="李娜"))
    return bench


def test_ended_quarters_and_years_are_rolled_up_and_ranked(staffed: Bench) -> None:
    past(
        staffed,
        *(("E001", f"2026-{month:02d}", 80.0) for month in range(1, 13)),
        *(("E002", f"2026-{month:02d}", 90.0) for month in (10, 11, 12)),
    )
    found = standing(staffed, "2026-12")
    assert of(found, "2026-Q4") == {"E001": (80.0, "良好", 2, 2, "rollup"), "E002": (90.0, "优秀", 1, 2, "rollup")}
    assert of(found, "2026-Q3") == {"E001": (80.0, "良好", 1, 1, "rollup")}
    assert of(found, "2026") == {"E001": (80.0, "良好", 2, 2, "rollup"), "E002": (90.0, "优秀", 1, 2, "rollup")}
    assert of(found, "2026-12") == {"E001": (80.0, "良好", 2, 2, "history"), "E002": (90.0, "优秀", 1, 2, "history")}


def test_a_quarter_that_has_not_ended_is_not_there_nor_is_what_comes_later(staffed: Bench) -> None:
    past(staffed, ("E001", "2026-10", 80), ("E001", "2026-11", 80), ("E001", "2026-12", 50), ("E001", "2026-Q3", 70))
    found = standing(staffed, "2026-11")
    assert {str(period) for _scheme, period in found.scores if found.of(SCHEME, period)} == {
        "2026-10", "2026-11", "2026-Q3",
    }  # fmt: skip
    assert of(found, "2026-Q3")["E001"][-1] == "history"


def test_an_imported_quarter_is_ranked_with_rolled_up_ones(staffed: Bench) -> None:
    past(staffed, ("E001", "2026-Q4", 70), ("E001", "2026-12", 99), ("E002", "2026-12", 75))
    assert of(standing(staffed, "2026-Q4"), "2026-Q4") == {
        "E001": (70.0, "合格", 2, 2, "history"), "E002": (75.0, "合格", 1, 2, "rollup"),
    }  # fmt: skip


def test_twenty_four_months_are_looked_at(staffed: Bench) -> None:
    past(staffed, ("E001", "2024-12", 80), ("E001", "2025-01", 80))
    found = standing(staffed, "2026-12")
    assert {str(period) for _scheme, period in found.scores if found.of(SCHEME, period)} == {
        "2025-01", "2025-Q1", "2025",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "away"),
    [
        ({"2026-11": ["E001"]}, {"2026-11"}),
        ({"2026-Q4": ["E001"]}, {"2026-10", "2026-11", "2026-12", "2026-Q4"}),
        ({"2026-10": ["E001"], "2026-11": ["E001"], "2026-12": ["E001"]}, {"2026-10", "2026-11", "2026-12", "2026-Q4"}),
        (
            {"2026": ["E001"]},
            {*(f"2026-{month:02d}" for month in range(1, 13)), *(f"2026-Q{n}" for n in (1, 2, 3, 4)), "2026"},
        ),
    ],
)
def test_leave_of_a_longer_period_is_leave_of_all_in_it_and_the_other_way_round(
    staffed: Bench, facts: Mapping[str, list[str]], away: set[str]
) -> None:
    past(staffed, ("E001", "2026-01", 80))
    found = standing(staffed, "2026", {period: PeriodFacts(leave=frozenset(who)) for period, who in facts.items()})
    on_leave = {period for period in found.leave if found.on_leave(period, "E001")}
    assert {str(period) for period in on_leave if period.kind != "week"} == away
    weeks = {week for name in away for week in Period.parse(name).inside("week")}  # a week is in its Sunday's month
    assert {period for period in on_leave if period.kind == "week"} == weeks


def test_leave_keeps_a_month_from_being_missing(staffed: Bench) -> None:
    past(staffed, ("E001", "2026-10", 80), ("E001", "2026-12", 90))
    on_leave = {"2026-11": PeriodFacts(leave=frozenset({"E001"}))}
    for facts, missing in (({}, ["2026-11"]), (on_leave, [])):
        (one,) = known(staffed, "2026-Q4", facts).rolled(Period.parse("2026-Q4"))
        assert (one.total, [str(period) for period in one.missing]) == (85.0, missing)


def mark(day: date, points: float, number: str = "E001") -> CheckMark:
    return CheckMark(number, day, Decimal(str(points)))


def test_a_mark_that_stands_in_month_and_year_counts_once_and_equal_marks_of_a_day_count_each(staffed: Bench) -> None:
    first, second = mark(date(2026, 1, 5), 80), mark(date(2026, 2, 2), 90)
    facts = {
        "2026-01": PeriodFacts(checks=(first, first)),
        "2026-02": PeriodFacts(checks=(second,)),
        "2026-Q1": PeriodFacts(checks=(first,)),
        "2026": PeriodFacts(checks=(first, second, mark(date(2026, 3, 3), 70.5, "E002"))),
    }
    assert known(staffed, "2026", facts).checks(YEAR) == {"E001": [80.0, 80.0, 90.0], "E002": [70.5]}


@pytest.fixture
def yearly(bench: Bench) -> Bench:
    """E001 is appraised monthly and yearly, E002 only monthly; monthly results are imported."""
    Desk(bench).staff(person(schemes=f"{MONTHLY}、{ANNUAL}"), person("E002", name="张伟", schemes=MONTHLY))
    months = [(number, f"2026-{month:02d}", 96.0) for number in ("E001", "E002") for month in range(1, 13)]
    past(bench, *months, scheme=MONTHLY)
    return bench


def year_end(bench: Bench, **changes: Any) -> None:
    """Let the year-end form of E001 come back: 100 and what is added."""
    year = Bench(bench.workspace, YEAR)
    year.issue()
    form = year.describe(year.form())
    values = {i["id"]: {"choice": (i["choices"] or [""])[0]}.get(i["type"], i["min"])
              for i in form["inputs"] if i["required"]}  # fmt: skip
    year.fill({**values, **changes})
    year.settle()


CHECKED = {"2026-06": PeriodFacts(checks=(mark(date(2026, 6, 1), 88), mark(date(2026, 6, 8), 92)))}


def test_the_annual_result_of_checks_months_and_year_end(yearly: Bench) -> None:
    year_end(yearly, **{"adjustment.1.points": 4, "adjustment.1.reason": "客户送来锦旗"})
    found = standing(yearly, "2026", CHECKED)
    assert of(found, "2026", ANNUAL) == {"E001": (98.8, "优秀", 1, 1, "rollup")}
    assert known(yearly, "2026", CHECKED).own.of(ANNUAL, YEAR)["E001"].total == 104.0


def test_what_enters_the_annual_result_is_not_rolled_up_a_second_time(yearly: Bench) -> None:
    year_end(yearly)
    found = standing(yearly, "2026", CHECKED)
    assert of(found, "2026", MONTHLY) == {"E002": (96.0, "优秀", 1, 1, "rollup")}
    assert set(of(found, "2026-Q4", MONTHLY)) == {"E001", "E002"}


def test_the_form_of_a_weighted_scheme_never_stands_for_the_whole(yearly: Bench) -> None:
    year_end(yearly)
    found = standing(yearly, "2026")  # no checks: no annual result
    assert of(found, "2026", ANNUAL) == {}
    assert of(found, "2026", MONTHLY)["E001"] == (96.0, "优秀", 1, 2, "rollup")


def test_who_was_given_the_form_has_a_result_without_a_total_until_it_comes_back(yearly: Bench) -> None:
    Bench(yearly.workspace, YEAR).issue()
    rolled = {one.scheme.id: one for one in known(yearly, "2026", CHECKED).rolled(YEAR) if one.person.name == "王小燕"}
    assert rolled[ANNUAL].total is None
    assert [part.spec.title for part in rolled[ANNUAL].parts_missing] == ["年终考核"]


def test_forms_and_imports_make_a_quarter_together(bench: Bench) -> None:
    """October was imported (90), November came back (76.00), December is still out."""
    bench.issue(person())
    bench.fill(WORKED_EXAMPLE)
    bench.settle()
    Bench(bench.workspace, Period.parse("2026-12")).issue()
    past(bench, ("E001", "2026-10", 90))
    (one,) = known(bench, "2026-Q4").rolled(Period.parse("2026-Q4"))
    assert (one.total, [str(period) for period in one.missing]) == (83.0, ["2026-12"])
    assert (one.person.department, one.person.supervisor) == ("客服一部", "李建国")


def test_who_was_given_forms_and_returned_none_has_a_row_without_a_result(bench: Bench) -> None:
    """E002 moved on to another department in December and has returned nothing in the whole quarter."""
    october = Bench(bench.workspace, Period.parse("2026-10"))
    october.issue(person(), person("E002", name="张伟"))
    october.fill(WORKED_EXAMPLE)
    october.settle()
    december = Bench(bench.workspace, Period.parse("2026-12"))
    december.issue(person(), person("E002", name="张伟", department="客服二部"))
    first, second = known(bench, "2026-Q4").rolled(Period.parse("2026-Q4"))
    assert (first.person.employee_id, first.total) == ("E001", 76.0)
    assert (second.person.employee_id, second.person.name, second.person.department) == ("E002", "张伟", "客服二部")
    assert (second.total, [str(period) for period in second.missing]) == (None, ["2026-10", "2026-11", "2026-12"])
    assert of(standing(bench, "2026-12"), "2026-Q4") == {"E001": (76.0, "合格", 1, 1, "rollup")}


@pytest.mark.parametrize(
    ("month", "rows"), [("2026-10", 1), ("2026-09", 0), ("2027-01", 0)]
)  # fmt: skip
def test_forms_of_other_quarters_make_no_row(bench: Bench, month: str, rows: int) -> None:
    Bench(bench.workspace, Period.parse(month)).issue(person())
    assert len(known(bench, "2027-Q4").rolled(Period.parse("2026-Q4"))) == rows


def test_who_was_on_leave_all_along_or_whose_forms_were_withdrawn_lacks_nothing(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="张伟"))
    with bench.open() as office:
        withdraw(office, "E002", bench.period, reason="离职")
    away = {"2026-Q4": PeriodFacts(leave=frozenset({"E001"}))}
    assert known(bench, "2026-Q4", away).rolled(Period.parse("2026-Q4")) == []


def test_a_quarter_in_which_somebody_returned_nothing_is_told_by_name(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="张伟"))
    bench.fill(WORKED_EXAMPLE)
    bench.settle()
    with bench.open() as office:
        done = rollup(office, Period.parse("2026-Q4"))
    (found,) = [p for p in done.problems if p.code == "rollup-all-missing"]
    assert (found.code, found.employee_id, text_of(found.found)) == (
        "rollup-all-missing", "E002", "2026-10, 2026-11, 2026-12",
    )  # fmt: skip
    told = {one["employee_id"]: (one["state"], one["total"], one["rank"]) for one in done.rolled.as_list()}
    assert told == {"E001": ("valid", 76.0, 1), "E002": ("incomplete", None, None)}
