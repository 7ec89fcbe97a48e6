"""Locked content is compared cell by cell with what was issued; the issued content counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.checks.forms import everything, filled, output, points, result, score, sheet_name, spoil, where
from tests.conftest import Bench, message_of, text_of

Change = Callable[[Any], None]


def put(**values: Any) -> Change:
    """Return a change that puts values into cells."""

    def change(sheet: Any) -> None:
        for cell, value in values.items():
            sheet[cell] = value

    return change


def shown_as(cell: str, code: str) -> Change:
    """Return a change of a number format."""

    def change(sheet: Any) -> None:
        sheet[cell].number_format = code

    return change


def test_changed_points_are_told_with_their_price_and_not_believed(one: Bench) -> None:
    cell = points(one, "callback_rate")
    spoil(one, put(**{cell: 30}))
    (found,) = one.results().problems
    assert (found.severity, found.code, found.sheet, found.cell, text_of(found.found), text_of(found.expected)) == (
        "tampering", "locked-cell-changed", sheet_name(one), cell, "30", "20",
    )  # fmt: skip
    assert message_of(found).endswith(
        "The issued content is used. With the change, the total would be 85.00 (良好) instead of 76.00 (合格)."
    )
    assert (result(one)["state"], result(one)["total"], result(one)["criteria"]["callback_rate"]) == (
        "valid",
        76.0,
        18.0,
    )


def test_two_points_swapped_with_the_sum_unchanged_are_two_findings(one: Bench) -> None:
    first, second = points(one, "conduct"), points(one, "discipline")
    spoil(one, put(**{first: 10, second: 15}))
    assert one.codes() == [("locked-cell-changed", first), ("locked-cell-changed", second)]
    prices = [message_of(p).partition(" With the change, ")[2] for p in one.results().problems]
    assert prices == [
        "the total would be 71.00 (合格) instead of 76.00 (合格).",
        "the total would be 81.00 (良好) instead of 76.00 (合格).",
    ]


def test_a_price_stands_with_the_points_only(one: Bench) -> None:
    label, cell = where(one, "客户回访率"), points(one, "callback_rate")
    spoil(one, put(**{label: "客户回访", cell: 30}))
    found = {p.cell: "With the change" in message_of(p) for p in one.results().problems}
    assert found == {label: False, cell: True}


@pytest.mark.parametrize(
    "text",
    [
        "家具客服回访专员月度考核表",
        "客户回访率",
        "当月安装和售后服务（售服）的客户都要回访",
        "轻微",
        "等级：优秀 ≥90",
        "王小燕",
        "客服一部",
    ],
)
def test_an_edited_label_standard_or_name_is_tampering(one: Bench, text: str) -> None:
    cell = where(one, text)
    spoil(one, put(**{cell: "改过"}))
    assert everything(one) == [("tampering", "locked-cell-changed", cell)]
    assert result(one)["total"] == 76.0


@pytest.mark.parametrize("value", [None, "20", "20 ", True])
def test_points_cleared_or_turned_into_something_else_are_tampering(one: Bench, value: Any) -> None:
    cell = points(one, "callback_rate")
    spoil(one, put(**{cell: value}))
    assert everything(one) == [("tampering", "locked-cell-changed", cell)]


def test_points_turned_into_a_formula_are_tampering(one: Bench) -> None:
    cell = points(one, "callback_rate")
    spoil(one, put(**{cell: "=20"}))
    (found,) = one.problems()
    assert (found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "locked-cell-changed",
        cell,
        "=20",
        "20",
    )


def test_binary_noise_and_line_breaks_are_no_change(one: Bench) -> None:
    spoil(one, put(**{points(one, "callback_rate"): 20.00000000001}))
    assert everything(one) == []
    cell = points(one, "callback_rate")
    one.edit(one.inbox / one.form().name, put(**{cell: 20.0001}))
    assert one.codes() == [("locked-cell-changed", cell)]


@pytest.mark.parametrize("code", ['"30"', '0"0"', "0%", "0,", ";;;", '[>10]"30";0', "yyyy-mm-dd", "1#"])
@pytest.mark.parametrize("which", ["points", "score", "total"])
def test_a_number_format_that_lies_is_tampering(one: Bench, code: str, which: str) -> None:
    cells = {"points": points(one, "records"), "score": score(one, "records"), "total": output(one, "total")}
    cell = cells[which]
    spoil(one, shown_as(cell, code))
    assert [(p.severity, p.code, p.cell, text_of(p.found)) for p in one.problems()] == [
        ("tampering", "number-format-changed", cell, code),
    ]


@pytest.mark.parametrize("code", ["0", "0.0", "0.00", "#,##0.00", "General", "@", "0.00;[RED]-0.00"])
def test_a_number_format_that_shows_the_number_is_no_matter(one: Bench, code: str) -> None:
    spoil(one, shown_as(points(one, "records"), code))
    assert everything(one) == []


def test_cells_that_the_form_did_not_have_are_listed_with_what_they_hold(one: Bench) -> None:
    spoil(one, put(L3="见附件", M40=5, N41="=1+1", O42=" "))
    assert [(p.severity, p.code, p.cell, text_of(p.found)) for p in one.problems()] == [
        ("warning", "cell-added", "L3", "见附件"),
        ("warning", "cell-added", "M40", "5"),
        ("warning", "cell-added", "N41", "=1+1"),
    ]
    assert result(one)["total"] == 76.0


def test_a_removed_protection_warns_and_never_accuses(one: Bench) -> None:
    def unprotect(sheet: Any) -> None:
        sheet.protection.disable()

    spoil(one, unprotect)
    assert everything(one) == [("warning", "protection-removed", None)]
    assert result(one)["state"] == "valid"


def test_everything_is_told_at_once(one: Bench) -> None:
    cell, label = points(one, "ability"), where(one, "处理能力")

    def change(sheet: Any) -> None:
        sheet.protection.disable()
        sheet[cell], sheet[label], sheet["L2"] = 20, "能力", "x"

    one.edit(filled(one, attitude__rating=99, signoff__done=None), change)
    assert one.codes() == [
        ("protection-removed", None),
        ("locked-cell-changed", label),
        ("locked-cell-changed", cell),
        ("cell-added", "L2"),
        ("missing-signoff", one.cell("signoff.done")),
        ("out-of-range", one.cell("attitude.rating")),
    ]
    assert result(one)["state"] == "invalid"
