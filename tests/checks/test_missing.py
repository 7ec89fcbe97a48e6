"""Blank is never zero: what is required and blank is told, all of it, with cell and hint."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.forms import everything, filled, result, sheet_name
from tests.conftest import SIGNED, WORKED_EXAMPLE, Bench, message_of, person, text_of
from tests.schemes.worked_examples import example


def test_all_missing_inputs_are_told_at_once_in_order(one: Bench) -> None:
    one.fill({"records.slight": 1})
    required = [
        "callback_rate.actual",
        "callback_rate.target",
        "problem_handling.rating",
        "ability.rating",
        "attitude.rating",
    ]
    assert one.codes() == [
        *(("missing-input", one.cell(name)) for name in required),
        ("missing-signoff", one.cell("signoff.done")),
    ]
    assert (result(one)["state"], result(one)["total"], result(one)["criteria"]) == ("incomplete", None, {})


@pytest.mark.parametrize(
    "name", ["callback_rate.actual", "callback_rate.target", "problem_handling.rating", "attitude.rating"]
)
def test_one_required_input_left_blank_makes_the_form_incomplete(one: Bench, name: str) -> None:
    one.fill({**WORKED_EXAMPLE, name: None})
    assert everything(one) == [("error", "missing-input", one.cell(name))]
    assert one.problems()[0].sheet == sheet_name(one)
    assert result(one)["state"] == "incomplete"


def test_zero_is_an_entry_and_a_blank_count_means_none(one: Bench) -> None:
    one.fill({**WORKED_EXAMPLE, "ability.rating": 0, "records.slight": None, "records.ordinary": None})
    assert one.codes() == []
    criteria = result(one)["criteria"]
    assert (criteria["ability"], criteria["records"]) == (0.0, 20.0)


def test_a_missing_sign_off_says_what_to_choose(one: Bench) -> None:
    filled(one, signoff__done=None)
    (found,) = one.problems()
    assert (found.code, found.cell, text_of(found.expected)) == ("missing-signoff", one.cell("signoff.done"), SIGNED)
    assert result(one)["state"] == "incomplete"


def test_a_sign_off_that_is_none_of_the_choices_is_refused_with_the_list(one: Bench) -> None:
    filled(one, signoff__done="已完成")
    (found,) = one.problems()
    assert (found.severity, found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "error", "not-in-list", one.cell("signoff.done"), "已完成", SIGNED,
    )  # fmt: skip
    assert result(one)["state"] == "invalid"


@pytest.mark.parametrize("value", [2, -0.5])
def test_an_adjustment_without_a_reason_is_told_at_the_reason(one: Bench, value: float) -> None:
    filled(one, adjustment__2__points=value)
    (found,) = one.problems()
    assert (found.severity, found.code, found.cell, text_of(found.found)) == (
        "error", "missing-reason", one.cell("adjustment.2.reason"), f"{value:g}",
    )  # fmt: skip
    assert result(one)["state"] == "incomplete"


def test_an_adjustment_of_zero_needs_no_reason_and_a_reason_alone_no_points(one: Bench) -> None:
    filled(one, adjustment__2__points=0, adjustment__3__reason="备查")
    assert one.codes() == []


def test_a_reason_of_blanks_is_none(one: Bench) -> None:
    filled(one, adjustment__1__reason=" \u3000")
    assert one.codes() == [("missing-reason", one.cell("adjustment.1.reason"))]


@pytest.mark.parametrize(
    ("points", "net", "counted", "total"), [((8, 7.5), "15.5", "10", 84.0), ((-9, -2), "-11", "-10", 64.0)]
)
def test_adjustments_beyond_their_net_bound_are_cut_and_said_so(
    one: Bench, points: tuple[float, float], net: str, counted: str, total: float
) -> None:
    first, second = points
    filled(one, adjustment__1__points=first, adjustment__2__points=second, adjustment__2__reason="事由")
    (found,) = one.collect().problems
    assert (found.severity, found.code, text_of(found.found), text_of(found.expected)) == (
        "note",
        "adjustments-capped",
        net,
        counted,
    )
    assert (result(one)["state"], result(one)["total"]) == ("valid", total)


def test_adjustments_within_their_bound_are_not_mentioned(one: Bench) -> None:
    filled(one, adjustment__1__points=10, adjustment__2__points=-0.5, adjustment__2__reason="事由")
    assert everything(one) == []


@pytest.mark.parametrize("scheme", ["cs-specialist-monthly", "after-sales-monthly"])
def test_a_self_rating_beside_a_blank_is_pointed_at(bench: Bench, scheme: str) -> None:
    bench.issue(person(schemes=scheme))
    items = {i["id"]: i for i in bench.describe(bench.form())["inputs"]}
    own = [
        n
        for n in items
        if n.endswith("@self") and not n.startswith("signoff") and n.replace("@self", "@supervisor") in items
    ]
    rated = [n for n in own if items[n.replace("@self", "@supervisor")]["required"]]
    assert len(rated) > 2
    bench.fill({name: low(items[name]) for name in rated})
    hints = {p.cell: message_of(p) for p in bench.problems() if p.code == "missing-input"}
    for name in rated:
        blank = items[name.replace("@self", "@supervisor")]["cell"]
        assert hints[blank].endswith(f" {items[name]['cell']} beside it is filled in, but that column does not count.")
    assert bench.settle().as_dict()["counts"]["incomplete"] == 1


def low(item: dict[str, Any]) -> Any:
    """Return the smallest number, or the first choice, that an input takes."""
    return item["choices"][0] if item["choices"] else item["min"]


def test_a_self_rating_is_never_required(bench: Bench) -> None:
    bench.issue(person(schemes="cs-specialist-monthly"))
    items = bench.describe(bench.form())["inputs"]
    assert {i["required"] for i in items if i["id"].endswith("@self")} == {False}
    values = {i["id"]: {"choice": (i["choices"] or [""])[0], "text": "李", "date": 46341}.get(i["type"], i["min"])
              for i in items if i["required"]}  # fmt: skip
    bench.fill(values)
    assert bench.codes() == []


def test_adjustments_of_a_scheme_without_a_net_bound_are_not_said_to_be_cut(bench: Bench) -> None:
    """Twice ten points count as twenty: only each row of this scheme is bounded."""
    worked = example("de-qin-neng-ji")["inputs"]
    extra = {f"adjustment.{n}.{what}": value for n in (1, 2) for what, value in (("points", 10), ("reason", "表扬"))}
    bench.issue(person(schemes="de-qin-neng-ji"))
    bench.fill({**worked, **extra})
    assert "adjustments-capped" not in [found.code for found in bench.collect().problems]
