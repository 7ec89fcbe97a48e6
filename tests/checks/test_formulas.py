"""Formulas are the issued ones or it is said; scores are recomputed and never taken from the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.checks.forms import everything, output, result, score, spoil, spoil_xml, subtotal
from tests.conftest import Bench, message_of, text_of
from tests.spots import WORKED


def put(cell: str, value: Any) -> Callable[[Any], None]:
    """Return a change that puts a value into a cell."""

    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


def replaced(cell: str, old: str, new: str) -> Callable[[Any], None]:
    """Return a change inside a formula; the old text must be there."""

    def change(sheet: Any) -> None:
        assert old in sheet[cell].value
        sheet[cell] = sheet[cell].value.replace(old, new)

    return change


def test_a_total_overwritten_by_a_number_is_told_with_its_price(one: Bench) -> None:
    cell = output(one, "total")
    spoil(one, put(cell, 99))
    (found,) = one.settle().problems
    assert (found.severity, found.code, found.cell, text_of(found.found)) == (
        "tampering",
        "formula-changed",
        cell,
        "99",
    )
    assert text_of(found.expected) is not None
    assert text_of(found.expected).startswith("=IF(")
    assert message_of(found).endswith(" With the change, the total would be 99.00 (优秀) instead of 76.00 (合格).")
    assert (result(one)["total"], result(one)["grade"]) == (76.0, "合格")


def test_a_score_overwritten_by_a_number_is_recomputed(one: Bench) -> None:
    cell = score(one, "records")
    spoil(one, put(cell, 20))
    assert [(p.severity, p.code, p.cell, text_of(p.found)) for p in one.problems()] == [
        ("tampering", "formula-changed", cell, "20"),
    ]
    assert result(one)["criteria"]["records"] == 15.0


def test_a_score_that_was_cleared_is_told(one: Bench) -> None:
    cell = score(one, "records")
    spoil(one, put(cell, None))
    assert [(p.code, p.cell, text_of(p.found)) for p in one.problems()] == [("formula-changed", cell, "(blank)")]


def test_lowered_grade_thresholds_are_told_and_not_used(one: Bench) -> None:
    cell = output(one, "grade")
    spoil(one, replaced(cell, ">=90", ">=70"))
    assert everything(one) == [("tampering", "formula-changed", cell)]
    assert result(one)["grade"] == "合格"


def test_a_shortened_sum_is_told(one: Bench) -> None:
    cell, last = subtotal(one, 2), f"{WORKED.column('score')}{WORKED.row('section.3') - 1}"
    spoil(one, replaced(cell, f":{last})", f":{score(one, 'problem_handling')})"))
    assert everything(one) == [("tampering", "formula-changed", cell)]


def test_a_price_per_lapse_changed_in_a_formula_is_told(one: Bench) -> None:
    cell = score(one, "records")
    spoil(one, replaced(cell, "-2*N(", "-0*N("))
    assert everything(one) == [("tampering", "formula-changed", cell)]
    assert result(one)["total"] == 76.0


@pytest.mark.parametrize("spelled", ["lower", "spaced", "decimals"])
def test_another_spelling_of_the_same_formula_is_no_change(one: Bench, spelled: str) -> None:
    cell = subtotal(one, 1)

    def respell(sheet: Any) -> None:
        formula = sheet[cell].value
        assert formula.count(",2)") == 1
        sheet[cell] = {
            "lower": formula.lower(),
            "spaced": formula.replace(",", " , ").replace("(", "( "),
            "decimals": formula.replace(",2)", ",2.00000000000000000001)"),
        }[spelled]

    spoil(one, respell)
    assert everything(one) == []


def test_a_formula_copied_as_shared_is_no_change(one: Bench) -> None:
    cell = subtotal(one, 1)

    def share(text: str) -> str:
        start = text.index("<f>", text.index(f'r="{cell}"'))
        return f'{text[:start]}<f t="shared" ref="{cell}" si="0">{text[start + 3 :]}'

    spoil_xml(one, share)
    assert everything(one) == []


def test_a_formula_in_an_input_is_shown_and_the_form_invalid(one: Bench) -> None:
    cell = one.cell("ability.rating")
    spoil(one, put(cell, "=5+5"))
    (found,) = one.problems()
    assert (found.severity, found.code, found.cell, text_of(found.found)) == ("error", "formula-in-input", cell, "=5+5")
    assert (result(one)["state"], result(one)["total"]) == ("invalid", None)
