"""How each point came about: entered, earned, how; and what was found on the way."""

from __future__ import annotations

import re

import openpyxl
import pytest

from tests.checks.forms import points, result
from tests.cli.test_help import run
from tests.conftest import SIGNED, WORKED_EXAMPLE, Bench, message_of, person
from tests.schemes.build import criterion, raw_scheme, section, write_scheme
from xlsappraise.results.explain import explain
from xlsappraise.results.explained import Explanation


def explained(bench: Bench, number: str = "E001") -> Explanation:
    """Return the explanation of a person's only form."""
    with bench.open() as office:
        (found,) = explain(office, number, bench.period)
    return found


def test_every_point_of_the_worked_example_is_explained(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    lines = explained(one).lines
    assert [(message_of(line.title), message_of(line.score), line.points) for line in lines] == [
        ("客户回访率", "18.00", "20"),
        ("表格管理", "15.00", "20"),
        ("Subtotal: 工作业绩", "33.00", "40"),
        ("日常服务规范", "10.00", "15"),
        ("回访问题处理效率", "3.00", "10"),
        ("处理能力", "7.00", "10"),
        ("Subtotal: 服务与能力", "20.00", "35"),
        ("工作态度", "13.00", "15"),
        ("工作纪律", "8.00", "10"),
        ("Subtotal: 态度与纪律", "21.00", "25"),
        ("Adjustments", "2.00", ""),
        ("Total", "76.00", "100"),
        ("Grade", "合格", ""),
    ]
    assert message_of(lines[0].entered) == "已回访数（户） 45; 应回访数（户） 50"
    assert message_of(lines[10].entered) == "2 客户来信表扬"


def test_every_figure_of_the_worked_example_is_worked_out(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    assert [line.worked for line in explained(one).lines] == [
        "20 × 45 ÷ 50 = 18.00", "20 − 2 × 1 − 3 × 1 = 15.00", "18 + 15 = 33.00",
        "15 − 2 × 1 − 3 = 10.00", "8 − 5 × 1 = 3.00", "", "10 + 3 + 7 = 20.00",
        "", "10 − 2 × 1 = 8.00", "13 + 8 = 21.00", "", "33 + 20 + 21 + 2 = 76.00", "",
    ]  # fmt: skip


def test_percentages_are_shown_as_they_are_entered(bench: Bench) -> None:
    bench.issue(person(schemes="field-service"))
    form = bench.describe(bench.form())
    rates = [item["id"] for item in form["inputs"] if item["type"] == "percent" and item["criterion"]]
    values: dict[str, object] = {"signoff.done": SIGNED}
    for item in form["inputs"]:
        if item["required"] and not item["table"] and not item["id"].startswith("signoff"):
            values[item["id"]] = 0.935 if item["type"] == "percent" else (item["choices"] or [item["min"] or 1])[0]
    bench.fill({**values, "signoff.name": "李建国", "signoff.date": "2026-11-30"})
    texts = " ".join(message_of(line.entered) + line.worked for line in explained(bench).lines)
    assert rates and "93.5%" in texts and "0.935" not in texts


def test_a_person_is_found_by_name_and_by_both(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"), person("E003", name="李梅"))
    for who in ("E001", "Ｅ001", "王小燕", "E001 王小燕", " 王 小燕"):
        assert explained(bench, who).person.employee_id == "E001"
    refused = run("explain", "李梅", "2026-11", cwd=bench.workspace.root)
    assert refused.returncode == 2 and "[name-of-several]" in refused.stderr
    assert "E002 李梅" in refused.stderr and "E003 李梅" in refused.stderr
    unknown = run("explain", "王小雁", "2026-11", cwd=bench.workspace.root)
    assert unknown.returncode == 2 and "[form-not-found]" in unknown.stderr and "王小燕" in unknown.stderr


def test_people_who_are_compared_are_told_their_places(bench: Bench) -> None:
    rank = {"kind": "rank", "label": "成交额", "places": [20, 15, 10], "others": 5}
    rules = [criterion("sales", 20, [rank]), criterion("work", 80, [{"kind": "rating"}])]
    write_scheme(bench.workspace.schemes / "ranked.toml", raw_scheme(section(*rules), id="ranked", language="zh_CN"))
    values = {"E001": 300, "E002": 900, "E003": 300, "E004": 10}
    bench.issue(*(person(number, name=f"员工{number}", schemes="ranked") for number in values))
    for number, sold in values.items():
        bench.fill({"sales.value": sold, "work.rating": 70, "signoff.done": SIGNED}, number)
    worked = {number: explained(bench, number).lines[0].worked for number in values}
    assert worked == {
        "E001": "4 人中第 2 名 → 15.00", "E002": "4 人中第 1 名 → 20.00", "E003": "4 人中第 2 名 → 15.00",
        "E004": "4 人中第 4 名 → 5.00",
    }  # fmt: skip


@pytest.mark.parametrize(("language", "state"), [("en", "valid"), ("zh_CN", "有效")])
def test_the_page_holds_what_the_screen_shows(one: Bench, language: str, state: str) -> None:
    one.fill(WORKED_EXAMPLE)
    root = one.workspace.root
    settings = root / "appraise.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub('language = ".*"', f'language = "{language}"', text), encoding="utf-8")
    done = run("explain", "王小燕", "2026-11", "--file", "说明.xlsx", language="en", cwd=root)
    assert done.returncode == 0 and "说明.xlsx" in done.stdout
    sheet = openpyxl.load_workbook(root / "说明.xlsx").active
    shown = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert shown[0] == "E001 王小燕" and any(text.endswith(f"· {state}") for text in shown)
    assert any(text.startswith("20 × 45 ÷ 50 = 18.00\n") for text in shown)
    assert any(text.startswith("33 + 20 + 21 + 2 = 76.00") for text in shown)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) == (0, 9)  # one page wide, A4
    again = run("explain", "E001", "2026-11", "--file", "说明.xlsx", cwd=root)
    assert again.returncode == 2 and "[file-exists]" in again.stderr


def test_the_sum_of_the_lines_is_the_summarized_total(one: Bench) -> None:
    one.fill({**WORKED_EXAMPLE, "adjustment.1.points": None, "adjustment.1.reason": None})
    lines = {message_of(line.title): line for line in explained(one).lines}
    parts = [float(line.score) for title, line in lines.items() if title.startswith("Subtotal")]
    assert (sum(parts), float(lines["Total"].score)) == (74.0, 74.0)
    assert message_of(lines["Adjustments"].entered) == "none"
    assert result(one)["total"] == 74.0


def test_what_the_workbook_disagreed_in_is_told_with_its_price(one: Bench) -> None:
    cell = points(one, "callback_rate")
    path = one.fill(WORKED_EXAMPLE)

    def change(sheet: object) -> None:
        sheet[cell] = 30

    one.edit(path, change)
    (found,) = explained(one).problems
    assert (found.code, found.cell) == ("locked-cell-changed", cell)
    assert "85.00 (良好) instead of 76.00 (合格)" in message_of(found)


def test_an_incomplete_form_has_findings_and_no_lines(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"))
    bench.fill({**WORKED_EXAMPLE, "ability.rating": None})
    bench.fill({**WORKED_EXAMPLE, "ability.rating": "x"}, "E002")
    found = explained(bench)
    assert (found.form.state, found.lines, [p.code for p in found.problems]) == ("incomplete", (), ["missing-input"])
    assert [p.code for p in explained(bench, "Ｅ002").problems] == ["not-a-number"]


def test_the_history_tells_issue_and_acceptance(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.settle()
    one.settle()
    assert [(e.kind, e.detail) for e in explained(one).history] == [
        ("issued", "E001_王小燕_furniture-callback_2026-11.xlsx"),
        ("accepted", "a.xlsx"),
    ]


def test_explaining_records_nothing(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    explained(one)
    with one.open() as office:
        assert office.ledger.versions("2026-11") == []
