"""Known figures in several files and sheets, and the workbook for them with the people of the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.checks.forms import result
from tests.conftest import QUARTERLY, WORKED_EXAMPLE, Bench, own_edition, person, text_of, write_roster
from tests.office.office import fill_steps, run_jobs
from tests.pipeline.flow import ordered, told, write_figures
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.issuing.previews import WhoseFigures, period_figures, write_prefill_template
from xlsappraise.schemes import Library

NUMBER = "工号"
ACTUAL, TARGET = RATE = ("callback_rate.actual", "callback_rate.target")
EVERYBODY = WhoseFigures()
REST = {name: value for name, value in WORKED_EXAMPLE.items() if name not in RATE}
RETAIL, FIELD = "furniture-callback", "field-service"
TITLES = {scheme: Library()[scheme].title for scheme in (RETAIL, FIELD)}


@pytest.fixture
def staffed(bench: Bench) -> Bench:
    """E001 and E002 with one scheme, E003 with another, E004 with both; E005 has left, E006 has one of a year."""
    rows = [
        person(), person("E002", name="李梅"), person("E003", name="赵强", schemes=FIELD),
        person("E004", name="孙三", schemes=f"{RETAIL}、{FIELD}"), person("E005", name="周四", status="离职"),
        person("E006", name="吴五", schemes="owner-survey"),
    ]  # fmt: skip
    write_roster(bench.workspace.roster, rows)
    return bench


def book(bench: Bench, name: str, **sheets: list[list[Any]]) -> Path:
    """Write a workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = bench.workspace.root / name
    made.save(path)
    return path


def period_template(bench: Bench, choice: WhoseFigures = EVERYBODY) -> Path:
    """Write the workbook for the figures of the period."""
    with bench.open() as office:
        sheets = period_figures(office.roster(), bench.period, choice)
    return write_prefill_template(sheets, bench.workspace.root / "数据.xlsx")


def shown(path: Path) -> dict[str, list[tuple[Any, Any]]]:
    """Return the numbers and names of each sheet."""
    read = openpyxl.load_workbook(path)
    return {sheet.title: [(row[0], row[1]) for row in sheet.values][1:] for sheet in read.worksheets}


def values(bench: Bench, number: str, scheme: str = "") -> dict[str, Any]:
    """Return what stands in the inputs of an issued form."""
    (path,) = [p for p in bench.outbox.rglob(f"{number}_*.xlsx") if scheme in p.name]
    return {i["id"]: i["value"] for i in bench.describe(path)["inputs"] if i["value"] is not None}


# The workbook


def test_a_sheet_a_scheme_with_its_people(staffed: Bench) -> None:
    assert shown(period_template(staffed)) == {
        TITLES[RETAIL]: [("E001", "王小燕"), ("E002", "李梅"), ("E004", "孙三")],
        TITLES[FIELD]: [("E003", "赵强"), ("E004", "孙三")],
    }


def test_only_some_people_or_schemes(staffed: Bench) -> None:
    assert shown(period_template(staffed, WhoseFigures(["E004"], [FIELD]))) == {TITLES[FIELD]: [("E004", "孙三")]}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([person(schemes="owner-survey")], "prefill-nobody"),
        ([person(status="离职")], "prefill-nobody"),
        ([person(schemes="installation-follow-up")], "prefill-nothing"),
    ],
)
def test_nothing_to_fill_in_is_refused(bench: Bench, rows: list[Any], code: str) -> None:
    write_roster(bench.workspace.roster, rows)
    with pytest.raises(Refusal) as refused:
        period_template(bench)
    assert [p.code for p in refused.value.problems] == [code]


def test_rows_left_blank_are_no_figures(staffed: Bench) -> None:
    path = period_template(staffed)
    made = ordered(staffed, prefill=path)
    assert [(p.code, p.severity) for p in made.problems] == [("prefill-empty", "warning")]
    assert len(made.issued) == 5


def test_a_sheet_named_after_a_scheme_is_read_for_that_scheme_alone(staffed: Bench) -> None:
    path = period_template(staffed)
    made = openpyxl.load_workbook(path)
    for sheet, value in ((made[TITLES[RETAIL]], 45), (made[TITLES[FIELD]], 0.9)):
        sheet.cell(next(r for r in range(2, 9) if sheet.cell(r, 1).value == "E004"), 3, value)
    made.save(path)
    assert told(ordered(staffed, prefill=path).problems) == []
    assert list(values(staffed, "E004", RETAIL).values()) == [45]
    assert list(values(staffed, "E004", FIELD).values()) == [0.9]
    assert values(staffed, "E001") == {}


