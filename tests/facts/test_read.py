"""What is read of a facts workbook that is filled in well, however it is written down?"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.conftest import NOVEMBER, Bench, person, rewrite
from tests.facts.desk import CHECKS, INCIDENTS, PEOPLE, SALES_PLAN, SETTINGS, Desk, sold
from tests.office.office import run_jobs
from xlsappraise.base.period import Period
from xlsappraise.factbook import FactBook, needs_checks
from xlsappraise.results.period_facts import CheckMark, Incident, PeriodFacts
from xlsappraise.schemes import Library

PAIR = "sales-pay"
FILLED: dict[str, Any] = {"F4": 180000, "G4": -12.5, "H4": 0.08, "I4": 12, "J4": "是", "E5": "是", "J5": "否"}


def test_a_workbook_that_is_not_there_has_no_facts(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person())
    assert desk.read() == PeriodFacts()


def test_nothing_filled_in_is_no_fact_and_no_problem(desk: Desk) -> None:
    facts = desk.read()
    assert (facts.file, facts.problems) == ("2026-11/facts.xlsx", ())
    assert facts.people == {"E001": {}, "E002": {}}
    assert (facts.incidents, facts.settings, facts.leave, facts.broken) == ((), {}, frozenset(), frozenset())


def test_figures_are_exact_and_blanks_are_left_out(desk: Desk) -> None:
    desk.fill(PEOPLE, **FILLED)
    facts = desk.read()
    assert facts.problems == ()
    assert facts.people == {
        "E001": {
            "销售额": Decimal(180000),
            "结余": Decimal("-12.5"),
            "转化率": Decimal("0.08"),
            "回访数": Decimal(12),
            "全勤": "是",
        },
        "E002": {"全勤": "否"},
    }
    assert facts.leave == {"E002"}


def test_every_figure_has_its_cell_blank_or_not(desk: Desk) -> None:
    desk.fill(PEOPLE, F4=1)
    places = desk.read().places
    assert places["E001", "销售额"] == (PEOPLE, "F4")
    assert places["E002", "全勤"] == (PEOPLE, "J5")
    assert len(places) == 10


@pytest.mark.parametrize(
    ("cell", "written", "title", "read"),
    [
        ("F4", "１８００００", "销售额", Decimal(180000)),
        ("F4", " 1200.50 ", "销售额", Decimal("1200.5")),
        ("F4", 0.1 + 0.2, "销售额", Decimal("0.3")),
        ("F4", 0, "销售额", Decimal(0)),
        ("F4", 9_999_999_999.99, "销售额", Decimal("9999999999.99")),
        ("H4", "8%", "转化率", Decimal("0.08")),
        ("H4", "８.５％", "转化率", Decimal("0.085")),
        ("J4", " 是 ", "全勤", "是"),
    ],
)
def test_entries_are_read_like_those_of_forms(desk: Desk, cell: str, written: Any, title: str, read: Any) -> None:
    desk.fill(PEOPLE, **{cell: written})
    facts = desk.read()
    assert (facts.problems, facts.people["E001"][title]) == ((), read)


def test_incidents_are_read_with_what_their_kind_takes(desk: Desk) -> None:
    desk.rows(
        INCIDENTS,
        ["E001", None, datetime(2026, 11, 3), "迟到", None, None, None, "堵车"],
        ["Ｅ002", None, "2026年11月30日", "损失", 2, "88.80"],
        ["E001", None, datetime(2026, 11, 1), "漏打卡", 1, None, datetime(2026, 12, 2)],
    )
    facts = desk.read()
    assert facts.problems == ()
    assert facts.incidents == (
        Incident("E001", date(2026, 11, 3), "迟到", 1, None, None, "堵车"),
        Incident("E002", date(2026, 11, 30), "损失", 2, Decimal("88.8")),
        Incident("E001", date(2026, 11, 1), "漏打卡", 1, None, date(2026, 12, 2)),
    )


def test_settings_take_the_place_of_the_plan_file(desk: Desk) -> None:
    desk.settings(
        pool=10000, target="９０", parts_1=0.3, parts_2="50%", parts_3=0.2, sums_1=300, sums_2=200.5,
        steps_1=(0, 0.01), steps_2=(5000, "2.5%"), by="家具客服回访专员月度考核表",
    )  # fmt: skip
    facts = desk.read()
    assert facts.problems == ()
    assert facts.settings == {
        (PAIR, "pool"): Decimal(10000),
        (PAIR, "target"): Decimal(90),
        (PAIR, "parts"): (Decimal("0.3"), Decimal("0.5"), Decimal("0.2")),
        (PAIR, "sums"): (Decimal(300), Decimal("200.5")),
        (PAIR, "steps"): ((Decimal(0), Decimal("0.01")), (Decimal(5000), Decimal("0.025"))),
        (PAIR, "by"): "furniture-callback",
    }


def test_shares_of_a_third_add_up(desk: Desk) -> None:
    desk.settings(parts_1=0.3333, parts_2=0.3333, parts_3=0.3334)
    assert sum(desk.read().settings[PAIR, "parts"]) == 1


def test_checks_are_read(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(schemes="annual-de-qin-neng-ji"))
    desk.write()
    desk.rows(CHECKS, ["E001", None, datetime(2026, 11, 6), 95.5], ["E001", None, "2026-11-13", "１０４"])
    facts = desk.read()
    assert facts.problems == ()
    assert facts.checks == (
        CheckMark("E001", date(2026, 11, 6), Decimal("95.5")),
        CheckMark("E001", date(2026, 11, 13), Decimal(104)),
    )


def test_only_a_years_result_made_of_checks_needs_checks() -> None:
    library = Library()
    assert [s.id for s in library.schemes.values() if needs_checks(s)] == ["annual-de-qin-neng-ji"]


def test_rows_and_columns_may_stand_in_any_order(desk: Desk) -> None:
    desk.fill(PEOPLE, **FILLED)
    desk.settings(pool=10000, target=90)
    desk.rows(INCIDENTS, ["E002", None, datetime(2026, 11, 3), "迟到"])
    before = desk.read()

    def turn(book: Any) -> None:
        for sheet, last in ((PEOPLE, 10), (SETTINGS, 7), (INCIDENTS, 8)):
            rows = [[c.value for c in row] for row in book[sheet].iter_rows(min_row=3, max_col=last)]
            head, *body = [row[::-1] for row in rows if any(row)]
            for number, row in enumerate([head, *body[::-1]], 3):
                for column, value in enumerate(row, 1):
                    book[sheet].cell(number, column).value = value
            book[sheet].insert_rows(1, 2)

    desk.edit(turn)
    after = desk.read()
    assert after.problems == ()
    assert (after.people, after.incidents, after.settings) == (before.people, before.incidents, before.settings)
    assert after.places["E001", "销售额"] == (PEOPLE, "E7")


def test_a_setting_is_found_by_its_titles_when_its_key_is_gone(desk: Desk) -> None:
    desk.settings(pool=10000, parts_1=0.5, parts_2=0.25, parts_3=0.25)
    desk.edit(lambda book: book[SETTINGS].delete_cols(7))
    facts = desk.read()
    assert facts.problems == ()
    assert facts.settings.keys() == {(PAIR, "pool"), (PAIR, "parts")}


def test_days_that_count_from_1904_are_the_days_that_are_shown(desk: Desk) -> None:
    desk.rows(INCIDENTS, ["E001", None, datetime(2026, 11, 3), "迟到"])
    number = (date(2026, 11, 3) - date(1904, 1, 1)).days

    def move(data: bytes) -> bytes:
        return data.replace(b"<workbookPr", b'<workbookPr date1904="1"')

    desk.fill(INCIDENTS, C4=number)
    rewrite(desk.path, {"xl/workbook.xml": move})
    facts = desk.read()
    assert (facts.problems, [i.day for i in facts.incidents]) == ((), [date(2026, 11, 3)])
    desk.write()
    assert [i.day for i in desk.read().incidents] == [date(2026, 11, 3)]


@pytest.mark.office
def test_a_workbook_filled_in_and_saved_by_libreoffice_is_read(desk: Desk) -> None:
    def cells(sheet: str, **values: Any) -> list[list[Any]]:
        return [["set", sheet, cell, value] for cell, value in values.items()]

    key = {row[6]: number for number, row in enumerate(desk.grid(SETTINGS), 3)}[f"{PAIR}/pool"]
    steps = [
        *cells(PEOPLE, **FILLED),
        *cells(INCIDENTS, A4="E002", C4=46329, D4="损失", F4=88.8),
        *cells(SETTINGS, **{f"C{key}": 10000}),
        ["read", [[INCIDENTS, "B4"], [INCIDENTS, "B5"]]],
    ]
    saved = desk.path.with_name("saved.xlsx")
    (answer,) = run_jobs([{"open": str(desk.path), "steps": steps, "save": str(saved)}])
    assert answer[-1] == ["李梅", ""]
    saved.replace(desk.path)
    first = desk.read()
    assert first.problems == ()
    assert first.people["E001"]["结余"] == Decimal("-12.5") and first.leave == {"E002"}
    assert first.incidents == (Incident("E002", date(2026, 11, 3), "损失", 1, Decimal("88.8")),)
    assert first.settings == {(PAIR, "pool"): Decimal(10000)}
    done = desk.write()
    assert done.problems == ()
    again = desk.read()
    assert (again.people, again.incidents, again.settings) == (first.people, first.incidents, first.settings)


def test_each_periods_facts_are_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsappraise.factbook import reader

    asked = []

    def counted(*args: Any, **options: Any) -> PeriodFacts:
        asked.append((args[1], options["earlier"]))
        return PeriodFacts()

    monkeypatch.setattr(reader, "read_facts", counted)
    october = Period("month", 2026, 10)
    with desk.bench.open() as office:
        book = FactBook(office, *desk.using(office), NOVEMBER)
        for period in (NOVEMBER, october, october, NOVEMBER):
            book.of(period)
        FactBook(office, *desk.using(office)).of(october)
    assert asked == [(NOVEMBER, False), (october, True), (october, False)]


def test_earlier_periods_are_read_without_those_who_have_left_and_what_plans_ask_now(desk: Desk) -> None:
    desk.bench.issue(sold(), sold("E002", name="李梅"))
    desk.rows(INCIDENTS, ["E002", None, datetime(2026, 11, 3), "迟到"], ["E001", None, datetime(2026, 11, 3), "迟到"])
    desk.fill(PEOPLE, E4="是", F5=1)
    desk.plan(SALES_PLAN.replace('title = "回访数"', 'title = "回访户数"'))
    desk.staff(sold())
    facts = desk.read(earlier=True)
    assert facts.problems == ()
    assert (facts.leave, [i.employee_id for i in facts.incidents]) == ({"E001"}, ["E001"])
    assert [(p.code, p.cell) for p in desk.read().problems] == [
        ("facts-column-missing", "3:3"),
        ("facts-unknown-employee", "A5"),
        ("facts-unknown-employee", "A4"),
    ]


def test_an_earlier_workbook_may_lack_whole_sheets(desk: Desk) -> None:
    def drop(book: Any) -> None:
        for sheet in (INCIDENTS, SETTINGS):
            del book[sheet]

    desk.edit(drop)
    assert desk.read(earlier=True).problems == ()
    assert openpyxl.load_workbook(desk.path).sheetnames[0] == PEOPLE
