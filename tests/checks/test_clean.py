"""A filled, otherwise untouched form yields nothing, an untouched one a single remark."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.checks.forms import everything, filled, output, result, sheet_name, spoil_xml
from tests.conftest import Bench, rewrite, text_of
from tests.proof.fills import chains, fills
from tests.shipped import SCHEMES, Shipped, form_scheme
from tests.steps import Steps


def test_the_worked_example_yields_nothing_and_scores_76(one: Bench) -> None:
    filled(one)
    assert everything(one) == []
    assert result(one) == {
        "employee_id": "E001",
        "scheme": "furniture-callback",
        "state": "valid",
        "total": 76.0,
        "grade": "合格",
        "rank": 1,
        "criteria": {
            "callback_rate": 18.0,
            "records": 15.0,
            "conduct": 10.0,
            "problem_handling": 3.0,
            "ability": 7.0,
            "attitude": 13.0,
            "discipline": 8.0,
        },
    }


def test_every_scheme_filled_at_random_yields_nothing_above_a_note(tmp_path: Path, steps: Steps) -> None:
    shipped = Shipped(tmp_path / "w", steps=steps)
    for scheme in SCHEMES:
        bench, form = shipped.bench(scheme), shipped.describe(scheme)
        (fill,) = itertools.islice(fills(form, 1, 3, chains(form_scheme(scheme))), 1)
        target = bench.inbox / shipped.path(scheme).name
        book = openpyxl.load_workbook(shipped.path(scheme))
        for item in form["inputs"]:
            book[item["sheet"]][item["cell"]] = fill.get(item["id"])
        book.save(target)
    for bench in shipped.benches.values():
        assert bench.codes() == []
        states = {r["scheme"]: r["state"] for r in bench.settle().as_dict()["results"]}
        assert set(states.values()) == {"valid"}


def test_an_untouched_form_is_told_once_and_is_incomplete(one: Bench) -> None:
    shutil.copy(one.form(), one.inbox / "原样.xlsx")
    assert everything(one) == [("error", "untouched", None)]
    assert (result(one)["state"], result(one)["total"]) == ("incomplete", None)


def test_blanks_only_are_untouched_too(one: Bench) -> None:
    one.fill({"callback_rate.actual": " ", "ability.remark": "\u3000"})
    assert one.codes() == [("untouched", None)]


def test_a_lost_structure_lock_is_a_note(one: Bench) -> None:
    def unlock(sheet: Any) -> None:
        sheet.parent.security.lockStructure = False

    one.edit(filled(one), unlock)
    assert everything(one) == [("note", "structure-lock-lost", None)]
    assert result(one)["state"] == "valid"


def test_a_hidden_sheet_that_became_visible_is_no_matter(one: Bench) -> None:
    def show(sheet: Any) -> None:
        sheet.parent["_xlsappraise"].sheet_state = "visible"

    one.edit(filled(one), show)
    assert one.codes() == []


def cached(cell: str, value: str) -> Any:
    """Return a change that gives a formula cell a cached value, as a program that recalculates does."""

    def change(text: str) -> str:
        start = text.index("</f>", text.index(f'r="{cell}"')) + 4
        end = text.index("</c>", start)
        return f"{text[:start]}<v>{value}</v>{text[end:]}"

    return change


def test_a_stale_total_is_a_note_with_both_numbers(one: Bench) -> None:
    total = output(one, "total")
    spoil_xml(one, cached(total, "91"))
    summary = one.settle()
    assert [(p.severity, p.code, p.sheet, p.cell, text_of(p.found), text_of(p.expected)) for p in summary.problems] == [
        ("note", "shown-total-differs", sheet_name(one), total, "91", "76.00"),
    ]
    assert summary.as_dict()["results"][0]["total"] == 76.0


@pytest.mark.parametrize("value", ["76", "76.00000000000001"])
def test_a_total_that_agrees_is_not_mentioned(one: Bench, value: str) -> None:
    spoil_xml(one, cached(output(one, "total"), value))
    assert one.settle().problems == ()


def test_the_1904_calendar_is_refused(one: Bench) -> None:
    path = filled(one, signoff__date=46341)

    def flagged(data: bytes) -> bytes:
        changed = re.sub(rb"<workbookPr(?=[ /])", b'<workbookPr date1904="1"', data)
        assert changed != data
        return changed

    rewrite(path, {"xl/workbook.xml": flagged})
    assert [p.severity for p in one.problems()] == ["error"]
    assert result(one)["state"] == "invalid"