def test_a_sheet_of_another_scheme_has_no_figures_for_a_person_without_it(staffed: Bench) -> None:
    path = book(staffed, "数据.xlsx", **{TITLES[FIELD]: [[NUMBER, *RATE], ["E001", 45, 50], ["E002", None, None]]})
    made = ordered(staffed, prefill=path)
    assert [(p.code, p.cell, p.employee_id) for p in made.problems] == [
        ("prefill-not-theirs", "B2", "E001"), ("prefill-not-theirs", "C2", "E001"),
    ]  # fmt: skip
    assert sorted(i.employee_id for i in made.issued) == ["E002", "E003", "E004", "E004"]


# Several sheets and files


def test_every_visible_sheet_that_fits_is_read_and_no_hidden_one(staffed: Bench) -> None:
    path = book(
        staffed, "数据.xlsx", 说明=[["请填写"]], 一组=[[NUMBER, *RATE], ["E001", 45, 50]],
        二组=[[NUMBER, TARGET, ACTUAL], ["E002", 50, 40]], 旧=[[NUMBER, *RATE], ["E001", 1, 2], ["E004", 1, 2]],
    )  # fmt: skip
    made = openpyxl.load_workbook(path)
    made["旧"].sheet_state = "hidden"
    made.save(path)
    assert ordered(staffed, prefill=path).problems == []
    assert values(staffed, "E001") == {ACTUAL: 45, TARGET: 50}
    assert values(staffed, "E002") == {ACTUAL: 40, TARGET: 50}
    assert values(staffed, "E004", RETAIL) == {}


def test_a_list_of_people_beside_the_figures_is_passed_over_and_named(staffed: Bench) -> None:
    path = book(
        staffed, "数据.xlsx", 花名册=[[NUMBER, "姓名", "手机"], ["E009", "某人", "1"]],
        数据=[[NUMBER, *RATE], ["E001", 45, 50]],
    )  # fmt: skip
    made = ordered(staffed, prefill=path)
    assert [(p.severity, p.code, text_of(p.found)) for p in made.problems] == [
        ("note", "prefill-sheet-passed", "花名册")
    ]
    assert values(staffed, "E001") == {ACTUAL: 45, TARGET: 50}


def test_several_files_make_one_set_of_figures(staffed: Bench) -> None:
    one = write_figures(staffed.workspace.root / "a.xlsx", [NUMBER, ACTUAL], ["E001", 45], ["E002", 40])
    two = write_figures(staffed.workspace.root / "b.xlsx", [NUMBER, TARGET, ACTUAL], ["E001", 50, 45], ["E003", None])
    assert ordered(staffed, prefill=[one, two]).problems == []
    assert (values(staffed, "E001"), values(staffed, "E002")) == ({ACTUAL: 45, TARGET: 50}, {ACTUAL: 40})
    staffed.fill(REST)
    assert result(staffed)["total"] == 76.0


def test_two_figures_for_one_input_hold_back_their_person_and_name_both_cells(staffed: Bench) -> None:
    one = write_figures(staffed.workspace.root / "a.xlsx", [NUMBER, ACTUAL], ["E001", 45], ["E002", 40])
    two = write_figures(staffed.workspace.root / "b.xlsx", [NUMBER, TARGET, ACTUAL], ["E001", 50, 44])
    made = ordered(staffed, prefill=[one, two])
    (found,) = made.problems
    assert (found.severity, found.code, found.file, found.cell, found.employee_id) == (
        "error", "prefill-differs", "b.xlsx", "C2", "E001",
    )  # fmt: skip
    assert (text_of(found.found), text_of(found.expected), found.facts.get("other")) == ("44", "45", "a.xlsx Sheet B2")
    assert "E001" not in {issue.employee_id for issue in made.issued}
    assert values(staffed, "E002") == {ACTUAL: 40}


