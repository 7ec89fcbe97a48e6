"""How each point came about: entered, earned, how; and what was found on the way."""

from __future__ import annotations

from tests.checks.forms import points, result
from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person
from xlsappraise.results.explain import Explanation, explain


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
        ("表格与资料", "15.00", "20"),
        ("Subtotal: 工作业绩", "33.00", "40"),
        ("日常服务规范", "10.00", "15"),
        ("回访问题处理", "3.00", "10"),
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
    one.summarize()
    one.summarize()
    assert [(e.kind, e.detail) for e in explained(one).history] == [
        ("issued", "E001_王小燕_furniture-callback_2026-11.xlsx"),
        ("accepted", "a.xlsx"),
    ]


def test_explaining_records_nothing(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    explained(one)
    with one.open() as office:
        assert office.ledger.versions("2026-11") == []
