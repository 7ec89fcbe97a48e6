"""What reading an entry found is told with its cell, its label and the remedy; the form is refused or not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.forms import everything, filled, result, spoil
from tests.conftest import Bench, message_of, text_of


@pytest.mark.parametrize(
    ("name", "value", "code", "found"),
    [
        ("ability.rating", "7分", "not-a-number", "7分"),
        ("ability.rating", 11, "out-of-range", "11"),
        ("ability.rating", -1, "out-of-range", "-1"),
        ("ability.rating", 7.5, "not-whole", "7.5"),
        ("ability.rating", True, "not-a-number", "TRUE"),
        ("ability.rating", "#N/A", "error-value", "#N/A"),
        ("records.slight", "无", "not-a-number", "无"),
        ("adjustment.1.points", 2.25, "off-step", "2.25"),
        ("adjustment.1.points", 10.5, "out-of-range", "10.5"),
        ("signoff.date", "11/12/2026", "not-a-date", "11/12/2026"),
        ("signoff.date", 15, "not-a-date", "15"),
    ],
)
def test_an_entry_that_cannot_be_taken_refuses_the_form(
    one: Bench, name: str, value: Any, code: str, found: str
) -> None:
    filled(one, **{name.replace(".", "__"): value})
    (problem,) = one.problems()
    assert (problem.severity, problem.code, problem.cell, text_of(problem.found)) == (
        "error",
        code,
        one.cell(name),
        found,
    )
    assert (problem.file, problem.employee_id) == (one.form().name, "E001")
    assert problem.cell in message_of(problem)
    assert (result(one)["state"], result(one)["total"]) == ("invalid", None)


def test_a_message_names_criterion_remedy_and_hint(one: Bench) -> None:
    filled(one, ability__rating="7分")
    (problem,) = one.problems()
    assert "“处理能力·" in message_of(problem)
    assert message_of(problem).endswith(
        "Enter a number only (a whole number from 0 to 10). Remove “分” and enter 7 only."
    )


@pytest.mark.parametrize(("code", "problem"), [("0%", "not-a-number"), ('m"月"d"日"', "date-for-number")])
def test_a_percent_or_date_format_on_an_entry_is_refused(one: Bench, code: str, problem: str) -> None:
    cell = one.cell("ability.rating")

    def reformat(sheet: Any) -> None:
        sheet[cell].number_format = code

    spoil(one, reformat)
    assert one.codes() == [(problem, cell)]


def test_spellings_are_normalised_said_and_scored(one: Bench) -> None:
    filled(one, ability__rating="７", attitude__rating=" 13\u200b", callback_rate__actual=44.99999999999999)
    assert everything(one) == [
        ("note", "normalised", one.cell("callback_rate.actual")),
        ("note", "normalised", one.cell("ability.rating")),
        ("note", "normalised", one.cell("attitude.rating")),
    ]
    assert (result(one)["state"], result(one)["total"]) == ("valid", 76.0)


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("长" * 201, [("warning", "text-too-long")]),
        ("长" * 200, []),
        ("a\u202eb", [("warning", "control-characters")]),
        ("a_x0007_b", [("warning", "control-characters")]),
        ("+86 返修", []),
        ("@李", []),
        ("-1 分", []),
    ],
)
def test_a_remark_never_refuses_a_form(one: Bench, remark: str, expected: list[tuple[str, str]]) -> None:
    filled(one, ability__remark=remark)
    cell = one.cell("ability.remark")
    assert everything(one) == [(*found, cell) for found in expected]
    assert result(one)["state"] == "valid"


def test_control_characters_are_shown_escaped(one: Bench) -> None:
    filled(one, ability__remark="a\u202eb")
    (problem,) = one.problems()
    assert (text_of(problem.found), "\u202e" in message_of(problem)) == ("a\\u202eb", False)


@pytest.mark.parametrize("remark", ["好_xD83D_", "_xDFFF_", "_xD83D__xDE00_", "_x0000_"])
def test_no_remark_stops_the_run(one: Bench, remark: str) -> None:
    filled(one, ability__remark=remark)
    assert result(one)["state"] == "valid"
    assert result(one)["total"] == 76.0


def test_a_remark_that_begins_with_an_equals_sign_is_text(one: Bench) -> None:
    cell = one.cell("ability.remark")

    def write(sheet: Any) -> None:
        sheet[cell] = "=HYPERLINK"
        sheet[cell].data_type = "s"

    spoil(one, write)
    assert everything(one) == []
    assert result(one)["state"] == "valid"
