"""Is every mistake in a facts workbook told with its cell, all at once, and whose it is?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import openpyxl
import pytest

from tests.conftest import Bench, message_of, person, rewrite, text_of
from tests.facts.desk import (
    CHECKS,
    FIRST,
    INCIDENTS,
    PEOPLE,
    QUARTER_PLAN,
    SALES_PLAN,
    SETTINGS,
    Desk,
    Found,
    as_before,
    sold,
    told,
)
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.roster import PLANS
from xlsappraise.store.ledger import Payment

DAY = datetime(2026, 11, 3)
PAIR = "sales-pay"


def findings(facts: PeriodFacts) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in facts.problems]


def only(facts: PeriodFacts) -> Problem:
    (found,) = facts.problems
    assert found.file == "2026-11/facts.xlsx"
    return found


# Figures of people


@pytest.mark.parametrize(
    ("cell", "value", "code", "shown", "expected"),
    [
        ("F4", -1, "out-of-range", "-1", "a number from 0 up"),
        ("F4", "一万多", "not-a-number", "一万多", "a number from 0 up"),
        ("F4", "1,500", "not-a-number", "1,500", "a number from 0 up"),
        ("F4", "=100+20", "formula-in-input", "=100+20", None),
        ("F4", "#N/A", "error-value", "#N/A", "a number from 0 up"),
        ("F4", True, "not-a-number", "TRUE", "a number from 0 up"),
        ("F4", DAY, "facts-number-format", "2026-11-03", None),
        ("F4", 1e10, "out-of-range", "10000000000", "≤ 9999999999.99"),
        ("G4", -1e10, "out-of-range", "-10000000000", "≤ 9999999999.99"),
        ("H4", 95, "out-of-range", "95", "a percentage such as 95% from 0% to 100%"),
        ("I4", 1.5, "not-whole", "1.5", "a whole number from 0 up"),
        ("H4", 40, "out-of-range", "40", "a percentage such as 95% from 0% to 100%"),
        ("I4", "85分", "not-a-number", "85分", "a whole number from 0 up"),
        ("J4", "对", "not-in-list", "对", "是, 否"),
        ("E4", "yes", "not-in-list", "yes", "是, 否"),
    ],
)
def test_a_faulty_figure_holds_its_person_back(
    desk: Desk, cell: str, value: Any, code: str, shown: str, expected: str | None
) -> None:
    desk.fill(PEOPLE, **{cell: value, "F5": 7})
    if cell == "H4":
        desk.edit(lambda book: setattr(book[PEOPLE]["H4"], "number_format", "General"))
    facts = desk.read()
    found = only(facts)
    assert (found.code, found.sheet, found.cell, found.employee_id) == (code, PEOPLE, cell, "E001")
    assert text_of(found.found) == shown
    assert expected is None or text_of(found.expected) == expected
    assert facts.held == {"E001"} and "E001" in facts.people
    assert facts.people["E001"] == {} and len(facts.people["E002"]) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("１２，０００元", "12000"), ("1,500.50元", "1500.50"), ("￥1,500", "1500"), ("十八万", "180000"),
        ("18万", "180000"), ("１.８万元", "18000"), ("0.00125万", "12.5"), ("一万二", None), ("3千", None),
        ("万", None), ("元", None),
    ],
)  # fmt: skip
def test_an_amount_that_is_not_written_plainly_is_asked_for(desk: Desk, typed: str, meant: str | None) -> None:
    desk.fill(PEOPLE, F4=typed)
    found = only(desk.read())
    assert (found.code, found.cell, text_of(found.found)) == ("not-a-number", "F4", typed)
    assert (f"Did you mean {meant}?" in message_of(found)) if meant else ("Did you mean" not in message_of(found))


def test_a_percentage_in_an_amount_is_asked_about(desk: Desk) -> None:
    desk.fill(PEOPLE, F4=0.5)
    desk.edit(lambda book: setattr(book[PEOPLE]["F4"], "number_format", "0%"))
    assert told(desk.read().problems) == [("facts-number-format", "F4", "E001")]


def test_an_unknown_employee_is_told_with_the_one_that_is_meant(desk: Desk) -> None:
    desk.fill(PEOPLE, A5="E0O2", F5=5)
    found = only(desk.read())
    assert (found.code, found.cell, found.employee_id) == ("facts-unknown-employee", "A5", "E0O2")
    assert text_of(found.expected) == "E002" and "Did you mean E002?" in message_of(found)  # by the name in the row


@pytest.mark.parametrize("typed", ["e002", "Ｅ００２ ", "李梅"])
def test_a_number_written_otherwise_or_a_name_leads_to_the_number(desk: Desk, typed: str) -> None:
    desk.fill(PEOPLE, A5=typed, B5=None, F5=5)
    facts = desk.read()
    if typed.startswith("Ｅ"):
        assert (told(facts.problems), facts.people["E002"]) == ([], {"销售额": 5})
    else:
        found = only(facts)
        assert (found.code, text_of(found.found), text_of(found.expected)) == ("facts-unknown-employee", typed, "E002")


def test_a_number_that_lost_its_zeros_is_asked_about(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold("0012"), sold("0112"))
    desk.write()
    desk.fill(PEOPLE, A4=12, B4=None, F4=5)
    found = only(desk.read())
    assert (found.code, text_of(found.found), text_of(found.expected)) == ("facts-unknown-employee", "12", "0012")


def test_a_person_has_one_row(desk: Desk) -> None:
    desk.fill(PEOPLE, A6="E001", F4=5, F6=6)
    facts = desk.read()
    assert findings(facts) == [("facts-employee-twice", "A6", "E001", "A4")]
    assert facts.held == {"E001"}


def test_figures_whose_number_and_name_are_those_of_two_people_are_held(desk: Desk) -> None:
    names = [openpyxl.load_workbook(desk.path)[PEOPLE][cell].value for cell in ("B4", "B5")]
    desk.fill(PEOPLE, A4="E002", A5="E001", F4=5, F5=6)
    facts = desk.read()
    assert findings(facts) == [
        ("figures-of-another-name", "B4", names[0], names[1]), ("figures-of-another-name", "B5", names[1], names[0]),
    ]  # fmt: skip
    assert facts.held == {"E001", "E002"}


def test_entries_without_a_number_are_told(desk: Desk) -> None:
    desk.fill(PEOPLE, A5=None, F5=5)
    assert told(desk.read().problems) == [("facts-number-missing", "A5", None)]


def test_a_formula_is_no_employee_number(desk: Desk) -> None:
    desk.fill(PEOPLE, A5="=A4", F5=5)
    assert told(desk.read().problems) == [("formula-in-input", "A5", None)]


def test_a_figure_that_no_plan_of_the_person_uses_is_only_a_warning(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold(), person("E002"))
    desk.write()
    desk.edit(as_before)
    desk.fill(PEOPLE, F5=5)
    facts = desk.read()
    assert findings(facts) == [("facts-not-asked", "F5", "5", "销售额")]
    assert "of E002 王小燕 uses" in message_of(facts.problems[0])
    assert (facts.held, facts.people["E002"]) == (frozenset(), {})


def test_blank_required_figures_are_no_mistake_of_the_workbook(desk: Desk) -> None:
    desk.fill(PEOPLE, F4=5)
    assert desk.read().problems == ()


# Headings and sheets


def test_a_column_that_is_missing_is_told_of_the_sheet(desk: Desk) -> None:
    desk.edit(lambda book: book[PEOPLE].delete_cols(6))
    assert told(desk.read().problems) == [("facts-column-missing", "3:3", None)]


def test_a_heading_that_was_changed_is_told_with_the_one_that_is_meant(desk: Desk) -> None:
    desk.fill(PEOPLE, F3="销售金额", F4=5)
    assert findings(desk.read()) == [
        ("facts-column-missing", "3:3", None, "销售额"),
        ("facts-unknown-heading", "F3", "销售金额", "销售额"),
    ]


def test_an_own_column_is_passed_over_with_a_warning_when_it_is_used(desk: Desk) -> None:
    desk.fill(PEOPLE, K3="备忘", L3="空列", K4="已核对")
    facts = desk.read()
    assert [(p.code, p.severity, p.cell) for p in facts.problems] == [("facts-unknown-heading", "warning", "K3")]


@pytest.mark.parametrize(
    ("sheet", "cell", "heading"),
    [
        (PEOPLE, "A3", "工号"),
        (PEOPLE, "E3", "批准休假"),
        (INCIDENTS, "A3", "工号"),
        (INCIDENTS, "C3", "日期"),
        (INCIDENTS, "D3", "类别"),
        (INCIDENTS, "F3", "金额"),
        (SETTINGS, "C3", "数值"),
        (SETTINGS, "D3", "比率"),
    ],
)
def test_a_missing_heading_makes_the_sheet_unusable(desk: Desk, sheet: str, cell: str, heading: str) -> None:
    desk.fill(sheet, **{cell: None})
    facts = desk.read()
    found = only(facts)
    assert (found.code, found.sheet, found.cell, found.employee_id) == ("facts-heading-missing", sheet, "3:3", None)
    assert text_of(found.expected) == heading
    assert len(facts.broken) == (6 if sheet == SETTINGS else 0)


def test_settings_without_key_and_titles_cannot_be_told_apart(desk: Desk) -> None:
    desk.fill(SETTINGS, G3=None, B3=None)
    facts = desk.read()
    assert findings(facts) == [("facts-heading-missing", "3:3", None, "设置项")]
    assert len(facts.broken) == 6


@pytest.mark.parametrize("sheet", [PEOPLE, INCIDENTS, SETTINGS])
def test_a_heading_that_stands_twice_makes_the_sheet_unusable(desk: Desk, sheet: str) -> None:
    heading = openpyxl.load_workbook(desk.path)[sheet]["A3"].value
    desk.fill(sheet, M3=heading)
    facts = desk.read()
    assert findings(facts) == [("facts-heading-twice", "M3", heading, None)]
    assert len(facts.people) == (0 if sheet == PEOPLE else 2)
    assert len(facts.broken) == (6 if sheet == SETTINGS else 0)


@pytest.mark.parametrize("sheet", [PEOPLE, INCIDENTS, SETTINGS])
def test_a_missing_sheet_is_told(desk: Desk, sheet: str) -> None:
    desk.edit(lambda book: book.remove(book[sheet]))
    facts = desk.read()
    assert [(p.code, p.sheet, p.cell, p.employee_id) for p in facts.problems] == [
        ("facts-sheet-missing", sheet, None, None)
    ]
    assert len(facts.broken) == (6 if sheet == SETTINGS else 0)


def test_a_workbook_that_cannot_be_read_is_refused(desk: Desk) -> None:
    desk.path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(Refusal) as refusal:
        desk.read()
    (found,) = refusal.value.problems
    assert (found.code, found.file) == ("facts-unreadable", "2026-11/facts.xlsx")


# Incidents


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["E001", None, datetime(2026, 12, 1), "迟到"], [("date-outside-period", "C4", "E001")]),
        (["E001", None, datetime(2026, 10, 31), "迟到"], [("date-outside-period", "C4", "E001")]),
        (["E001", None, "十一月三日", "迟到"], [("not-a-date", "C4", "E001")]),
        (["E001", None, None, "迟到"], [("facts-blank", "C4", "E001")]),
        (["E001", None, DAY], [("facts-blank", "D4", "E001")]),
        ([None, None, DAY, "迟到"], [("facts-number-missing", "A4", None)]),
        (["E001", None, DAY, "早退"], [("facts-unknown-incident", "D4", "E001")]),
        (["E001", None, DAY, "迟到", 0], [("out-of-range", "E4", "E001")]),
        (["E001", None, DAY, "迟到", 1.5], [("not-whole", "E4", "E001")]),
        (["E001", None, DAY, "迟到", "两次"], [("not-a-number", "E4", "E001")]),
        (["E001", None, DAY, "损失"], [("facts-amount-missing", "F4", "E001")]),
        (["E001", None, DAY, "损失", 1, -5], [("out-of-range", "F4", "E001")]),
        (["E001", None, DAY, "损失", 1, "五元"], [("not-a-number", "F4", "E001")]),
        (["E001", None, DAY, "漏打卡", 1, None, datetime(2026, 11, 2)], [("facts-settled-before", "G4", "E001")]),
        (["E001", None, DAY, "漏打卡", 1, None, "后天"], [("not-a-date", "G4", "E001")]),
        (["E009", None, DAY, "迟到"], [("facts-unknown-employee", "A4", "E009")]),
        (
            ["E001", None, datetime(2026, 12, 1), "早退", 0, -5],
            [
                ("date-outside-period", "C4", "E001"),
                ("facts-unknown-incident", "D4", "E001"),
                ("out-of-range", "E4", "E001"),
                ("out-of-range", "F4", "E001"),
            ],
        ),
    ],
)
def test_a_faulty_incident_holds_its_person_back(desk: Desk, row: list[Any], expected: Found) -> None:
    desk.rows(INCIDENTS, row, ["E002", None, DAY, "迟到"])
    facts = desk.read()
    assert told(facts.problems) == expected
    assert {p.sheet for p in facts.problems} == {INCIDENTS}
    assert [i.employee_id for i in facts.incidents] == ["E002"]
    assert facts.held == {e for _code, _cell, e in expected if e}


def test_an_unknown_kind_is_told_with_the_one_that_is_meant(desk: Desk) -> None:
    desk.rows(INCIDENTS, ["E001", None, DAY, "漏打卡了"])
    assert findings(desk.read()) == [("facts-unknown-incident", "D4", "漏打卡了", "漏打卡")]


@pytest.mark.parametrize(
    ("row", "cell", "label"),
    [
        (["E001", None, DAY, "迟到", 1, 5], "F4", "金额"),
        (["E001", None, DAY, "迟到", 1, None, DAY], "G4", "补救日期"),
    ],
)
def test_what_a_kind_does_not_take_is_only_a_warning(desk: Desk, row: list[Any], cell: str, label: str) -> None:
    desk.rows(INCIDENTS, row)
    facts = desk.read()
    assert [(p.code, p.severity, p.cell) for p in facts.problems] == [("facts-kind-takes-none", "warning", cell)]
    assert label in message_of(facts.problems[0])
    assert [(i.amount, i.settled) for i in facts.incidents] == [(None, None)]


def test_an_incident_that_no_plan_of_the_person_counts_is_a_warning(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold(), person("E002"))
    desk.write()
    desk.rows(INCIDENTS, ["E002", None, DAY, "迟到"])
    facts = desk.read()
    assert told(facts.problems) == [("facts-incident-not-counted", "D4", "E002")]
    assert facts.held == frozenset()


# Checks


def test_faulty_checks_are_told(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(schemes="annual-de-qin-neng-ji"))
    desk.write()
    desk.rows(
        CHECKS,
        ["E001", None, DAY, -1],
        ["E001", None, datetime(2026, 12, 3), 90],
        ["E001", None, None, 90],
        ["E001", None, DAY],
        ["E009", None, DAY, 90],
        ["E001", None, DAY, "优"],
        [None, None, DAY, 90],
    )
    facts = desk.read()
    assert told(facts.problems) == [
        ("out-of-range", "D4", "E001"),
        ("date-outside-period", "C5", "E001"),
        ("facts-blank", "C6", "E001"),
        ("facts-blank", "D7", "E001"),
        ("facts-unknown-employee", "A8", "E009"),
        ("not-a-number", "D9", "E001"),
        ("facts-number-missing", "A10", None),
    ]
    assert facts.checks == ()


# Settings: rows 4 pool, 5 target, 6–8 parts, 9–14 sums, 15–20 steps, 21 scheme


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pool": -1}, ("out-of-range", "C4")),
        ({"pool": "一万"}, ("not-a-number", "C4")),
        ({"pool": "=5*2"}, ("formula-in-input", "C4")),
        ({"parts_1": 0.5, "parts_2": 0.3, "parts_3": 0.3}, ("facts-shares-sum", "C6:C8")),
        ({"parts_1": 0.5, "parts_2": 0.3, "parts_3": 0.1999}, ("facts-shares-sum", "C6:C8")),
        ({"parts_1": 1.2, "parts_2": 0.3, "parts_3": 0.2}, ("out-of-range", "C6")),
        ({"parts_1": 0.5, "parts_2": 0.5}, ("facts-list-partly", "C8")),
        ({"parts_2": 1}, ("facts-list-partly", "C6、C8")),
        ({"sums_2": 5}, ("facts-list-partly", "C9")),
        ({"sums_1": 5, "sums_4": 2}, ("facts-list-partly", "C10:C11")),
        ({"steps_1": (0, None)}, ("facts-list-partly", "D15")),
        ({"steps_1": (None, 0.1)}, ("facts-list-partly", "C15")),
        ({"steps_1": (0, 0.1), "steps_3": (100, 0.2)}, ("facts-list-partly", "C16、D16")),
        ({"steps_1": (100, 0.1), "steps_2": (100, 0.2)}, ("facts-tiers-not-rising", "C16")),
        ({"steps_1": (100, 0.1), "steps_2": (0, 0.2)}, ("facts-tiers-not-rising", "C16")),
        ({"steps_1": (0, 1.5)}, ("out-of-range", "D15")),
        ({"by": "furniture-calback"}, ("facts-unknown-scheme", "C21")),
    ],
)
def test_a_faulty_setting_is_told_and_nothing_taken_in_its_place(
    desk: Desk, values: dict[str, Any], expected: tuple[str, str]
) -> None:
    desk.settings(target=90, **values)
    facts = desk.read()
    assert [(p.code, p.sheet, p.cell, p.employee_id) for p in facts.problems] == [
        (expected[0], SETTINGS, expected[1], None)
    ]
    assert facts.broken == {(PAIR, next(iter(values)).partition("_")[0])}
    assert facts.settings.keys() == {(PAIR, "target")}


def test_shares_are_told_with_their_sum(desk: Desk) -> None:
    desk.settings(parts_1=0.5, parts_2=0.3, parts_3=0.3)
    found = only(desk.read())
    assert (text_of(found.found), text_of(found.expected)) == ("110%", "100%")


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"parts_1": 0.5, "parts_2": 0.5}, ("比例", "比例·三档")),
        ({"steps_1": (0, 0.1), "steps_2": (500, None)}, ("分级表", "分级表·第 2 级")),
        ({"sums_1": 5, "sums_4": 2}, ("金额", "金额·第 2 项, 金额·第 3 项")),
    ],
)
def test_a_partly_filled_list_names_what_is_missing(desk: Desk, values: dict[str, Any], names: tuple[str, str]) -> None:
    desk.settings(**values)
    found = only(desk.read())
    assert (text_of(found.found), text_of(found.expected)) == names


def test_a_scheme_that_is_meant_is_suggested(desk: Desk) -> None:
    desk.settings(by="furniture-calback")
    assert only(desk.read()).expected == "furniture-callback"


def test_a_list_whose_row_was_deleted_is_partly_filled_in(desk: Desk) -> None:
    desk.settings(parts_1=0.5, parts_2=0.5)
    desk.edit(lambda book: book[SETTINGS].delete_rows(8))
    assert findings(desk.read()) == [("facts-list-partly", "3:3", "比例", "比例·三档")]


def test_a_setting_stands_once(desk: Desk) -> None:
    desk.settings(pool=5)

    def again(book: Any) -> None:
        for column in range(1, 8):
            book[SETTINGS].cell(22, column).value = book[SETTINGS].cell(FIRST, column).value

    desk.edit(again)
    facts = desk.read()
    assert findings(facts) == [("facts-setting-twice", "C22", "奖金池", "C4")]
    assert facts.broken == {(PAIR, "pool")}
    desk.fill(SETTINGS, C4=None)  # a blank copy is none
    assert desk.read().problems == ()


def test_a_row_of_no_setting_is_only_a_warning(desk: Desk) -> None:
    desk.fill(SETTINGS, A22="销售奖", B22="高温补贴", C22=5)
    facts = desk.read()
    assert [(p.code, p.severity, p.cell, text_of(p.found)) for p in facts.problems] == [
        ("facts-unknown-setting", "warning", "C22", "高温补贴")
    ]


def test_a_rate_where_there_is_none_is_only_a_warning(desk: Desk) -> None:
    desk.fill(SETTINGS, C4=5, D4=0.1)
    facts = desk.read()
    assert [(p.code, p.severity, p.cell) for p in facts.problems] == [("facts-no-rate", "warning", "D4")]
    assert facts.settings[PAIR, "pool"] == 5


def test_an_incident_that_stands_twice_is_asked_about(desk: Desk) -> None:
    desk.rows(
        INCIDENTS, ["E001", None, DAY, "迟到"], ["E001", None, DAY, "迟到"], ["E001", None, DAY, "迟到", 2],
        ["E001", None, DAY, "迟到", None, None, None, "下午"], ["E002", None, DAY, "迟到"],
    )  # fmt: skip
    facts = desk.read()
    assert [(p.code, p.severity, p.cell, p.employee_id) for p in facts.problems] == [
        ("facts-incident-twice", "warning", "A5", "E001")
    ]
    assert len(facts.incidents) == 5


def test_a_rate_above_100_percent_is_asked_about(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(schemes="aftersales-weighted", **{PLANS: "aftersales-gate"}))
    desk.write()
    rows = {row[1]: at for at, row in enumerate(desk.grid(SETTINGS), FIRST - 1)}
    desk.fill(SETTINGS, **{f"C{rows['退款率上限']}": 4.5})
    (found,) = [p for p in desk.read().problems if p.sheet == SETTINGS]
    assert (found.code, found.cell) == ("out-of-range", f"C{rows['退款率上限']}")
    assert "Did you mean 4.5%?" in message_of(found)


def test_nothing_is_asked_of_whoever_has_left_and_had_no_form(desk: Desk) -> None:
    desk.bench.issue(sold(), sold("E002", name="李梅"))
    desk.staff(sold(status="离职"), sold("E002", name="李梅"), sold("E003", status="离职"))
    written = desk.write().written
    assert written is not None and [row[0] for row in desk.grid(PEOPLE)[1:]] == ["E001", "E002"]
    assert {number for number, _title in written.blank} == {"E001", "E002"}  # E001 had a form this month
    with desk.bench.open() as office:
        office.ledger.put_payments("2026-10", [Payment("2026-10", "E003", "x", "y", "", "", "1", {}, "")])
    written = desk.write().written  # paid in October: what there is of November is asked once more
    assert written is not None and {number for number, _title in written.blank} == {"E001", "E002", "E003"}


def test_a_row_that_holds_but_an_unknown_number_is_no_mistake(desk: Desk) -> None:
    desk.rows(PEOPLE, ["E009"], first=6)
    assert desk.read().problems == ()


def test_only_a_number_that_is_surely_meant_is_proposed(desk: Desk) -> None:
    desk.fill(PEOPLE, A5="E012", B5=None, F5=5)
    found = only(desk.read())
    assert (found.code, text_of(found.expected)) == (
        "facts-unknown-employee",
        None,
    ) and "Did you mean" not in message_of(found)
    assert "--roster" in message_of(found)


def test_everything_is_told_at_once(desk: Desk) -> None:
    desk.fill(PEOPLE, F4=-1, I5="很多")
    desk.rows(INCIDENTS, ["E003", None, DAY, "迟到"])
    desk.settings(pool=-5, by="nonsense")
    facts = desk.read()
    assert [(p.sheet, p.cell) for p in facts.problems] == [
        (PEOPLE, "F4"),
        (PEOPLE, "I5"),
        (INCIDENTS, "A4"),
        (SETTINGS, "C4"),
        (SETTINGS, "C21"),
    ]
    assert facts.held == {"E001", "E002", "E003"}


def test_a_plan_that_was_given_later_needs_the_workbook_written_again(desk: Desk) -> None:
    desk.plan(QUARTER_PLAN.replace('on = ["quarter"]', ""))
    desk.staff(sold(**{PLANS: "sales-pay,quarter-pay"}), sold("E002"))
    assert findings(desk.read()) == [("facts-column-missing", "3:3", None, "季度基数")]
    assert desk.write().problems == ()


def test_a_hostile_workbook_is_refused(desk: Desk) -> None:
    rewrite(desk.path, {"xl/workbook.xml": lambda data: b'<!DOCTYPE a [<!ENTITY x "y">]>' + data})
    with pytest.raises(Refusal) as refusal:
        desk.read()
    assert [p.code for p in refusal.value.problems] == ["facts-unreadable"]