def test_a_part_in_one_file_above_its_whole_in_another_names_both_cells(bench: Bench) -> None:
    quarter = Bench(bench.workspace, Period("quarter", 2026, 4))
    own_edition(bench.workspace, "owner-survey", QUARTERLY)
    write_roster(bench.workspace.roster, [person(schemes="owner-survey")])
    one = write_figures(bench.workspace.root / "a.xlsx", [NUMBER, "回收问卷（份）"], ["E001", 100])
    two = write_figures(bench.workspace.root / "b.xlsx", [NUMBER, "满意问卷（份）"], ["E001", 101])
    made = ordered(quarter, prefill=[one, two])
    assert [(p.code, p.file, p.cell, text_of(p.expected)) for p in made.problems] == [
        ("above-the-whole", "b.xlsx", "B2", "≤ 100 (a.xlsx Sheet B2)")
    ]
    assert made.issued == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["E001", "四十五", 50], ["E002", 40, 50]], "not-a-number"),
        ([["E002", 40, 50], ["E001", 45, 50], ["E001", 45, 50]], "prefill-employee-twice"),
        ([["E002", 40, 50], ["E003", 1, None], ["E001", 45, 50]], "prefill-not-theirs"),
    ],
)
def test_a_mistake_holds_back_its_own_person(staffed: Bench, rows: list[list[Any]], code: str) -> None:
    made = ordered(staffed, prefill=write_figures(staffed.workspace.root / "a.xlsx", [NUMBER, *RATE], *rows))
    assert [p.code for p in made.problems] == [code]
    (held,) = {p.employee_id for p in made.problems}
    assert {i.employee_id for i in made.issued} == {"E001", "E002", "E003", "E004"} - {held}
    assert [(one.employee_id, one.why) for one in made.skipped if one.why == "mistake"] == [(held, "mistake")]
    assert values(staffed, "E002") == {ACTUAL: 40, TARGET: 50}


def test_another_value_for_many_people_is_one_line_and_holds_back_each_of_them(bench: Bench) -> None:
    numbers = [f"E{n:03d}" for n in range(1, 7)]
    write_roster(bench.workspace.roster, [person(n, name=f"张{n}") for n in numbers])
    one, two = (
        write_figures(bench.workspace.root / name, [NUMBER, ACTUAL], *([n, value + i] for i, n in enumerate(numbers)))
        for name, value in (("a.xlsx", 30), ("b.xlsx", 20))
    )
    made = ordered(bench, prefill=[one, two])
    assert [(p.code, p.file, p.cell) for p in made.problems] == [("prefill-differs", "b.xlsx", "B2:B7")]
    assert made.issued == []


def test_a_number_that_nobody_has_stops_everything_as_it_may_be_anybodys(staffed: Bench) -> None:
    path = write_figures(staffed.workspace.root / "a.xlsx", [NUMBER, *RATE], ["E00", 45, 50], ["E002", 40, 50])
    made = ordered(staffed, prefill=path)
    assert (told(made.problems), made.issued) == ([("prefill-unknown-employee", "A2")], [])


# LibreOffice


@pytest.mark.office
def test_a_template_filled_in_by_libreoffice_and_its_form_give_the_score(staffed: Bench) -> None:
    path = period_template(staffed)
    steps: list[list[Any]] = [["set", TITLES[RETAIL], cell, value] for cell, value in (("C2", 45), ("D2", 50))]
    run_jobs([{"open": str(path), "steps": steps, "save": str(path)}])
    assert told(ordered(staffed, prefill=path).problems) == []
    assert values(staffed, "E001") == {ACTUAL: 45, TARGET: 50}
    form = staffed.form()
    described = staffed.describe(form)
    sheet = openpyxl.load_workbook(form).worksheets[0].title
    total = described["outputs"]["total"]["cell"]
    staffed.inbox.mkdir(parents=True, exist_ok=True)
    steps = [*fill_steps(described, {**REST, ACTUAL: 40}), ["recalculate"], ["read", [[sheet, total]]]]
    answers = run_jobs([{"open": str(form), "steps": steps, "save": str(staffed.inbox / form.name)}])
    # 20 × 40 ÷ 50 = 16 instead of 18 of the worked example
    assert answers[0][-1] == [pytest.approx(74.0)]
    assert result(staffed)["total"] == 74.0
    assert told(staffed.collect().problems) == [("prefilled-changed", staffed.cell(ACTUAL))]
